"""Spans of time, told in one unit or another: 90 minutes, 1시간 30분, 一个半小时; 14 days, 2주."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.qa.quantities import korean
from workflow.qa.quantities.values import HAN_DIGITS, han_value

#: Unit → the one it is counted in, seconds or months, and how many of them it is.
_UNITS = {
    unit: (base, Decimal(count))
    for base, count, units in (
        ("second", 1, "second 초 秒 秒钟"),
        ("second", 60, "minute 분 分钟"),
        ("second", 900, "刻钟"),
        ("second", 3600, "hour 시간 小时 钟头"),
        ("second", 86400, "day 일 天 日"),
        ("second", 7 * 86400, "week 주 주일 周 星期 礼拜"),
        ("second", 14 * 86400, "fortnight"),
        ("month", 1, "month 개월 달 月"),
        ("month", 12, "year 년 해 年"),
        ("month", 120, "decade"),
    )
    for unit in units.split()
}
_ENGLISH_NUMBERS = {
    word: value
    for value, words in enumerate(
        "a an one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","), 1
    )
    for word in words.split()
}
_KOREAN_NUMBERS = {
    word: value
    for value, words in enumerate("한 일,두,세 석,네 넉,다섯,여섯,일곱,여덟,아홉,열".split(","), 1)
    for word in words.split()
}
_DIGITS = r"(?<![\d.,])\d+(?:\.\d+)?"
#: Each with the groups ``unit``, ``number``, and ``half``, ``more`` or ``tail`` for a half.
_SPANS = (
    re.compile(
        rf"(?ai:\b(?:(?P<half>half)[ -](?:an? )?|(?P<number>{_DIGITS}|{'|'.join(_ENGLISH_NUMBERS)})"
        r"(?P<more> and a half)?[ -])"
        r"(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade)s?\b"
        r"(?P<tail> and a half)?)"
    ),
    re.compile(
        rf"(?:(?P<half>(?<![가-힣])반)|(?P<number>{_DIGITS}|(?<![가-힣])(?:{'|'.join(_KOREAN_NUMBERS)})))"
        r"\s?(?P<unit>초|분(?![기의야당])|시간|주일?|일|개월|달(?!러)|년|해)"
        r"(?P<more>\s?반(?=[\s이을은만째,.]|$))?"
    ),
    re.compile(
        rf"(?:(?P<half>半)|(?P<number>{_DIGITS}|[{''.join(HAN_DIGITS)}十]{{1,3}}))个?(?P<more>半)?"
        r"(?P<unit>秒钟?|分钟|刻钟|小时|钟头|天|日|周|星期|礼拜|(?<=个)月|年)(?P<tail>半)?"
    ),
)
_KOREAN_DAYS = re.compile(rf"(?<![가-힣])(?:{'|'.join(korean.DAYS)})")
#: What may stand between the hours and the minutes of one span.
_BETWEEN = frozenset(("", " ", " and ", ", ", ", and "))
_HALF = Decimal("0.5")
_Span = tuple[str, Decimal, frozenset[Decimal]]


def told_otherwise(text: str, other: str) -> set[Decimal]:
    """The values with which ``text`` counts spans of time that ``other`` counts in another unit.

    >>> sorted(map(int, told_otherwise("for 90 minutes, in 18 months", "1시간 30분, 一年半")))
    [18, 90]
    """
    known = {(base, length) for base, length, _ in _spans(other)}
    same = (values for base, length, values in _spans(text) if (base, length) in known)
    return set().union(*same)


def _spans(text: str) -> Iterator[_Span]:
    """The spans of a text: the unit and the length of each, and the digits that tell it.

    Where several follow each other, as hours and minutes do, their sum is one as well.
    """
    for pattern in _SPANS:
        base, length, values, end, unit = "", Decimal(0), frozenset[Decimal](), -1, Decimal(0)
        for match in pattern.finditer(text):
            here, size = _UNITS[match["unit"].lower()]
            own = _number(match) * size
            number = match["number"] or ""
            told = frozenset([Decimal(number)] if number[:1].isdecimal() else ())
            yield here, own, told
            if here == base and size < unit and text[end : match.start()] in _BETWEEN:
                length, values = length + own, values | told
                yield here, length, values
            else:
                length, values = own, told
            base, end, unit = here, match.end(), size
    for match in _KOREAN_DAYS.finditer(text):
        yield "second", korean.DAYS[match[0]] * _UNITS["day"][1], frozenset()


def _number(match: re.Match[str]) -> Decimal:
    """How many of its unit a span counts."""
    named = match.groupdict()
    more = _HALF if named["half"] or named["more"] or named.get("tail") else 0
    return _whole(match["number"].lower()) + more if match["number"] else Decimal(more)


def _whole(number: str) -> Decimal:
    """A number in digits or in words of one of the three languages."""
    if number[0].isdecimal():
        return Decimal(number)
    known = _ENGLISH_NUMBERS.get(number) or _KOREAN_NUMBERS.get(number)
    return Decimal(known or han_value(number))
