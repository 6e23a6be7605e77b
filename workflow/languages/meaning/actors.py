"""Find nouns for persons and bodies, as they stand in a sentence and in its translation.

``actors.tsv`` and ``bodies.tsv``, of names of bodies, have a column a language, ``|`` between words
for the same. They serve to tell who does something to whom; only what stands once on each side
counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from workflow.languages.scripts import KEPT
from workflow.languages.tables import read, rows_by_word

#: From where to where a noun stands.
Span = tuple[int, int]
_TABLES = ("actors.tsv", "bodies.tsv")
#: Languages whose words have spaces before them, and of these, those with spaces behind them.
_BEGUN, _WHOLE = ("en", "ko"), ("en",)
_PLURAL = re.compile(r"(?:e?s)?(?![\w-])")


def in_both(one: tuple[str, str], other: tuple[str, str]) -> Iterator[tuple[Span, Span]]:
    """Yield where nouns of a row stand in two texts, those that stand once in each.

    Args:
        one: a text and the code of its language.
        other: another one.

    >>> [*in_both(("The landlord sued the tenant.", "en"), ("집주인이 세입자를 고소했다.", "ko"))]
    [((4, 12), (0, 3)), ((22, 28), (5, 8))]
    """
    there = _once(*one)
    here = _once(*other) if there else {}
    yield from ((there[row], here[row]) for row in there if row in here)


@lru_cache(maxsize=KEPT)
def bodies(text: str, code: str) -> Mapping[int, Span]:
    """Return by row the names of bodies in a text, each where it stands first.

    >>> [*bodies("Boeing and a bank", "en").values()]
    [(0, 6)]
    """
    least = _actor_rows()
    return dict(reversed([(row, span) for row, span in _found(text, code) if row >= least]))


@lru_cache(maxsize=KEPT)
def _once(text: str, code: str) -> Mapping[int, Span]:
    """Return by row the noun that stands once in a text."""
    found: dict[int, list[Span]] = {}
    for row, span in _found(text, code):
        found.setdefault(row, []).append(span)
    return {row: spans[0] for row, spans in found.items() if len(spans) == 1}


@lru_cache(maxsize=KEPT)
def _found(text: str, code: str) -> Sequence[tuple[int, Span]]:
    """Return the nouns in a text, each with its row."""
    lower = text.lower()
    return [*_standing(lower, code)] if len(lower) == len(text) else ()


def _standing(lower: str, code: str) -> Iterator[tuple[int, Span]]:
    words, rows = _known(code)
    for at, start, end in words.find_matches_as_indexes(lower):
        if code in _BEGUN and lower[max(0, start - 1) : start].isalpha():
            continue
        stop = _PLURAL.match(lower, end) if code in _WHOLE else None
        if stop or code not in _WHOLE:
            yield from ((row, (start, stop.end() if stop else end)) for row in rows[at])


@cache
def _actor_rows() -> int:
    """Return how many rows tell no names."""
    return len(read("workflow.languages", _TABLES[0]))


@cache
def _known(code: str) -> tuple[AhoCorasick, Sequence[frozenset[int]]]:
    """Return what finds the nouns of a language, and the rows of each."""
    words, kind = rows_by_word(code, *_TABLES, written=str.lower), MatchKind.LeftmostLongest
    return AhoCorasick([*words], matchkind=kind, store_patterns=False), [*words.values()]
