"""Find addresses, accounts and telephone numbers in any text, even disguised ones.

::

    invented       those of a translation that its source lacks; markup likewise
    addresses, accounts, telephones    each kind in a text
    obfuscation    what hides them, undone: ``evil[.]example``
"""
