"""Put a name, a title and a body together in English: KEF Chairman Sohn Kyung-shik."""

from __future__ import annotations

import re

from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import countries, phrases
from workflow.languages.names.phrases import Phrase


class EnglishPhrases(phrases.Phrases):
    """The phrases of English."""

    subject = re.compile(
        r"""(?:.*[,"”’] ?|["“‘]?(?:But|And|Yet|Still|So|Then|However|Meanwhile|Later|Earlier|Also"""
        r"""|Instead|Nevertheless|Afterwards),? )?(?:[Hh]e|[Ss]he)\b"""
    )
    he_or_she = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)

    def compose(self, phrase: Phrase) -> tuple[str, ...]:
        """Return ``KEF Chairman Sohn Kyung-shik``; also ``Sohn Kyung-shik, Chairman of KEF``.

        ``Chinese Premier Li Qiang``: of countries English has an adjective there.
        """
        was = "former " if phrase.former else ""
        if phrase.host:
            return _posted(phrase, was)
        if not phrase.body:
            whole = () if phrase.surname else (f"{phrase.name}, {was}{phrase.title}",)
            return (f"{was}{phrase.title} {phrase.name}", *whole)
        adjective = countries.adjective(phrase.body)
        theirs = (adjective, f"{phrase.body}'s", phrase.body) if adjective else (phrase.body,)
        return (
            *(f"{was}{of} {phrase.title} {phrase.name}" for of in theirs),
            f"{phrase.name}, {was}{phrase.title} of {phrase.body}",
            f"{was}{phrase.title} {phrase.name} of {phrase.body}",
        )

    def acting(self, title: str) -> tuple[str, ...]:
        """Return ``acting Chairman`` and the like."""
        return (f"acting {title}", f"interim {title}")

    def polite(self, surname: str) -> tuple[str, ...]:
        """Return ``Ms. Xing`` and the like."""
        return tuple(
            f"{address} {surname}" for address in ("Ms.", "Mr.", "Mrs.", "Ms", "Mr", "Mrs", "Miss")
        )

    def alone(self, name: str, surname: str) -> tuple[str, ...]:
        """Return the surname, unless it is a word as well."""
        return () if not surname or kind_of(surname.lower()) else (surname,)


def _posted(phrase: Phrase, was: str) -> tuple[str, ...]:
    """Return ``China's Ambassador to Korea Xing Haiming`` and the like."""
    adjective = countries.adjective(phrase.body)
    of = f"{phrase.body}'s " if phrase.body else ""
    national = (f"{was}{adjective} {phrase.title} to {phrase.host} {phrase.name}",)
    return (
        f"{was}{of}{phrase.title} to {phrase.host} {phrase.name}",
        f"{phrase.name}, {was}{of}{phrase.title} to {phrase.host}",
        *(national if adjective else ()),
    )
