"""Find months and days that a translation leaves out.

Korean and Chinese news leave out the month of the article. Of two days in two months it cannot be
both; and what follows another month in a sentence is read as a day of that one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.detection.evident_language import likely_language
from workflow.languages.scripts import KEPT
from workflow.model import Finding, Message, Sentence, say
from workflow.qa.both_sides import Sides
from workflow.qa.numbers.date_names import called, month_name
from workflow.qa.problems import placed, sides, warning

_WORD = re.compile(r"\w+")
#: How many days of the article's month must lack it before one of another month is reported.
_MONTH_OF_ARTICLE = 2
#: A day in a name: Saturday Night Live, Good Friday.
_GOES_ON = re.compile(" [A-Z]")
_NAMING = re.compile(r"[A-Z]\w+ $")


def lost_month(source: str, text: str, target: str) -> Message | None:
    """Return a lost month whose day is kept, so that it is read as another date.

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
    """Find a day of another month than the article's that has lost its month.

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
    """Return the days of a source that lack their month in the translation, with the month.

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


def lost_time(both: Sides) -> str:
    """Return a weekday or a month that a translation leaves out; usually empty.

    >>> lost_time(Sides("They met on Monday in Bern.", "en", "그들은 베른에서 만났다.", "ko"))
    'Monday'
    >>> lost_time(Sides("They met on Monday in Bern.", "en", "그들은 3일 베른에서 만났다.", "ko"))
    ''
    """
    here = both.here.calendar
    for word, is_month in _times(both.source, both.spoken):
        tells = here.tells_month if is_month else here.tells_day
        if tells.pattern and not tells.search(both.text):
            return word
    return ""


@lru_cache(maxsize=KEPT)
def _times(source: str, spoken: str) -> Sequence[tuple[str, bool]]:
    """Return the first weekday and the first month of a source, each with whether it is one."""
    there = pack(spoken).calendar
    found = []
    for is_month, may_name, found_in in (
        (False, there.may_name_weekday, there.weekdays_in),
        (True, there.may_name_month, there.months_in),
    ):
        at = next((place for place, _ in found_in(source)), -1) if may_name.search(source) else -1
        word = _WORD.match(source, at) if at >= 0 else None
        if word and not (_GOES_ON.match(source, word.end()) or _NAMING.search(source[:at])):
            found.append((word[0], is_month))
    return found
