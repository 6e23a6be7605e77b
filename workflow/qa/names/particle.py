"""Find Korean particles that do not agree with the word before them: the check ``particle``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages import pack
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import warning

#: The word that ends there.
_WORD = re.compile(r"[^\s<>\"“”‘’]+$")


def particle(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find wrong particles after any word, and particles in both forms at once.

    Source: National Institute of Korean Language, Standard Korean Dictionary, entries 을 and 를.
    Particles after the glossary's words are held to their full rules by the check ``terms``.

    Examples:
        >>> found(particle, "the minutes", "회의록을 냈다.")
        []
        >>> found(particle, "the minutes", "회의록를 냈다.")
        ['wrong particle: 회의록를 → 회의록을']
        >>> found(particle, "He will drop in.", "그는 들를 예정이다.")
        []
        >>> found(particle, "the minutes", "회의록을(를) 냈다.")
        ['a particle in both its forms, choose one: 을(를)']
    """
    known = pack(target).particles
    text = entry.text
    wrong = [*known.impossible(text)]
    if wrong:
        fix = text
        for one in reversed(wrong):
            fix = f"{fix[: one.start]}{one.right}{fix[one.end :]}"
        changes = [
            f"{word}{one.found} → {word}{one.right}"
            for word, one in {_before(text, one.start): one for one in wrong}.items()
        ]
        yield warning("particle", say("wrong particle: {text}", text=changes), fix)
    if known.undecided is None or not ("/" in text or "(" in text):
        return
    if both := known.undecided.findall(markup.plain(text)):
        message = say("a particle in both its forms, choose one: {text}", text=both)
        yield warning("particle", message)


def _before(text: str, end: int) -> str:
    """Return the word that ends at ``end``, without marks."""
    found = _WORD.search(text, 0, end)
    return found[0] if found else ""
