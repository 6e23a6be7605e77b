"""Dates, months and days of the week: none becomes another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow.checks.finding import error, sides
from workflow.model import Entry, Finding, TermUse

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ENGLISH_MONTH = re.compile(
    r"\b(?:(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|(May|March)\b"
    r"|(January|February|April|June|July|August|September|October|November|December)\b)"
)
#: May and March are also verbs, Mar and Jan names: they count beside a number or after one of these
#: words only.
_AFTER = re.compile(r"(?:\d|\b(?:in|of|last|next|since|until|by|from|to|early|late|mid))[ -]$")
_BEFORE_NUMBER = re.compile(r"\.? \d")
_HAN_MONTHS = {
    name: number for number, name in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)
} | {"正": 1, "元": 1}
_ASIAN_MONTH = re.compile(
    r"(?<![\d.])(0?[1-9]|1[0-2])\s?[월月]|(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九正元])月"
)
_ENGLISH_DAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_ASIAN_DAY = re.compile(
    r"([월화수목금토일])요일|(?:星期|周|礼拜)([一二三四五六日天])(?![次回届年个期])"
)
_DAY_NAMES = {
    **{name.removesuffix("day"): name for name in _DAYS},
    **dict(zip("월화수목금토일", _DAYS, strict=True)),
    **dict(zip("一二三四五六日", _DAYS, strict=True)),
    "天": "Sunday",
}
_HINT = re.compile("day|[월月周]|요일|星期|礼拜|Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec")


def _months(text: str) -> Counter[str]:
    """The months that ``text`` names in any of the three languages, in English."""
    asian = () if text.isascii() else _ASIAN_MONTH.finditer(text)
    found = Counter(
        _MONTHS[(int(match[1]) if match[1] else _HAN_MONTHS[match[2]]) - 1] for match in asian
    )
    for match in _ENGLISH_MONTH.finditer(text):
        sure = (
            match[3]
            or _BEFORE_NUMBER.match(text, match.end())
            or (match[2] and _AFTER.search(text, 0, match.start()))
        )
        if sure:
            found[next(name for name in _MONTHS if name.startswith(match[0][:3]))] += 1
    return found


def _days(text: str) -> Counter[str]:
    """The days of the week that ``text`` names in any of the three languages, in English."""
    found = Counter(_DAY_NAMES[match[1]] for match in _ENGLISH_DAY.finditer(text))
    asian = () if text.isascii() else _ASIAN_DAY.finditer(text)
    return found + Counter(_DAY_NAMES[match[1] or match[2]] for match in asian)


_ASIAN_DATE = re.compile(r"(?<!\d)(\d{1,2})\s?[월月]\s?(\d{1,2})\s?[일日号]")
_BEGINNINGS = "|".join(name[:3] for name in _MONTHS)
_ENGLISH_DATE = re.compile(
    rf"\b({_BEGINNINGS})[a-z]*\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.%]\d)"
    rf"|\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_BEGINNINGS})"
)


def _dates(text: str) -> Counter[str]:
    """The days of the year that ``text`` names with month and day, as ``August 24``."""
    found = Counter[str]()
    if not text.isascii():
        for match in _ASIAN_DATE.finditer(text):
            if 1 <= int(match[1]) <= 12:
                found[f"{_MONTHS[int(match[1]) - 1]} {int(match[2])}"] += 1
    for match in _ENGLISH_DATE.finditer(text):
        name, day = match[1] or match[4], match[2] or match[3]
        found[f"{next(month for month in _MONTHS if month.startswith(name))} {int(day)}"] += 1
    return found


def date(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """A month or a day of the week does not become another one.

    Nor does a day of the year.

    Source: month names as numbered in ISO 8601; a month or a day that is only left out, or told
    as the day of the month as Korean and Chinese news do, is no finding. A day of the week beside
    those of the source is one.

    Examples:
        >>> found(date, "They met on Monday, August 24.", "8월 24일 월요일에 만났다.")
        []
        >>> found(date, "They met on August 24.", "双方于9月24日会面。")
        ['August 24 in the source, September 24 in the translation']
    """
    source, text = sides(entry)
    if not (_HINT.search(source) and _HINT.search(text)):
        return
    for named in (_dates, _months, _days):
        there, here = named(source), named(text)
        more, fewer = here - there, there - here
        gone = set(fewer) if there.total() == here.total() else there.keys() - here.keys()
        if gone and more:
            lost, new = ", ".join(sorted(gone)), ", ".join(sorted(more))
            yield error("date", entry, f"{lost} in the source, {new} in the translation")
            return
        if there and named is _days and (added := here.keys() - there.keys()):
            yield error("date", entry, f"{', '.join(sorted(added))} is not in the source")
            return
