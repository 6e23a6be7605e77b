"""Read times in English: spans, *last Monday* for a date, the clock of twelve hours, decades."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.numbers import times
from workflow.languages.numbers.times import (
    DAY,
    DECADE,
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
    (SECOND, "second"), (MINUTE, "minute"), (HOUR, "hour"), (DAY, "day"), (WEEK, "week"),
    (("second", 14 * 86_400), "fortnight"), (MONTH, "month"), (YEAR, "year"), (DECADE, "decade"),
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
#: ``1930s`` may become 20世纪30年代 or 30년대, ``2020-21`` 2020~2021, ``the class of '98`` 98학번.
_DECADE = re.compile(r"\b(\d\d)(\d0)['’]?s\b")
_SHORT_DECADE = re.compile(r"(?<![\d.,])([1-9]0)s\b")
_SHORT_YEAR = re.compile(
    r"\b(?:19|20)\d\d ?[-\u2013/](\d\d)(?![\d-])|(?:(?<!\w)['’])(\d\d)(?!\d|s\b)"
)
#: ``19:30`` is 7:30 by the clock of twelve hours, as is ``0715``.
_CLOCK = re.compile(r"\b(\d{1,2})(?=:)|\b(\d{1,2})(?=(?:[.:]\d\d)?\s?(?ai:[ap])\.?(?ai:m)\b)")
_HALF_DAY = re.compile(
    rf"(?ai:\b(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)})(?:[:.]\d\d)?\s?(?:o['’]clock )?"
    r"(?:(?:a\.?m\b|in the morning)|(?P<late>p\.?m\b|in the (?:afternoon|evening)|at night)))"
)
#: One of which every hour of half a day has; quick to look for.
_HALVES = (
    "a.m", "p.m", *(f"{end}{half}m" for half in "ap" for end in "0123456789"), " am", " pm",
    "in the morning", "in the afternoon", "in the evening", "at night",
)  # fmt: skip
_DIGITS_OF_A_CLOCK = re.compile(
    r"\b([01]\d|2[0-3])([0-5]\d)(?=\s?(?:GMT|UTC|BST|CET|E[SD]?T|hours|hrs)\b)"
    r"|(?<=\b[Aa]t )(0\d)([0-5]\d)\b"
)
#: ``5m people``, ``10k``: what it stands for, if it is no measure.
_LETTER = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)([kKm])\b")
_LETTERS = {"k": 1000, "m": 10**6}


#: ``6 decades`` are 60 years.
_YEARS = re.compile(r"(?<![\d.,])(\d+)(?:[ -]plus)?[ -](decade|centur(?:y|ies))")
_DECADES = {"d": 10, "c": 100}


class EnglishTimes(Times):
    """How English tells time."""

    day = Dated(
        relative=r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b(?:yester|to)day\b|\b[Tt]omorrow\b"
        r"|(?<!\d[ -])\bdays?\b|\bdays? (?:ago|after|before|earlier|later|since)\b"
        r"|\b(?:week(?:end)?s?|month|morning|afternoon|evening|night|session)\b"
    )
    month = Dated(relative=r"\b(?:last|this|next|previous) month\b")
    year = Dated(relative=r"\b(?:last|this|next|previous) year\b")

    def spans(self, text: str) -> Iterator[Span]:
        if not any(map(text.lower().__contains__, _UNITS)):
            return iter(())
        return times.spans(text, _SPAN, _UNITS, _NUMBERS.__getitem__)

    def hours(self, text: str) -> Iterator[Hour]:
        if not any(map(text.lower().__contains__, _HALVES)):
            return iter(())
        return times.hours(text, _HALF_DAY, _NUMBERS.__getitem__)

    def ways(self, text: str) -> Iterator[Ways]:
        for match in _DECADE.finditer(text):
            yield Decimal(match[1] + match[2]), {Decimal(match[2]), Decimal(match[1]) + 1}
        for match in _SHORT_DECADE.finditer(text):
            yield Decimal(match[1]), times.in_any_century(match[1])
        for match in _SHORT_YEAR.finditer(text):
            year = match[1] or match[2]
            yield Decimal(year), times.in_any_century(year)
        for match in _CLOCK.finditer(text):
            hour = match[1] or match[2]
            yield Decimal(hour), times.by_any_clock(int(hour))
        for match in _DIGITS_OF_A_CLOCK.finditer(text):
            hours, minutes = match[1] or match[3], match[2] or match[4]
            told = {Decimal(hours), Decimal(minutes), *times.by_any_clock(int(hours))}
            yield Decimal(hours + minutes), told
        for match in _YEARS.finditer(text):
            yield Decimal(match[1]), {Decimal(match[1]) * _DECADES[match[2][0]]}
        for match in _LETTER.finditer(text):
            yield Decimal(match[1]), {Decimal(match[1]) * _LETTERS[match[2].lower()]}
