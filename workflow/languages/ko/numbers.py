"""Read Korean numbers: native (스물다섯), Sino-Korean (삼십), and lookalikes.

Without a dictionary the syllables of number words cannot be told from those of other words, so
most are read before what they count only.

Source: National Institute of Korean Language, Standard Korean Dictionary, numerals and counters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

from workflow.languages.numbers.numbers import Numbers, Share, in_digits, numeral, part_of

_ONES = {
    word: value
    for value, names in enumerate(
        "하나 한|둘 두|셋 세|넷 네|다섯|여섯|일곱|여덟|아홉".split("|"), 1
    )
    for word in names.split()
}
_TENS = {
    word: 10 * tens
    for tens, names in enumerate("열|스물 스무|서른|마흔|쉰|예순|일흔|여든|아흔".split("|"), 1)
    for word in names.split()
}
#: Spans of days with a word of their own.
DAYS = dict(
    zip("하루 이틀 사흘 나흘 닷새 엿새 이레 여드레 아흐레 열흘 보름".split(), [*range(1, 11), 15],
        strict=True)
)  # fmt: skip
_COUNTED = r"(?=\s|째|번|명|개|곳|차|배|가지|살|여)"
#: The text after an age without a counter (나이 서른을); 열 and 쉰 have other meanings.
_ALONE = r"(?<![열쉰])(?=(?:을|이|은|에|의|도|과|으로|까지|부터)(?![가-힣]))"
_NATIVE = re.compile(
    rf"(?<![가-힣])({'|'.join(_TENS)})(?: ?({'|'.join(_ONES)})|{_COUNTED}|{_ALONE})"
    rf"|(다섯|여섯|일곱|여덟|아홉|(?<![가-힣])(?:두|둘|세|셋|네|넷){_COUNTED})"
)
_DAYS = re.compile(rf"(?<![가-힣])(?:{'|'.join(DAYS)})")
_SINO = re.compile(
    r"(?<![가-힣\d])[일이삼사오육칠팔구십백천만억조]+(?=여?\s?(?:명|개|년|원|달러|배|번|차례|살|세|일|월"
    r"|시간|분|초|곳|건|대|마리|퍼센트|가지|주|회|쪽|리|미터|킬로|평|가구|권|점|표|석|도|층))"
)
_DIGITS = {digit: value for value, digit in enumerate("일이삼사오육칠팔구", 1)}
_SCALES = {"십": 10, "백": 100, "천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12}
_PHRASES = {"반반": 50, "환갑": 60, "칠순": 70, "팔순": 80, "구순": 90}
_HALF_PAST = re.compile("(?<=시) ?반(?![가-힣]{2})")
_FRACTION = re.compile(r"(\d)분의 ?(\d)|절반|과반")
#: In tenths: 3할.
_TENTHS = re.compile(r"(\d)할")
_CENTS = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s?퍼센트")
#: 10명 중 3명.
_AMONG = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?[가-힣]{0,2}\s?(?:중|가운데)에?서?\s?(\d{1,3})(?![\d.,])"
)


class KoreanNumbers(Numbers):
    """How Korean writes numbers."""

    scales = MappingProxyType(_SCALES)
    misread: ClassVar = (
        # A batting average of 2할6푼8리 is 0.268, one of 3할5리 0.305.
        ("할", re.compile(r"(\d)할\s?(\d)푼(?:\s?(\d)리)?"), r"0.\1\2\3"),
        ("할", re.compile(r"(\d)할\s?(\d)리"), r"0.\g<1>0\2"),
        # 66m40 is 66.40 metres.
        ("m", re.compile(r"(?<=\d)m(?=\d\d(?![\dA-Za-z.]|\s?[초분명위년월일]))"), "."),
        # 30여만 is a little more than 30만.
        ("여", re.compile(r"여(?=\s?[만억조])(?<=\d여|[십백천]여)"), ""),
        # 제9조 and 헌법 1조 are articles of a law.
        ("조", re.compile(r"((?:제|헌법|법)\s?\d+)조(?!\s?\d|\s?원|\s?달러)"), r"\1항"),
    )
    misread_points: ClassVar = (
        # Days that gave their names to events may be written as ``9.11``.
        (
            re.compile(
                r"\.(?=\d{1,2}\s?(?:테러|전쟁|운동|혁명|민주|항쟁|절(?!반)|남북|판문점|공동|정상회담"
                r"|선언|성명|합의|대책|총선|대선|지방선거|사태|참사|쿠데타))(?<=(?<![\d.])\d\.)"
            ),
            " ",
        ),
    )
    #: The *quarter-finals* are the 8강, the *talks* the 6자회담, the rivers the 4대강, the Korean
    #: War is 6·25전쟁, the *Baltic states* are 발트 3국, *Covid* is 코로나19.
    idioms = (
        r"(?<!\d)(?:4|8|16|32|64)(?=강(?!철))"
        r"|6(?=자\s?회담)|4(?=대강|대\s?보험)|\b6(?=·25(?!\d))|(?<=\b6·)25(?!\d)"
        r"|(?<=발트 |룩스 |유럽 |서스 )\d(?=국)|(?<=코로나)19(?!\d)|(?<=코로나 )19(?!\d)"
    )
    no_scales = "백신|천[막연]|만화(?!소)"
    percent = "퍼센트|베이시스"
    unanimous = "만장일치|전원 ?일치"
    only_one = r"(?<![\d.,])1(?=\s?(?![월일])[가-힣])"
    cents, among = _CENTS, _AMONG

    def spelled(self, text: str) -> Iterable[Decimal]:
        if text.isascii():
            return
        yield from (Decimal(value) for phrase, value in _PHRASES.items() if phrase in text)
        if _HALF_PAST.search(text):
            yield Decimal(30)
        yield from (Decimal(value) for value in _words(text) if value > 1)

    def shares(self, text: str) -> Iterator[Share]:
        for match in _FRACTION.finditer(text):
            for share in part_of(int(match[2] or 1), int(match[1] or 2)):
                yield share, in_digits(match[0])
        for match in _TENTHS.finditer(text):
            yield Decimal(10 * int(match[1])), in_digits(match[0])


def _words(text: str) -> Iterator[int]:
    for tens, ones, small in _NATIVE.findall(text):
        yield _ONES[small] if small else _TENS[tens] + _ONES.get(ones, 0)
    for word in _DAYS.findall(text):
        yield DAYS[word]
    for word in _SINO.findall(text):
        if not _SCALES.keys().isdisjoint(word):
            yield numeral(word, _DIGITS, _SCALES)
