"""Do what the command line does: one module a command, over one project state. Internal.

Python users call what :mod:`workflow` offers. Every function here takes a
:class:`workflow.model.Project` and gives plain values; nothing is printed. Bad input never stops
the rest: errors are collected in what is given back.

::

    running            run
    translating        sync, translate
    checking           check; fixing: check --fix
    status             status
    restoring          restore
    publishing         publish, serve; withholding: what is not public; published_pictures
    reviewing          review; review_articles: what it shows
    glossary_upkeep    glossary; impact: glossary impact
    memory_upkeep      memory
    exchange_export    exchange export
    exchange_import    exchange import
    aligning           align
    detection          detect
    installation       engines install
    evaluation         score
    scaffold           init

    project_state      what they all work at: a project, and the state of each of its seeds
    seed_files         which seeds a command line means, and each as a document
    document_translation  a document in one target language, merged with its PO file
"""
