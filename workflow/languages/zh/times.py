"""Read times in Chinese: spans, 上月 for a month, the clock, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.numbers import times
from workflow.languages.numbers.times import Dated
from workflow.languages.zh.numbers import DIGITS, value

_UNITS = times.units(
    (times.SECOND, "秒 秒钟"), (times.MINUTE, "分 分钟"), (("second", 900), "刻钟"),
    (times.HOUR, "小时 钟头"), (times.DAY, "天 日"), (times.WEEK, "周 星期 礼拜"),
    (times.MONTH, "月"), (times.YEAR, "年"),
)  # fmt: skip
_SPAN = re.compile(
    rf"(?:(?P<half>半)|(?P<number>(?<![\d.,])\d+(?:\.\d+)?|[{''.join(DIGITS)}十]{{1,3}}))"
    r"个?(?P<more>半)?"
    r"(?P<unit>秒钟?|分钟|刻钟|小时|钟头|天|日|周(?![年岁])|星期|礼拜|(?<=个)月|年)(?P<tail>半)?"
)
#: Years of Japanese reigns, in Han letters that Chinese news uses for nothing else before a number,
#: and the year before the first of each.
_REIGNS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
#: 夜里 and 深夜 are on both sides of midnight.
_HALF_DAY = re.compile(
    r"(?:(?:上午|早上|清晨|早晨|凌晨|今早|早)|(?P<late>下午|傍晚|晚上|晚间|今晚|当晚|昨晚|午后|晚))约?"
    rf"(?P<hour>\d{{1,2}}|[{''.join(DIGITS)}十]{{1,2}})(?=[点點时時:：])"
)


def _of_reign(found: times.Found) -> Iterator[times.Ways]:
    """Yield a year of a Japanese reign, and that of our calendar: 平成18年."""
    nth = 1 if found[2] == "元" else int(found[2])
    yield Decimal(nth), {Decimal(_REIGNS[found[1]] + nth)}


def _multiplied(found: times.Found) -> Iterator[times.Ways]:
    """Yield by how much something has grown, and how many times as much it is: 增长2倍."""
    multiple = Decimal(DIGITS.get(found[1], 0) or found[1])
    yield multiple, {multiple + 1}


class ChineseTimes(times.Times):
    """How Chinese tells time."""

    day = Dated(
        number=r"(?<![\d.])(\d{1,2})(?:\s?[~∼-]\s?(\d{1,2}))?\s?[日号]",
        relative="(?:星期|周)[一二三四五六日]|[昨今明][天日]",
    )
    month = Dated(number=r"(?<![\d.])(\d{1,2})\s?月", relative="[上本下]个?月")
    year = Dated(relative="[去今明前]年")
    units, span, half_day = _UNITS, _SPAN, _HALF_DAY
    otherwise = (
        (re.compile(r"(?<![\d.,])(\d\d)(?=[年届级])"), times.in_any_century),
        (re.compile(f"({'|'.join(_REIGNS)})(\\d\\d?|元)年"), _of_reign),
        (re.compile(r"(\d{1,2})\s?世纪\s?(\d0)\s?年?代?"), times.of_century),
        (re.compile(r"\b(\d{1,2})(?=[点時])"), times.by_any_clock),
        (re.compile(r"(?<!\d)(\d{1,2})秒(\d\d?)(?!\d)"), times.split_seconds),
        (
            re.compile(
                r"(?:增[长加]|提[高升]|上升|扩大)了?[近约]?(\d+(?:\.\d+)?|[一二两三四五六七八九])倍"
            ),
            _multiplied,
        ),
        (re.compile(r"下半[场时]比?赛?第?\s?(\d{1,2})分"), times.of_second_half),
        # 100兆 may be a hundred megabytes.
        (re.compile(r"(?<![\d.,])(\d{1,4})兆"), times.trillions_or_not),
    )

    def number(self, word: str) -> Decimal | int:
        return value(word)
