"""Days of the month that stand for days of the week: in one document, they must fit together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflow.model import Entry, Finding, Message, Sentence, say
from workflow.qa.date_names import DAYS, called
from workflow.qa.dates import days_of_month, days_of_week, may_name_day
from workflow.qa.joint import languages_of
from workflow.qa.lost_months import months
from workflow.qa.problems import placed, sides, warning

#: So many others have to agree before one that does not is told.
_WITNESSES = 2
#: Days further apart may be in two months, whose lengths are not known here.
_ONE_MONTH = 14


@dataclass(frozen=True, slots=True)
class _Day:
    """A day of the month and what day of the week it stands for, 0 for Monday."""

    entry: Entry
    number: int
    weekday: int

    @property
    def remainder(self) -> int:
        """Equal for all days of one month."""
        return (self.number - self.weekday) % 7


def days(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find days of the month that do not fit the weekday that the source names.

    Korean and Chinese news write 28일 for ``Monday``. No sentence tells which day that was, but
    the other dates of its document do: if Monday is the 28th, Wednesday cannot be the 29th. Nor can
    a day be told without its month if others of another month are (:mod:`workflow.qa.lost_months`).

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
    """Return the one day that one side names by its number and the other by its weekday."""
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
