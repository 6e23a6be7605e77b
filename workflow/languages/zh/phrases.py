"""Put a name, a title and a body together in Chinese: 韩国经总会长孙京植."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from workflow.languages.names import phrases, shorthand
from workflow.languages.names.phrases import Phrase

_ACTING = ("代理{}", "代{}", "署理{}", "临时{}", "看守{}")
#: Characters of the longest title that rather follows its name: 邢海明大使.
_SHORT_TITLE = 3


class ChinesePhrases(phrases.Phrases):
    """The phrases of Chinese."""

    possessive = "的"
    brackets = ("（", "）")
    subject = re.compile(
        "(?:(?:不过|但|但是|然而|此外|另外|同时|随后|之后|后来|当时|接着|于是|因此|所以|而)，?)?"
        "[他她](?![们的])"
    )
    he_or_she = re.compile("[他她](?!们)")

    @cached_property
    def _capitals(self) -> Mapping[str, str]:
        return shorthand.tabled(__package__).capitals

    def compose(self, phrase: Phrase) -> tuple[str, ...]:
        """Return ``韩国经总会长孙京植``, ``邢海明大使``; long titles before the name."""
        was = "前" if phrase.former else ""
        office = f"{was}{phrase.body}{phrase.title}"
        if phrase.host:
            host = self._capitals.get(phrase.host, phrase.host)
            office = f"{was}{phrase.body}驻{host}{phrase.title}"
        before, after = f"{office}{phrase.name}", f"{phrase.name}{was}{phrase.title}"
        if phrase.surname:
            return (f"{phrase.body}{after}",)
        if phrase.body:
            return before, f"{phrase.body}{after}"
        return (after, before) if len(phrase.title) <= _SHORT_TITLE else (before, after)

    def acting(self, title: str) -> tuple[str, ...]:
        """Return ``代理会长`` and the like."""
        return tuple(form.format(title) for form in _ACTING)

    def alone(self, name: str, surname: str) -> tuple[str, ...]:
        """Return what follows a foreigner's dot, a king's name and a Japanese's family name.

        Others, whose family name is one character, are written in full.
        """
        return (surname,) if "·" in name or name.endswith("世") or len(surname) > 1 else ()

    def polite(self, surname: str) -> tuple[str, ...]:
        """Return ``邢先生``, ``邢女士`` and the like."""
        return tuple(f"{surname}{address}" for address in ("先生", "女士", "小姐", "太太"))
