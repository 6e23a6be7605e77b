"""The languages that texts are expected to be in."""

from __future__ import annotations

from dataclasses import dataclass

#: From this certainty on an answer stands; below it is said to be unsure.
CLEAR = 0.7


@dataclass(frozen=True, slots=True)
class Sources:
    """The languages that texts are expected to be in.

    Attributes:
        tags: BCP 47 tags, the likeliest first; none where any language is as likely as another.
        stated: a person named them. Then one of them is believed unless something speaks against
            it; otherwise they are an assumption, and a text that says nothing remains unsure.
    """

    tags: tuple[str, ...] = ()
    stated: bool = False

    @property
    def lead(self) -> float:
        """How many pieces of evidence it is worth that a language is among these."""
        return 2.0 if self.stated else 0.5

    def headed_by(self, tag: str) -> Sources:
        """These languages behind one that was named for the text at hand."""
        return Sources((tag, *(each for each in self.tags if each != tag)), stated=True)


#: Nothing is known beforehand.
ANY = Sources()
