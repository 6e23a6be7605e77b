"""Days of the year that have lost their month in a translation.

Korean and Chinese news leave out the month of the article. Of two days in two months it cannot be
both; and what follows another month in a sentence is read as a day of that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.evident_language import likely_language
from workflow.languages.scripts import KEPT
from workflow.model import Finding, Message, Sentence, say
from workflow.qa.date_names import called, month_name
from workflow.qa.problems import placed, sides, warning

#: So many days of one month have to be told without it before one of another month is told.
_MONTH_OF_ARTICLE = 2


def lost_month(source: str, text: str, target: str) -> Message | None:
    """Return which month is not told, though its day is, and what it is read as is another day.

    >>> str(lost_month("From 28 January to 3 February.", "1월 28일부터 3일까지.", "ko"))
    '“February” is not in the translation'
    >>> lost_month("From 28 January to 3 February.", "28일부터 2월 3일까지.", "ko")
    """
    if not _may_name_month(source):
        return None
    bare, after = _bare(source, text, target)
    if len(set(bare.values())) > 1 or any(bare[day] != month for day, month in after.items()):
        return _message(next(month for day, month in bare.items() if day in (after or bare)))
    return None


def months(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find a day of another month than that of the article, told without its month.

    Source: AP, Yonhap and Xinhua style: what has no month is a day of this one. At least two other
    days of the article have to tell which month that is.
    """
    found = [
        (month, sentence)
        for sentence in sentences
        for month in set(_bare(*sides(sentence.entry), target)[0].values())
    ]
    told = Counter(month for month, _ in found)
    usual = [month for month, times in told.items() if times >= _MONTH_OF_ARTICLE]
    for month, sentence in found:
        if len(usual) == 1 and month != usual[0]:
            yield placed(warning("date", _message(month)), sentence.entry)


@lru_cache(maxsize=KEPT)
def _bare(source: str, text: str, target: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return the days of a source that a translation tells without a month, each with its month.

    And those that follow a day of a month there, each with that month.
    """
    here, there = pack(target).calendar, pack(likely_language(source)).calendar
    if not _may_name_month(source) or here.relative_month.search(text):
        return {}, {}
    found = Counter((day, month) for _, (month, day) in there.month_days_in(source))
    twice = Counter(day for day, _ in found)
    dates = {day: month for day, month in found if twice[day] == 1}
    whole = [*here.month_days_in(text)]
    named = {month for _, month in here.months_in(text)}
    told = {day for _, (_, day) in whole}
    bare: dict[int, int] = {}
    after: dict[int, int] = {}
    for at, day in here.days_in(text):
        month = dates.get(day)
        if month is None or day in told or month in named:
            continue
        bare[day] = month
        before = [one for place, (one, _) in whole if place < at]
        if before:
            after[day] = before[-1]
    return bare, after


@lru_cache(maxsize=KEPT)
def _may_name_month(source: str) -> bool:
    return pack(likely_language(source)).calendar.may_name_month.search(source) is not None


def _message(month: int) -> Message:
    return say("“{text}” is not in the translation", text=called([month_name(month)])[0])
