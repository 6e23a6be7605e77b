"""Describe how a language writes numbers: scales, words, fractions, and lookalikes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from workflow.languages.tables import NOTHING

if TYPE_CHECKING:
    from babel import Locale

#: A fraction in per cent, and its digits in the text.
Share = tuple[Decimal, frozenset[Decimal]]
#: A text that must be there (quick to find); a pattern, which should begin with that text so that
#: the engine can skip to it; and the replacement.
Misreading = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]

#: How CLDR writes a number with the word that multiplies it: ``0 Milliarden``, ``00 Mrd'.'``.
_COMPACT = re.compile(r"(0+)\s?([^\W\d_]{3,}(?:\s[^\W\d_]{3,})?)(?:'\.')?")
_ENGLISH = {
    10**3: "thousand", 10**5: "lakh", 10**6: "million", 10**7: "crore", 10**9: "billion",
    10**12: "trillion",
}  # fmt: skip


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
        cents: a number in digits that it tells to be of a hundred: *20 per cent*.
        among: a whole and a part of it, both in digits: 10명 중 3명.
    """

    scales: ClassVar[Mapping[str, int]] = MappingProxyType({})
    no_scales: ClassVar[str] = ""
    misread: ClassVar[tuple[Misreading, ...]] = ()
    misread_points: ClassVar[tuple[tuple[re.Pattern[str], str], ...]] = ()
    percent: ClassVar[str] = ""
    idioms: ClassVar[str] = ""
    only_one: ClassVar[str] = ""
    unanimous: ClassVar[str] = ""
    cents: ClassVar[re.Pattern[str]] = NOTHING
    among: ClassVar[re.Pattern[str]] = cents

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
        for match in self.cents.finditer(text):
            yield Decimal(match[1]), frozenset({Decimal(match[1])})
        for match in self.among.finditer(text):
            whole, part = map(Decimal, match.groups())
            yield from ((share, frozenset({part, whole})) for share in part_of(part, whole))


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
    if (locale := _locale(tag)) is None:
        return False
    symbols = locale.number_symbols
    return bool(symbols.get("latn", symbols).get("decimal") == ",")


def _locale(tag: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def with_scales(text: str, tag: str) -> str:
    """Return a text with the words that multiply numbers in digits as English has them.

    Source: as :func:`has_decimal_comma`.

    >>> with_scales("1,2 Milliarden Euro", "de"), with_scales("3 mil millones", "es")
    ('1,2 billion Euro', '3 billion')
    """
    words = _scale_words(tag)
    if not words:
        return text
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    def english(match: re.Match[str]) -> str:
        scale = words[match[1].lower()] * words.get((match[2] or "").lower(), 1)
        return f" {_ENGLISH[scale]}" if scale in _ENGLISH else match[0]

    spaced = rf"(?i)(?<=\d)\s?({listed})(?:\s({listed}))?(?!\w)"
    return re.sub(spaced, english, text)


@lru_cache(maxsize=32)
def _scale_words(tag: str) -> Mapping[str, int]:
    """Return words of at least three letters that multiply a number, by value: Milliarden."""
    words: dict[str, int] = {}
    locale = _locale(tag)
    for formats in locale.compact_decimal_formats.values() if locale else ():
        for power, form in (
            (int(power), each) for by in formats.values() for power, each in by.items()
        ):
            if match := _COMPACT.fullmatch(form.pattern):
                words[match[2].lower()] = power // 10 ** (len(match[1]) - 1)
    return words
