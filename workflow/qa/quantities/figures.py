"""Numbers in digits: what is read as one, with the scale after it, and what is added to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

_DIGIT = re.compile(r"\d")
_NOTHING, _BOUNDLESS = Decimal(0), Decimal("Infinity")
#: From here on the digits of a number are hard to count.
_LONG = 10_000
#: Digits in full width or raised, and units in one character. A full-width comma between other
#: digits is one of Chinese, not of thousands.
_WIDE = re.compile(r"[\uff10-\uff19²³\u3300-\u33ff]")
_WORD_SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
}
SCALES = {
    **dict.fromkeys("십十", 10),
    **dict.fromkeys("백百", 100),
    **dict.fromkeys("천千", 10**3),
    **dict.fromkeys("만万萬", 10**4),
    **dict.fromkeys("억亿億", 10**8),
    **dict.fromkeys("조兆", 10**12),
}
#: From here on a scale ends what was added up below it: 2천345억 is 2345억.
_MYRIAD = 10**4
#: 千米 is a kilometre, 千瓦 a kilowatt, 兆瓦 a megawatt.
_SCALED = re.compile(
    rf"(\d+(?:,\d{{3}}(?!\d))*(?:\.\d+)?)(?:[\s-]?((?ai:{'|'.join(_WORD_SCALES)}))\b"
    rf"|\s?((?:(?!千[米克瓦卡]|兆[瓦赫字比位帕焦])[{''.join(SCALES)}]){{1,3}}))?"
)
#: What a letter after an amount of money stands for.
_MONEY_LETTERS = {"k": "thousand", "m": "mn", "b": "bn", "t": "tn"}


def _in_letters(match: re.Match[str]) -> str:
    return f"{match[1]} {_MONEY_LETTERS[match[2].lower()]}"


#: What only looks like part of a number or its scale: a text it must hold (quick to look for), its
#: pattern, and what is read instead. Patterns begin with what they look for where they can, since
#: the regular expression engine skips to that.
_READ_OTHERWISE: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # A batting average of 2할6푼8리 is 0.268, one of 3할5리 0.305.
    ("할", re.compile(r"(\d)할\s?(\d)푼(?:\s?(\d)리)?"), r"0.\1\2\3"),
    ("할", re.compile(r"(\d)할\s?(\d)리"), r"0.\g<1>0\2"),
    # 100多万 and 30여만 are a little more than 100万 and 30만.
    *(
        (more, re.compile(rf"{more}(?=\s?[만억조万亿])(?<=\d{more}|[십백천十百千]{more})"), "")
        for more in "多余여"
    ),
    ("½", re.compile("(?<=\\d)½"), ".5"),
    # 제9조 and 헌법 1조 are articles of a law.
    ("조", re.compile(r"((?:제|헌법|법)\s?\d+)조(?!\s?\d|\s?원|\s?달러)"), r"\1항"),
    # ``km2`` and ``120㎡`` hold no two, ``&#8212;`` no number.
    *(
        (f"m{power}", re.compile(rf"m{power}(?!\d)(?:(?<=[kcm]m.)|(?<![A-Za-z]m.))"), "m")
        for power in "23"
    ),
    ("&#", re.compile(r"&#\d+;"), ""),
    # ``£125m`` is millions, ``125m`` may be metres.
    *((sign, re.compile(rf"(\{sign}\s?[\d.,]*\d)([kmbtKMBT])\b"), _in_letters) for sign in "$£€¥₩"),
)
_POINT = re.compile(r"\.\d")
#: The same for a point before a digit.
_POINT_READ_OTHERWISE = (
    # Dates in numbers: ``2021.12.7``, ``7.12.2021``.
    (re.compile(r"(?<![\d.])((?:19|20)\d\d)\.(\d{1,2})\.(?=\d{1,2}(?!\d))"), r"\1 \2 "),
    (re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?=(?:19|20)\d\d(?!\.?\d))"), r"\1 \2 "),
    # ``.268`` is 0.268.
    (re.compile(r"\.(?=\d)(?<![\w.]\.)"), "0."),
    # Minutes and seconds (``4:41.30``), year and month (``2005.10``).
    (re.compile(r"\.(?=\d)(?<=\d:\d\d\.)"), " "),
    (re.compile(r"\.(?=(?:0[1-9]|1[0-2])(?!\d))(?<=(?<![\d.])(?:19|20)\d\d\.)"), " "),
    # Days that gave their names to events may be written as ``9.11``.
    (
        re.compile(
            r"\.(?=\d{1,2}\s?(?:테러|전쟁|운동|혁명|민주|항쟁|절(?!반)|남북|판문점|공동|정상회담|선언"
            r"|성명|합의|대책|총선|대선|지방선거|사태|참사|쿠데타|terror|attack))"
            r"(?<=(?<![\d.])\d\.)"
        ),
        " ",
    ),
    # ``7.55am`` is a time, not a decimal.
    (re.compile(r"\.(?=\d\d\s?[ap]\.?m\b)(?<=\d\.)", re.IGNORECASE), ":"),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in digits with its scale, as :data:`_SCALED` finds it.

    Attributes:
        bare: without the scale.
        small: the scale below a myriad, or an English one; 1 without any.
        large: the scale from a myriad on; 1 without any.
        joined: whether at most a space stands between it and the number before.
        adds: how much less a number has to be that may add to this one.
    """

    bare: Decimal
    small: Decimal
    large: Decimal
    joined: bool
    adds: Decimal

    @property
    def value(self) -> Decimal:
        """With the scale."""
        return self.bare * self.small * self.large


