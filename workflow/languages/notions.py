"""Common words and their usual renderings: evidence that two sentences belong together.

``notions.csv`` has one notion a row and a column a language, ``|`` between its words: what news and
everyday texts are made of, written for this project. English is compared word by word, whatever
regular ending a word has; Korean and Chinese by what a sentence contains, so those columns hold
stems. A Korean stem of one syllable must begin a word, for it stands inside many others. Languages
without a column have no such evidence.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from workflow.languages import language

_WORD = re.compile(r"[^\W\d_]+(?:['’.](?!s\b)[^\W\d_]+)*|[%$]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
#: Languages in which a word can be told by the spaces around it.
_SPACED = frozenset({"en"})
#: Regular English endings and what may stand in their place in a dictionary.
_ENDINGS = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
    ("ing", ("", "e")), ("er", ("", "e")), ("est", ("", "e")), ("ly", ("",)),
)  # fmt: skip
_LEAST_STEM = 3


@lru_cache(maxsize=8192)
def notions(text: str, tag: str) -> frozenset[int]:
    """Return the rows of the table that a text has a word of.

    >>> notions("But he denied it.", "en") <= notions("But he denies it.", "en")
    True
    >>> len(notions("But he denied it.", "en") & notions("그러나 그는 부인했다.", "ko"))
    3
    """
    column = language(tag).column
    rows = _table(column)
    found = _spaced(text, column) if column in _SPACED else _contained(text, column)
    return frozenset().union(*(rows[word] for _, word in found))


@lru_cache(maxsize=64)
def located(text: str, tag: str) -> Mapping[int, Sequence[int]]:
    """Return where in a text the words of each row begin that it has a word of.

    >>> sorted({at for places in located("He denied it.", "en").values() for at in places})
    [0, 3]
    """
    column = language(tag).column
    rows = _table(column)
    places: dict[int, list[int]] = {}
    for at, word in _spaced(text, column) if column in _SPACED else _contained(text, column):
        for row in rows[word]:
            if at not in places.setdefault(row, []):
                places[row].append(at)
    return places


@lru_cache(maxsize=64)
def stretches(text: str, tag: str) -> Mapping[int, Sequence[tuple[int, int]]]:
    """Return from where to where in a text the words of each row stand, the longest of them.

    >>> sorted({span for spans in stretches("He denied it.", "en").values() for span in spans})
    [(0, 2), (3, 9)]
    """
    column = language(tag).column
    rows = _table(column)
    ends: dict[int, dict[int, int]] = {}
    spaced = column in _SPACED
    for at, word in _spaced(text, column) if spaced else _contained(text, column):
        if spaced:
            found = _run(word.count(" ")).match(text, at)
            end = found.end() if found else at
        else:
            end = at + len(word.strip())
        for row in rows[word]:
            places = ends.setdefault(row, {})
            places[at] = max(end, places.get(at, 0))
    return {row: sorted(places.items()) for row, places in ends.items()}


@cache
def _run(spaces: int) -> re.Pattern[str]:
    """Return words in letters, with so many spaces between them."""
    return re.compile(r"[^\W\d_]+(?:\W+[^\W\d_]+)" + f"{{{spaces}}}")


def knows(tag: str) -> bool:
    """Tell whether the table has a column for a language."""
    return bool(_table(language(tag).column))


def _spaced(text: str, column: str) -> Iterator[tuple[int, str]]:
    """Yield the words and phrases of the table in a text with spaces between words, and where."""
    rows = _table(column)
    words = [(each.start(), each[0]) for each in _WORD.finditer(text.lower().replace("’", "'"))]
    for at, word in words:
        for form in _dictionary_forms(word):
            if form in rows:
                yield at, form
    begins = _first_words(column)
    for (at, one), (_, other) in pairwise(words):
        if one in begins:
            pairs = (f"{one} {form}" for form in _dictionary_forms(other))
            yield from ((at, pair) for pair in pairs if pair in rows)


@cache
def _first_words(column: str) -> frozenset[str]:
    """Return the words that phrases of the table begin with."""
    return frozenset(
        one for one, space, _ in (word.partition(" ") for word in _table(column)) if space
    )


@lru_cache(maxsize=16384)
def _dictionary_forms(word: str) -> tuple[str, ...]:
    """Return a word, and what it may be listed as."""
    return tuple(_forms(word))


def _forms(word: str) -> Iterator[str]:
    yield word
    if word.endswith("n't"):
        yield "n't"
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if _LEAST_STEM <= len(stem) < len(word):
            yield from (stem + letters for letters in instead)
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def _contained(text: str, column: str) -> Iterator[tuple[int, str]]:
    """Yield the stems of the table in a text in which words cannot be told apart, and where."""
    stems, automaton = _automaton(column)
    padded = f" {text} "
    for number, start, _ in automaton.find_matches_as_indexes(padded, overlapping=True):
        stem = stems[number]
        inside = len(stem.strip()) == 1 and _HANGUL.match(padded[start - 1])
        if not inside:
            yield start - 1, stem


@cache
def _automaton(column: str) -> tuple[tuple[str, ...], AhoCorasick]:
    stems = tuple(_table(column))
    return stems, AhoCorasick(stems, store_patterns=False)


@cache
def _table(column: str) -> Mapping[str, frozenset[int]]:
    """Return, by word of a language, the rows it stands in."""
    rows: dict[str, set[int]] = {}
    with resources.files(__package__).joinpath("notions.csv").open(encoding="utf-8") as file:
        for number, words in enumerate(_cells(csv.DictReader(file), column)):
            for word in words:
                rows.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in rows.items()}


def _cells(rows: Iterable[Mapping[str, str]], column: str) -> Iterator[list[str]]:
    return (list(filter(None, row.get(column, "").split("|"))) for row in rows)
