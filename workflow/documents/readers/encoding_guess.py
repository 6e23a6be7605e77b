"""Guess the encoding of bytes, and read windows-1251 where it is certain."""

from __future__ import annotations

import re

#: The small letters of Russian, Ukrainian, Belarusian and Bulgarian; of Serbian and Macedonian. In
#: a text that is read in another encoding of theirs, words mix them with capitals and other signs.
_ALPHABETS = ("а-яёєіїўґ", "а-ик-шђљњћџјѓќѕ")
_WORDS = tuple(
    re.compile(rf"\b(?:[{small.upper()}]?[{small}]+|[{small.upper()}]+)\b") for small in _ALPHABETS
)
#: The letters that these languages use most, their share and that of letters in such words, and
#: the fewest letters.
_FREQUENT, _MOST, _IN_WORDS, _FEWEST = frozenset("оеаинті"), 0.35, 0.95, 12


def guess(data: bytes) -> str:
    """Name the codec that the library takes for likely; empty for none."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    return best.encoding if best else ""


def windows_1251(data: bytes) -> str:
    """Return the text of bytes in windows-1251; empty if they are in any other, or uncertain."""
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError:
        return ""
    sample = text[:50_000]
    letters = sum(char.isalpha() and not char.isascii() for char in sample)
    words = max(("".join(each.findall(sample)) for each in _WORDS), key=len)
    frequent = sum(char in _FREQUENT for char in words.lower())
    if letters < _FEWEST or len(words) < _IN_WORDS * letters or frequent < _MOST * len(words):
        return ""
    return text if not words.islower() and guess(data) == "cp1251" else ""
