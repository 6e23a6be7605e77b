"""Dates, months and days of the week: none becomes another."""

from __future__ import annotations

import re
from calendar import monthrange, weekday
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.problems import error, sides

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
#: From Monday on.
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MAY_BE_MONTH = re.compile(r"([JFMASOND][a-z]{2,8})\b")
#: May and March are also verbs, Mar and Jan names: they count before a number, the former also
#: after one of these words.
_ALSO_VERBS = frozenset(("May", "March"))
_ALSO_NAMES = frozenset("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
_SURE_MONTHS = frozenset(_MONTHS) - _ALSO_VERBS
_AFTER = re.compile(r"(?:\d|\b(?:in|of|last|next|since|until|by|from|to|early|late|mid))[ -]$")
_BEFORE_NUMBER = re.compile(r"\.? \d")
_HAN_MONTHS = {
    name: number for number, name in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)
} | {"正": 1, "元": 1}
_ASIAN_MONTH = re.compile(
    r"(?<![\d.])(0?[1-9]|1[0-2])\s?[월月]|(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九正元])月"
)
_ENGLISH_DAY = re.compile(r"([MTWFS](?:on|ues|ednes|hurs|ri|atur|un))days?\b")
_ASIAN_DAY = re.compile(
    r"([월화수목금토일])요일|(?:星期|周|礼拜)([一二三四五六日天])(?![次回届年个期])"
    r"|(?<=[일日号])\s?[(（]([월화수목금토일一二三四五六])[)）]"
)
_BEGINNINGS = "|".join(name[:3] for name in _MONTHS)
#: Cut short, a day counts beside a date only.
_SHORT_DAY = re.compile(
    r"([MTWFS](?:(?<=M)on|(?<=T)(?:ue|hu)|(?<=W)ed|(?<=F)ri|(?<=S)(?:at|un)))"
    r"(?<!\w...)(?:s|r|rs)?\b\.?"
    rf"(?:(?=,? (?:(?:{_BEGINNINGS})[a-z]*\.? \d|\d{{1,2}}(?:st|nd|rd|th)? (?:{_BEGINNINGS})))"
    r"|(?<=\d \(...)(?=\)))"
)
_DAY_NAMES = {
    **{short: name for name in DAYS for short in (name.removesuffix("day"), name[:3])},
    **dict(zip("월화수목금토일", DAYS, strict=True)),
    **dict(zip("一二三四五六日", DAYS, strict=True)),
    "天": "Sunday",
}
_NAME_OF_A_DAY = re.compile("[요星礼周]|[일日号] ?[(（]")
_NAME_OF_A_MONTH = re.compile("[JFMASOND](?:an|eb|a[ry]|pr|u[nlg]|ep|ct|ov|ec)")


#: Months and days of the week as people are told of them.
_NAMES = {
    "January": say("January"),
    "February": say("February"),
    "March": say("March"),
    "April": say("April"),
    "May": say("May"),
    "June": say("June"),
    "July": say("July"),
    "August": say("August"),
    "September": say("September"),
    "October": say("October"),
    "November": say("November"),
    "December": say("December"),
    "Monday": say("Monday"),
    "Tuesday": say("Tuesday"),
    "Wednesday": say("Wednesday"),
    "Thursday": say("Thursday"),
    "Friday": say("Friday"),
    "Saturday": say("Saturday"),
    "Sunday": say("Sunday"),
}


def called(found: Iterable[str]) -> list[Message]:
    """Return months, days of the week and of the year (``August 24``) for a message."""
    return [_called(*name.split()) for name in found]


def _called(name: str, day: str = "") -> Message:
    return say("{month} {day}", month=_NAMES[name], day=day) if day else _NAMES[name]


def _speaks_of_months(text: str) -> bool:
    """Tell whether a month may be named; quick, and never wrong in saying no."""
    return "월" in text or "月" in text or _NAME_OF_A_MONTH.search(text) is not None


def _speaks_of_days(text: str) -> bool:
    """Tell whether a day of the week may be named; quick, and never wrong in saying no."""
    if "day" in text or (not text.isascii() and _NAME_OF_A_DAY.search(text)):
        return True
    return _SHORT_DAY.search(text) is not None


def _months(text: str) -> Iterator[str]:
    """Yield the months that a text names, by their English names."""
    for match in () if text.isascii() else _ASIAN_MONTH.finditer(text):
        yield _MONTHS[(int(match[1]) if match[1] else _HAN_MONTHS[match[2]]) - 1]
    for match in _MAY_BE_MONTH.finditer(text):
        name = match[1]
        if name in _SURE_MONTHS:
            yield name
        elif name in _ALSO_VERBS or name in _ALSO_NAMES:
            start, end = match.span()
            after = name in _ALSO_VERBS and _AFTER.search(text, max(0, start - 8), start)
            if after or _BEFORE_NUMBER.match(text, end):
                yield _month(name)


