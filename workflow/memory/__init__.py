"""Remember every translated sentence, and find it and similar ones: the translation memory.

::

    translation_memory  what is asked of it: exact, in-context and fuzzy matches
    facts               what must not differ between two sentences: numbers, negations, names
    records             pairs as rows, and the index that leads to fuzzy matches
    refreshing          keeps it in step with the files
    database            the SQLite file ``.workflow/memory.db``
    tmx                 translation memories as files for other tools, written; tmx_reading

It holds nothing of its own: all of it follows from the PO files and from the TMX files in
``locales/memory/``, and can be deleted at any time.
"""

from workflow.memory.translation_memory import LEAST, Match, Memory

__all__ = ["LEAST", "Match", "Memory"]
