"""Number words of Korean: native (스물다섯), Sino-Korean (삼십), days (사흘).

Without a dictionary their syllables cannot be told from those of other words, so most are read
before what they count only.

Source: National Institute of Korean Language, Standard Korean Dictionary, numerals and counters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.qa.quantities.values import han_value

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
_NATIVE = re.compile(
    rf"(?<![가-힣])({'|'.join(_TENS)})({'|'.join(_ONES)})?{_COUNTED}"
    rf"|(다섯|여섯|일곱|여덟|아홉|(?<![가-힣])(?:두|둘|세|셋|네|넷){_COUNTED})"
)
_DAYS = re.compile(rf"(?<![가-힣])(?:{'|'.join(DAYS)})")
_SINO = re.compile(
    r"(?<![가-힣\d])[일이삼사오육칠팔구십백천만억조]+(?=여?\s?(?:명|개|년|원|달러|배|번|차례|살|세|일|월"
    r"|시간|분|초|곳|건|대|마리|퍼센트|가지|주|회|쪽|리|미터|킬로|평|가구|권|점|표|석|도|층))"
)
_HAN = str.maketrans("일이삼사오육칠팔구", "一二三四五六七八九")
_SCALES = frozenset("십백천만억조")


def words(text: str) -> set[Decimal]:
    """The values from two on that ``text`` gives in Korean words.

    >>> sorted(map(int, words("스물다섯 명이 사흘 동안 삼십만 원을 두 번 썼다.")))
    [2, 3, 25, 300000]
    """
    return set() if text.isascii() else {Decimal(value) for value in _words(text) if value > 1}


def _words(text: str) -> Iterator[int]:
    for tens, ones, small in _NATIVE.findall(text):
        yield _ONES[small] if small else _TENS[tens] + _ONES.get(ones, 0)
    for word in _DAYS.findall(text):
        yield DAYS[word]
    for word in _SINO.findall(text):
        if not _SCALES.isdisjoint(word):
            yield han_value(word.translate(_HAN))
