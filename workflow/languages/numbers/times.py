"""Describe how a language expresses time: spans, dates, the clock, decades."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from workflow.languages.tables import NOTHING

#: A span of time: whether it is counted in seconds or months, how many, and the digits telling it.
Span = tuple[str, Decimal, frozenset[Decimal]]
#: A value, and those that another language may use instead.
Ways = tuple[Decimal, set[Decimal]]
Found = re.Match[str]
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
    """How a language expresses time; by default, nothing is recognised.

    Attributes:
        day, month, year: their patterns.
        ascii: whether a text in ASCII can tell a time.
        units: by its names, what a unit is counted in, and how many of these it is.
        span: has the groups ``unit``, ``number``, and ``half``, ``more`` or ``tail`` for a half.
        half_day: an hour before or after noon, in the group ``hour``; after it if it has ``late``.
        otherwise: what another language may tell by another clock or calendar, and what reads it.
    """

    day: ClassVar[Dated] = Dated()
    month: ClassVar[Dated] = Dated()
    year: ClassVar[Dated] = Dated()
    ascii: ClassVar[bool] = False
    units: ClassVar[Mapping[str, tuple[str, Decimal]]] = {}
    span: ClassVar[re.Pattern[str]] = NOTHING
    half_day: ClassVar[re.Pattern[str]] = span
    otherwise: ClassVar[Sequence[tuple[re.Pattern[str], Callable[[Found], Iterable[Ways]]]]] = ()

    def number(self, word: str) -> Decimal | int:
        """Return the value of a number in words."""
        raise KeyError(word)

    def spans(self, text: str) -> Iterator[Span]:
        """Yield the spans of time in a text; where several follow each other, their sum as well."""
        base, length, values, end, unit = "", Decimal(0), frozenset[Decimal](), -1, Decimal(0)
        for match in self._found(self.span, text):
            here, size = self.units[match["unit"].lower()]
            own = self._count(match) * size
            written = match["number"] or ""
            told = frozenset([Decimal(written)] if written[:1].isdecimal() else ())
            yield here, own, told
            if here == base and size < unit and text[end : match.start()] in _BETWEEN:
                length, values = length + own, values | told
                yield here, length, values
            else:
                length, values = own, told
            base, end, unit = here, match.end(), size

    def _found(self, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
        return iter(()) if text.isascii() and not self.ascii else pattern.finditer(text)

    def _count(self, match: Found) -> Decimal:
        named = match.groupdict()
        more = _HALF if named["half"] or named["more"] or named.get("tail") else Decimal(0)
        written = (named["number"] or "").lower()
        if not written:
            return more
        return (
            Decimal(written) if written[0].isdecimal() else Decimal(self.number(written))
        ) + more

    def hours(self, text: str) -> Iterator[Hour]:
        """Yield the hours of the 12-hour clock for which a text says whether they are before noon.

        Twelve is left out, since people use it for noon and for midnight.
        """
        for match in self._found(self.half_day, text):
            told = match["hour"].lower()
            hour = int(told) if told.isdecimal() else int(self.number(told))
            if 0 < hour < _NOON:
                yield match[0].strip(), hour, bool(match["late"])

    def ways(self, text: str) -> Iterator[Ways]:
        """Yield each number of a time or date, and the numbers that may stand for it elsewhere."""
        for pattern, ways in self.otherwise:
            for match in self._found(pattern, text):
                yield from ways(match)


def units(*named: tuple[tuple[str, int], str]) -> dict[str, tuple[str, Decimal]]:
    """Map every name of a unit to its base unit and factor.

    Args:
        named: base unit and factor of each, and its names, parted by spaces.
    """
    return {name: (base, Decimal(size)) for (base, size), names in named for name in names.split()}


def in_any_century(match: Found) -> Iterator[Ways]:
    """Yield a year of two digits, and the years that it may abbreviate."""
    year = next(filter(None, match.groups()))
    yield Decimal(year), {Decimal(century + year) for century in ("19", "20")}


def by_any_clock(match: Found) -> Iterator[Ways]:
    """Yield an hour, and what it may be on the 12-hour or the 24-hour clock."""
    hour = next(filter(None, match.groups()))
    yield Decimal(hour), hours_of(int(hour))


def hours_of(hour: int) -> set[Decimal]:
    """Return the hours that one may be on the 12-hour or the 24-hour clock."""
    return {Decimal((hour + 12) % 24), Decimal((hour - 1) % 12 + 1)}


def of_century(match: Found) -> Iterator[Ways]:
    """Yield a century and a decade of it, and the year that both tell: 20世纪30年代."""
    year = Decimal((int(match[1]) - 1) * 100 + int(match[2]))
    yield from ((Decimal(told), {year}) for told in match.groups())


def split_seconds(match: Found) -> Iterator[Ways]:
    """Yield seconds and their hundredths, and both in one number: ``9.58 seconds`` is 9초58."""
    seconds = Decimal(f"{match[1]}.{match[2]}")
    yield from ((Decimal(told), {seconds}) for told in match.groups())


def of_second_half(match: Found) -> Iterator[Ways]:
    """Yield the minute of a match, which is counted anew in its second half."""
    yield Decimal(match[1]), {Decimal(match[1]) + 45}


def trillions_or_not(match: Found) -> Iterator[Ways]:
    """Yield trillions, and the number alone."""
    yield Decimal(match[1]) * 10**12, {Decimal(match[1])}
