"""Describe how a language writes numbers: scales, words, fractions, and lookalikes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

#: A fraction in per cent, and its digits in the text.
Share = tuple[Decimal, frozenset[Decimal]]
#: A text that must be there (quick to find); a pattern, which should begin with that text so that
#: the engine can skip to it; and the replacement.
Misreading = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]


class Numbers:
    """How a language writes numbers; by default, only in digits.

    Attributes:
        scales: what multiplies the digits before it: ``million``, ``万``. In ASCII letters it is a
            word; other characters may follow each other.
        no_scales: pattern of what begins like a scale and is a unit: 千米 is a kilometre.
        misread: what only looks like part of a number or its scale.
        misread_points: the same, for the point between two digits.
        percent: pattern of how it tells, but for the sign, that numbers are parts of a hundred.
        idioms: pattern of numbers that belong to a name or an idiom, so that one side of a
            translation may do without: ``COVID-19`` is 新冠.
        only_one: pattern of a 1 that only counts what other languages have without a number:
            1시간 is an hour.
        unanimous: pattern of how it tells a vote that nobody was against, *9-0*, without numbers.
    """

    scales: ClassVar[Mapping[str, int]] = MappingProxyType({})
    no_scales: ClassVar[str] = ""
    misread: ClassVar[tuple[Misreading, ...]] = ()
    misread_points: ClassVar[tuple[tuple[re.Pattern[str], str], ...]] = ()
    percent: ClassVar[str] = ""
    idioms: ClassVar[str] = ""
    only_one: ClassVar[str] = ""
    unanimous: ClassVar[str] = ""

    def mentioned(self, text: str) -> Iterable[Decimal]:
        """Return every value that the words of a text may stand for.

        Generous on purpose: it answers whether a number may come from here.
        """
        return ()

    def spelled(self, text: str) -> Iterable[Decimal]:
        """Return the values that a text certainly gives in words or in another form: 다섯."""
        return ()

    def counted(self, text: str) -> Iterable[Decimal]:
        """Return the values from two to ten that a text spells in unambiguous words."""
        return ()

    def shares(self, text: str) -> Iterator[Share]:
        """Yield the fractions that a text spells in words."""
        return iter(())

    def per_cent(self, text: str) -> Iterator[Share]:
        """Yield the shares that a text gives in words (*20 per cent*, *3 out of 10*)."""
        return iter(())


def numeral(text: str, digits: Mapping[str, int], scales: Mapping[str, int]) -> int:
    """Return the value of a numeral that puts each digit before its scale, as 三十八 does.

    Without a scale its digits are read one by one, as in 二〇二一.

    Args:
        text: nothing but digits and scales.
        digits: each character and its value.
        scales: each character and its value.
    """
    if scales.keys().isdisjoint(text):
        return int("".join(str(digits[character]) for character in text))
    total, section, digit = 0, 0, 0
    for character in text:
        if character in digits:
            digit = digits[character]
        elif (scale := scales[character]) < 10**4:
            section, digit = section + (digit or 1) * scale, 0
        else:
            total, section, digit = (total + section + digit or 1) * scale, 0, 0
    return total + section + digit


def in_digits(text: str) -> frozenset[Decimal]:
    """Return the values of the digits of a text that tells a share."""
    return frozenset(Decimal(digits) for digits in re.findall(r"\d+", text))


def part_of(part: Decimal | int, whole: Decimal | int) -> Iterator[Decimal]:
    """Yield a fraction in per cent; nothing for an improper one."""
    if 0 < part < whole:
        yield 100 * Decimal(part) / whole


@lru_cache(maxsize=32)
def has_decimal_comma(tag: str) -> bool:
    """Say whether a language writes 1.234,5 where English has 1,234.5.

    Source: the Unicode Common Locale Data Repository (CLDR) by way of Babel.
    """
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(tag, sep="-").number_symbols
    except (UnknownLocaleError, ValueError):
        return False
    return bool(symbols.get("latn", symbols).get("decimal") == ",")
