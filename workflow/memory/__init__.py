"""The translation memory: every sentence ever translated, found again in an instant.

::

    memory       what is asked of it: exact, in-context and fuzzy matches
    likeness     how alike two sentences are, and what must not differ: numbers, negation, names
    postings     which sentences share rare words: the way to fuzzy matches
    refreshing   keeps it in step with the files
    database     the SQLite file ``.workflow/memory.db``

It holds nothing of its own: all of it follows from the PO files and from the TMX files in
``locales/memory/``, and can be deleted at any time.
"""

from workflow.memory.memory import LEAST, Match, Memory

__all__ = ["LEAST", "Match", "Memory"]
