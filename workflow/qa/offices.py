"""Offices of which a sentence and its translation tell."""

from __future__ import annotations

from workflow.languages import pack

#: Contrasts of offices, of all of them, and how far behind a name one begins and ends.
_OFFICES, _BESIDE = ("state", "head"), 8
_EVERY_OFFICE = (*_OFFICES, "coachrank", "localhead", "diplomat", "ministry", "secgen")


def is_said(former: str, source: str, spoken: str, target: str) -> bool:
    """Tell whether a source says the office that somebody had, and so could say that it is over."""
    told = pack(target).contrasts.said(former, *_EVERY_OFFICE)
    meant = pack(spoken).contrasts.said(source, *_EVERY_OFFICE)
    here, there = ({side for word in each for side in word.surely} for each in (told, meant))
    return not here.isdisjoint(there)


def stand_for(name: str, source: str, spoken: str, text: str, target: str) -> bool:
    """Tell whether a name may be told for a pronoun or an office: 特朗普总统 for *The President*.

    An office with a name behind it is that person's alone.
    """
    before, _, behind = text.partition(name)
    pronoun = pack(spoken).phrases.subject or pack(spoken).phrases.he_or_she
    if not before and pronoun and pronoun.match(source):
        return True
    offices = {
        side
        for at, word in pack(target).contrasts.located(behind[:_BESIDE].lstrip(), *_OFFICES)
        for side in word.surely
        if at == 0
    }
    return any(
        not source[at + len(word.text) :].lstrip()[:1].isupper()
        for at, word in (pack(spoken).contrasts.located(source, *_OFFICES) if offices else ())
        if offices.intersection(word.surely)
    )
