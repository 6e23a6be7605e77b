"""What the command line does, callable from Python: a module or two for each command.

Every function takes a :class:`workflow.model.Project` and gives plain values; nothing is printed.
Bad input never stops the rest: errors are collected in what is given back. For example::

    from workflow.config import find_project
    from workflow.app import publishing

    publishing.publish(find_project(Path()))

::

    detection      the language of documents and paragraphs
    translation    sync, translate; running: run
    checking       check; fixing: its fixes; baseline: findings that are known
    publishing     publish, serve
    status         status; risk: what to read first; attribution: who approved, and when
    terms, impact  the glossary and what a change of it touches
    memory         the translation memory
    exchange_export, exchange_import: files for translators, and back
    aligning       translations that exist already
    review         the review in a browser
    scoring, installation, scaffold
    workspace      what they all work at; memo: what they remember
"""
