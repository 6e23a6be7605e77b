"""Describe how a language expresses time: spans, dates, the clock, decades."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

#: A span of time: whether it is counted in seconds or months, how many, and the digits telling it.
Span = tuple[str, Decimal, frozenset[Decimal]]
#: Unit → what spans in it are counted in, and how many of these it is.
Units = Mapping[str, tuple[str, Decimal]]
#: A value, and those that another language may use instead.
Ways = tuple[Decimal, set[Decimal]]
#: An hour of the clock: its text, its number, and whether it is after noon.
Hour = tuple[str, int, bool]
#: The number of hours on the clock of twelve.
_NOON = 12
#: How many seconds, or months, units are.
SECOND, MINUTE, HOUR, DAY, WEEK = ("second", 1), ("second", 60), ("second", 3600), (
    "second", 86_400), ("second", 7 * 86_400)  # fmt: skip
MONTH, YEAR, DECADE = ("month", 1), ("month", 12), ("month", 120)
_HALF = Decimal("0.5")
#: The text between the hours and the minutes of one span.
_BETWEEN = frozenset(("", " ", " and ", ", ", ", and "))


@dataclass(frozen=True, slots=True)
class Dated:
    """The patterns of a day, a month or a year.

    Attributes:
        number: pattern of its digits, each number in a group.
        relative: pattern of it relative to today: *on Monday*, 지난달.
    """

    number: str = ""
    relative: str = ""


class Times:
    """How a language expresses time; by default, nothing is recognised."""

    day: ClassVar[Dated] = Dated()
    month: ClassVar[Dated] = Dated()
    year: ClassVar[Dated] = Dated()

    def spans(self, text: str) -> Iterator[Span]:
        """Yield the spans of time in a text; where several follow each other, their sum as well."""
        return iter(())

    def hours(self, text: str) -> Iterator[Hour]:
        """Yield the hours of the 12-hour clock for which a text says whether they are before noon.

        Twelve is left out, since people use it for noon and for midnight.
        """
        return iter(())

    def ways(self, text: str) -> Iterator[Ways]:
        """Yield each number of a time or date, and the numbers that may stand for it elsewhere.

        Another language may tell the same time by another clock or calendar.
        """
        return iter(())


def units(*named: tuple[tuple[str, int], str]) -> dict[str, tuple[str, Decimal]]:
    """Map every name of a unit to its base unit and factor.

    Args:
        named: base unit and factor of each, and its names, parted by spaces.
    """
    return {name: (base, Decimal(size)) for (base, size), names in named for name in names.split()}


def spans(
    text: str, pattern: re.Pattern[str], known: Units, number: Callable[[str], Decimal | int]
) -> Iterator[Span]:
    """Yield the spans that a pattern finds in a text, and the sums of those that follow each other.

    Args:
        text: any text.
        pattern: has the groups ``unit``, ``number``, and ``half``, ``more`` or ``tail`` for a half.
        known: the units.
        number: the value of a number in words.
    """
    base, length, values, end, unit = "", Decimal(0), frozenset[Decimal](), -1, Decimal(0)
    for match in pattern.finditer(text):
        here, size = known[match["unit"].lower()]
        own = _count(match, number) * size
        written = match["number"] or ""
        told = frozenset([Decimal(written)] if written[:1].isdecimal() else ())
        yield here, own, told
        if here == base and size < unit and text[end : match.start()] in _BETWEEN:
            length, values = length + own, values | told
            yield here, length, values
        else:
            length, values = own, told
        base, end, unit = here, match.end(), size


def _count(match: re.Match[str], number: Callable[[str], Decimal | int]) -> Decimal:
    named = match.groupdict()
    more = _HALF if named["half"] or named["more"] or named.get("tail") else Decimal(0)
    written = (named["number"] or "").lower()
    if not written:
        return more
    return (Decimal(written) if written[0].isdecimal() else Decimal(number(written))) + more


def hours(
    text: str, pattern: re.Pattern[str], number: Callable[[str], Decimal | int]
) -> Iterator[Hour]:
    """Yield the hours that a pattern finds in a text.

    Args:
        text: any text.
        pattern: has the groups ``hour`` and, behind noon, ``late``.
        number: the value of an hour in words.
    """
    for match in pattern.finditer(text):
        told = match["hour"].lower()
        hour = int(told) if told.isdecimal() else int(number(told))
        if 0 < hour < _NOON:
            yield match[0].strip(), hour, bool(match["late"])


def in_any_century(year: str) -> set[Decimal]:
    """Return the years that two digits may abbreviate."""
    return {Decimal(century + year) for century in ("19", "20")}


def by_any_clock(hour: int) -> set[Decimal]:
    """Return the hours that one may be on the 12-hour or the 24-hour clock."""
    return {Decimal((hour + 12) % 24), Decimal((hour - 1) % 12 + 1)}


def each_with(values: Iterable[str], *others: Decimal) -> Iterator[Ways]:
    """Yield each value in digits, with ``others`` as its alternatives."""
    for value in values:
        yield Decimal(value), set(others)
