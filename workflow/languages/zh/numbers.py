"""Read numbers in Chinese: 三十八, 五六千, 七成五."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

from workflow.languages.numbers.numbers import Numbers, Share, in_digits, numeral, part_of

#: Numerals up to nine.
DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_SCALES = {
    "十": 10, "百": 100, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
    "兆": 10**12,
}  # fmt: skip
_DIGIT = "".join(DIGITS)
#: Names of days hold no number.
_DAY = re.compile("(?:星期|礼拜|周)[一二三四五六]")
_NUMBER = re.compile(f"[{_DIGIT}十百千万萬亿億]{{1,16}}")
#: 三点五 is 3.5; 五六千 is five or six thousand; 一百多万 is a little more than 一百万.
_DECIMAL = re.compile(f"([{_DIGIT}十百]{{1,6}})点([{_DIGIT}]{{1,6}})(?![十百千万])")
_EITHER = re.compile(
    "(?<![一二两兩三四五六七八九])([一二两兩三四五六七八])[二两兩三四五六七八九]([十百千万亿]+)"
)
#: 十多年 may be 12 years.
_SOME = re.compile("([二两三四五六七八九]?)十[多几余](?![万亿])")
_MORE = re.compile("(?<=[十百千])[多余](?=[万亿])")
#: Of these, every part of a whole has one.
_PARTING = frozenset("分半成割折")
_FRACTION = re.compile("([二三四五六七八九十])分之([一二三四五六七八九])|一半|半数")
#: In tenths: 四成, 3割 in Japanese; 八折 takes off two of them, and 三折叠 none: it folds.
_TENTHS = re.compile(r"([一二两兩三四五六七八九\d])[成割]([一二三四五六七八九半]?)")
_DISCOUNT = re.compile("([一二两兩三四五六七八九\\d])([一二三四五六七八九]?)折(?!叠)")
_CENTS = re.compile(r"百分之(\d+(?:\.\d+)?)")
#: 每5人中有1人.
_AMONG = re.compile(r"(?<![\d.,])(\d{1,3})\s?[人个名家]?[中里]就?有?(\d{1,3})(?![\d.,])")
#: *The early 2000s* is the beginning of this century.
_PHRASES = {"五五开": Decimal(50), "本世纪初": Decimal(2000), "本世纪之初": Decimal(2000)}
_MINUTES = (
    (Decimal(30), re.compile("[点點时時]半")),
    (Decimal(15), re.compile("[点點]一刻")),
    (Decimal(45), re.compile("[点點]三刻")),
)
#: 十三五 is the thirteenth plan of five years, II级 level 2.
_PLAN = re.compile("十([一二三四五六])五(?!六)")
_ROMAN = re.compile("(?<![A-Za-z])(I{1,3}|IV|V|[Ⅰ-Ⅴ])(?=级)")
_ROMANS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}
#: 翻一番 is to double, 翻两番 to quadruple.
_DOUBLINGS = re.compile("翻了?([一两兩三\\d])番")


def value(text: str) -> int:
    """Return the value of a numeral: 三十八 is 38, 二〇二一 is 2021."""
    return numeral(text, DIGITS, _SCALES)


class ChineseNumbers(Numbers):
    """How Chinese writes numbers."""

    scales = MappingProxyType(_SCALES)
    #: 千米 is a kilometre, 千瓦 a kilowatt, 兆瓦 a megawatt.
    no_scales = "千[米克瓦卡]|兆[瓦赫字比位帕焦]"
    misread: ClassVar = (
        # 100多万 is a little more than 100万.
        *((more, re.compile(rf"(?<=[\d十百千])\s?{more}(?=\s?[万亿])"), "") for more in "多余"),
        # 8米95 is 8.95 metres.
        ("米", re.compile(r"(?<=\d)米(?=\d\d(?![\d.]|\s?[秒分名人个次岁年月日点位]))"), "."),
        # A Japanese batting average of 1割8分2厘 is 0.182.
        ("割", re.compile(r"(\d)割(\d)分(\d)厘"), r"0.\1\2\3"),
        # 911事件 is told of a day, the 11th of September.
        ("911", re.compile(r"(?<!\d)911(?=\s?(?:事件|恐|袭))"), "9 11"),
        # 上世纪6、70年代 are the sixties and the seventies.
        ("、", re.compile(r"(?<!\d)([1-9])(?=、\s?[1-9]0\s?年代)"), r"\g<1>0"),
        # 300-800万 begins with three million.
        *(
            (each, re.compile(rf"(?<![\d.,])(\d{{2,4}})(?=[-–—~～]\d{{2,4}}{each})"), rf"\1{each}")
            for each in "万亿"
        ),
    )
    percent = "百分|基点"
    unanimous = "一致|全票"
    only_one = r"(?<![\d.,])1(?=\s?(?![月日号])[\u4e00-\u9fff])"
    cents, among = _CENTS, _AMONG

    def mentioned(self, text: str) -> Iterable[Decimal]:
        return () if text.isascii() else _mentioned(text)

    def spelled(self, text: str) -> Iterable[Decimal]:
        if text.isascii():
            return
        yield from (number for phrase, number in _PHRASES.items() if phrase in text)
        yield from (minutes for minutes, pattern in _MINUTES if pattern.search(text))
        for times in _DOUBLINGS.findall(text):
            yield Decimal(2 ** (DIGITS.get(times) or int(times)))
        yield from (Decimal(10 + DIGITS[plan]) for plan in _PLAN.findall(text))
        yield from (Decimal(_ROMANS[level]) for level in _ROMAN.findall(text))

    def shares(self, text: str) -> Iterator[Share]:
        if _PARTING.isdisjoint(text):
            return
        for match in _FRACTION.finditer(text):
            over, under = (value(match[2]), value(match[1])) if match[1] else (1, 2)
            yield from ((share, frozenset()) for share in part_of(over, under))
        for match in _TENTHS.finditer(text):
            yield _tenths(match), in_digits(match[0])
        for match in _DISCOUNT.finditer(text):
            yield 100 - _tenths(match), in_digits(match[0])


def _mentioned(text: str) -> set[Decimal]:
    """Return the values of numerals, whole and character by character."""
    text = _MORE.sub("", text)
    values = {Decimal(value(match[0])) for match in _NUMBER.finditer(text)}
    for match in _DECIMAL.finditer(text):
        decimals = "".join(str(DIGITS[each]) for each in match[2])
        values.add(Decimal(f"{value(match[1])}.{decimals}"))
    for tens in _SOME.findall(text):
        values.update(Decimal(10 * DIGITS.get(tens, 1) + ones) for ones in range(10))
    for match in _EITHER.finditer(text):
        values.add(Decimal(value(match[1] + match[2])))
    return values | {Decimal(DIGITS[each]) for each in _DAY.sub("", text) if each in DIGITS}


def _tenths(match: re.Match[str]) -> Decimal:
    """Return a number of tenths, and of tenths of these, in per cent: 七成五."""
    tens, ones = (5 if digit == "半" else DIGITS.get(digit) or int(digit or 0)
                  for digit in match.groups())  # fmt: skip
    return Decimal(10 * tens + ones)
