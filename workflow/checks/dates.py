"""Months and days of the week: none becomes another."""

from __future__ import annotations

import re
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
_DAY_NUMBERS = {
    **{name.removesuffix("day"): number for number, name in enumerate(_DAYS)},
    **{character: number for number, character in enumerate("월화수목금토일")},
    **{character: number for number, character in enumerate("一二三四五六日")},
    "天": 6,
}
_HINT = re.compile("day|[월月周]|요일|星期|礼拜|Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec")


def _months(text: str) -> set[int]:
    """The numbers of the months that ``text`` names, in any of the three languages."""
    asian = () if text.isascii() else _ASIAN_MONTH.finditer(text)
    found = {int(match[1]) if match[1] else _HAN_MONTHS[match[2]] for match in asian}
    for match in _ENGLISH_MONTH.finditer(text):
        sure = (
            match[3]
            or _BEFORE_NUMBER.match(text, match.end())
            or (match[2] and _AFTER.search(text, 0, match.start()))
        )
        if sure:
            beginning = match[0][:3]
            found.add(next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(beginning)))
    return found


def _days(text: str) -> set[int]:
    """The days of the week that ``text`` names, Monday being 0."""
    found = {_DAY_NUMBERS[match[1]] for match in _ENGLISH_DAY.finditer(text)}
    asian = () if text.isascii() else _ASIAN_DAY.finditer(text)
    return found | {_DAY_NUMBERS[match[1] or match[2]] for match in asian}


def date(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """A month or a day of the week does not become another one.

    Source: month names as numbered in ISO 8601; a month or a day that is only left out, or told
    as the day of the month as Korean and Chinese news do, is no finding.

    Examples:
        >>> found(date, "They met on Monday, August 24.", "8월 24일 월요일에 만났다.")
        []
        >>> found(date, "They met on August 24.", "双方于9月24日会面。")
        ['August in the source, September in the translation']
    """
    source, text = sides(entry)
    if not (_HINT.search(source) and _HINT.search(text)):
        return
    for named, names in ((_months, ["", *_MONTHS]), (_days, _DAYS)):
        there, here = named(source), named(text)
        if there - here and here - there:
            lost, new = (
                ", ".join(names[number] for number in sorted(numbers))
                for numbers in (there - here, here - there)
            )
            yield error("date", entry, f"{lost} in the source, {new} in the translation")
