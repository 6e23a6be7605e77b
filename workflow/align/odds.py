"""What anchors say for and against two runs of sentences translating each other.

A run of sentences of the source has an anchor with a probability ``p`` that follows from how many
sentences have it, a run of the target with ``q``. If the two translate each other, both have it
with ``reliability * min(p, q)``, else with ``p * q``. The logarithms of these odds, and of those
for one of the two having it alone, are the evidence, times the weights of the anchor's kind: these
allow for anchors that are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from workflow.align.anchors import Anchor

#: Keeps a probability from being 0 or 1.
_LEAST = 1e-4
#: A text is counted as so many sentences longer, of which so many have a given anchor: how often it
#: is met in a short text says little about how often it is met.
_MORE, _HAVING = 10.0, 0.5


class Odds:
    """The anchors between two texts, weighed for runs of their sentences."""

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
        """Return what speaks for ``a`` sentences from ``i`` on with ``b`` from ``j`` on.

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
        """Return what the anchors of a run say where none of them is in the ``other`` sentences."""
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
    """By anchor: what it says on one side only, and what it says on both beyond that."""

    both: Sequence[float]
    source: Sequence[float]
    target: Sequence[float]


class _Runs:
    """The anchors that stand in runs of sentences; each run is put together once."""

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
    """Return how likely one of ``count`` sentences has what a ``share`` of all have."""
    return min(max(1 - (1 - share) ** count, _LEAST), 1 - _LEAST)


def _odds(one: float, other: float) -> float:
    return log(max(one, _LEAST * other) / other)
