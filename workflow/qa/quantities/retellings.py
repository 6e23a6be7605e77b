"""Find all that a text can be said to mention, and numbers told in another way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from workflow.languages.numbers.numbers import Share, in_digits, part_of
from workflow.languages.numbers.times import Span
from workflow.languages.scripts import KEPT
from workflow.qa.quantities.figures import digits, numbers
from workflow.qa.quantities.polyglot import polyglot

#: Up to this value numbers are written in words as often as in digits.
COUNTED = 10
_ROMAN = re.compile(r"\b(?:WW)?(?=[IVXL]{2}|V\b)(XL|L?X{0,3})(IX|IV|V?I{0,3})(?!\w)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_CENTS = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s?[%％]")
_FRACTION = re.compile(r"(\d)\s?/\s?(\d)\b")
#: How far two tellings of one share may be apart, in per cent: a third is 33.
_ROUNDED = Decimal("0.75")
_UNOPPOSED = re.compile(r"(?<![\d.,])(\d+)[-–:](0)(?![\d.,])")
_EVERY_ONE = re.compile(r"(?<![\d.,])1(?![\d.,]*\d)")


@lru_cache(maxsize=KEPT)
def mentioned(text: str) -> frozenset[Decimal]:
    """Return every value a text can be said to mention: digits, their parts, words, months.

    Generous on purpose: it answers whether a number may come from here, not which ones do.
    """
    values = set(digits(text))
    for number in numbers(text):
        values |= {number.bare, number.value}
    for language in polyglot().numbers:
        values.update(language.mentioned(text))
    return frozenset(values)


@lru_cache(maxsize=KEPT)
def counted(text: str) -> frozenset[Decimal]:
    """Return the values from two to ten that a text spells in unambiguous words."""
    return frozenset(value for each in polyglot().numbers for value in each.counted(text))


@lru_cache(maxsize=KEPT)
def spelled(text: str) -> frozenset[Decimal]:
    """Return the values that a text gives in other words: 다섯, ``WWII``, *half a million*."""
    roman = frozenset(_roman(match[1] + match[2]) for match in _ROMAN.finditer(text))
    return roman.union(*(language.spelled(text) for language in polyglot().numbers))


def _roman(numeral: str) -> Decimal:
    letters = [_ROMAN_DIGITS[letter] for letter in numeral]
    pairs = zip(letters, [*letters[1:], 0], strict=True)
    return Decimal(sum(-one if one < following else one for one, following in pairs))


def idioms(text: str) -> set[Decimal]:
    """Return the values that belong to a name or an idiom and may be left out: ``COVID-19``."""
    return {Decimal(match[0]) for match in polyglot().idioms.finditer(text)}


def unanimous(text: str, other: str) -> set[Decimal]:
    """Return the numbers of votes in a text which another tells to be unanimous.

    >>> sorted(map(int, unanimous("The court ruled 9-0 against it.", "만장일치로 판결했다.")))
    [0, 9]
    """
    votes = _UNOPPOSED.findall(text)
    told = votes and polyglot().unanimous.search(other)
    return {Decimal(number) for vote in votes for number in vote} if told else set()


def only_one(text: str) -> bool:
    """Say whether every 1 of a text counts what English has without a number: 1시간, *an hour*."""
    return len(polyglot().only_one.findall(text)) == len(_EVERY_ONE.findall(text))


def dates(text: str, other: str) -> set[Decimal]:
    """Return the days, months and years of a text that another may put relative to today instead.

    >>> sorted(map(int, dates("28일", "on Monday") | dates("in October 2007", "지난해 10월")))
    [28, 2007]
    """
    return {
        Decimal(day)
        for written, relative in polyglot().dates
        if relative.search(other) and not written.search(other)
        for match in written.finditer(text)
        for day in match.groups()
        if day
    }


def ways(text: str) -> dict[Decimal, set[Decimal]]:
    """Return the other values that each value of a text may become in a translation.

    A decade may be named without its century (*the 1930s*, 30년대), an hour by the other clock, the
    first number of a range with the scale of the second (*7 to 7.5 billion*, 70亿至75亿).

    >>> ways("the 1930s")[Decimal(1930)] == {Decimal(30), Decimal(20)}
    True
    >>> ways("7 to 8 billion") == {Decimal(7): {Decimal(7) * 10**9}}
    True
    """
    found: dict[Decimal, set[Decimal]] = {}
    for value, scaled in _ranges(text):
        found.setdefault(value, set()).add(scaled)
    for language in polyglot().times:
        for value, others in language.ways(text):
            found.setdefault(value, set()).update(others)
    return found


def _ranges(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the first number of each range without a scale, and with that of the second."""
    known = polyglot()
    for one, other in pairwise(known.scaled.finditer(text)):
        bare = one[0] == one[1]
        if bare and other[2] and known.ranging.fullmatch(text, one.end(), other.start()):
            value = Decimal(one[1].replace(",", ""))
            yield value, value * known.words[other[2].lower()]


def same_spans(text: str, other: str) -> set[Decimal]:
    """Return the values of a text's time spans that another text counts in other units.

    >>> sorted(map(int, same_spans("for 90 minutes, in 18 months", "1시간 30분, 一年半")))
    [18, 90]
    """
    known = {(base, length) for base, length, _ in _spans(other)}
    same = (values for base, length, values in _spans(text) if (base, length) in known)
    return set().union(*same)


def _spans(text: str) -> Iterator[Span]:
    for language in polyglot().times:
        yield from language.spans(text)


def same_shares(here: str, there: str) -> set[Decimal]:
    """Return the values of a text's fractions that another text writes in other numbers.

    >>> sorted(map(int, same_shares("4분의 3이 동의했다", "75 percent agreed")))
    [3, 4]
    >>> sorted(map(int, same_shares("20 percent of them", "5명 중 1명")))
    [20]
    >>> same_shares("10.8 percent of them", "10.3%")
    set()
    """
    others = [(share, values == {share}) for share, values in _all_shares(there)]
    return {
        value
        for share, values in _all_shares(here)
        for value in values
        for other, in_per_cent in others
        if (share == other or not (in_per_cent and values == {share}))
        and abs(share - other) <= _ROUNDED
    }


def in_per_cent(text: str, other: str) -> set[Decimal]:
    """Return the fractions of a text in per cent, rounded up and down, where another has per cent.

    >>> sorted(map(str, in_per_cent("two thirds of them", "66%")))
    ['66', '66.6', '66.7', '67']
    """
    if not polyglot().percent.search(other):
        return set()
    return {
        share.quantize(Decimal(step), rounding)
        for share, _ in _shares(text)
        for step in ("1", "0.1")
        for rounding in ("ROUND_FLOOR", "ROUND_HALF_UP")
    }


def _shares(text: str) -> Iterator[Share]:
    for match in _FRACTION.finditer(text):
        for share in part_of(int(match[1]), int(match[2])):
            yield share, in_digits(match[0])
    for language in polyglot().numbers:
        yield from language.shares(text)


def _all_shares(text: str) -> Iterable[Share]:
    yield from _shares(text)
    for match in _CENTS.finditer(text):
        yield Decimal(match[1]), frozenset({Decimal(match[1])})
    for language in polyglot().numbers:
        yield from language.per_cent(text)
