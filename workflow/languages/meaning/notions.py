"""List common words and their usual renderings: evidence that two sentences belong together.

``notions.tsv`` has one notion a row and a column a language, ``|`` between its words: what news and
everyday texts are made of, written for this project. English is compared word by word, whatever
regular ending a word has; Korean and Chinese by what a sentence contains, so those columns hold
stems. A Korean stem of one syllable must begin a word, for it stands inside many others. Languages
without a column have no such evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick

from workflow.languages import language
from workflow.languages.tables import rows_by_word

_WORD = re.compile(r"[^\W\d_]+(?:['’.](?!s\b)[^\W\d_]+)*|[%$]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
#: Languages with spaces between words.
_SPACED = frozenset({"en"})
#: Regular English endings and their counterparts in a dictionary.
_ENDINGS = (
    ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
    ("ing", ("", "e")), ("er", ("", "e")), ("est", ("", "e")), ("ly", ("",)),
)  # fmt: skip
_LEAST_STEM = 3
#: How many texts' words are cached, enough for the sentences of an article in two or three
#: languages.
_LATELY = 256


@lru_cache(maxsize=8192)
def notions(text: str, tag: str) -> frozenset[int]:
    """Return the rows of the table of which a text has a word.

    >>> notions("But he denied it.", "en") <= notions("But he denies it.", "en")
    True
    >>> len(notions("But he denied it.", "en") & notions("그러나 그는 부인했다.", "ko"))
    3
    """
    return _stretches(text, tag)[1]


@lru_cache(maxsize=_LATELY)
def located(text: str, tag: str) -> Mapping[int, Sequence[int]]:
    """Return the places in a text of words of each row.

    >>> sorted({at for places in located("He denied it.", "en").values() for at in places})
    [0, 3]
    """
    places: dict[int, list[int]] = {}
    for at, _, rows in _stretches(text, tag)[0]:
        for row in rows:
            if at not in places.setdefault(row, []):
                places[row].append(at)
    return places


def in_both(
    one: tuple[str, str], other: tuple[str, str]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield from where to where words of a row stand in two texts, each with its language.

    Those of a row that stand once in each of them, the longest of it.

    >>> [*in_both(("The nurse left.", "en"), ("간호사가 떠났다.", "ko"))][0]
    ((4, 9), (0, 3))
    """
    (there, known), (here, others) = _stretches(*one), _stretches(*other)
    rows = known & others
    if not rows:
        return
    first, second = _once(there, rows), _once(here, rows)
    yield from ((first[row], second[row]) for row in first.keys() & second.keys())


#: From where to where a word stands, and the rows that have it.
_Stretch = tuple[int, int, frozenset[int]]


@lru_cache(maxsize=_LATELY)
def _stretches(text: str, tag: str) -> tuple[Sequence[_Stretch], frozenset[int]]:
    """Return from where to where the words of the table stand in a text, and all their rows."""
    column = language(tag).column
    found = [*(_spaced if column in _SPACED else _contained)(text, column)]
    return found, frozenset().union(*[rows for _, _, rows in found])


def _once(stretches: Iterable[_Stretch], rows: frozenset[int]) -> dict[int, tuple[int, int]]:
    """Return by row where the longest word stands of those rows that have words at one place."""
    found: dict[int, tuple[int, int]] = {}
    again: set[int] = set()
    for at, end, its in stretches:
        for row in rows & its:
            known = found.setdefault(row, (at, end))
            if known[0] != at:
                again.add(row)
            elif known[1] < end:
                found[row] = (at, end)
    return {row: its for row, its in found.items() if row not in again}


@cache
def _run(spaces: int) -> re.Pattern[str]:
    """Return the pattern of words in letters, with this many spaces between them."""
    return re.compile(r"[^\W\d_]+(?:\W+[^\W\d_]+)" + f"{{{spaces}}}")


def knows(tag: str) -> bool:
    """Tell whether the table has a column for a language."""
    return bool(_table(language(tag).column))


def _spaced(text: str, column: str) -> Iterator[_Stretch]:
    """Yield the words and phrases of the table in a text with spaces between words."""
    rows = _table(column)
    words = [(each.start(), each[0]) for each in _WORD.finditer(text.lower().replace("’", "'"))]
    found = [(at, form) for at, word in words for form in _listed_forms(word, column)]
    begins = _first_words(column)
    for (at, one), (_, other) in pairwise(words):
        if one in begins:
            pairs = [f"{one} {form}" for form in _dictionary_forms(other)]
            found += [(at, pair) for pair in pairs if pair in rows]
    for at, form in found:
        run = _run(form.count(" ")).match(text, at)
        yield at, run.end() if run else at, rows[form]


@cache
def _first_words(column: str) -> frozenset[str]:
    """Return the first words of the table's phrases."""
    return frozenset(
        one for one, space, _ in (word.partition(" ") for word in _table(column)) if space
    )


@lru_cache(maxsize=16384)
def _listed_forms(word: str, column: str) -> tuple[str, ...]:
    """Return the listed forms of a word."""
    return tuple(form for form in _dictionary_forms(word) if form in _table(column))


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


def _contained(text: str, column: str) -> Iterator[_Stretch]:
    """Yield the stems of the table in a text in which words cannot be told apart."""
    stems, automaton = _automaton(column)
    padded = f" {text} "
    for number, start, _ in automaton.find_matches_as_indexes(padded, overlapping=True):
        size, rows = stems[number]
        if size > 1 or not _HANGUL.match(padded[start - 1]):
            yield start - 1, start - 1 + size, rows


@cache
def _automaton(column: str) -> tuple[Sequence[tuple[int, frozenset[int]]], AhoCorasick]:
    """Return the length and the rows of each stem, and what finds them."""
    table = _table(column)
    stems = [(len(stem.strip()), rows) for stem, rows in table.items()]
    return stems, AhoCorasick([*table], store_patterns=False)


def _table(column: str) -> Mapping[str, frozenset[int]]:
    return rows_by_word(column, "notions.tsv")
