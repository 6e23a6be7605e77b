"""Names of a source sentence that the glossary does not list.

What stands in a translation may be the rendering of one of them, so whatever looks like a wrong
rendering of a listed name is certain to be one only where there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.languages.en import capitals
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.surnames import HONORIFICS, OPENERS
from workflow.model import TermUse

_CAPITAL = re.compile(r"(?<![\w@/.&-])[A-ZÀ-Þ][\w&]*(?:[-'’.][\w&]+)*", re.ASCII)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
#: What stands before the first word of a sentence or a quotation.
_OPENING = re.compile(r"(?:^|[.?!:…]|[“\"‘'(—–])\s*(?:<[^<>]*>|[“\"‘'(—–\s])*$")


def unlisted(source: str, uses: Sequence[TermUse]) -> list[str] | None:
    """Find what may be names outside the mentions of the glossary.

    Args:
        source: the sentence, with placeholders.
        uses: its mentions of the glossary.

    Returns:
        The capitalised words that belong to no mention and are no ordinary words; None where
        capitals tell nothing, so that anything may be a name (Korean and Chinese, or no sentence).
    """
    if not _is_latin(source):
        return None
    covered = bytearray(len(source))
    for use in uses:
        covered[use.start : use.end] = b"\1" * (use.end - use.start)
    return list(_names(source, covered))


def _is_latin(source: str) -> bool:
    letters = [char for char in source if char.isalpha()]
    return bool(letters) and sum(map(bool, map(_LATIN.match, letters))) * 2 > len(letters)


def _names(source: str, covered: bytearray) -> Iterator[str]:
    for match in _CAPITAL.finditer(source):
        if covered.find(1, match.start(), match.end()) >= 0:
            continue
        word = match[0].removesuffix("'s").removesuffix("’s")
        if capitals.is_ordinary(word) or word.casefold() in HONORIFICS:
            continue
        if not (_is_common(word) and _opens(source, match.start())):
            yield word


def _is_common(word: str) -> bool:
    return word.casefold() in OPENERS or bool(kind_of(word.casefold()))


def _opens(source: str, start: int) -> bool:
    """Tell whether a word begins a sentence or a quotation, and so has its capital from there."""
    begin = max(0, start - 24)
    before = source[begin:start]
    return _OPENING.search(f"x{before}" if begin else before) is not None
