"""A word of a source that says that something is not so, told as the contrary.

*Unaffected*, *boycotted*, *has yet to*: a translation tells such a word by a denial, or by one of a
few words that say the same without one. ``languages/negative_words.tsv`` has one such word a row,
with all of those for each other language. A translation with none of them, and no denial at all,
says the contrary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

from workflow.languages import pack
from workflow.languages.scripts import KEPT
from workflow.languages.tables import read

#: So many letters before a word its own denial begins, at most.
_NEAR = 12
#: The columns of the table that are no language.
_COLUMNS = frozenset(("source", "hints", "pattern", "right", "wrong"))


@dataclass(frozen=True, slots=True)
class _NegativeWord:
    """A word that denies, and by language how else it is told: patterns."""

    word: re.Pattern[str]
    told: Mapping[str, re.Pattern[str]]


def contradicted(source: str, spoken: str, text: str, target: str) -> str:
    """Return the word of a source whose contrary its translation says; mostly empty.

    Args:
        source: a sentence.
        spoken: its language.
        text: its translation.
        target: BCP 47 tag of the translation.

    >>> contradicted("The mine was unaffected.", "en", "광산에 차질이 빚어졌다.", "ko")
    'unaffected'
    >>> contradicted("The mine was unaffected.", "en", "광산은 정상 가동됐다.", "ko")
    ''
    """
    language = pack(target).subtag
    for row in _hinted(source, spoken):
        told = row.told.get(language)
        if told and not told.search(text) and (match := row.word.search(source)):
            denied = _denies(text, target) or _prefixed(match[0], spoken, text, target)
            return "" if denied or _undone(match, spoken) else match[0]
    return ""


def _prefixed(word: str, spoken: str, text: str, target: str) -> bool:
    """Tell whether a prefix denies in a word, and one does in the translation, too."""
    there, here = pack(spoken).denials.prefixed, pack(target).denials.prefixed
    return bool(there.search(word) and here.search(text))


def _undone(word: re.Match[str], spoken: str) -> bool:
    """Tell whether a word is denied itself: *not unprecedented*."""
    before = word.string[max(0, word.start() - _NEAR) : word.start()]
    return pack(spoken).denials.of_sources.search(before) is not None


@lru_cache(maxsize=KEPT)
def _hinted(source: str, spoken: str) -> Sequence[_NegativeWord]:
    """Return the words that a source may have."""
    known = _known(spoken)
    if not known:
        return ()
    hints, rows = known
    found = {at for at, _, _ in hints.find_matches_as_indexes(source.lower())}
    return tuple(rows[at] for at in sorted(found))


def _denies(text: str, target: str) -> bool:
    return bool(pack(target).denials.negative.search(text))


@cache
def _known(spoken: str) -> tuple[AhoCorasick, list[_NegativeWord]] | None:
    """Return what finds the hints of a language, and of each hint its word; nothing elsewhere."""
    hints: list[str] = []
    words: list[_NegativeWord] = []
    for row in read("workflow.languages", "negative_words.tsv"):
        if row["source"] != spoken:
            continue
        told = {
            name: re.compile(cell) for name, cell in row.items() if cell and name not in _COLUMNS
        }
        word = _NegativeWord(re.compile(row["pattern"], re.IGNORECASE), told)
        for hint in row["hints"].split():
            hints.append(hint.replace("_", " "))
            words.append(word)
    return (AhoCorasick(hints, store_patterns=False), words) if hints else None
