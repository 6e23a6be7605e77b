"""What a source says becomes its contrary, or another of its kind: last year becomes next year.

A translation that says one side of a contrast (:mod:`workflow.languages.contrasts`) that nothing in
its source may say, and does not say the side that its source does, has exchanged them. Words that
may say a side excuse it, so that what is told in another way is no finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from workflow.languages import pack
from workflow.languages.contrasts import PERSON, SaidWord, Side
from workflow.languages.evident_language import likely_language
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.persons import is_heard, unheard
from workflow.qa.problems import sides, warning

#: Contrasts with a side that no translation adds by itself.
_NEVER_ADDED = frozenset(("rank", "side", "day"))
#: Contrasts with a side that no translation leaves out.
_NEVER_LEFT_OUT = ("rank", "once", "acting")
_COUNTRY = "country"
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

    surely: dict[Side, int] = field(default_factory=dict)
    perhaps: dict[Side, int] = field(default_factory=dict)
    words: dict[Side, str] = field(default_factory=dict)

    @classmethod
    def by(cls, found: Iterable[SaidWord]) -> _Told:
        told = cls()
        for word in found:
            for side in word.perhaps:
                told.perhaps[side] = told.perhaps.get(side, 0) + 1
            for side in word.surely:
                told.surely[side] = told.surely.get(side, 0) + 1
                told.words.setdefault(side, word.text)
        return told


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
    spoken = likely_language(source)
    if not spoken:
        return
    told: set[str] = set()
    for name, lost, new in _faults(source, spoken, text, target):
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


def _faults(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str, str]]:
    """Yield contrasts, each with the word of the source and that of the translation."""
    here, there = pack(target).contrasts, pack(spoken).contrasts
    for name, told in _by_contrast(here.surely(text)).items():
        if all(there.may_say(source, side, n) for side, n in told.items()):
            continue
        found = there.said(source, name)
        meant = _Told.by(found)
        said = _Told.by(here.said(text, name))
        more = (side for side, n in said.surely.items() if n > meant.perhaps.get(side, 0))
        for side in more:
            lost = _lost(side, meant, said, text, target)
            if name == PERSON:
                if side in meant.perhaps or side[1] in source or is_heard(said.words[side], source):
                    continue
                lost = lost or unheard(source, spoken, text, target)
            if lost or (name in _NEVER_ADDED and side not in meant.perhaps):
                yield name, lost, said.words[side]
    if not there.may_surely_say(source, *_NEVER_LEFT_OUT):
        return
    left = _Told.by(there.said(source, *_NEVER_LEFT_OUT))
    if left.surely:
        said = _Told.by(here.said(text, *_NEVER_LEFT_OUT))
        for side in left.surely.keys() - said.perhaps.keys():
            yield side[0], left.words[side], ""


def _by_contrast(words: Iterable[SaidWord]) -> dict[str, Counter[Side]]:
    """Return by contrast how often words say each of its sides for sure."""
    told: dict[str, Counter[Side]] = {}
    for word in words:
        for side in word.surely:
            told.setdefault(side[0], Counter())[side] += 1
    return told


def _lost(side: Side, there: _Told, here: _Told, text: str, target: str) -> str:
    """Return the word of the source instead of which a translation says a side, if any."""
    exchanged = _exchanged(side, there, here)
    return next((there.words[one] for one in exchanged if not _in_short(one, text, target)), "")


def _exchanged(side: Side, there: _Told, here: _Told) -> Iterator[Side]:
    """Yield what the source says, and the translation another side instead."""
    for other, count in there.surely.items():
        if other[0] != side[0] or other == side:
            continue
        fewer = here.perhaps.get(other, 0) < count
        if fewer or not (side[0] in _LOOSE or side in there.perhaps or other in here.surely):
            yield other


def _in_short(side: Side, text: str, target: str) -> bool:
    """Tell whether a country stands in a text in a short form: 한미, 访华."""
    name = _named(target).get(side) if side[0] == _COUNTRY else None
    return name is not None and pack(target).shorthand.has_country(text, name)


@cache
def _named(target: str) -> Mapping[Side, str]:
    """Return by country the name with which a language's short forms are told."""
    names = pack(target).shorthand.syllables
    known = pack(target).contrasts
    return {
        side: name for name in names for word in known.said(name, _COUNTRY) for side in word.perhaps
    }


def _denied(source: str, text: str, target: str) -> bool:
    """Tell whether only one of both denies something: it did not fall is 늘었다."""
    negative = bool(pack(target).denials.negative.search(text))
    return negative != bool(pack(likely_language(source)).denials.of_sources.search(source))
