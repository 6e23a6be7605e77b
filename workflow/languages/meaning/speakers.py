"""Tell what kind of speaker somebody is: police, a court, a company.

``speakers.tsv`` has a column a language, ``|`` between words for speakers of a kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from workflow.languages.cues import Cued
from workflow.languages.scripts import KEPT
from workflow.languages.tables import read

#: The kind that any authority may be.
_OFFICIALS = "officials"
#: Kinds that no authority is.
_PRIVATE = frozenset(
    "lawyers union association company owner airline shipping insurer analysts researchers"
    " witnesses family sport media church drivers critics".split()
)
_WHOLE = "en"


@lru_cache(maxsize=KEPT)
def kinds(text: str, language: str) -> frozenset[str]:
    """Return the kinds of speakers that words of a text may be; none in an unknown language.

    >>> sorted(kinds("the interior ministry", "en")), sorted(kinds("해군", "ko"))
    (['interior', 'officials'], ['coast', 'military', 'officials'])
    """
    names, patterns, cued = _words(language)
    return frozenset([names[at] for at in cued.within(text) if patterns[at].search(text)])


def are_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two speakers are of other kinds; officials may be any but private ones.

    >>> are_other(kinds("the coast guard", "en"), kinds("船主", "zh"))
    True
    >>> are_other(kinds("port authority", "en"), kinds("当局", "zh"))
    False
    >>> are_other(kinds("customs officers", "en"), kinds("세관 당국", "ko"))
    False
    """
    if not (one and other):
        return False
    officials = frozenset([_OFFICIALS])
    if one > officials and other > officials:
        return (one - officials).isdisjoint(other - officials)
    known = officials not in (one, other) or one | other <= officials | _PRIVATE
    return known and one.isdisjoint(other)


@cache
def _words(language: str) -> tuple[Sequence[str], Sequence[re.Pattern[str]], Cued]:
    """Return the kinds, what their words are, and which of these a text may have."""
    rows = [each for each in read("workflow.languages", "speakers.tsv") if each.get(language)]
    patterns = [_pattern(row[language], language) for row in rows]
    return [row["kind"] for row in rows], patterns, Cued(patterns)


def _pattern(words: str, language: str) -> re.Pattern[str]:
    pattern = re.escape(words).replace(r"\|", "|").replace(r"\$", "$")
    if language != _WHOLE:
        return re.compile(pattern)
    pattern = pattern.replace(r"\*", r"\w*")
    return re.compile(rf"\b(?:{pattern})s?\b", re.IGNORECASE)
