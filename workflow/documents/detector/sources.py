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
        headed: the first was named for the text at hand.
    """

    tags: tuple[str, ...] = ()
    stated: bool = False
    headed: bool = False

    @property
    def lead(self) -> float:
        """How many pieces of evidence it is worth that a language is among these."""
        return 2.0 if self.stated else 0.5

    def headed_by(self, tag: str) -> Sources:
        """Return these languages behind one that was named for the text at hand."""
        others = (each for each in self.tags if each != tag)
        return Sources((tag, *others), stated=True, headed=True)

    @property
    def unstated(self) -> Sources:
        """These languages as an assumption."""
        return Sources(self.tags)

    def favours(self, tag: str) -> bool:
        """Say whether a person named a language, for this text or for all."""
        return self.stated and tag in (self.tags[:1] if self.headed else self.tags)


#: Nothing is known beforehand.
ANY = Sources()
