"""Anchors: what can be recognised in a text and in its translation without understanding either.

Numbers by value, words left in Latin letters, marks that languages share, names by their sound,
the glossary's terms, common words. An anchor counts for the more, the fewer sentences it stands
in: two sentences that share the only 38 of their article belong together.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from workflow import markup, quantities
from workflow.alignment.sounds import consonants
from workflow.alignment.words import notions
from workflow.model import Segment, TermUse

_T = TypeVar("_T", bound=Hashable)
#: How much each kind of anchor says, found by search on one half of the benchmark's documents.
NUMBER, LATIN, MARK, NAME, TERM, WORD = 1.0, 1.0, 0.6, 0.6, 1.5, 0.55
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_NAME = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ÿ]{2,}")
_OTHER_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
#: Marks that a translation keeps, in the widths and shapes of East Asian typography as well.
_MARKS = ("?？", "!！", "(（", "%％", '"“「『', ":：", ";；", "…", "$＄", "—–")
#: Names with fewer consonants are found in any sentence.
_LEAST_SOUNDS = 3
#: Longer names say no more.
_CLEAR_SOUNDS = 6
#: Least similarity (0–100, rapidfuzz's ``partial_ratio``) of a name to what it is found in.
_SOUNDS_ALIKE = 80.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that stands in both texts: in which sentences, and how much that says.

    ``weight`` is in natural logarithms of odds.
    """

    source: frozenset[int]
    target: frozenset[int]
    weight: float

    def turned(self) -> Anchor:
        """The same with source and target exchanged."""
        return Anchor(self.target, self.source, self.weight)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many sentences there are."""

    source: int
    target: int

    def anchor(self, source: Collection[int], target: Collection[int], weight: float) -> Anchor:
        """An anchor whose weight says how rare it is."""
        rarity = min(
            log((self.source + 1) / len(source)),
            log((self.target + 1) / len(target)),
        )
        return Anchor(frozenset(source), frozenset(target), weight * max(rarity, 0.0))

    def turned(self) -> Sizes:
        """The same with source and target exchanged."""
        return Sizes(self.target, self.source)


def find(
    source: Sequence[Segment], target: Sequence[Segment], terms: Sequence[Sequence[TermUse]]
) -> list[Anchor]:
    """All anchors between two texts.

    Args:
        source: the sentences of a document.
        target: the sentences of its translation.
        terms: for each source sentence, the terms in it; empty when there is no glossary.
    """
    one = [markup.plain(segment.text) for segment in source]
    other = [markup.plain(segment.text) for segment in target]
    sizes = Sizes(len(one), len(other))
    return [
        *_numbers(one, other, sizes),
        *_shared([_latin(text) for text in one], [_latin(text) for text in other], sizes, LATIN),
        *_shared([_marks(text) for text in one], [_marks(text) for text in other], sizes, MARK),
        *_names(one, other, sizes),
        *(anchor.turned() for anchor in _names(other, one, sizes.turned())),
        *_terms(terms, other, sizes),
        *_shared(_notions(one, source), _notions(other, target), sizes, WORD),
    ]


def places(features: Iterable[Iterable[_T]]) -> dict[_T, list[int]]:
    """By feature, the sentences that have it."""
    found: dict[_T, list[int]] = {}
    for number, here in enumerate(features):
        for feature in here:
            found.setdefault(feature, []).append(number)
    return found


def _shared(
    source: Iterable[Iterable[_T]], target: Iterable[Iterable[_T]], sizes: Sizes, weight: float
) -> Iterator[Anchor]:
    """One anchor for each feature that both texts have."""
    there = places(target)
    for feature, here in places(source).items():
        if feature in there:
            yield sizes.anchor(here, there[feature], weight)


def _numbers(source: Sequence[str], target: Sequence[str], sizes: Sizes) -> Iterator[Anchor]:
    """Values that at least one of the texts writes in digits, whatever their unit and script."""
    written = {value for text in (*source, *target) for value in quantities.digits(text)}
    one, other = (
        [quantities.mentioned(text) & written for text in texts] for texts in (source, target)
    )
    return _shared(one, other, sizes, NUMBER)


def _latin(text: str) -> set[str]:
    return {word.lower() for word in _LATIN.findall(text)}


def _marks(text: str) -> set[str]:
    return {marks for marks in _MARKS if any(mark in text for mark in marks)}


def _notions(texts: Iterable[str], segments: Iterable[Segment]) -> list[frozenset[int]]:
    return [notions(text, segment.language) for text, segment in zip(texts, segments, strict=True)]


def _names(source: Sequence[str], target: Sequence[str], sizes: Sizes) -> Iterator[Anchor]:
    """Capitalised words, and where a text in another script has something of their sound."""
    from rapidfuzz.fuzz import partial_ratio

    heard = [consonants(text) if _OTHER_SCRIPT.search(text) else "" for text in target]
    if not any(heard):
        return
    names = places({consonants(name) for name in _NAME.findall(text)} for text in source)
    for name, here in names.items():
        if len(name) < _LEAST_SOUNDS:
            continue
        there = [
            number
            for number, sounds in enumerate(heard)
            if len(sounds) >= len(name) and partial_ratio(name, sounds, score_cutoff=_SOUNDS_ALIKE)
        ]
        if there:
            yield sizes.anchor(here, there, NAME * min(len(name), _CLEAR_SOUNDS) / 4)


def _terms(
    terms: Sequence[Sequence[TermUse]], target: Sequence[str], sizes: Sizes
) -> Iterator[Anchor]:
    """The glossary's terms, and where a rendering of theirs stands."""
    for term, here in places({use.term for use in uses} for uses in terms).items():
        forms = {
            form
            for number in here
            for use in terms[number]
            if use.term == term
            for form in (use.target, *use.accepted)
            if form
        }
        there = [number for number, text in enumerate(target) if any(f in text for f in forms)]
        if there:
            yield sizes.anchor(here, there, TERM)
