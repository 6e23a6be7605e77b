"""What a source says becomes its contrary, or another of its kind: last year becomes next year.

A translation that says one side of a contrast (:mod:`workflow.languages.contrasts`) that nothing in
its source may say, and does not say the side that its source does, has exchanged them. Words that
may say a side excuse it, so that what is told in another way is no finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from workflow.languages import pack
from workflow.languages.contrasts import Side
from workflow.languages.evident_language import likely_language
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.persons import is_heard, unheard
from workflow.qa.problems import sides, warning

#: Contrasts with a side that no translation adds by itself.
_NEVER_ADDED = frozenset(("rank", "side", "day", "person"))
#: Contrasts with a side that no translation leaves out.
_NEVER_LEFT_OUT = frozenset(("rank", "once", "acting"))
#: Contrasts of which nearly every translation has a word that may say the side.
_LOOSE = frozenset(["before"])
#: Contrasts of which a denial makes one side of the other: it did not fall.
_FACTS = frozenset(
    "person country city year season month week day night dayrel clock ago ordinal ns ew side rank"
    " once acting sex kin ministry".split()
)


@dataclass(frozen=True, slots=True)
class _Told:
    """How often a text says each side, for sure and perhaps, and with which word."""

    surely: Counter[Side] = field(default_factory=Counter)
    perhaps: Counter[Side] = field(default_factory=Counter)
    words: dict[Side, str] = field(default_factory=dict)
    all: set[str] = field(default_factory=set)


def contrast(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find what has become its contrary or another of its kind, and a rank that is added or lost.

    Source: CLDR for the names of countries and cities; the words of each language stand in its
    ``contrasts.tsv``, and what may say the same excuses what is told in another way.

    Examples:
        >>> found(contrast, "Exports rose last year.", "수출이 지난해 늘었다.")
        []
        >>> found(contrast, "Exports rose last year.", "수출이 내년에 증가했다.")
        ['“last year” in the source, “내년” in the translation']
        >>> found(contrast, "The ship left for Germany.", "船开往法国。")
        ['“Germany” in the source, “法国” in the translation']
        >>> found(contrast, "President Kim came by train.", "김 부통령이 기차로 왔다.")
        ['“부통령” is not in the source']
        >>> found(contrast, "Deputy Governor Kim came by train.", "金行长乘火车前来。")
        ['“Deputy” is not in the translation']
    """
    source, text = sides(entry)
    here = _told(text, target)
    there = _told(source, likely_language(source))
    told: set[str] = set()
    for name, lost, new in _faults(source, there, here, text, target):
        if name in told or (name not in _FACTS and _denied(source, text.replace(new, " "), target)):
            continue
        told.add(name)
        yield warning("contrast", _message(lost, new))


def _message(lost: str, new: str) -> Message:
    if lost and new:
        return say("“{lost}” in the source, “{new}” in the translation", lost=lost, new=new)
    if new:
        return say("“{text}” is not in the source", text=new)
    return say("“{text}” is not in the translation", text=lost)


def _faults(
    source: str, there: _Told, here: _Told, text: str, target: str
) -> Iterator[tuple[str, str, str]]:
    """Yield contrasts, each with the word of the source and that of the translation."""
    for side, count in here.surely.items():
        if count <= there.perhaps[side]:
            continue
        exchanged = (
            other for other in _exchanged(side, there, here) if not _in_short(other, text, target)
        )
        lost = there.words[other] if (other := next(exchanged, None)) else ""
        added = side[0] in _NEVER_ADDED and not there.perhaps[side]
        if side[0] == "person":
            if is_heard(here.words[side], source):
                continue
            lost = lost or (unheard(source, text, target, there.all) if added else "")
            added = False
        if lost or added:
            yield side[0], lost, here.words[side]
    for side in there.surely:
        if side[0] in _NEVER_LEFT_OUT and not here.perhaps[side]:
            yield side[0], there.words[side], ""


def _exchanged(side: Side, there: _Told, here: _Told) -> Iterator[Side]:
    """Yield what the source says, and the translation another side instead."""
    for other, count in there.surely.items():
        if other[0] != side[0] or other == side:
            continue
        fewer = here.perhaps[other] < count
        if fewer or not (side[0] in _LOOSE or there.perhaps[side] or here.surely[other]):
            yield other


def _in_short(side: Side, text: str, target: str) -> bool:
    """Tell whether a country stands in a text in a short form: 한미, 访华."""
    name = _named(target).get(side) if side[0] == "country" else None
    return name is not None and pack(target).shorthand.has_country(text, name)


@cache
def _named(target: str) -> Mapping[Side, str]:
    """Return by country the name with which a language's short forms are told."""
    names = pack(target).shorthand.syllables
    return {side: name for name in names for side in _told(name, target).perhaps}


def _denied(source: str, text: str, target: str) -> bool:
    """Tell whether only one of both denies something: it did not fall is 늘었다."""
    negative = bool(pack(target).denials.negative.search(text))
    return negative != bool(pack(likely_language(source)).denials.of_sources.search(source))


@lru_cache(maxsize=32)
def _told(text: str, tag: str) -> _Told:
    told = _Told()
    for word in pack(tag).contrasts.said(text) if tag else ():
        told.surely.update(word.surely)
        told.perhaps.update(word.perhaps)
        told.all.add(word.text)
        for side in word.surely:
            told.words.setdefault(side, word.text)
    return told
