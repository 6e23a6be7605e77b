"""Describe how a language joins a name, a title and a body, and calls somebody politely."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """The renderings of a composite's parts in one language; absent ones are empty.

    ``former``: the person had the title once.
    """

    name: str
    surname: bool
    title: str = ""
    body: str = ""
    host: str = ""
    former: bool = False


class Phrases:
    """The phrases of a language; by default, it has no rules for composites.

    Attributes:
        surname_style: what a bare surname becomes if no setting says it: ``title`` (싱 대사) or
            ``name``.
        glosses: whether a foreign name is glossed in its own script in brackets: 싱하이밍(邢海明).
        possessive: what is written onto an owner.
        brackets: what stands before and after an aside.
        subject: finds a pronoun of the third person that begins a sentence as its subject.
        he_or_she: finds a pronoun of the third person anywhere in a sentence.
    """

    surname_style = "name"
    glosses = False
    possessive = ""
    brackets = (" (", ")")
    subject: re.Pattern[str] | None = None
    he_or_she: re.Pattern[str] | None = None

    def compose(self, phrase: Phrase) -> tuple[str, ...]:
        """Return the ways to compose a phrase, the preferred one first; none without rules."""
        return ()

    def acting(self, title: str) -> tuple[str, ...]:
        """Return the ways to say that an office is held for the time being: 회장 직무대행."""
        return (title,)

    def polite(self, surname: str) -> Sequence[str]:
        """Return a surname with the forms of address that translate *Mr.* and *Ms.*"""
        return ()

    def alone(self, name: str, surname: str) -> Sequence[str]:
        """Return the short name of a person who was named before; empty if there is none.

        Args:
            name: in full, as the language writes it, without a bracket.
            surname: its family name; empty where it cannot be told.
        """
        return (surname,) if surname else ()

    def bracket(self, text: str) -> str:
        """Return a text in brackets: （韩国经总）, (경총)."""
        return text.join(self.brackets)
