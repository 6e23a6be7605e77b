"""Read times in Chinese: spans, 上月 for a month, the clock, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.numbers import times
from workflow.languages.numbers.times import (
    DAY,
    HOUR,
    MINUTE,
    MONTH,
    SECOND,
    WEEK,
    YEAR,
    Dated,
    Hour,
    Span,
    Times,
    Ways,
)
from workflow.languages.zh.numbers import DIGITS, value

_UNITS = times.units(
    (SECOND, "秒 秒钟"), (MINUTE, "分 分钟"), (("second", 900), "刻钟"), (HOUR, "小时 钟头"),
    (DAY, "天 日"), (WEEK, "周 星期 礼拜"), (MONTH, "月"), (YEAR, "年"),
)  # fmt: skip
_SPAN = re.compile(
    rf"(?:(?P<half>半)|(?P<number>(?<![\d.,])\d+(?:\.\d+)?|[{''.join(DIGITS)}十]{{1,3}}))"
    r"个?(?P<more>半)?"
    r"(?P<unit>秒钟?|分钟|刻钟|小时|钟头|天|日|周(?![年岁])|星期|礼拜|(?<=个)月|年)(?P<tail>半)?"
)
_SHORT_YEAR = re.compile(r"(?<![\d.,])(\d\d)(?=[年届级])")
#: Years of Japanese reigns, in Han letters that Chinese news uses for nothing else before a number,
#: and the year before the first of each.
_REIGNS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_REIGN = re.compile(f"({'|'.join(_REIGNS)})(\\d\\d?|元)年")
_CENTURY = re.compile(r"(\d{1,2})\s?世纪\s?(\d0)\s?年?代?")
_HOUR = re.compile(r"\b(\d{1,2})(?=[点時])")
#: 夜里 and 深夜 are on both sides of midnight.
_HALF_DAY = re.compile(
    r"(?:(?:上午|早上|清晨|早晨|凌晨|今早|早)|(?P<late>下午|傍晚|晚上|晚间|今晚|当晚|昨晚|午后|晚))约?"
    rf"(?P<hour>\d{{1,2}}|[{''.join(DIGITS)}十]{{1,2}})(?=[点點时時:：])"
)
_SPLIT_SECONDS = re.compile(r"(?<!\d)(\d{1,2})秒(\d\d?)(?!\d)")
#: 增长2倍 is three times as much.
_BY_TIMES = re.compile(
    r"(?:增[长加]|提[高升]|上升|扩大)了?[近约]?(\d+(?:\.\d+)?|[一二两三四五六七八九])倍"
)
#: 100兆 may be a hundred megabytes.
_MEGA = re.compile(r"(?<![\d.,])(\d{1,4})兆")


class ChineseTimes(Times):
    """How Chinese tells time."""

    day = Dated(
        number=r"(?<![\d.])(\d{1,2})(?:\s?[~∼-]\s?(\d{1,2}))?\s?[日号]",
        relative="(?:星期|周)[一二三四五六日]|[昨今明][天日]",
    )
    month = Dated(number=r"(?<![\d.])(\d{1,2})\s?月", relative="[上本下]个?月")
    year = Dated(relative="[去今明前]年")

    def spans(self, text: str) -> Iterator[Span]:
        return iter(()) if text.isascii() else times.spans(text, _SPAN, _UNITS, value)

    def hours(self, text: str) -> Iterator[Hour]:
        return times.hours(text, _HALF_DAY, value)

    def ways(self, text: str) -> Iterator[Ways]:
        if text.isascii():
            return
        for match in _SHORT_YEAR.finditer(text):
            yield Decimal(match[1]), times.in_any_century(match[1])
        for reign, year in _REIGN.findall(text):
            nth = 1 if year == "元" else int(year)
            yield Decimal(nth), {Decimal(_REIGNS[reign] + nth)}
        for match in _CENTURY.finditer(text):
            yield from times.each_with(
                match.groups(), Decimal((int(match[1]) - 1) * 100 + int(match[2]))
            )
        for match in _HOUR.finditer(text):
            yield Decimal(match[1]), times.by_any_clock(int(match[1]))
        for match in _SPLIT_SECONDS.finditer(text):
            yield from times.each_with(match.groups(), Decimal(f"{match[1]}.{match[2]}"))
        for match in _BY_TIMES.finditer(text):
            multiple = Decimal(DIGITS.get(match[1], 0) or match[1])
            yield multiple, {multiple + 1}
        for match in _MEGA.finditer(text):
            yield Decimal(match[1]) * 10**12, {Decimal(match[1])}
