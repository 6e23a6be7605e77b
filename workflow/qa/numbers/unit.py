"""Find percent signs and currencies that are lost, added or changed: the check ``unit``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import zip_longest

from workflow.languages import registered
from workflow.languages.all_languages import any_of
from workflow.languages.numbers.units import Counted
from workflow.languages.scripts import KEPT, has_digit
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa import quantities
from workflow.qa.problems import error, sides

_NEVER = "(?!)"
#: Signs and codes that all languages write, in the order in which units are listed.
_INTERNATIONAL = (
    Counted("percent", ("%", "％"), beside=r"\d\s?[%％]", sign="[%％]", told="[%％]"),
    Counted("times"),
    Counted("dollars", ("$",), "$U", r"(?<![A-Z])\$\s?\d|US\$", before=r"\$", told=r"\$"),
    Counted("euros", ("€",), "€", r"€\s?\d", before="€", told="€|EUR"),
    Counted("pounds", ("£",), "£", r"£\s?\d", before="£", told="£|GBP"),
    Counted("won", ("₩",), "₩", r"₩\s?\d", before="₩", told="₩|KRW"),
    Counted("yuan", told=r"RMB|CNY|¥|(?:NT|HK|(?<!U)S)\$"),
    Counted("yen", told="¥|JPY"),
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
#: Not equivalents in other currencies.
_NO_MONEY = ("percent", "times")


@dataclass(frozen=True, slots=True)
class _Joint:
    """The patterns next to numbers in all registered languages.

    Attributes:
        words, others: without one of these, no unit stands beside a number; the others are not
            in ASCII.
        vague: what stands for the digits of a number.
        beside: a unit beside a number, in a group of its name.
        named: a unit in a text with all its numbers in words, in a group of its name.
        told: by name, any way to tell a unit.
        amount: a number with its scale, and the signs and words before and after it.
        ranging: what stands between the two numbers of a range.
        called: by name, a unit by itself.
    """

    words: tuple[str, ...]
    others: re.Pattern[str]
    vague: re.Pattern[str]
    beside: re.Pattern[str]
    named: re.Pattern[str]
    told: Mapping[str, re.Pattern[str]]
    amount: re.Pattern[str]
    ranging: re.Pattern[str]
    called: Mapping[str, re.Pattern[str]]


@cache
def _joint() -> _Joint:
    """Combine the patterns of the registered languages, once per process."""
    units = [each.units for each in registered()]
    counted = [*_INTERNATIONAL, *(one for each in units for one in each.counted)]
    hints = dict.fromkeys(hint for each in counted for hint in each.hints)
    first = re.escape("".join(each.first for each in counted))
    before = any_of(each.before for each in counted)
    scaled = any_of(each.scaled for each in units)
    sign = any_of(each.sign for each in counted)
    return _Joint(
        words=tuple(hint for hint in hints if hint.isascii()),
        others=re.compile(any_of(re.escape(hint) for hint in hints if not hint.isascii())),
        vague=re.compile(any_of(each.vague for each in units)),
        beside=re.compile(rf"(?=[\d{first}])(?:{_in_groups(_by_name(counted, 'beside'))})"),
        named=re.compile(rf"\b(?:{_in_groups(_by_name(counted, 'named'))})\b"),
        told={name: re.compile(told) for name, told in _by_name(counted, "told").items()},
        amount=re.compile(
            rf"(?P<before>{before})?\s?(?P<number>\d[\d,]*(?:\.\d+)?(?:{scaled})?)"
            rf"[\s-]?(?P<after>{sign})?"
        ),
        ranging=re.compile(rf"\s?(?:[-–—~～]|{any_of(each.ranging for each in units)})\s?"),
        called={
            name: re.compile(called) for name, called in _by_name(counted, "before", "sign").items()
        },
    )


def _by_name(counted: Iterable[Counted], *uses: str) -> dict[str, str]:
    """Return, by the name of each unit, a pattern of all languages for some uses."""
    found: dict[str, list[str]] = {}
    for each in counted:
        found.setdefault(each.name, []).extend(getattr(each, use) for use in uses)
    return {name: any_of(patterns) for name, patterns in found.items()}


def _in_groups(by_name: Mapping[str, str]) -> str:
    groups = (f"(?P<{name}>{told})" for name, told in by_name.items() if told != _NEVER)
    return "|".join(groups) or _NEVER


@cache
def _unit(sign: str) -> str | None:
    """Return the name of a unit, given its form before or after a number."""
    return next((name for name, each in _joint().called.items() if each.fullmatch(sign)), None)


#: The names of units for people.
_NAMES = {
    "percent": say("percent"),
    "times": say("times"),
    "dollars": say("dollars"),
    "euros": say("euros"),
    "pounds": say("pounds"),
    "won": say("won"),
    "yuan": say("yuan"),
    "yen": say("yen"),
}


def named(found: Sequence[str]) -> list[Message]:
    """Name units in a message."""
    return [_NAMES.get(each) or Message(each) for each in found]


@lru_cache(maxsize=KEPT)
def units(text: str) -> Mapping[str, None]:
    """Return the names of the units next to a number, in order."""
    joint = _joint()
    if not any(map(text.__contains__, joint.words)) and (
        text.isascii() or not joint.others.search(text)
    ):
        return {}
    matches = joint.beside.finditer(joint.vague.sub("1", text))
    return {match.lastgroup: None for match in matches if match.lastgroup}


def changed(source: str, text: str) -> tuple[list[str], list[str]]:
    """Return the units of a source that its translation loses, and those it has instead.

    A source with all its numbers in words loses none, unless another comes in its place.

    >>> changed("It cost billions of dollars.", "수십억 유로가 들었다.")
    (['dollars'], ['euros'])
    >>> changed("It cost a billion dollars.", "10억이 들었다.")
    ([], [])
    """
    if not has_digit(source):
        gone = [name for name in _named(source) if not _joint().told[name].search(text)]
        new = added(source, text) if gone else []
        return (gone, new) if new else ([], [])
    gone, new = lost(source, text), added(source, text)
    return (gone, new) if gone and new else exchanged(source, text) or (gone, new)


@lru_cache(maxsize=KEPT)
def _named(text: str) -> Mapping[str, None]:
    """Return the units that a text names without a number."""
    return {match.lastgroup: None for match in _joint().named.finditer(text) if match.lastgroup}


def lost(source: str, text: str) -> list[str]:
    """Return the units of a source that its translation does not mention in any way."""
    gone = [name for name in units(source) if not _joint().told[name].search(text)]
    if gone:
        said = units(quantities.once(source))
        gone = [name for name in gone if name in said or name in _NO_MONEY]
    return gone


def added(source: str, text: str) -> list[str]:
    """Return the units of a text that its source lacks, except a newsroom's own in brackets.

    >>> added("It cost $3 million.", "300만 달러(약 36억 원)가 들었다.")
    []
    """
    new = [name for name in units(text) if not _joint().told[name].search(source)]
    if new:
        said = units(_BRACKETED.sub(" ", text))
        new = [name for name in new if name in said]
    return new


def exchanged(source: str, text: str) -> tuple[list[str], list[str]] | None:
    """Return the units of a number that differ in the translation, and those others.

    >>> exchanged("5 percent, three times the 2 percent of May", "5월의 2%의 3배인 5배")
    (['percent'], ['times'])
    """
    named = units(text)
    if not named or len({**named, **units(source)}) < 2:
        return None
    there, here = _counted(source), _counted(text)
    for value in there.keys() & here.keys():
        if there[value].isdisjoint(here[value]):
            return sorted(there[value]), sorted(here[value])
    return None


def _counted(text: str) -> Mapping[Decimal, set[str]]:
    """Return, by value, its units."""
    found: dict[Decimal, set[str]] = defaultdict(set)
    for value, unit in _amounts(text):
        found[value].add(unit)
    return found


def _amounts(text: str) -> Iterator[tuple[Decimal, str]]:
    """Yield every value with its unit; the first of a range (``5 to 10%``) has the second's."""
    joint = _joint()
    matches = list(joint.amount.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        sign = match["before"] or match["after"]
        if following and joint.ranging.fullmatch(text, match.end("number"), following.start()):
            sign = sign or following["after"]
        unit = _unit(sign) if sign else None
        values = quantities.digits(match["number"])
        if unit and len(values) == 1:
            yield from ((value, unit) for value in values)


def unit(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find percent signs and currencies next to numbers that are lost, added or changed.

    Source: ISO 4217 currencies of the region and of most news, with their symbols and names.
    Lengths and weights are left out: newsrooms convert them. In languages whose words are not known
    here, a unit counts only where another one stands instead.

    Examples:
        >>> found(unit, "It cost $3 million.", "비용은 300만 달러였다.")
        []
        >>> found(unit, "It cost $3 million.", "费用为300万欧元。")
        ['dollars in the source, euros in the translation']
        >>> found(unit, "It rose 5 percent.", "5배 올랐다.")
        ['percent in the source, times in the translation']
        >>> found(unit, "It cost billions of dollars.", "수십억 유로가 들었다.")
        ['dollars in the source, euros in the translation']
    """
    source, text = sides(entry)
    lost, new = changed(source, text)
    if not (lost or new):
        return
    read = quantities.is_read(target) and not quantities.unread_language(source)
    if not (read or (lost and new)):
        return
    gone, here = named(lost), named(new)
    if lost and new:
        message = say("{lost} in the source, {new} in the translation", lost=gone, new=here)
        yield error("unit", message)
    elif lost:
        yield error("unit", say("the unit of a number is missing: {values}", values=gone))
    elif new:
        yield error("unit", say("the unit of a number is not in the source: {values}", values=here))
