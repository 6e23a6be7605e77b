"""Do what the command line does: one module a command, over one project state. Internal.

Python users call what :mod:`workflow` offers. Every function here takes a
:class:`workflow.model.Project` and gives plain values; nothing is printed. Bad input never stops
the rest: errors are collected in what is given back.

::

    running            sync, translate, run: the way of a seed through all of them
    filling            the second step: drafts for what is empty; translate --estimate
    checking           the third, and check, restore, status --risk
    publishing         the last, and publish, serve
    reviewing          review
    status, aligning, detection (detect), fetching (fetch), exchange_export, exchange_import,
    glossary_upkeep (glossary), memory_upkeep, installation (engines install), evaluation (score),
    scaffold (init), git_merging (git)

    project_state      what one command knows of a project; sharding: which seeds are its own
    seed_state         and of each of its seeds and their translations; seed_saving: into the PO
                       files; seed_stage: what all processors do; seed_opening: opening, there
    seed_files         which seeds a command line means, and each as a document
    document_translation  a document in one target language, merged with its PO file
    renaming           PO files follow their seeds; resegmenting: sentences joined or split
    article_addresses  where articles are, and were; kept_opinions: what models say of them
"""
