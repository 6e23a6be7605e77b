"""Mends a text whose bytes were taken for a Western encoding once, and written as UTF-8 again."""

from __future__ import annotations

import re

#: What such a text shows for letters of two, three and four bytes. Control characters (U+0080 to
#: U+009F), which no text holds, are among them sooner or later; without one nothing is certain.
_DOUBLED = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile("[\x80-\x84\x86-\x9f]")
#: Fewer such letters are no text, but stray bytes.
_FEWEST = 3


def singly_encoded(text: str) -> str:
    """Return what a doubly encoded text says; any other text as it is.

    It is one only if it has no letter above U+00FF, controls among the letters above U+007F, and
    each of these is part of a letter in UTF-8.

    >>> singly_encoded("It\u00e2\u0080\u0099s \u00e2\u0080\u009cthere\u00e2\u0080\u009d")
    'It’s “there”'
    >>> singly_encoded("caf\u00e9 \u00a9 2021")
    'café © 2021'
    """
    if not _CONTROL.search(text) or len(_DOUBLED.findall(text)) < _FEWEST:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
