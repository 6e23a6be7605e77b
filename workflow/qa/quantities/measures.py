"""What newsrooms do with numbers: miles become kilometres, conversions in brackets go and come.

Source of the factors: NIST Special Publication 811 (2008), appendix B.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.qa.quantities.figures import digits

#: Unit → what one of it is in the metric units that it may become; of areas, newsrooms choose
#: among square metres, hectares, square kilometres and 亩.
_METRIC = {
    "mile": "1.609",
    "mph|miles (?:an|per) hour": "1.609 0.447",
    "km/h|kph|kmh|kilomet(?:er|re)s (?:an|per) hour": "0.2778",
    "nautical mile|knot": "1.852",
    "f(?:oo|ee)?t": "0.3048 30.48",
    "inch": "2.54 25.4",
    "yard": "0.9144",
    "pound|lb": "0.4536",
    "ounce|oz": "28.35",
    "stone": "6.35",
    "gallon": "3.785",
    "(?:square|sq\\.?)[ -]f(?:oo|ee)?t": "0.0929",
    "acre": "0.4047 4047 0.004047 6.07",
    "hectare": "10000 0.01",
    "square mile": "2.59",
    "평(?![가균화등론안])": "3.306",
    "basis points?|bps?\\b|个基点|베이시스": "0.01",
    "(?:cents?\\b|센트|美分)": "0.01",
}
_FACTORS = tuple(
    (
        re.compile(rf"(?<![\d,.])(\d[\d,]*(?:\.\d+)?)[\s-]?(?:{unit})", re.IGNORECASE),
        tuple(map(Decimal, factors.split())),
    )
    for unit, factors in _METRIC.items()
)
#: In American news, degrees by themselves are those of Fahrenheit.
_FAHRENHEIT = re.compile(
    r"(?<!\d)(\d+)[\s-]?(?:(?:degrees?\s)?(?:Fahrenheit|°?F\b)|degrees?\b(?!\s?(?:C\b|Celsius)))"
)
#: How it is told that a temperature is below zero; numbers are read without their sign.
_BELOW_ZERO = re.compile(r"영하|零下|[Mm]inus|below zero|(?<![\d\w])[-−–]\s?\d")
#: A measure in two units, with what one of each is in metric units.
_DOUBLE = (
    (
        re.compile(r"(?<!\d)(\d+)[\s-]?(?:f(?:oo|ee)?t|['’′])[\s-]?(?:and )?(\d+)(?![\d,.]\d)"),
        ((Decimal("30.48"), Decimal("2.54")), (Decimal("0.3048"), Decimal("0.0254"))),
    ),
    (
        re.compile(r"(?<!\d)(\d+)[\s-]?(?:pounds?|lbs?),? (?:and )?(\d+)[\s-]?(?:ounces?|oz)\b"),
        ((Decimal("0.4536"), Decimal("0.02835")), (Decimal("453.6"), Decimal("28.35"))),
    ),
)
#: How far a rounded conversion may be from the exact one.
_ROUNDED = Decimal("0.06")
#: A number with its unit and a bracket after it, and the same amount in it: ``80km (50 miles)``.
_BRACKET = re.compile(r"\d\s?(?:[A-Za-z%°]{0,12}|[가-힣\u4e00-\u9fff]{0,4})\s?[(（]")
_TWICE = re.compile(
    r"(\d[^()（）;:]{0,24})\s?[(（]"
    r"((?:(?:약|대략|한화|미화|约合?|折?合|人民币|新台币|about|around|roughly|some|or|approx\w*\.?)\s?){0,2}"
    r"[A-Z]{0,3}[$€£¥₩]?\s?\d[^()（）]*)[)）]"
)


def explained(source: str, text: str, lost: set[Decimal], new: set[Decimal]) -> set[Decimal]:
    """The values of ``lost`` and ``new`` that are no fault.

    Args:
        source: a sentence.
        text: its translation.
        lost: values of the source that the translation does not have.
        new: values that only the translation has.

    >>> sorted(map(str, explained("180 miles", "289km", {Decimal(180)}, {Decimal(289)})))
    ['180', '289']
    >>> sorted(map(str, explained("200 acres", "81만㎡", {Decimal(200)}, {Decimal(810_000)})))
    ['200', '810000']
    """
    found: set[Decimal] = set()
    for here, gone, come in ((source, lost, new), (text, new, lost)):
        there = text if here is source else source
        for value, metric in _conversions(here, there) if gone and come else ():
            same = {each for each in come if abs(each - metric) <= metric * _ROUNDED}
            if value in gone and same:
                found |= {value, *same}
    if not new - found and not _BRACKET.search(text):
        found.update(_bracketed(source, lost))
    if not lost - found and not _BRACKET.search(source):
        found.update(_bracketed(text, new))
    return found


def once(text: str) -> str:
    """A text without the brackets that say an amount again: ``$50bn (£27bn)``."""
    return _TWICE.sub(r"\1", text)


def _bracketed(text: str, values: set[Decimal]) -> Iterator[Decimal]:
    """Those of ``values`` that say again what stands beside them."""
    for match in _TWICE.finditer(text) if values else ():
        pair = [digits(side) for side in match.groups()]
        for one, other in (pair, pair[::-1]):
            if other - values:
                yield from one & values


def _conversions(text: str, other: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The values of a text in units of its own, and what they may be in another's metric units."""
    for pattern, factors in _FACTORS:
        for match in pattern.finditer(text):
            value = Decimal(match[1].replace(",", ""))
            yield from ((value, value * factor) for factor in factors)
    for pattern, pairs in _DOUBLE:
        for match in pattern.finditer(text):
            many, few = Decimal(match[1]), Decimal(match[2])
            for one, part in pairs:
                yield from ((value, many * one + few * part) for value in (many, few))
    for match in _FAHRENHEIT.finditer(text):
        value = Decimal(match[1])
        celsius = (value - 32) / Decimal("1.8")
        yield value, -celsius if celsius < 0 and _BELOW_ZERO.search(other) else celsius
