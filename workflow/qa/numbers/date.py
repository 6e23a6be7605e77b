"""Find changed months, days and dates: the check ``date``."""

from __future__ import annotations

from calendar import monthrange, weekday
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from workflow.languages.all_languages import Hint, languages_of, matches
from workflow.languages.scripts import KEPT
from workflow.model import Entry, Finding, Message, Problem, Sentence, TermUse, say
from workflow.qa.both_sides import read_sides
from workflow.qa.numbers.date_names import DAYS, MONTHS, called, month_name
from workflow.qa.numbers.date_omissions import lost_month, lost_time, months
from workflow.qa.problems import error, placed, sides, warning

#: How many dates must agree before one that does not is reported.
_WITNESSES = 2
#: Days further apart may be in two months, whose lengths are not known here.
_ONE_MONTH = 14


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
    found = matches(text, lambda each: each.calendar.months_in(text))
    return (month_name(month) for month in found)


@lru_cache(maxsize=KEPT)
def _may_name_month(source: str) -> bool:
    return _months_hint().met(source)


def may_name_day(text: str) -> bool:
    """Tell quickly whether a text may name a day of the week; never wrongly False."""
    return _days_hint().met(text)


def days_of_week(text: str) -> Iterator[str]:
    """Yield the days of the week that a text names, by their English names."""
    found = matches(text, lambda each: each.calendar.weekdays_in(text))
    return (DAYS[day] for day in found)


def days_of_month(text: str) -> Iterator[int]:
    """Yield the days of the month that a text names by number: 28일, but not 28일간.

    >>> list(days_of_month("28일, 3일 연속, 连续4日, 5일간"))
    [28]
    """
    found = matches(text, lambda each: each.calendar.days_in(text))
    return (day for day in found if 1 <= day <= 31)


def _dates(text: str) -> Iterator[str]:
    """Yield the days of the year that a text names with month and day, as ``August 24``."""
    found = matches(text, lambda each: each.calendar.month_days_in(text))
    return (f"{month_name(month)} {day}" for month, day in found if 1 <= month <= 12)


def _whole(text: str) -> Iterator[tuple[str, str]]:
    """Yield, for each complete date, its true weekday and the one that is named."""
    for year, month, day, named in matches(text, lambda each: each.calendar.whole_dates_in(text)):
        yield _day_of(year, month, day), DAYS[named]


def _day_of(year: int, month: int, day: int) -> str:
    """Return the weekday of a date; empty if there is no such date."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return DAYS[weekday(year, month, day)]
    return ""


def date(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a month or a weekday that differs from the source.

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
    elif lost := lost_time(read_sides(entry, target)):
        yield warning("date", say("“{text}” is not in the translation", text=lost))


def numbers_told(source: str, text: str) -> set[Decimal]:
    """Return the months and days, as numbers, that :func:`date` reports on."""
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
    """Yield the faults, the most certain ones first."""
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


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of the month and its weekday, 0 for Monday."""

    entry: Entry
    number: int
    weekday: int

    @property
    def remainder(self) -> int:
        """Equal for all days of one month."""
        return (self.number - self.weekday) % 7


def date_of_article(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find days of the month that do not fit the weekday in the source.

    Korean and Chinese news write 28일 for ``Monday``. No sentence tells which day that was, but
    the other dates of its document do: if Monday is the 28th, Wednesday cannot be the 29th. Nor can
    a day be told without its month if others of another month are
    (:mod:`workflow.qa.numbers.date_omissions`).

    Source: the week of seven days (ISO 8601); two others must agree, less than two weeks away.
    """
    found = [day for sentence in sentences if (day := _day(sentence.entry))]
    for day in found:
        near = [one for one in found if abs(one.number - day.number) <= _ONE_MONTH]
        if any(one.remainder == day.remainder for one in near if one is not day):
            continue
        for one in near:
            if sum(other.remainder == one.remainder for other in near) >= _WITNESSES:
                yield placed(warning("date", _told(day, one)), day.entry)
                break
    yield from months(sentences, target)


def _told(day: _Day, other: _Day) -> Message:
    here, there = called([DAYS[day.weekday], DAYS[other.weekday]])
    return say(
        "{one} stands for {lost}, but {other} for {new} in line {line}",
        one=day.number,
        lost=here,
        other=other.number,
        new=there,
        line=other.entry.line,
    )


def _day(entry: Entry) -> _Day | None:
    """Return the one day that one side names by number and the other by weekday."""
    found = _number_and_weekday(*sides(entry))
    return _Day(entry, *found) if found else None


@lru_cache(maxsize=16384)
def _number_and_weekday(source: str, text: str) -> tuple[int, int] | None:
    if not (may_name_day(source) or may_name_day(text)):
        return None
    if _sees_other_month(source) or _sees_other_month(text):
        return None
    for here, there in ((source, text), (text, source)):
        named, numbers = set(days_of_week(here)), set(days_of_month(there))
        if len(named) == len(numbers) == 1 and not any(days_of_month(here)):
            return numbers.pop(), DAYS.index(named.pop())
    return None


def _sees_other_month(text: str) -> bool:
    return any(each.calendar.other_month.search(text) for each in languages_of(text))
