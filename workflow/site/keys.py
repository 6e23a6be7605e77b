"""What texts are found by: words, and bigrams where words have no clear ends.

In scripts written without spaces, and in Korean, whose words take particles, any two neighbouring
characters are a key (the overlapping bigrams of Manning, Raghavan and Schütze, *Introduction to
Information Retrieval*, 2.2.1), and so is the last one of a run: 은행 finds 한국은행, and 행 both.
``assets/search.js`` cuts what is asked for in the same way.
"""

from __future__ import annotations

import re
import unicodedata

#: Thai, Lao, Myanmar, Hangul, Khmer, Kana, Han.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(f"[^\\W_{_UNSPACED}]+")
_ACCENT = re.compile("[\u0300-\u036f]")
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u0370-\u04ff\u1e00-\u1fff]")


def fold(text: str) -> str:
    """Text without what search ignores: case, accents, width.

    >>> fold("Ｃafé 한국은행")
    'cafe 한국은행'
    """
    if _ACCENTED.search(text) or not unicodedata.is_normalized("NFKC", text):
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFKC", text)
    return text.lower()


def keys(text: str) -> set[str]:
    """What a text is found by.

    >>> sorted(keys("한국은행 BOK"))
    ['bok', '국은', '은행', '한국', '행']
    """
    text = fold(text)
    found = set(_WORD.findall(text))
    for run in _RUN.findall(text):
        found.update(map(str.__add__, run, run[1:]))
        found.add(run[-1])
    return found


def part(key: str, parts: int) -> int:
    """The part of a bucket that has a key: by one character of a bigram, by two of a word."""
    head = key[:1] if _RUN.match(key) else key[:2]
    number = 0
    for character in head:
        number = 31 * number + ord(character)
    return number % parts
