"""Know how languages are written: letters, spaces, marks, the ends of words and sentences.

::

    writing, typography        scripts, spaces and widths of marks; what stays on one line
    sentences, line_breaks     where sentences end, where a line may
    boundaries, particles      where words end, what is written onto nouns
    slips                      what is certainly wrong
    sounds, han, folding       what sounds alike, is one character in two standards, is found alike
"""
