"""Do what the command line does: one module per command, over one project state. Internal.

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
    new_project (init), git_merging (git)

    state              what they all know of the project, its seeds and their translations
    renaming           PO files follow their seeds; resegmenting: sentences joined or split
"""
