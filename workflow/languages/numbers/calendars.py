"""Read months, days of the week, and the days of a year and of a month in a language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflow.languages.tables import NOTHING, by_use


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names and patterns of months and days; an empty one matches nothing.

    The groups of the patterns are named ``year``, ``month``, ``day`` and ``weekday``. Where a
    pattern has several ways to put it, a digit behind a name (``month2``) tells its groups apart.

    Attributes:
        months: by its name in any form, the number of a month from 1 on; digits need no name.
        weekdays: by its name in any form, the number of a day of the week, 0 for Monday.
        may_name_month: found in every text that names a month: quick, and in others at times.
        may_name_weekday: found in every text that names a day of the week, quickly as well.
        month: a month.
        weekday: a day of the week.
        month_day: a day of the year, by month and day.
        whole_date: a date by year, month and day, with its day of the week.
        day: a day of the month by its number alone, as 28일.
        other_month: sees a day from another month than that of the article: *next month*.
        relative_month: tells a month without its name: *this month*.
        several_days: tells days of the week without their names: *weekdays*.
        tells_day: may tell a day of the week, or stand for one: 28일, 이날; empty where unknown.
        tells_month: the same of a month.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    may_name_month: re.Pattern[str] = NOTHING
    may_name_weekday: re.Pattern[str] = NOTHING
    month: re.Pattern[str] = NOTHING
    weekday: re.Pattern[str] = NOTHING
    month_day: re.Pattern[str] = NOTHING
    whole_date: re.Pattern[str] = NOTHING
    day: re.Pattern[str] = NOTHING
    other_month: re.Pattern[str] = NOTHING
    relative_month: re.Pattern[str] = NOTHING
    several_days: re.Pattern[str] = NOTHING
    tells_day: re.Pattern[str] = re.compile("")
    tells_month: re.Pattern[str] = re.compile("")

    def months_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names which months, 1 for January."""
        for match in self.month.finditer(text) if self.may_name_month.search(text) else ():
            yield match.start(), self._month(_named(match)["month"])

    def weekdays_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names which days of the week, 0 for Monday."""
        for match in self.weekday.finditer(text) if self.may_name_weekday.search(text) else ():
            yield match.start(), self.weekdays[_named(match)["weekday"]]

    def month_days_in(self, text: str) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield where a text names which days of the year, by month and day.

        >>> from workflow.languages import pack
        >>> list(pack("en").calendar.month_days_in("from 24 August to Sept. 3"))
        [(5, (8, 24)), (18, (9, 3))]
        """
        for match in self.month_day.finditer(text) if self.may_name_month.search(text) else ():
            named = _named(match)
            yield match.start(), (self._month(named["month"]), int(named["day"]))

    def whole_dates_in(self, text: str) -> Iterator[tuple[int, tuple[int, int, int, int]]]:
        """Yield where a text tells which dates in whole: year, month, day and day of the week."""
        for match in self.whole_date.finditer(text):
            named = _named(match)
            month, weekday = self._month(named["month"]), self.weekdays[named["weekday"]]
            yield match.start(), (int(named["year"]), month, int(named["day"]), weekday)

    def days_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where a text names which days of the month by their number; no spans of days.

        >>> from workflow.languages import pack
        >>> list(pack("ko").calendar.days_in("28일, 3일 연속, 5일간"))
        [(0, 28)]
        """
        for match in self.day.finditer(text):
            yield match.start(), int(_named(match)["day"])

    def _month(self, name: str) -> int:
        return self.months[name] if name in self.months else int(name)


def tabled(package: str, months: Mapping[str, int], weekdays: Mapping[str, int]) -> Calendar:
    """Return the calendar that a language's ``calendar.tsv`` tells, by the use of each row.

    Args:
        package: of the language.
        months: the numbers of the months, by their names.
        weekdays: the numbers of the days of the week, by their names.
    """
    return Calendar(months, weekdays, **by_use(package, "calendar.tsv"))


def numbered(names: str, first: int) -> dict[str, int]:
    """Map names separated by spaces to their numbers, counting from ``first``.

    >>> numbered("월 화 수", 0)
    {'월': 0, '화': 1, '수': 2}
    """
    return {name: number for number, name in enumerate(names.split(), first)}


def _named(match: re.Match[str]) -> dict[str, str]:
    """Return the groups that were found, by their names without digits."""
    groups = match.groupdict().items()
    return {name.rstrip("23456789"): value for name, value in groups if value}
