"""What an alignment is made of."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
        """The same bead in texts that have so many more sentences before it."""
        return replace(
            self,
            source=range(self.source.start + source, self.source.stop + source),
            target=range(self.target.start + target, self.target.stop + target),
        )
