"""Read times in Korean: spans, 지난달 for a month, the clock, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.languages.ko.numbers import DAYS
from workflow.languages.numbers import times
from workflow.languages.numbers.times import Dated

_UNITS = times.units(
    (times.SECOND, "초"), (times.MINUTE, "분"), (times.HOUR, "시간"), (times.DAY, "일"),
    (times.WEEK, "주 주일"), (times.MONTH, "개월 달"), (times.YEAR, "년 해"),
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
_HALF_DAY = re.compile(
    r"(?<![가-힣])(?:(?:오전|새벽|아침)|(?P<late>오후|저녁)) ?"
    rf"(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)}) ?시(?!간)"
)


class KoreanTimes(times.Times):
    """How Korean tells time."""

    day = Dated(
        number=r"(?<![\d.])(\d{1,2})(?:\s?[~∼-]\s?(\d{1,2}))?\s?일(?!\s?(?:간|동안|째|짜리|만(?![나난날났])))",
        relative="[월화수목금토일]요일|어제|오늘|내일",
    )
    month = Dated(number=r"(?<![\d.])(\d{1,2})\s?월", relative="(?:지난|이번|다음) ?달|이달")
    year = Dated(relative="지난해|작년|올해|내년|재작년")
    units, span, half_day = _UNITS, _SPAN, _HALF_DAY
    otherwise = (
        (
            re.compile(r"(?<![\d.,])(\d\d)(?=년|학번|\s?[가-힣]{0,4}(?:올림픽|월드컵))"),
            times.in_any_century,
        ),
        (re.compile(r"(\d{1,2})\s?세기\s?(\d0)\s?년?대?"), times.of_century),
        (re.compile(r"\b(\d{1,2})(?=시)"), times.by_any_clock),
        (re.compile(r"(?<!\d)(\d{1,2})초(\d\d?)(?!\d)"), times.split_seconds),
        (re.compile(r"후반\s?(\d{1,2})분"), times.of_second_half),
        # 301조 may be an article of a law, and no trillions then.
        (
            re.compile(r"(?<![\d.,])(\d{1,4})조(?!\s?\d|\s?(?:원|달러|엔|위안|유로))"),
            times.trillions_or_not,
        ),
    )

    def number(self, word: str) -> int:
        return _NUMBERS[word]

    def spans(self, text: str) -> Iterator[times.Span]:
        yield from super().spans(text)
        for match in _DAYS.finditer(text):
            yield "second", DAYS[match[0]] * _UNITS["일"][1], frozenset()
