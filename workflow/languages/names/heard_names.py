"""Recognise names of persons in a translation in another script, by their sound.

A language that writes names of its own (``spoken_names``) tells whose they seem to be; a language
that writes them in its letters (:class:`HeardNames`) finds them by their sound, and finds what
stands in their place. Where no reading can be told, nothing is found and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.languages.orthography.sounds import likeness

#: The beginning and the end of a word in a text.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SpokenName:
    """A person's name in a source.

    Attributes:
        start: where it begins.
        end: where it ends.
        family: the family name.
        given: the given name, in syllables if it is a Korean's or Chinese's.
        origin: ``ko`` or ``zh`` if it is such a name; empty for all others.
        known: whether the given name is one for sure.
    """

    start: int
    end: int
    family: str
    given: tuple[str, ...]
    origin: str = ""
    known: bool = False


class HeardNames:
    """How a language transcribes foreign names; by default, it is not known."""

    def found(self, name: SpokenName, text: str) -> Sequence[Span] | None:
        """Return where a text has a name; None where its reading is not known.

        Args:
            name: of a source.
            text: its translation.
        """
        return None

    def place(self, name: str, text: str) -> Sequence[Span]:
        """Return where a text has the name of a place that no list has.

        Args:
            name: a word of a source.
            text: its translation.
        """
        return ()

    def may_stand(self, name: SpokenName, text: str) -> bool:
        """Tell whether anything in a text sounds like a name of which :meth:`found` finds nothing.

        Args:
            name: of a source.
            text: its translation.
        """
        return True

    def instead(self, name: SpokenName, text: str) -> Span | None:
        """Return the name of another person that stands in the place of one.

        Args:
            name: of a source, of which :meth:`found` finds nothing.
            text: its translation.
        """
        return None

    def strangers(self, source: str, text: str) -> Iterator[Span]:
        """Yield the names in a translation that are certainly nobody's in its source."""
        return iter(())

    def stranger(self, name: SpokenName, source: str, text: str) -> Span | None:
        """Return the name of somebody of whom a source does not tell, in the place of one.

        Args:
            name: of the source, of which :meth:`found` finds nothing.
            source: a sentence.
            text: its translation.
        """
        return None

    def otherwise(self, name: SpokenName, form: str, text: str) -> Iterator[str]:
        """Yield what a text has that may be a name of a source, written in another way.

        Args:
            name: of the source.
            form: how the text has the name, by which the other way is recognised.
            text: the translation.
        """
        return iter(())

    def alike(self, word: str, written: str) -> float:
        """Tell how alike a word of a source and what is written in a translation sound."""
        return likeness(word, written)

    def bare(self, word: str) -> str:
        """Return a name without what may be written onto it."""
        return word