def _month(name: str) -> str:
    """Return the whole name of a month that may be cut short."""
    return next(month for month in _MONTHS if month.startswith(name[:3]))


def days_of_week(text: str) -> Iterator[str]:
    """Yield the days of the week that a text names, by their English names."""
    for match in _ENGLISH_DAY.finditer(text):
        yield _DAY_NAMES[match[1]]
    for match in _SHORT_DAY.finditer(text):
        yield _DAY_NAMES[match[1]]
    for match in () if text.isascii() else _ASIAN_DAY.finditer(text):
        yield _DAY_NAMES[match[1] or match[2] or match[3]]


def days_of_month(text: str) -> Iterator[int]:
    """Yield the days of the month that a text names by their number: 28일, but not 28일간.

    >>> list(days_of_month("28일, 3일 연속, 连续4日, 5일간"))
    [28]
    """
    for match in () if text.isascii() else _ASIAN_NUMBER.finditer(text):
        if 1 <= int(match[1]) <= 31:
            yield int(match[1])


_ASIAN_NUMBER = re.compile(
    r"(?<![\d.,~∼-])(?<!连续)(?<!연속)(?<!연속 )(\d{1,2})\s?[일日号]"
    r"(?!\s?(?:간|동안|째|짜리|연속|연달아|连续|만(?![나난날났])"
    r"|후|뒤|전(?!국|체)|이내|안에|[以之]?[内前后]))"
)


def _dates(text: str) -> Iterator[str]:
    """Yield the days of the year that a text names with month and day, as ``August 24``."""
    for match in () if text.isascii() else _ASIAN_DATE.finditer(text):
        if 1 <= int(match[1]) <= 12:
            yield f"{_MONTHS[int(match[1]) - 1]} {int(match[2])}"
    for match in _ENGLISH_DATE.finditer(text):
        yield f"{_month(match[1] or match[4])} {int(match[2] or match[3])}"


_ASIAN_DATE = re.compile(r"(?<!\d)(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日号]")
_ENGLISH_DATE = re.compile(
    rf"\b({_BEGINNINGS})[a-z]*\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.%]\d)"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_BEGINNINGS})"
)


#: A day of the week beside a whole date: year, month and day, and that day.
_ASIAN_WHOLE = re.compile(
    r"((?:19|20)\d\d)\s?[년年]\s?(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日号]"
    r"\s?[(（]?(?:([월화수목금토일])(?:요일|[)）])|(?:星期|周|礼拜)([一二三四五六日天]))"
)
_ENGLISH_WHOLE = re.compile(
    rf"\b({'|'.join(DAYS)}),? "
    rf"(?:({_BEGINNINGS})[a-z]*\.? (\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_BEGINNINGS})[a-z]*\.?),? ((?:19|20)\d\d)\b"
)


def _whole(text: str) -> Iterator[tuple[str, str]]:
    """Yield for each whole date the day of the week that it is, and the one that is named."""
    for match in () if text.isascii() else _ASIAN_WHOLE.finditer(text):
        year, month, day = (int(match[group]) for group in (1, 2, 3))
        yield _day_of(year, month, day), _DAY_NAMES[match[4] or match[5]]
    for match in _ENGLISH_WHOLE.finditer(text):
        month = _MONTHS.index(_month(match[2] or match[5])) + 1
        yield _day_of(int(match[6]), month, int(match[3] or match[4])), match[1]


def _day_of(year: int, month: int, day: int) -> str:
    """Return the day of the week of a date; an empty string if there is no such date."""
    if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return DAYS[weekday(year, month, day)]
    return ""


def date(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a month or a day of the week that has become another one.

    Nor does a day of the year.

    Source: month names as numbered in ISO 8601; a month or a day that is only left out, or told
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
    """
    if message := next(_faults(*sides(entry)), None):
        yield error("date", message)


def numbers_told(source: str, text: str) -> set[Decimal]:
    """Return the months and days, as numbers, about which :func:`date` has something to say."""
    if next(_faults(source, text), None) is None:
        return set()
    days = [day.split() for side in (source, text) for day in _dates(side)]
    months = [month for side in (source, text) for month in _months(side)]
    months += [month for month, _ in days]
    return {
        *(Decimal(_MONTHS.index(month) + 1) for month in months),
        *(Decimal(day) for _, day in days),
    }


def _faults(source: str, text: str) -> Iterator[Message]:
    """Yield what is wrong, the surest first."""
    kinds: list[Callable[[str], Iterator[str]]] = []
    if _speaks_of_months(text) and _speaks_of_months(source):
        kinds += (_dates, _months)
    if _speaks_of_days(text):
        kinds.append(days_of_week)
    for named in kinds:
        there, here = Counter(named(source)), Counter(named(text))
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
