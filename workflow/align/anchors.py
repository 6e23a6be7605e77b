"""Anchors: what can be recognised in a text and in its translation without understanding either.

Numbers by value, words left in Latin letters, marks that languages share, names by their sound,
the glossary's terms, common words. An anchor counts for the more, the fewer sentences it stands
in: two sentences that share the only 38 of their article belong together.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workflow import markup
from workflow.languages.notions import notions
from workflow.languages.scripts import is_dense
from workflow.languages.sounds import consonants
from workflow.model import Segment, TermUse
from workflow.qa import quantities

_T = TypeVar("_T", bound=Hashable)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_NAME = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ÿ]{2,}")
#: Marks that a translation keeps, in the widths and shapes of East Asian typography as well.
_MARKS = ("?？", "!！", "(（", "%％", '"“「『', ":：", ";；", "…", "$＄", "—–")
#: Names with fewer consonants are found in any sentence.
_LEAST_SOUNDS = 4
#: Least similarity (0–100, rapidfuzz's ``partial_ratio``) of a name to what it is found in.
_SOUNDS_ALIKE = 80.0


@dataclass(frozen=True, slots=True)
class AnchorKind:
    """How much anchors of a kind say.

    Attributes:
        reliability: how likely the translation of a sentence that has one has it too.
        together: the weight of what one says for two sentences that both have it.
        apart: the weight of what it says against two of which only one has it.
    """

    reliability: float
    together: float
    apart: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """Something that stands in both texts: in which sentences, and of what kind it is."""

    source: frozenset[int]
    target: frozenset[int]
    kind: AnchorKind

    def turned(self) -> Anchor:
        """Exchange source and target."""
        return Anchor(self.target, self.source, self.kind)


# Reliabilities were counted on one half of the benchmark's documents; the weights were fitted there
# together with the costs of the lattice. Terms are not in it: they count as names that are certain.
NUMBER = AnchorKind(0.95, 0.25, 0.37)
LATIN = AnchorKind(0.95, 0.3, 0.37)
MARK = AnchorKind(0.8, 0.65, 0.37)
NAME = AnchorKind(0.65, 0.2, 0.0)
TERM = AnchorKind(0.9, 0.5, 0.37)
WORD = AnchorKind(0.85, 0.45, 0.37)


def find(
    source: Sequence[Segment], target: Sequence[Segment], terms: Sequence[Sequence[TermUse]]
) -> list[Anchor]:
    """Find all anchors between two texts.

    Args:
        source: the sentences of a document.
        target: the sentences of its translation.
        terms: for each source sentence, the terms in it; empty when there is no glossary.
    """
    one = [markup.plain(segment.text) for segment in source]
    other = [markup.plain(segment.text) for segment in target]
    return [
        *_numbers(one, other),
        *_shared([_latin(text) for text in one], [_latin(text) for text in other], LATIN),
        *_shared([_marks(text) for text in one], [_marks(text) for text in other], MARK),
        *_names(one, other),
        *(anchor.turned() for anchor in _names(other, one)),
        *_terms(terms, other),
        *_shared(_notions(one, source), _notions(other, target), WORD),
    ]


def places(features: Iterable[Iterable[_T]]) -> dict[_T, list[int]]:
    """Find, by feature, the sentences that have it."""
    found: dict[_T, list[int]] = {}
    for number, here in enumerate(features):
        for feature in here:
            found.setdefault(feature, []).append(number)
    return found


def _shared(
    source: Iterable[Iterable[_T]], target: Iterable[Iterable[_T]], kind: AnchorKind
) -> Iterator[Anchor]:
    """Yield an anchor for each feature that both texts have."""
    there = places(target)
    for feature, here in places(source).items():
        if feature in there:
            yield Anchor(frozenset(here), frozenset(there[feature]), kind)


def _numbers(source: Sequence[str], target: Sequence[str]) -> Iterator[Anchor]:
    """Anchor values that at least one text writes in digits, whatever their unit and script."""
    written = {value for text in (*source, *target) for value in quantities.digits(text)}
    one, other = (
        [quantities.mentioned(text) & written for text in texts] for texts in (source, target)
    )
    return _shared(one, other, NUMBER)


def _latin(text: str) -> set[str]:
    return {word.lower() for word in _LATIN.findall(text)}


def _marks(text: str) -> set[str]:
    return {marks for marks in _MARKS if any(mark in text for mark in marks)}


def _notions(texts: Iterable[str], segments: Iterable[Segment]) -> list[frozenset[int]]:
    return [notions(text, segment.language) for text, segment in zip(texts, segments, strict=True)]


def _names(source: Sequence[str], target: Sequence[str]) -> Iterator[Anchor]:
    """Anchor capitalised words where a text in another script has something of their sound."""
    from rapidfuzz.fuzz import partial_ratio

    heard = [consonants(text) if is_dense(text) else "" for text in target]
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
            yield Anchor(frozenset(here), frozenset(there), NAME)


def _terms(terms: Sequence[Sequence[TermUse]], target: Sequence[str]) -> Iterator[Anchor]:
    """Anchor the glossary's terms where a rendering of theirs stands."""
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
            yield Anchor(frozenset(here), frozenset(there), TERM)
