"""Compare a sentence and its translation by what stands next to what in both.

Words that both sides have (notions, names, numbers, what is left in Latin letters) are landmarks. A
name or a number stands nearer to its own landmarks on both sides than one that changed places with
another does. Nothing is aligned: only two ways of pairing two names are compared, and only a clear
difference counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp
from typing import Any

from workflow.languages import Pack, is_registered, pack
from workflow.languages.detection.evident_language import likely_language
from workflow.languages.meaning.listed_words import PERSON, PLACES, SaidWord, Side
from workflow.languages.meaning.notions import knows, located
from workflow.languages.names.heard_names import SpokenName
from workflow.languages.scripts import KEPT
from workflow.model import Entry
from workflow.qa.problems import as_read

#: The beginning and the end of a word in a text.
Span = tuple[int, int]
#: Where a name stands in the source and in the translation.
Pair = tuple[Span, Span]
#: Where the same word stands in the source and in the translation.
Landmark = tuple[Sequence[int], Sequence[int]]
_Places = Mapping[Any, Sequence[int]]
#: Letters of a word in the source; a translation is measured in as many words.
_WORD = 6
#: The distance in words at which a landmark counts a third (1/e); a mark counts as one word.
_FAR = 4
_MARKS = re.compile(r"[,;:.!?，。；：、—–()（）\"“”]")
#: Landmarks that occur more often say nothing about positions.
_OFTEN = 2
#: Names between which fewer letters stand are enumerated: France and Germany.
_BESIDE = 6
_SAME = re.compile(r"\d+(?:[,.]\d+)*(?![A-Za-z])|[A-Za-z\d]{2,}(?:[.&-][A-Za-z\d]+)*")


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Measures how far apart two places in a text are, in words and marks."""

    word: float
    marks: Sequence[int]

    @classmethod
    def of(cls, text: str, words: float) -> _Ruler:
        return cls(len(text) / max(words, 1), [each.start() for each in _MARKS.finditer(text)])

    def far(self, one: int, other: int) -> float:
        low, high = min(one, other), max(one, other)
        between = bisect_left(self.marks, high) - bisect_left(self.marks, low)
        return (high - low) / self.word + between


@dataclass(frozen=True, eq=False)  # each is made once, and looked up quickly
class Sides:
    """A sentence and its translation, with cached facts about both.

    Attributes:
        source: the sentence.
        spoken: its language; empty if it is not known, or nothing of it is.
        text: its translation.
        target: BCP 47 tag of the translation.
    """

    source: str
    spoken: str
    text: str
    target: str

    @cached_property
    def there(self) -> Pack:
        """The language pack of the sentence."""
        return pack(self.spoken)

    @cached_property
    def here(self) -> Pack:
        """The language pack of the translation."""
        return pack(self.target)

    @property
    def named(self) -> Sequence[SpokenName]:
        """The persons of the source."""
        return _named(self.source, self.spoken)

    @cached_property
    def persons(self) -> Sequence[tuple[SpokenName, Sequence[Span] | None]]:
        """The persons of the source, each with where the translation has the name."""
        heard = pack(self.target).heard_names
        return [(each, heard.found(each, self.text)) for each in self.named]

    @cached_property
    def _rulers(self) -> tuple[_Ruler, _Ruler]:
        words = len(self.source) / _WORD
        return _Ruler.of(self.source, words), _Ruler.of(self.text, words)

    @cached_property
    def _landmarks(self) -> list[Landmark]:
        """Locate the landmarks that occur at most twice on each side; none in some languages."""
        if not (knows(self.spoken) and knows(self.target)):
            return []
        pairs: Sequence[tuple[_Places, _Places]] = [
            (located(self.source, self.spoken), located(self.text, self.target)),
            (_names(self.source, self.spoken), _names(self.text, self.target)),
            (_same(self.source), _same(self.text)),
        ]
        return [
            (there[key], here[key])
            for there, here in pairs
            for key in there.keys() & here.keys()
            if len(there[key]) <= _OFTEN and len(here[key]) <= _OFTEN
        ]

    def exchanged(self, one: Pair, other: Pair, clearly: float) -> bool:
        """Tell whether two names or numbers have changed places, judging by what is near them.

        Args:
            one: where a name stands in the source and in the translation.
            other: the same of another one.
            clearly: how much nearer the other pairing has to be.
        """
        first, second = sorted((one[0], other[0]))
        if sum(map(str.isalpha, self.source[first[1] : second[0]])) < _BESIDE:
            return False
        low, high = sorted((one[1], other[1]))
        if not any(map(str.isalnum, self.text[low[1] : high[0]])):  # 弗吉尼亚州阿灵顿
            return False
        here, there = self._rulers
        gain = 0.0
        for before, after in self._landmarks:
            outside = _outside(before, one[0], other[0])
            beside = _outside(after, one[1], other[1])
            if outside and beside:
                a, b = (_nearness(here, span, outside) for span in (one[0], other[0]))
                c, d = (_nearness(there, span, beside) for span in (one[1], other[1]))
                gain += (a * d + b * c - a * c - b * d) / (len(outside) * len(beside))
        return gain > clearly


def read_sides(entry: Entry, target: str) -> Sides:
    """Return both sides of a translation into ``target`` as a reader sees them.

    They are kept: each check looks at all sentences of a document before the next one does.
    """
    return _kept(entry.source, entry.text, target)


@lru_cache(maxsize=KEPT)
def _kept(written: str, translation: str, target: str) -> Sides:
    source, text = as_read(written, translation)
    spoken = likely_language(source)
    return Sides(source, spoken if is_registered(spoken) else "", text, target)


@lru_cache(maxsize=KEPT)
def _named(source: str, spoken: str) -> Sequence[SpokenName]:
    """Return the persons of a source, cached since all its translations need them."""
    return tuple(pack(spoken).persons(source))


def _outside(places: Sequence[int], one: Span, other: Span) -> list[int]:
    """Return the places that are in neither of two words."""
    return [at for at in places if not (one[0] <= at < one[1] or other[0] <= at < other[1])]


def _nearness(ruler: _Ruler, span: Span, places: Sequence[int]) -> float:
    far = min([ruler.far(span[0] if at < span[0] else span[1], at) for at in places])
    return exp(-far / _FAR)


@lru_cache(maxsize=KEPT)
def named_in(text: str, tag: str) -> Sequence[tuple[int, SaidWord]]:
    """Return the words for countries, cities and persons that all languages know, and where."""
    return tuple(pack(tag).contrasts.located(text, *PLACES, PERSON))


def _names(text: str, language: str) -> _Places:
    places: dict[Side, list[int]] = {}
    for at, word in named_in(text, language):
        for side in word.surely:
            places.setdefault(side, []).append(at)
    return places


def _same(text: str) -> _Places:
    places: dict[str, list[int]] = {}
    for match in _SAME.finditer(text):
        places.setdefault(match[0].replace(",", ""), []).append(match.start())
    return places
