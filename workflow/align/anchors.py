"""Find anchors: numbers, names and terms that a text and its translation share.

Numbers by value, words left in Latin letters, marks that languages share, names by their sound,
the glossary's terms, common words. An anchor counts for the more, the fewer sentences it stands
in: two sentences that share the only 38 of their article belong together.

A run of sentences of the source has an anchor with a probability ``p`` that follows from how many
sentences have it, a run of the target with ``q``. If the two translate each other, both have it
with ``reliability * min(p, q)``, else with ``p * q``. The logarithms of these odds, and of those
for one of the two having it alone, are the evidence, times the weights of the anchor's kind: these
allow for anchors that are not independent of each other.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from workflow import markup
from workflow.languages.meaning.notions import notions
from workflow.languages.orthography.sounds import consonants
from workflow.languages.scripts import is_dense
from workflow.model import Segment, TermUse
from workflow.qa import quantities

_T = TypeVar("_T", bound=Hashable)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
_NAME = re.compile(r"\b[A-ZÀ-Þ][A-Za-zÀ-ÿ]{2,}")
#: Marks that a translation keeps, also in their East Asian widths and shapes.
_MARKS = ("?？", "!！", "(（", "%％", '"“「『', ":：", ";；", "…", "$＄", "—–")
#: Names with fewer consonants would be found in any sentence.
_LEAST_SOUNDS = 4
#: Least similarity (0–100, rapidfuzz's ``partial_ratio``) of a name to its counterpart.
_SOUNDS_ALIKE = 80.0
#: Keeps a probability from being 0 or 1.
_LEAST = 1e-4
#: Smoothing for short texts, whose counts say little: a text counts as this many sentences longer,
#: and an anchor as occurring in this many more.
_MORE, _HAVING = 10.0, 0.5


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
    """Something that stands in both texts: its sentences, and its kind."""

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
    source: Sequence[Segment], target: Sequence[Segment], uses: Sequence[Sequence[TermUse]]
) -> list[Anchor]:
    """Find all anchors between two texts.

    Args:
        source: the sentences of a document.
        target: the sentences of its translation.
        uses: for each source sentence, the terms in it; empty when there is no glossary.
    """
    one = [markup.plain(segment.text) for segment in source]
    other = [markup.plain(segment.text) for segment in target]
    return [
        *_numbers(one, other),
        *_shared([_latin(text) for text in one], [_latin(text) for text in other], LATIN),
        *_shared([_marks(text) for text in one], [_marks(text) for text in other], MARK),
        *_names(one, other),
        *(anchor.turned() for anchor in _names(other, one)),
        *_terms(uses, other),
        *_shared(_notions(one, source), _notions(other, target), WORD),
    ]


def places(features: Iterable[Iterable[_T]]) -> dict[_T, list[int]]:
    """Map each feature to the sentences that have it."""
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
    """Anchor capitalised words whose sound occurs in a text of another script."""
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


def _terms(uses: Sequence[Sequence[TermUse]], target: Sequence[str]) -> Iterator[Anchor]:
    """Anchor the glossary's terms at their renderings."""
    for term, here in places({use.term for use in found} for found in uses).items():
        forms = {
            form
            for number in here
            for use in uses[number]
            if use.term == term
            for form in (use.rendering, *use.accepted)
            if form
        }
        there = [number for number, text in enumerate(target) if any(f in text for f in forms)]
        if there:
            yield Anchor(frozenset(here), frozenset(there), TERM)


class Odds:
    """The anchors between two texts, weighted for runs of their sentences."""

    def __init__(self, anchors: Sequence[Anchor], source: int, target: int) -> None:
        """Weigh the anchors for texts of ``source`` and ``target`` sentences."""
        self._anchors = anchors
        self._shares = [
            (_share(len(each.source), source), _share(len(each.target), target)) for each in anchors
        ]
        self._here = _Runs(source, [each.source for each in anchors])
        self._there = _Runs(target, [each.target for each in anchors])
        self._weights: dict[tuple[int, int], _Weights] = {}
        self._alone: dict[tuple[int, int, int, bool], float] = {}

    def __call__(self, i: int, a: int, j: int, b: int) -> float:
        """Return the evidence that ``a`` sentences from ``i`` on match ``b`` from ``j`` on.

        In natural logarithms of odds; ``a`` and ``b`` are at least one.
        """
        weights = self._weights.get((a, b)) or self._weigh(a, b)
        both = weights.both
        shared = self._here[i, a] & self._there[j, b]
        return (
            sum(both[anchor] for anchor in shared)
            + self._against(i, a, b, turned=False)
            + self._against(j, b, a, turned=True)
        )

    def bare(self, i: int, a: int, j: int, b: int) -> int:
        """Count the sentences without a shared anchor in a run of several, on either side."""
        here, there = self._here[i, a], self._there[j, b]
        source = (self._here[at, 1] for at in range(i, i + a)) if a > 1 else ()
        target = (self._there[at, 1] for at in range(j, j + b)) if b > 1 else ()
        return sum(there.isdisjoint(one) for one in source) + sum(
            here.isdisjoint(one) for one in target
        )

    def _against(self, start: int, count: int, other: int, *, turned: bool) -> float:
        """Return the evidence of a run's anchors that the sentences on the other side lack."""
        key = start, count, other, turned
        if key not in self._alone:
            a, b = (other, count) if turned else (count, other)
            weights = self._weights.get((a, b)) or self._weigh(a, b)
            alone = weights.target if turned else weights.source
            run = (self._there if turned else self._here)[start, count]
            self._alone[key] = sum(alone[anchor] for anchor in run)
        return self._alone[key]

    def _weigh(self, a: int, b: int) -> _Weights:
        rows = []
        for anchor, (source, target) in zip(self._anchors, self._shares, strict=True):
            kind = anchor.kind
            p, q = _chance(source, a), _chance(target, b)
            shared = kind.reliability * min(p, q)
            here = kind.apart * min(_odds(p - shared, p * (1 - q)), 0.0)
            there = kind.apart * min(_odds(q - shared, q * (1 - p)), 0.0)
            together = kind.together * max(_odds(shared, p * q), 0.0)
            rows.append((together - here - there, here, there))
        columns = zip(*rows, strict=True) if rows else ((), (), ())
        self._weights[a, b] = weights = _Weights(*map(tuple, columns))
        return weights


@dataclass(frozen=True, slots=True)
class _Weights:
    """The weights of each anchor: one if only one side has it, added if both do."""

    both: Sequence[float]
    source: Sequence[float]
    target: Sequence[float]


class _Runs:
    """The anchors of runs of sentences, each run computed once."""

    def __init__(self, size: int, anchors: Sequence[frozenset[int]]) -> None:
        single: list[set[int]] = [set() for _ in range(size)]
        for number, sentences in enumerate(anchors):
            for sentence in sentences:
                single[sentence].add(number)
        self._known = {(at, 1): frozenset(found) for at, found in enumerate(single)}

    def __getitem__(self, run: tuple[int, int]) -> frozenset[int]:
        if run not in self._known:
            start, count = run
            self._known[run] = self[start, count - 1] | self[start + count - 1, 1]
        return self._known[run]


def _share(having: int, sentences: int) -> float:
    return (having + _HAVING) / (sentences + _MORE)


def _chance(share: float, count: int) -> float:
    """Return how likely at least one of ``count`` sentences has what a ``share`` of all has."""
    return min(max(1 - (1 - share) ** count, _LEAST), 1 - _LEAST)


def _odds(one: float, other: float) -> float:
    return log(max(one, _LEAST * other) / other)
