"""Read times in Korean: spans, 지난달 for a month, the clock, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.ko.numbers import DAYS
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

_UNITS = times.units(
    (SECOND, "초"), (MINUTE, "분"), (HOUR, "시간"), (DAY, "일"), (WEEK, "주 주일"),
    (MONTH, "개월 달"), (YEAR, "년 해"),
)  # fmt: skip
_NUMBERS = {
    word: value
    for value, words in enumerate("한 일,두,세 석,네 넉,다섯,여섯,일곱,여덟,아홉,열".split(","), 1)
    for word in words.split()
}
_SPAN = re.compile(
    r"(?:(?P<half>(?<![가-힣])반)"
    rf"|(?P<number>(?<![\d.,])\d+(?:\.\d+)?|(?<![가-힣])(?:{'|'.join(_NUMBERS)})))"
    r"\s?(?P<unit>초|분(?![기의야당])|시간|주일?(?!년)|일|개월|달(?!러)|년|해)"
    r"(?P<more>\s?반(?=[\s이을은만째,.]|$))?"
)
_DAYS = re.compile(rf"(?<![가-힣])(?:{'|'.join(DAYS)})")
_SHORT_YEAR = re.compile(r"(?<![\d.,])(\d\d)(?=년|학번|\s?[가-힣]{0,4}(?:올림픽|월드컵))")
_CENTURY = re.compile(r"(\d{1,2})\s?세기\s?(\d0)\s?년?대?")
_HOUR = re.compile(r"\b(\d{1,2})(?=시)")
_HALF_DAY = re.compile(
    r"(?<![가-힣])(?:(?:오전|새벽|아침)|(?P<late>오후|저녁)) ?"
    rf"(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)}) ?시(?!간)"
)
#: ``9.58 seconds`` is 9초58.
_SPLIT_SECONDS = re.compile(r"(?<!\d)(\d{1,2})초(\d\d?)(?!\d)")
#: The minutes of a match are counted anew in its second half.
_SECOND_HALF = re.compile(r"후반\s?(\d{1,2})분")
#: 301조 may be an article of a law, and no trillions then.
_ARTICLE = re.compile(r"(?<![\d.,])(\d{1,4})조(?!\s?\d|\s?(?:원|달러|엔|위안|유로))")


class KoreanTimes(Times):
    """How Korean tells time."""

    day = Dated(
        number=r"(?<![\d.])(\d{1,2})(?:\s?[~∼-]\s?(\d{1,2}))?\s?일(?!\s?(?:간|동안|째|짜리|만(?![나난날났])))",
        relative="[월화수목금토일]요일|어제|오늘|내일",
    )
    month = Dated(number=r"(?<![\d.])(\d{1,2})\s?월", relative="(?:지난|이번|다음) ?달|이달")
    year = Dated(relative="지난해|작년|올해|내년|재작년")

    def spans(self, text: str) -> Iterator[Span]:
        if text.isascii():
            return
        yield from times.spans(text, _SPAN, _UNITS, _NUMBERS.__getitem__)
        for match in _DAYS.finditer(text):
            yield "second", DAYS[match[0]] * _UNITS["일"][1], frozenset()

    def hours(self, text: str) -> Iterator[Hour]:
        return times.hours(text, _HALF_DAY, _NUMBERS.__getitem__)

    def ways(self, text: str) -> Iterator[Ways]:
        if text.isascii():
            return
        for match in _SHORT_YEAR.finditer(text):
            yield Decimal(match[1]), times.in_any_century(match[1])
        for match in _CENTURY.finditer(text):
            yield from times.each_with(
                match.groups(), Decimal((int(match[1]) - 1) * 100 + int(match[2]))
            )
        for match in _HOUR.finditer(text):
            yield Decimal(match[1]), times.by_any_clock(int(match[1]))
        for match in _SPLIT_SECONDS.finditer(text):
            yield from times.each_with(match.groups(), Decimal(f"{match[1]}.{match[2]}"))
        for match in _SECOND_HALF.finditer(text):
            yield Decimal(match[1]), {Decimal(match[1]) + 45}
        for match in _ARTICLE.finditer(text):
            yield Decimal(match[1]) * 10**12, {Decimal(match[1])}
