"""Check that a translation renders all of the source, once, and adds nothing.

::

    untranslated    a copy of the source, or of a clause of it
    script          letters and words of another language (``leftovers`` finds the words)
    length          much shorter or longer, a stretch of which nothing is said
    repetition      words that stand twice
    doubled         of a document: two sentences with one translation
    remark          what a translator or a model says of its own
"""
