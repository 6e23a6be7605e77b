"""Read numbers in digits, with the scale after them and what is added to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from math import prod
from typing import NamedTuple

from workflow.languages.numbers.numbers import Misreading, has_decimal_comma
from workflow.languages.scripts import KEPT, has_digit
from workflow.qa.quantities.polyglot import Polyglot, polyglot

_NOTHING, _ONE, _BOUNDLESS = Decimal(0), Decimal(1), Decimal("Infinity")
#: From here on the digits of a number are hard to count.
_LONG = 10_000
#: Digits in full width or raised, and units in one character. A full-width comma between other
#: digits is one of Chinese, not of thousands.
_WIDE = re.compile(r"[\uff10-\uff19²³\u3300-\u33ff]")
#: From this scale on, a scale ends what was added up below it: 2천345억 is 2345억.
_MYRIAD = 10**4
#: Texts that resemble a part of a number in any language.
_MISREAD: tuple[Misreading, ...] = (
    ("½", re.compile("(?<=\\d)½"), ".5"),
    # ``km2`` and ``120㎡`` hold no two, ``&#8212;`` no number.
    *(
        (f"m{power}", re.compile(rf"m{power}(?!\d)(?:(?<=[kcm]m.)|(?<![A-Za-z]m.))"), "m")
        for power in "23"
    ),
    # Arabic marks of thousands and decimals.
    ("\u066c", re.compile("\u066c"), ","),
    ("\u066b", re.compile("\u066b"), "."),
    ("&#", re.compile(r"&#\d+;"), ""),
    (" 1/2", re.compile(r"(?<=\d) 1/2\b"), ".5"),
    # Japanese newspapers print ``9・8%``.
    (
        "・",
        re.compile(
            r"(?<=\d)・(?=\d+\s?(?:[%℃]|ドル|円|ユーロ|元|ウォン|ポイント|パーセント|メートル|キロ|センチ"
            r"|ミリ|トン|倍|度|秒|歳|合|坪|ヘクタール))"
        ),
        ".",
    ),
    # ``5:00`` is 5시 and 5点.
    (":00", re.compile(r"(?<=\d):00(?![\d:.,]\d|\d)"), ""),
)
_POINT = re.compile(r"\.\d")
#: The same for a point before a digit.
_MISREAD_POINTS = (
    # A ``.22-calibre`` rifle is one of 22구경.
    (re.compile(r"\.(?=\d\d[ -]?(?:calib|구경|口径))(?<!\d\.)"), ""),
    # Dates in numbers: ``2021.12.7``, ``7.12.2021``.
    (re.compile(r"(?<![\d.])((?:19|20)\d\d)\.(\d{1,2})\.(?=\d{1,2}(?!\d))"), r"\1 \2 "),
    (re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?=(?:19|20)\d\d(?!\.?\d))"), r"\1 \2 "),
    # ``.268`` is 0.268.
    (re.compile(r"\.(?=\d)(?<![\w.]\.)"), "0."),
    # Minutes and seconds (``4:41.30``), year and month (``2005.10``).
    (re.compile(r"\.(?=\d)(?<=\d:\d\d\.)"), " "),
    (re.compile(r"\.(?=(?:0[1-9]|1[0-2])(?!\d))(?<=(?<![\d.])(?:19|20)\d\d\.)"), " "),
)


class Number(NamedTuple):
    """A number in digits with its scale, as ``Polyglot.scaled`` finds it.

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


@lru_cache(maxsize=KEPT)
def digits(text: str) -> frozenset[Decimal]:
    """Return the values written in digits, without those only in words.

    >>> digits("1.2 billion in 2021") == digits("2021年12亿")
    True
    >>> digits("1조2천345억") == digits("1.2345 trillion")
    True
    """
    if text.isdecimal() and text.isascii():
        return frozenset((Decimal(text),))
    found = numbers(text)
    if not any(number.adds for number in found):  # none is part of another
        return frozenset([number.bare * number.small for number in found])
    return frozenset(_sums(found))


def _sums(numbers: Sequence[Number]) -> Iterator[Decimal]:
    """Yield the numbers, those that belong together added up: 3만 2000, 1조2천345억."""
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


@lru_cache(maxsize=KEPT)
def numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers in digits, in order, each with its scale."""
    return tuple(_found(text)) if has_digit(text) else ()


def _found(text: str) -> Iterator[Number]:
    known = polyglot()
    text = _as_read(text, known)
    end = -2
    for match in known.scaled.finditer(text):
        digits, word, signs = match.groups()
        bare = Decimal(digits.replace(",", ""))
        joined = text[end : match.start()] in ("", " ") and end >= 0
        end = match.end()
        if not (word or signs):
            yield Number(bare, _ONE, _ONE, joined, _NOTHING)
            continue
        small, large = _scales(signs, known) if signs else (1, 1)
        yield Number(
            bare,
            small=Decimal(known.words[word.lower()] if word else small),
            large=Decimal(large),
            joined=joined,
            adds=_BOUNDLESS if large > 1 else Decimal(small if small > 1 else 0),
        )


def _scales(signs: str, known: Polyglot) -> tuple[int, int]:
    """Return the factors of scales: below a myriad, and from a myriad on."""
    scales = [known.signs[sign] for sign in signs]
    small = prod(scale for scale in scales if scale < _MYRIAD)
    return small, prod(scale for scale in scales if scale >= _MYRIAD)


def _as_read(text: str, known: Polyglot) -> str:
    """Return a text without lookalikes of numbers."""
    if _WIDE.search(text):
        text = unicodedata.normalize("NFKC", text)
    for hint, pattern, instead in (*known.misread, *_MISREAD):
        if hint in text:
            text = pattern.sub(instead, text)
    if _POINT.search(text):
        for point, read in (*_MISREAD_POINTS, *known.misread_points):
            text = point.sub(read, text)
    return text


def shown(value: Decimal) -> str:
    """Write a value in digits, without a scale: ``1200000000``."""
    return f"{value.normalize():f}"


def listed(values: Iterable[Decimal]) -> str:
    """List values, the smallest first; long ones with marks between their thousands.

    >>> listed({Decimal("1.2E+9"), Decimal("3.50"), Decimal(2021)})
    '3.5, 2021, 1,200,000,000'
    """
    return ", ".join(
        f"{value.normalize():,f}" if abs(value) >= _LONG else shown(value)
        for value in sorted(values)
    )


def with_points(text: str, tag: str) -> str:
    """Return a text with its numbers in digits as English writes them: 2.500,5 is 2500.5.

    Source: the Unicode Common Locale Data Repository (CLDR) by way of Babel.

    >>> with_points("1,5 Prozent von 2.500", "de"), with_points("1,500", "en")
    ('1.5 Prozent von 2500', '1,500')
    """
    if not has_decimal_comma(tag):
        return text
    text = re.sub(r"(?<=\d)[. \u00a0\u202f'’](?=\d{3}(?!\d))", "", text)
    return re.sub(r"(?<=\d),(?=\d)", ".", text)
