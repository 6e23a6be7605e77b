"""Parts of a whole: two thirds, 66 %, 3 in 10, 两成."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.qa.quantities.values import HAN_DIGITS, mentioned

#: Parts of a whole as per cent.
_FRACTION = re.compile(
    r"\b(?ai:(?:(two|three|four)[- ])?(half|third|quarter|fifth|tenth)s?)\b"
    r"|(\d)\s?/\s?(\d)\b|(\d)분의 ?(\d)|([二三四五])分之([一二三四])"
    r"|(一半|半数|절반|과반|\bhalv(?:ed?|es|ing)\b)"
)
#: So many out of so many, in tenths: 四成, 3할; 八折 takes off two of them.
_RATIO = re.compile(
    r"\b(?ai:(one|two|three|four|five|six|seven|eight|nine|\d) (?:in|out of) (?:every )?"
    r"(two|three|four|five|six|seven|eight|nine|ten|\d|10))\b"
)
_TENTHS = re.compile(r"([一二两三四五六七八九\d])(?:成|할)([一二三四五六七八九半]?)")
_DISCOUNT = re.compile("([一二三四五六七八九\\d])([一二三四五六七八九]?)折")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_TIMES = {"": 1, "two": 2, "three": 3, "four": 4}
#: As per cent; so many out of so many, as Korean and Chinese put it: 10명 중 3명, 每5人中有1人.
_CENTS = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s?(?:[%％]|per ?cent|퍼센트)|百分之(\d+(?:\.\d+)?)")
_AMONG = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?[가-힣]{0,2}\s?(?:중|가운데)에?서?\s?(\d{1,3})(?![\d.,])"
    r"|(?<![\d.,])(\d{1,3})\s?[人个名家]?[中里]就?有?(\d{1,3})(?![\d.,])"
)
#: How far two tellings of one share may be apart, in per cent: a third is 33.
_ROUNDED = Decimal("0.75")
_PER_CENT = re.compile(r"[%％]|per ?cent|퍼센트|百分|basis point|基点|베이시스|\dbp")


def told_otherwise(here: str, there: str) -> set[Decimal]:
    """The values of ``here`` with which it tells a share that ``there`` tells in other numbers.

    >>> sorted(map(int, told_otherwise("4분의 3이 동의했다", "75 percent agreed")))
    [3, 4]
    >>> sorted(map(int, told_otherwise("20 percent of them", "5명 중 1명")))
    [20]
    """
    others = [share for share, _ in _told(there)]
    return {
        value
        for share, values in _told(here)
        for value in values
        if any(abs(share - other) <= _ROUNDED for other in others)
    }


def _told(text: str) -> Iterator[tuple[Decimal, set[Decimal]]]:
    """The shares of a text in per cent, and the values that each is told with."""
    for match in _CENTS.finditer(text):
        share = Decimal(match[1] or match[2])
        yield share, {share}
    for match in _AMONG.finditer(text):
        whole, part = map(Decimal, filter(None, match.groups()))
        if 0 < part < whole:
            yield 100 * part / whole, {part, whole}
    for pattern in (_FRACTION, _RATIO, _TENTHS):
        for match in pattern.finditer(text):
            values = {Decimal(digit) for digit in re.findall(r"\d+", match[0])}
            yield from ((share, values) for share in _shares(match[0]))


def per_cent(text: str, other: str) -> set[Decimal]:
    """The fractions of ``text`` in per cent, rounded up and down, where ``other`` has per cent.

    >>> sorted(map(str, per_cent("two thirds of them", "66%")))
    ['66', '66.6', '66.7', '67']
    """
    if not _PER_CENT.search(other):
        return set()
    return {
        share.quantize(Decimal(step), rounding)
        for share in _shares(text)
        for step in ("1", "0.1")
        for rounding in ("ROUND_FLOOR", "ROUND_HALF_UP")
    }


def _shares(text: str) -> Iterator[Decimal]:
    for match in _FRACTION.finditer(text):
        times, part, above, below, of, korean, whole, chinese, half = match.groups(default="")
        if part:
            over, under = _TIMES[times.lower()], _PARTS[part.lower()]
        elif half:
            over, under = 1, 2
        elif whole:
            over, under = HAN_DIGITS[chinese], HAN_DIGITS[whole]
        else:
            over, under = int(above or korean), int(below or of)
        if 0 < over < under:
            yield Decimal(100 * over) / under
    for match in _RATIO.finditer(text):
        one, other = (max(mentioned(word.lower())) for word in match.groups())
        if 0 < one < other:
            yield 100 * one / other
    for match in _TENTHS.finditer(text):
        yield _tenths(match)
    for match in _DISCOUNT.finditer(text):
        yield 100 - _tenths(match)


def _tenths(match: re.Match[str]) -> Decimal:
    """A number of tenths, and of tenths of these, in per cent: 七成五."""
    tens, ones = (5 if digit == "半" else HAN_DIGITS.get(digit) or int(digit or 0)
                  for digit in match.groups())  # fmt: skip
    return Decimal(10 * tens + ones)