@lru_cache(maxsize=512)
def digits(text: str) -> frozenset[Decimal]:
    """The values written in digits; what is written in words only is left out.

    >>> digits("1.2 billion in 2021") == digits("2021年12亿")
    True
    >>> digits("1조2천345억") == digits("1.2345 trillion")
    True
    """
    return frozenset(_sums(numbers(text)))


def _sums(numbers: Sequence[Number]) -> Iterator[Decimal]:
    """The numbers, those that belong together added up: 3만 2000, 1조2천345억."""
    total = group = below = _NOTHING
    ceiling = _BOUNDLESS
    for at, number in enumerate(numbers):
        term = number.bare * number.small
        fits = term < below and (group + term) * number.large < ceiling
        if not (fits and number.joined):
            if at:
                yield total + group
            total, group, ceiling = _NOTHING, _NOTHING, _BOUNDLESS
        group, below = group + term, number.adds
        if number.large > 1:
            total, group, ceiling = total + group * number.large, _NOTHING, number.large
    if numbers:
        yield total + group


@lru_cache(maxsize=512)
def numbers(text: str) -> tuple[Number, ...]:
    """The numbers in digits, in order, each with its scale."""
    return tuple(_found(text)) if _DIGIT.search(text) else ()


def _found(text: str) -> Iterator[Number]:
    text = _as_read(text)
    end = -2
    for match in _SCALED.finditer(text):
        bare, word, signs = match.groups()
        scales = [SCALES[sign] for sign in signs or ()]
        small = prod(scale for scale in scales if scale < _MYRIAD)
        large = prod(scale for scale in scales if scale >= _MYRIAD)
        yield Number(
            bare=Decimal(bare.replace(",", "")),
            small=Decimal(_WORD_SCALES[word.lower()] if word else small),
            large=Decimal(large),
            joined=text[end : match.start()] in ("", " ") and end >= 0,
            adds=_BOUNDLESS if large > 1 else Decimal(small if small > 1 else 0),
        )
        end = match.end()


def _as_read(text: str) -> str:
    """A text without what only looks like part of a number."""
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text)
    for hint, pattern, instead in _READ_OTHERWISE:
        if hint in text:
            text = pattern.sub(instead, text)
    for pattern, instead in _POINT_READ_OTHERWISE if _POINT.search(text) else ():
        text = pattern.sub(instead, text)
    return text


def shown(value: Decimal) -> str:
    """A value in digits, without a scale: ``1200000000``."""
    return f"{value.normalize():f}"


def listed(values: Iterable[Decimal]) -> str:
    """Values in a row, the smallest first; long ones with marks between their thousands.

    >>> listed({Decimal("1.2E+9"), Decimal("3.50"), Decimal(2021)})
    '3.5, 2021, 1,200,000,000'
    """
    return ", ".join(
        f"{value.normalize():,f}" if abs(value) >= _LONG else shown(value)
        for value in sorted(values)
    )


def with_points(text: str, tag: str) -> str:
    """A text of a language with its numbers in digits as English writes them: 2.500,5 is 2500.5.

    Source: the Unicode Common Locale Data Repository (CLDR) by way of Babel.

    >>> with_points("1,5 Prozent von 2.500", "de"), with_points("1,500", "en")
    ('1.5 Prozent von 2500', '1,500')
    """
    if not _decimal_comma(tag):
        return text
    text = re.sub(r"(?<=\d)[. \u00a0\u202f'’](?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=\d),(?=\d)", ".", text)


@lru_cache(maxsize=32)
def _decimal_comma(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(tag, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return False
    return bool(symbols.get("latn", symbols).get("decimal") == ",")
