"""Find which of many patterns a text may have, in one pass by letters that each pattern needs.

A pattern that needs a number and *killed* or *dead* is not tried on a text that has neither word:
what it needs is read off its own expression, so nothing has to be listed beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Protocol

from ahocorasick_rs import AhoCorasick

#: A cue has two letters at least, or one from this letter on: Hangul and Han have thousands. So
#: does a mark that few sentences have.
_SHORT, _FIRST_OF_MANY, _MARKS = 2, "\u1100", frozenset("\"'")
#: What a pattern that ignores case finds for *s* and *i*, and is something else in small letters.
_UNLIKE_SMALL = re.compile("[\u017f\u0130\u0131]")
_SMALL_FOR = str.maketrans("\u017f\u0130\u0131", "sii")


class Searching(Protocol):
    """What finds something in a text: a pattern, or several."""

    def search(self, text: str, /) -> re.Match[str] | None:
        """Return the first match."""
        ...


class Expression(Searching, Protocol):
    """A pattern, compiled or yet to be."""

    @property
    def pattern(self) -> str:
        """The regular expression."""
        ...

    @property
    def flags(self) -> int:
        """Those of the module ``re``."""
        ...


class Cued:
    """Patterns of which only those are tried whose cues a text has.

    Args:
        patterns: with or without cues.
    """

    def __init__(self, patterns: Sequence[Expression]) -> None:
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
        """Return the indices of the patterns that a text may match."""
        free, by_cue, automaton = self._known
        found = set(free)
        for cue, _, _ in automaton.find_matches_as_indexes(small(text), overlapping=True):
            found.update(by_cue[cue])
        return sorted(found)

    def places(self, text: str) -> Sequence[Sequence[int]] | None:
        """Return the places of each pattern's cues, in order; None if one needs no cue."""
        free, by_cue, automaton = self._known
        if free:
            return None
        found: list[list[int]] = [[] for _ in self._patterns]
        for cue, start, _ in automaton.find_matches_as_indexes(small(text), overlapping=True):
            for at in by_cue[cue]:
                found[at].append(start)
        for its in found:
            its.sort()
        return found


class AnyOf:
    r"""The union of some patterns, each tried only where its cues stand.

    Args:
        patterns: the first ones preferred, as in one pattern with ``|`` between them.

    >>> found = AnyOf([re.compile(r"\w+ that"), re.compile("[Aa]ccording to")])
    >>> found.search("He said, according to him, that"), found.search("He came.")
    (<re.Match object; span=(9, 21), match='according to'>, None)
    """

    def __init__(self, patterns: Sequence[Expression]) -> None:
        self._patterns = patterns
        self._cued = Cued(patterns)

    def search(self, text: str, /) -> re.Match[str] | None:
        """Return the first match in a text."""
        found = [
            match for at in self._cued.within(text) if (match := self._patterns[at].search(text))
        ]
        return min(found, key=re.Match.start, default=None)


def small(text: str) -> str:
    """Return a text in small letters, each in its place, as a pattern reads it that ignores case.

    To match a pattern that does not ignore case with it takes half the time.

    >>> small("İZMİR Beat Paris")
    'izmir beat paris'
    """
    if not text.isascii() and _UNLIKE_SMALL.search(text):
        text = text.translate(_SMALL_FOR)
    return text.lower()


def cues(pattern: Expression) -> frozenset[str]:
    r"""Return words, in lower case, one of which stands in every match of a pattern.

    None where no such words are known.

    >>> sorted(cues(re.compile(r"\d+ (?:people )?(?:were )?(?:killed|dead)|kill(?:s|ed) #")))
    ['dead', 'kill', 'killed']
    >>> cues(re.compile("(?:were )?[A-Z]"))
    frozenset()
    >>> sorted(cues(re.compile("[네예][,.!]")))
    ['네', '예']
    """
    return _needed(parser.parse(pattern.pattern, pattern.flags))


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the words that one stretch of a pattern needs: of the stretch with the longest."""
    found: list[frozenset[str]] = []
    letters = ""
    for code, value in parsed:
        if code is codes.LITERAL:
            letters += chr(value)
            continue
        found.append(frozenset((small(letters),)))
        letters = ""
        found.append(_inside(code, value))
    found.append(frozenset((small(letters),)))
    known = [each for each in found if each and all(map(_is_cue, each))]
    return max(known, key=lambda each: (min(map(len, each)), -len(each)), default=frozenset())


def _is_cue(letters: str) -> bool:
    return len(letters) >= _SHORT or letters >= _FIRST_OF_MANY or letters in _MARKS


def _inside(code: object, value: Any) -> frozenset[str]:
    """Return the words that one part of a pattern needs."""
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
        return frozenset(small(chr(letter)) for _, letter in value)
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
