"""Make the templates of a site and what every page of it shares.

::

    theme                the project's changes to the looks; package_assets: what comes with us
    environment          what templates may use; template_code: made fast
    labels               the words around articles, in each language, and what says which one
"""
