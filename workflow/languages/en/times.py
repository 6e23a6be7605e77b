"""Read times in English: spans, *last Monday* for a date, the clock of twelve hours, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.numbers import times
from workflow.languages.numbers.times import Dated, Found, Ways

_UNITS = times.units(
    (times.SECOND, "second"), (times.MINUTE, "minute"), (times.HOUR, "hour"), (times.DAY, "day"),
    (times.WEEK, "week"), (("second", 14 * 86_400), "fortnight"), (times.MONTH, "month"),
    (times.YEAR, "year"), (times.DECADE, "decade"),
)  # fmt: skip
_NUMBERS = {
    word: value
    for value, words in enumerate(
        "a an one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve".split(","), 1
    )
    for word in words.split()
}
_SPAN = re.compile(
    rf"(?ai:\b(?<![a-z]-)(?:(?P<half>half)[ -](?:an? )?"
    rf"|(?P<number>(?<![\d.,])\d+(?:\.\d+)?|{'|'.join(_NUMBERS)})"
    r"(?P<more> and a half)?[ -])"
    r"(?P<unit>second|minute|hour|day|week|fortnight|month|year|decade)s?\b"
    r"(?P<tail> and a half)?)"
)
_HALF_DAY = re.compile(
    rf"(?ai:\b(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:[:.]\d\d)?\s?(?:o['’]clock )?"
    r"(?:(?:a\.?m\b|in the morning)|(?P<late>p\.?m\b|in the (?:afternoon|evening)|at night)))"
)
#: One of which every hour of half a day has; quick to look for.
_HALVES = (
    "a.m", "p.m", *(f"{end}{half}m" for half in "ap" for end in "0123456789"), " am", " pm",
    "in the morning", "in the afternoon", "in the evening", "at night",
)  # fmt: skip
_LETTERS = {"k": 1000, "m": 10**6}
_DECADES = {"d": 10, "c": 100}


def _decade(found: Found) -> Iterator[Ways]:
    """Yield a decade, and its number and that of the century: ``1930s`` is 20世纪30年代."""
    yield Decimal(found[1] + found[2]), {Decimal(found[2]), Decimal(found[1]) + 1}


def _digits_of_a_clock(found: Found) -> Iterator[Ways]:
    """Yield four digits, and the hours and minutes that they are: ``0715`` is 7:15."""
    hours, minutes = found[1] or found[3], found[2] or found[4]
    told = {Decimal(hours), Decimal(minutes), *times.hours_of(int(hours))}
    yield Decimal(hours + minutes), told


def _in_years(found: Found) -> Iterator[Ways]:
    """Yield decades or centuries, and their years: ``6 decades`` are 60."""
    yield Decimal(found[1]), {Decimal(found[1]) * _DECADES[found[2][0]]}


def _with_letter(found: Found) -> Iterator[Ways]:
    """Yield a number before a letter, and what it stands for if it is no measure: ``5m people``."""
    yield Decimal(found[1]), {Decimal(found[1]) * _LETTERS[found[2].lower()]}


class EnglishTimes(times.Times):
    """How English tells time."""

    day = Dated(
        relative=r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:yester|to)day\b|\b[Tt]omorrow\b"
        r"|(?<!\d[ -])\bdays?\b|\bdays? (?:ago|after|before|earlier|later|since)\b"
        r"|\b(?:week(?:end)?s?|month|morning|afternoon|evening|night|session)\b"
    )
    month = Dated(relative=r"\b(?:last|this|next|previous) month\b")
    year = Dated(relative=r"\b(?:last|this|next|previous) year\b")
    ascii = True
    units, span, half_day = _UNITS, _SPAN, _HALF_DAY
    otherwise = (
        (re.compile(r"\b(\d\d)(\d0)['’]?s\b"), _decade),
        (re.compile(r"(?<![\d.,])([1-9]0)s\b"), times.in_any_century),
        # ``2020-21`` may become 2020~2021, ``the class of '98`` 98학번.
        (
            re.compile(
                r"\b(?:19|20)\d\d ?[-\u2013/](\d\d)(?![\d-])|(?:(?<!\w)['’])(\d\d)(?!\d|s\b)"
            ),
            times.in_any_century,
        ),
        # ``19:30`` is 7:30 by the clock of twelve hours.
        (
            re.compile(r"\b(\d{1,2})(?=:)|\b(\d{1,2})(?=(?:[.:]\d\d)?\s?(?ai:[ap])\.?(?ai:m)\b)"),
            times.by_any_clock,
        ),
        (
            re.compile(
                r"\b([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|BST|CET|E[SD]?T|hours|hrs)\b)"
                r"|(?<=\b[Aa]t )(0\d)([0-5]\d)\b"
            ),
            _digits_of_a_clock,
        ),
        (
            re.compile(r"(?<![\d.,])(\d+)(?:[ -]plus)?[ -](decade|centur(?:y|ies))"),
            _in_years,
        ),
        (re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)([kKm])\b"), _with_letter),
    )

    def number(self, word: str) -> int:
        return _NUMBERS[word]

    def spans(self, text: str) -> Iterator[times.Span]:
        if any(map(text.lower().__contains__, _UNITS)):
            yield from super().spans(text)

    def hours(self, text: str) -> Iterator[times.Hour]:
        if any(map(text.lower().__contains__, _HALVES)):
            yield from super().hours(text)
