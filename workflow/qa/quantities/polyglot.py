"""Put together what all languages know of numbers, the first time it is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from workflow.languages import pack, registered
from workflow.languages.all_languages import any_of
from workflow.languages.numbers.numbers import Misreading, Numbers
from workflow.languages.numbers.times import Dated, Times
from workflow.languages.numbers.units import Units

_NEVER = "(?!)"
_YEAR = r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[,.]\d)"


@dataclass(frozen=True, slots=True)
class Polyglot:
    """The number patterns of all registered languages.

    Attributes:
        numbers, times, units: the parts of each language.
        words, signs: scales in ASCII letters, and those in other characters, with their values.
        scaled: a number in digits with its scale: the number, a word, signs.
        ranging: what stands between the two numbers of a range.
        misread, misread_points: what only looks like part of a number.
        idioms: numbers that belong to a name or an idiom.
        only_one: a 1 that only counts.
        unanimous: how a vote that nobody was against is told without numbers.
        percent: how it is told that numbers are parts of a hundred.
        dates: how days, months and years are told in digits, and relative to today.
        below_zero: how a temperature is told to be below zero.
        roughly: what may stand before an amount that is said again.
    """

    numbers: tuple[Numbers, ...]
    times: tuple[Times, ...]
    units: tuple[Units, ...]
    words: Mapping[str, int]
    signs: Mapping[str, int]
    scaled: re.Pattern[str]
    ranging: re.Pattern[str]
    misread: tuple[Misreading, ...]
    misread_points: tuple[tuple[re.Pattern[str], str], ...]
    idioms: re.Pattern[str]
    only_one: re.Pattern[str]
    unanimous: re.Pattern[str]
    percent: re.Pattern[str]
    dates: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    below_zero: re.Pattern[str]
    roughly: str


@cache
def polyglot() -> Polyglot:
    """Return the number patterns of all registered languages, once per process."""
    numbers = tuple(each.numbers for each in registered())
    times = tuple(each.times for each in registered())
    units = tuple(each.units for each in registered())
    scales = {name: value for each in numbers for name, value in each.scales.items()}
    words = {name: value for name, value in scales.items() if name.isascii()}
    signs = {name: value for name, value in scales.items() if not name.isascii()}
    return Polyglot(
        numbers=numbers,
        times=times,
        units=units,
        words=words,
        signs=signs,
        scaled=_scaled(words, signs, any_of(each.no_scales for each in numbers)),
        ranging=re.compile(rf"\s?(?:[-–—~～]|{any_of(each.ranging for each in units)})\s?"),
        misread=tuple(found for each in numbers for found in each.misread),
        misread_points=tuple(found for each in numbers for found in each.misread_points),
        idioms=re.compile(any_of(each.idioms for each in numbers)),
        only_one=re.compile(any_of(each.only_one for each in numbers)),
        unanimous=re.compile(any_of(each.unanimous for each in numbers)),
        percent=re.compile(any_of(("[%％]", *(each.percent for each in numbers)))),
        dates=(
            _dated(each.day for each in times),
            _dated(each.month for each in times),
            _dated((Dated(number=_YEAR), *(each.year for each in times))),
        ),
        below_zero=re.compile(
            any_of((r"(?<![\d\w])[-−\u2013]\s?\d", *(each.below_zero for each in units)))
        ),
        roughly=any_of(each.roughly for each in units),
    )


@cache
def is_read(tag: str) -> bool:
    """Say whether the words of a language for numbers are known, given its tag."""
    return bool(pack(tag).numbers.scales)


def _dated(told: Iterable[Dated]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    numbers, relative = zip(*((each.number, each.relative) for each in told), strict=True)
    return re.compile(any_of(numbers)), re.compile(any_of(relative))


def _scaled(words: Iterable[str], signs: Iterable[str], units: str) -> re.Pattern[str]:
    named = "|".join(map(re.escape, words)) or _NEVER
    # It begins with one digit, not with several, so that a search skips to the first.
    return re.compile(
        rf"(\d\d*(?:,\d{{3}}(?!\d))*(?:\.\d+)?)(?:[\s-]?((?ai:{named}))\b"
        rf"|\s?((?:(?!{units})[{re.escape(''.join(signs))}]){{1,3}}))?"
    )
