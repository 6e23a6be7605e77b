"""Find what breaks a page and not a sentence.

::

    inline_markup    the check ``markup``: placeholders, HTML, Markdown
    link             addresses and telephone numbers (``contacts`` finds them)
    invisible        characters that nobody sees
    encoding         text that was read in the wrong encoding
"""
