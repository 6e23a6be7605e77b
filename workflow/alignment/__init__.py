"""Which sentences of a text and of its translation belong together.

::

    anchors   what can be recognised in both: numbers, names, marks, terms, common words
    sounds    names in another script, by their consonants
    words     common words and their renderings (words.csv)
    lexicon   words that keep company, learned from a first alignment
    sides     lengths, quotations, paragraphs
    lattice   the cheapest way through both texts, and how sure each of its beads is
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.alignment import anchors
from workflow.alignment.beads import Bead
from workflow.alignment.lattice import Costs, Lattice
from workflow.alignment.lexicon import learned
from workflow.alignment.sides import Side
from workflow.model import Segment, TermUse

__all__ = ["Bead", "Costs", "align", "evidence"]


def align(
    source: Sequence[Segment],
    target: Sequence[Segment],
    terms: Sequence[Sequence[TermUse]] = (),
    costs: Costs | None = None,
) -> tuple[Bead, ...]:
    """Aligns a text with its translation.

    Args:
        source: the sentences of a document, in order.
        target: the sentences of its translation, in order.
        terms: for each source sentence, the glossary terms in it.
        costs: others than the usual ones.

    Returns:
        Beads in order; each sentence of both sides is in exactly one.
    """
    costs = costs or Costs()
    sides = Side(source), Side(target)
    found = anchors.find(source, target, terms)
    lattice = Lattice(*sides, found, costs)
    more = learned(source, target, lattice.best())
    beads = Lattice(*sides, [*found, *more], costs).best()
    return tuple(map(lattice.supported, beads))


def evidence(beads: Sequence[Bead]) -> float:
    """How much speaks for two texts being translations of each other: the mean support.

    Measured on the benchmark's documents: 4.0 to 16.0 for an article and its translation, 0.3 to
    3.2 for two different articles.
    """
    pairs = [bead.support for bead in beads if bead.source and bead.target]
    return sum(pairs) / len(pairs) if pairs else 0.0
