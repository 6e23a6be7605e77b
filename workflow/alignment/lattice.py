"""The cheapest way through two texts: dynamic programming over beads.

The cost of a bead is what Gale and Church (1993, "A Program for Aligning Sentences in Bilingual
Corpora") made it, how rare its shape is and how far its lengths are from what they should be,
less what its anchors say for it, plus what speaks against its borders. All in natural logarithms
of odds, so that the forward-backward algorithm gives each bead its probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, inf, log1p

from workflow.alignment.anchors import Anchor
from workflow.alignment.beads import Bead
from workflow.alignment.sides import Border, Side


@dataclass(frozen=True, slots=True)
class Costs:
    """What speaks against a bead, in natural logarithms of odds.

    The values were found by search on every second document of the benchmark's collections
    (``tests/bench/bench_align.py``), which reports on the others.

    Attributes:
        shapes: by number of source and target sentences; shapes not listed do not occur.
        spread: variance of the target's length by unit of the source's (Gale and Church: 6.8).
        far: deviation from which on it costs no more than linearly, as a squared z-score.
        quote: a quotation is open on one side of a border and not on the other.
        mark: the sentences before a border end in different marks (question, colon …).
        closing: one of them ends with a closing quotation mark, the other does not.
        bare: a sentence of a larger bead shares no anchor with the other side.
        block: a paragraph begins at a border on one side only, or inside the bead.
        heat: how much surer than they are the costs make themselves: anchors are counted as if
            independent. Probabilities are computed with costs divided by it.
        beam: cells this much dearer than the cheapest beside them are given up.
    """

    shapes: Mapping[tuple[int, int], float] = field(
        default_factory=lambda: {
            (1, 1): 0.0, (1, 2): 3.0, (2, 1): 3.0, (1, 0): 4.5, (0, 1): 4.5, (1, 3): 6.0,
            (3, 1): 6.0, (2, 2): 8.0, (1, 4): 10.0, (4, 1): 10.0, (1, 5): 12.5, (5, 1): 12.5,
            (1, 6): 15.0, (6, 1): 15.0, (2, 3): 16.0, (3, 2): 16.0, (3, 3): 21.0, (2, 4): 21.0,
            (4, 2): 21.0,
        }
    )  # fmt: skip
    spread: float = 3.0
    far: float = 20.0
    quote: float = 0.75
    mark: float = 1.15
    closing: float = 0.85
    bare: float = 2.5
    block: float = 4.0
    heat: float = 1.5
    beam: float = 12.0


class Lattice:
    """All ways to align two texts.

    A cell ``(i, j)`` is reached when ``i`` source and ``j`` target sentences are in beads.
    """

    def __init__(self, source: Side, target: Side, anchors: Sequence[Anchor], costs: Costs) -> None:
        self.source = source
        self.target = target
        self.costs = costs
        self._shapes = tuple((a, b, cost) for (a, b), cost in costs.shapes.items())
        self._weights = [anchor.weight for anchor in anchors]
        self._here = _Spans(len(source), [anchor.source for anchor in anchors])
        self._there = _Spans(len(target), [anchor.target for anchor in anchors])
        self._ratio = source.ratio(target)

    def steps(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """The cells that one bead leads to from ``(i, j)``, with its cost."""
        source, target = self.source, self.target
        for a, b, shape in self._shapes:
            if i + a > len(source) or j + b > len(target):
                continue
            cost = shape + self._border(source.borders[i + a], target.borders[j + b])
            cost += self.costs.block * (source.blocks(i, i + a) + target.blocks(j, j + b))
            if a and b:
                cost += self._length(source.length(i, i + a) * self._ratio, target.length(j, j + b))
                cost -= self._support(i, a, j, b)
                if a > 1 or b > 1:
                    cost += self.costs.bare * self._bare(i, a, j, b)
            yield i + a, j + b, cost

    def _support(self, i: int, a: int, j: int, b: int) -> float:
        """What the anchors say for ``a`` sentences from ``i`` on with ``b`` from ``j`` on."""
        return sum(self._weights[anchor] for anchor in self._here[i, a] & self._there[j, b])

    def _bare(self, i: int, a: int, j: int, b: int) -> int:
        """How many sentences of a larger bead have no anchor in it."""
        here, there = self._here[i, a], self._there[j, b]
        source = (self._here[at, 1] for at in range(i, i + a)) if a > 1 else ()
        target = (self._there[at, 1] for at in range(j, j + b)) if b > 1 else ()
        return sum(there.isdisjoint(one) for one in source) + sum(
            here.isdisjoint(one) for one in target
        )

    def supported(self, bead: Bead) -> Bead:
        """The same bead with the support it has from the anchors of this lattice."""
        if not (bead.source and bead.target):
            return bead
        spans = bead.source.start, len(bead.source), bead.target.start, len(bead.target)
        return replace(bead, support=self._support(*spans))

    def _length(self, expected: float, actual: float) -> float:
        """Half the squared z-score of a length, from ``far`` on growing with the z-score only."""
        squared = 2 * (actual - expected) ** 2 / (self.costs.spread * (actual + expected))
        far = self.costs.far
        return float(squared if squared < far else far + squared**0.5 - far**0.5) / 2

    def _border(self, source: Border, target: Border) -> float:
        costs = self.costs
        return (
            costs.quote * (source.quoting != target.quoting)
            + costs.mark * (source.mark != target.mark)
            + costs.closing * (source.closing != target.closing)
            + costs.block * (source.begins != target.begins)
        )

    def best(self) -> list[Bead]:
        """The cheapest alignment, each bead with its probability among all alignments."""
        rows = self._rows()
        size = len(self.source), len(self.target)
        to_end = self._chances_to_end(rows)
        path = []
        cell = size
        while cell != (0, 0):
            here = rows[sum(cell)][cell[0]]
            before = here.before
            chance = (
                rows[sum(before)][before[0]].chance
                - here.step / self.costs.heat
                + to_end[cell]
                - rows[sum(size)][size[0]].chance
            )
            spans = range(before[0], cell[0]), range(before[1], cell[1])
            path.append(Bead(*spans, confidence=min(exp(chance), 1.0)))
            cell = before
        return path[::-1]

    def _rows(self) -> list[dict[int, _Cell]]:
        """The cells that can be reached, by ``i + j`` and ``i``."""
        rows: list[dict[int, _Cell]] = [{} for _ in range(len(self.source) + len(self.target) + 1)]
        rows[0][0] = _Cell((0, 0), 0.0, 0.0, 0.0)
        for diagonal, row in enumerate(rows):
            limit = min((cell.cost for cell in row.values()), default=0.0) + self.costs.beam
            for i, cell in row.items():
                if cell.cost > limit:
                    continue
                place = i, diagonal - i
                for to_i, to_j, step in self.steps(*place):
                    ahead = rows[to_i + to_j].setdefault(to_i, _Cell(place, inf, inf, -inf))
                    ahead.arcs.append((place, step))
                    ahead.chance = _sum(ahead.chance, cell.chance - step / self.costs.heat)
                    if cell.cost + step < ahead.cost:
                        ahead.before, ahead.step, ahead.cost = place, step, cell.cost + step
        return rows

    def _chances_to_end(self, rows: Sequence[Mapping[int, _Cell]]) -> dict[tuple[int, int], float]:
        """The logarithm of the probability mass between a cell and the end, by cell."""
        chances = {(len(self.source), len(self.target)): 0.0}
        for diagonal in range(len(rows) - 1, 0, -1):
            for i, cell in rows[diagonal].items():
                here = chances.get((i, diagonal - i), -inf)
                for before, step in cell.arcs:
                    mass = here - step / self.costs.heat
                    chances[before] = _sum(chances.get(before, -inf), mass)
        return chances


@dataclass(slots=True)
class _Cell:
    """A cell as it is reached: from where, by what step, at what cost; and with what chance."""

    before: tuple[int, int]
    step: float
    cost: float
    chance: float
    arcs: list[tuple[tuple[int, int], float]] = field(default_factory=list)


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of two numbers given by their logarithms."""
    low, high = sorted((one, other))
    return high if low == -inf else high + log1p(exp(low - high))


class _Spans:
    """The anchors of runs of sentences, joined once each."""

    def __init__(self, size: int, anchors: Sequence[frozenset[int]]) -> None:
        single: list[set[int]] = [set() for _ in range(size)]
        for number, sentences in enumerate(anchors):
            for sentence in sentences:
                single[sentence].add(number)
        self._known = {(at, 1): frozenset(found) for at, found in enumerate(single)}

    def __getitem__(self, span: tuple[int, int]) -> frozenset[int]:
        if span not in self._known:
            start, count = span
            self._known[span] = self[start, count - 1] | self[start + count - 1, 1]
        return self._known[span]
