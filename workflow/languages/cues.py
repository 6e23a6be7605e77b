"""Which of many patterns a text may have, found in one pass by letters that a pattern needs.

A pattern that needs a number and *killed* or *dead* is not tried on a text that has neither word:
what it needs is read off its own expression, so nothing has to be listed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from ahocorasick_rs import AhoCorasick

#: Letters of the shortest cue; one is enough of those of which there are thousands.
_SHORT, _FIRST_OF_MANY = 2, "\u1100"
#: Letters that a pattern finds for *s* and *i* where it ignores case.
_LIKE_S, _LIKE_I = "\u017f", "\u0131"


class Cued:
    """Some patterns, of which a text is tried with few.

    Args:
        patterns: with or without cues.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = patterns

    @cached_property
    def _known(self) -> tuple[frozenset[int], Sequence[Sequence[int]], AhoCorasick]:
        """The patterns that have no cues, and by cue those that have it."""
        by_cue: dict[str, list[int]] = {}
        every = [cues(each) for each in self._patterns]
        for at, its in enumerate(every):
            for cue in its:
                by_cue.setdefault(cue, []).append(at)
        free = frozenset(at for at, its in enumerate(every) if not its)
        return free, [*by_cue.values()], AhoCorasick([*by_cue], store_patterns=False)

    def within(self, text: str) -> list[int]:
        """Return the places of the patterns that a text may have; the others it has not."""
        if _LIKE_S in text or _LIKE_I in text:
            return [*range(len(self._patterns))]
        free, by_cue, automaton = self._known
        found = set(free)
        for cue, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True):
            found.update(by_cue[cue])
        return sorted(found)


def cues(pattern: re.Pattern[str]) -> frozenset[str]:
    r"""Return words of which every text has one, in small letters, in which a pattern is found.

    None where no such words are known.

    >>> sorted(cues(re.compile(r"\d+ (?:people )?(?:were )?(?:killed|dead)|kill(?:s|ed) #")))
    ['dead', 'kill', 'killed']
    >>> cues(re.compile("(?:were )?[A-Z]"))
    frozenset()
    """
    return _needed(parser.parse(pattern.pattern, pattern.flags))


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the best words of those that some stretch of a pattern needs."""
    found: list[frozenset[str]] = []
    letters = ""
    for code, value in parsed:
        if code is codes.LITERAL:
            letters += chr(value)
            continue
        found.append(frozenset((letters.lower(),)))
        letters = ""
        found.append(_inside(code, value))
    found.append(frozenset((letters.lower(),)))
    known = [each for each in found if each and all(map(_is_cue, each))]
    return max(known, key=lambda each: (min(map(len, each)), -len(each)), default=frozenset())


def _is_cue(letters: str) -> bool:
    return len(letters) >= _SHORT or letters >= _FIRST_OF_MANY


def _inside(code: object, value: Any) -> frozenset[str]:
    """Return the words that one part of a pattern needs."""
    if code is codes.BRANCH:
        ways = [_needed(way) for way in value[1]]
        return frozenset().union(*ways) if all(ways) else frozenset()
    if code is codes.SUBPATTERN:
        return _needed(value[-1])
    if code is codes.ATOMIC_GROUP:
        return _needed(value)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT) and value[0]:
        return _needed(value[2])
    return frozenset()
