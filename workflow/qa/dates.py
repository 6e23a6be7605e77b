"""Dates, months and days of the week: none becomes another."""

from __future__ import annotations

from calendar import monthrange, weekday
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from workflow.languages.evident_language import likely_language
from workflow.languages.scripts import KEPT
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa import left_out
from workflow.qa.date_names import DAYS, MONTHS, called, month_name
from workflow.qa.joint import Hint, told
from workflow.qa.lost_months import lost_month
from workflow.qa.problems import error, sides, warning


@cache
def _months_hint() -> Hint:
    return Hint.gathered(lambda each: each.calendar.may_name_month)


@cache
def _days_hint() -> Hint:
    return Hint.gathered(lambda each: each.calendar.may_name_weekday)


@cache
def _several_days_hint() -> Hint:
    return Hint.gathered(lambda each: each.calendar.several_days)


def _months(text: str) -> Iterator[str]:
    """Yield the months that a text names, by their English names."""
    found = told(text, lambda each: each.calendar.months_in(text))
    return (month_name(month) for month in found)


@lru_cache(maxsize=KEPT)
def _may_name_month(source: str) -> bool:
    return _months_hint().met(source)


def may_name_day(text: str) -> bool:
    """Tell whether a text may name a day of the week: quick, and never wrong in saying no."""
    return _days_hint().met(text)


def days_of_week(text: str) -> Iterator[str]:
    """Yield the days of the week that a text names, by their English names."""
    found = told(text, lambda each: each.calendar.weekdays_in(text))
    return (DAYS[day] for day in found)


def days_of_month(text: str) -> Iterator[int]:
    """Yield the days of the month that a text names by their number: 28일, but not 28일간.

    >>> list(days_of_month("28일, 3일 연속, 连续4日, 5일간"))
    [28]
    """
    found = told(text, lambda each: each.calendar.days_in(text))
    return (day for day in found if 1 <= day <= 31)


def _dates(text: str) -> Iterator[str]:
    """Yield the days of the year that a text names with month and day, as ``August 24``."""
    found = told(text, lambda each: each.calendar.month_days_in(text))
    return (f"{month_name(month)} {day}" for month, day in found if 1 <= month <= 12)


def _whole(text: str) -> Iterator[tuple[str, str]]:
    """Yield for each whole date the day of the week that it is, and the one that is named."""
    for year, month, day, named in told(text, lambda each: each.calendar.whole_dates_in(text)):
        yield _day_of(year, month, day), DAYS[named]


def _day_of(year: int, month: int, day: int) -> str:
    """Return the day of the week of a date; an empty string if there is no such date."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return DAYS[weekday(year, month, day)]
    return ""


def date(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a month or a day of the week that has become another one.

    Nor does a day of the year.

    Source: month names as numbered in ISO 8601; a month or a day that is told in another way, or
    as the day of the month as Korean and Chinese news do, is no finding. A day of the week beside
    those of the source is one, as is one beside a whole date that falls on another (ISO 8601, the
    Gregorian calendar), unless the source names days itself.

    Examples:
        >>> found(date, "They met on Monday, August 24.", "8월 24일 월요일에 만났다.")
        []
        >>> found(date, "They met on August 24.", "双方于9月24日会面。")
        ['August 24 in the source, September 24 in the translation']
        >>> found(date, "They met on 3 March 2020.", "2020년 3월 3일 수요일에 만났다.")
        ['the date is a Tuesday, the translation says Wednesday']
        >>> found(date, "It runs from 28 January to 3 February.", "1월 28일부터 3일까지 열린다.")
        ['“February” is not in the translation']
        >>> found(date, "It is open on weekdays, except Mondays.", "周二至周五开放。")
        []
        >>> found(date, "They met on Monday.", "双方会面。")
        ['“Monday” is not in the translation']
    """
    source, text = sides(entry)
    if message := next(_faults(source, text), None):
        yield error("date", message)
    elif message := lost_month(source, text, target):
        yield warning("date", message)
    elif lost := left_out.time(source, likely_language(source), text, target):
        yield warning("date", say("“{text}” is not in the translation", text=lost))


def numbers_told(source: str, text: str) -> set[Decimal]:
    """Return the months and days, as numbers, about which :func:`date` has something to say."""
    if next(_faults(source, text), None) is None:
        return set()
    days = [day.split() for side in (source, text) for day in _dates(side)]
    months = [month for side in (source, text) for month in _months(side)]
    months += [month for month, _ in days]
    return {
        *(Decimal(MONTHS.index(month) + 1) for month in months),
        *(Decimal(day) for _, day in days),
    }


@lru_cache(maxsize=KEPT)
def _counted(named: Callable[[str], Iterator[str]], text: str) -> Counter[str]:
    return Counter(named(text))


def _faults(source: str, text: str) -> Iterator[Message]:
    """Yield what is wrong, the surest first."""
    kinds: list[Callable[[str], Iterator[str]]] = []
    if _may_name_month(source) and _months_hint().met(text):
        kinds += (_dates, _months)
    if may_name_day(text) and not _several_days_hint().met(source):
        kinds.append(days_of_week)
    for named in kinds:
        there, here = _counted(named, source), _counted(named, text)
        more, fewer = here - there, there - here
        gone = set(fewer) if there.total() == here.total() else there.keys() - here.keys()
        if gone and more:
            lost, new = called(sorted(gone)), called(sorted(more))
            yield say("{lost} in the source, {new} in the translation", lost=lost, new=new)
        elif there and named is days_of_week and (added := here.keys() - there.keys()):
            yield say("{values} is not in the source", values=called(sorted(added)))
        elif here and named is days_of_week and not there:
            for right, said in _whole(text):
                if right not in ("", said):
                    yield say(
                        "the date is a {lost}, the translation says {new}",
                        lost=called([right]),
                        new=called([said]),
                    )
