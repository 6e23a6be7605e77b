"""Describe what a language writes onto a noun: particles, and how they agree with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Agreement(StrEnum):
    """How a particle stands to the word before it."""

    NONE = "none"  # no particle with two forms follows
    RIGHT = "right"
    WRONG = "wrong"
    UNKNOWN = "unknown"  # the word's pronunciation is not known


@dataclass(frozen=True, slots=True)
class Following:
    """The particle after a word: its place in the text, how it reads and how it should read."""

    agreement: Agreement
    start: int = 0
    end: int = 0
    found: str = ""
    right: str = ""


class Particles:
    """The particles of a language; by default, none are attached to nouns.

    A language with particles overrides what it knows; :mod:`workflow.languages.ko.particles` is an
    example.

    Attributes:
        agreeing: whether any particle agrees with the word before it.
        common: a pattern of particles that may be looked for without knowing the noun.
        trailing: finds a common particle at the end of a word.
        detached: finds a particle that stands apart from its noun, where that is certainly wrong.
        foreign: finds a particle on a word in another script.
        undecided: finds a particle in both its forms at once, as templates write it.
    """

    agreeing = False
    common = ""
    trailing: re.Pattern[str] | None = None
    detached: re.Pattern[str] | None = None
    foreign: re.Pattern[str] | None = None
    undecided: re.Pattern[str] | None = None

    def following(self, text: str, start: int, end: int, reading: str = "") -> Following:
        """Find the particle after the word at ``text[start:end]`` and tell whether it agrees.

        Args:
            text: the text.
            start: where the word begins.
            end: where it ends.
            reading: how it is pronounced, where its letters do not tell.
        """
        return Following(Agreement.NONE)

    def impossible(self, text: str) -> Iterator[Following]:
        """Yield the particles of a text that are wrong after any word."""
        return iter(())

    def bare(self, one: str, other: str) -> tuple[str, str]:
        """Return two nouns without the particle that both have: whoever puts one for the other.

        They come back as they are where one has none, another one, or would be one letter.
        """
        ends = [self.trailing.search(each) if self.trailing else None for each in (one, other)]
        nouns = [each[: end.start()] for each, end in zip((one, other), ends, strict=True) if end]
        if len(nouns) < len(ends) or any(len(each.split(" ")[-1]) < 2 for each in nouns):
            return one, other
        fitting = nouns[1] + self.choose(nouns[1], one[len(nouns[0]) :])
        return (nouns[0], nouns[1]) if fitting == other else (one, other)

    def choose(self, word: str, particle: str, reading: str = "") -> str:
        """Return the form of ``particle`` that follows ``word``; either form may be given.

        A particle without two forms, and any particle after a word whose pronunciation is unknown,
        comes back as it is.
        """
        return particle

    def is_readable(self, word: str, reading: str = "") -> bool:
        """Tell whether it is known how a word ends when read aloud, as far as particles ask."""
        return True

    def end_noun(self, text: str, place: int) -> bool:
        """Tell whether a noun may end at ``place``, inside a run of letters."""
        return False

    def fit(self, text: str, place: int) -> bool:
        """Tell whether the ending of the noun before ``place`` suits its last sound."""
        return True

    def attach(self, word: str, particle: str, reading: str = "") -> str:
        """Return ``word`` with the right form of ``particle`` written onto it."""
        return word + self.choose(word, particle, reading)

    def agree(self, text: str, spans: Iterable[tuple[int, int, str]]) -> str:
        """Return ``text`` with the particle after each of some words made to agree.

        Args:
            text: the text, possibly with placeholders.
            spans: ``(start, end, reading)`` of words just put there; ``reading`` may be empty.
        """
        for start, end, reading in sorted(spans, reverse=True):
            particle = self.following(text, start, end, reading)
            if particle.agreement is Agreement.WRONG:
                text = text[: particle.start] + particle.right + text[particle.end :]
        return text

    def replace(self, text: str, span: tuple[int, int], word: str, reading: str = "") -> str:
        """Return ``text`` with a span replaced by ``word`` and the particle after it agreeing."""
        start, end = span
        changed = text[:start] + word + text[end:]
        return self.agree(changed, [(start, start + len(word), reading)])
