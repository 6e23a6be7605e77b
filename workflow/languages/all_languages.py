"""Combine what all languages know, with quick tests for the words that a text may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from workflow.languages import Pack, registered
from workflow.languages.tables import NOTHING

_T = TypeVar("_T")


def languages_of(text: str) -> tuple[Pack, ...]:
    """Return the registered languages whose words a text may have.

    In ASCII, only those in Latin letters; in any other text all, for one may quote another.
    """
    return _in_latin_letters() if text.isascii() else registered()


@cache
def _in_latin_letters() -> tuple[Pack, ...]:
    return tuple(each for each in registered() if "Latin" in each.writing.scripts)


def any_of(patterns: Iterable[str]) -> str:
    """Combine patterns into one; empty ones match nothing."""
    return "|".join(filter(None, patterns)) or NOTHING.pattern


def matches(text: str, find: Callable[[Pack], Iterable[tuple[int, _T]]]) -> Iterable[_T]:
    """Return the matches in a text of the languages it may be in, one at each place.

    Args:
        text: any text.
        find: yields what a language finds in it, each with its place: 8月 is found once, whether
            Chinese, Japanese or both know it.
    """
    found = {place: value for each in languages_of(text) for place, value in find(each)}
    return found.values()


@dataclass(frozen=True, slots=True)
class Hint:
    """A quick test that every text passes in which a slower search would find something.

    Attributes:
        latin: in the languages in Latin letters.
        other: in the others; no text in ASCII has it.
    """

    latin: re.Pattern[str]
    other: re.Pattern[str]

    @staticmethod
    def gathered(told: Callable[[Pack], re.Pattern[str]]) -> Hint:
        """Collect the facts of all registered languages."""
        latin = _in_latin_letters()
        others = (each for each in registered() if each not in latin)
        return Hint(_either(map(told, latin)), _either(map(told, others)))

    def met(self, text: str) -> bool:
        """Tell whether a text has any of it."""
        if not text.isascii() and self.other.search(text):
            return True
        return self.latin.search(text) is not None


def _either(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    joined = "|".join(each.pattern for each in patterns if each.pattern != NOTHING.pattern)
    return re.compile(joined) if joined else NOTHING
