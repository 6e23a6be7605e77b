"""Find the cheapest alignment of two texts, by dynamic programming over beads.

The cost of a bead is what Gale and Church (1993, "A Program for Aligning Sentences in Bilingual
Corpora") made it, how rare its shape is and how far its lengths are from what they should be,
less what its anchors say for it, plus what speaks against its borders. All in natural logarithms
of odds, so that the forward-backward algorithm gives each bead its probability: the lattice is a
conditional random field (Lafferty, McCallum and Pereira 2001), and its costs were fitted as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, inf, log1p

from workflow.align.anchors import Anchor, Odds
from workflow.align.sides import Border, Side

#: Up to this many missing sentences in a row are weighed as one gap.
_GAP = 8


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that translate each other; the term is Gale and Church's (1993).

    Attributes:
        source: indices of the source sentences; empty when the translation adds something.
        target: indices of the target sentences; empty when something was left out.
        confidence: the probability of this bead, from 0 to 1, if the two texts belong together.
        support: what the anchors of its sentences say for it, in natural logarithms of odds; less
            than 0 where they speak against it.
    """

    source: range
    target: range
    confidence: float = 0.0
    support: float = 0.0

    @property
    def shape(self) -> str:
        """How many sentences it joins: ``1-1``, ``1-2``, ``0-1`` …"""
        return f"{len(self.source)}-{len(self.target)}"

    def moved(self, source: int, target: int) -> Bead:
        """Return the same bead, shifted by the given numbers of sentences."""
        return replace(
            self,
            source=range(self.source.start + source, self.source.stop + source),
            target=range(self.target.start + target, self.target.stop + target),
        )


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of a bead, in natural logarithms of odds.

    The values have the greatest likelihood, with a Gaussian prior, on every second document of the
    benchmark's collections (``tests/bench/bench_align.py``), which reports on the others. The cost
    of one missing sentence and the spread were set anew for the highest F1 there when the table of
    words had grown: the more words say, the less lengths do.

    Attributes:
        shapes: by number of source and target sentences; shapes not listed do not occur.
        more: one more sentence is missing on the other side after a first one.
        spread: how far the target's length is from what it should be, as a squared deviation by
            letter of the two lengths' mean (Gale and Church: 6.8, with normal tails).
        tails: degrees of freedom of Student's t distribution that these deviations follow: the
            fewer, the freer a translation may be (the normal distribution has infinitely many).
        quote: a quotation is open on one side of a border and not on the other.
        mark: the sentences before a border end in different marks (question, colon …).
        closing: one of them ends with a closing quotation mark, the other does not.
        bare: a sentence of a larger bead shares no anchor with the other side.
        block: a paragraph begins at a border on one side only, or inside the bead.
        beam: cells this much dearer than the cheapest beside them are given up.
    """

    shapes: Mapping[tuple[int, int], float] = field(
        default_factory=lambda: {
            (1, 1): 0.0, (1, 2): 3.4, (2, 1): 3.4, (1, 0): 5.5, (0, 1): 5.5, (1, 3): 6.3,
            (3, 1): 6.3, (2, 2): 8.3, (1, 4): 9.6, (4, 1): 9.6, (1, 5): 12.2, (5, 1): 12.2,
            (1, 6): 15.0, (6, 1): 15.0, (2, 3): 16.0, (3, 2): 16.0, (3, 3): 21.0, (2, 4): 21.0,
            (4, 2): 21.0,
        }
    )  # fmt: skip
    more: float = 2.5
    spread: float = 3.3
    tails: float = 4.0
    quote: float = 0.4
    mark: float = 1.2
    closing: float = 0.65
    bare: float = 1.1
    block: float = 4.0
    beam: float = 25.0


class Lattice:
    """All ways to align two texts.

    A cell ``(i, j)`` is reached when ``i`` source and ``j`` target sentences are in beads.
    """

    def __init__(self, source: Side, target: Side, anchors: Sequence[Anchor]) -> None:
        self.source = source
        self.target = target
        self.costs = Costs()
        self._shapes = tuple(_with_gaps(self.costs))
        self._odds = Odds(anchors, len(source), len(target))
        self._ratio = source.ratio(target)

    def steps(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """Yield the cells that one bead leads to from ``(i, j)``, with its cost."""
        source, target = self.source, self.target
        for a, b, shape in self._shapes:
            if i + a > len(source) or j + b > len(target):
                continue
            cost = shape + self._border(source.borders[i + a], target.borders[j + b])
            if a and b:
                cost += self.costs.block * (source.blocks(i, i + a) + target.blocks(j, j + b))
                cost += self._length(source.length(i, i + a) * self._ratio, target.length(j, j + b))
                cost -= self._odds(i, a, j, b)
                if a > 1 or b > 1:
                    cost += self.costs.bare * self._odds.bare(i, a, j, b)
            yield i + a, j + b, cost

    def supported(self, bead: Bead) -> Bead:
        """Return the same bead with the support of this lattice's anchors."""
        if not (bead.source and bead.target):
            return bead
        spans = bead.source.start, len(bead.source), bead.target.start, len(bead.target)
        return replace(bead, support=self._odds(*spans))

    def _length(self, expected: float, actual: float) -> float:
        """Return the cost of a length: how much less likely it is than the expected one."""
        costs = self.costs
        squared = 2 * (actual - expected) ** 2 / (costs.spread * (actual + expected))
        return (costs.tails + 1) / 2 * log1p(squared / costs.tails)

    def _border(self, source: Border, target: Border) -> float:
        costs = self.costs
        return (
            costs.quote * (source.quoting != target.quoting)
            + costs.mark * (source.mark != target.mark)
            + costs.closing * (source.closing != target.closing)
            + costs.block * (source.begins != target.begins)
        )

    def best(self) -> list[Bead]:
        """Find the cheapest alignment, each bead with its probability among all alignments."""
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
                - here.step
                + to_end[cell]
                - rows[sum(size)][size[0]].chance
            )
            spans = range(before[0], cell[0]), range(before[1], cell[1])
            path.append(Bead(*spans, confidence=min(exp(chance), 1.0)))
            cell = before
        return [bead for found in reversed(path) for bead in _singly(found)]

    def _rows(self) -> list[dict[int, _Cell]]:
        """Find the cells that can be reached, by ``i + j`` and ``i``."""
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
                    ahead.chance = _sum(ahead.chance, cell.chance - step)
                    if cell.cost + step < ahead.cost:
                        ahead.before, ahead.step, ahead.cost = place, step, cell.cost + step
        return rows

    def _chances_to_end(self, rows: Sequence[Mapping[int, _Cell]]) -> dict[tuple[int, int], float]:
        """Return the logarithm of the probability mass between a cell and the end, by cell."""
        chances = {(len(self.source), len(self.target)): 0.0}
        for diagonal in range(len(rows) - 1, 0, -1):
            for i, cell in rows[diagonal].items():
                here = chances.get((i, diagonal - i), -inf)
                for before, step in cell.arcs:
                    mass = here - step
                    chances[before] = _sum(chances.get(before, -inf), mass)
        return chances


def _with_gaps(costs: Costs) -> Iterator[tuple[int, int, float]]:
    """Yield all shapes with their costs, including gaps of several sentences."""
    for (a, b), cost in costs.shapes.items():
        yield a, b, cost
        if not (a and b):
            for count in range(2, _GAP + 1):
                yield a * count, b * count, cost + costs.more * (count - 1)


def _singly(bead: Bead) -> Iterator[Bead]:
    """Yield a bead, or split one that is empty on one side into single sentences."""
    if bead.source and bead.target:
        yield bead
    for i in bead.source if not bead.target else ():
        yield replace(bead, source=range(i, i + 1))
    for j in bead.target if not bead.source else ():
        yield replace(bead, target=range(j, j + 1))


@dataclass(slots=True)
class _Cell:
    """A reached cell: its predecessor, step, cost and probability."""

    before: tuple[int, int]
    step: float
    cost: float
    chance: float
    arcs: list[tuple[tuple[int, int], float]] = field(default_factory=list)


def _sum(one: float, other: float) -> float:
    """Return the logarithm of the sum of two numbers given by their logarithms."""
    low, high = sorted((one, other))
    return high if low == -inf else high + log1p(exp(low - high))
