"""Know what numbers count: measures that become others, percent, multiples, currencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from workflow.languages.cues import Cued
from workflow.languages.tables import LazyPattern, Row, either, expression, read

#: A unit with a number in a group before it, and what one of it may be in metric units.
Factors = tuple[LazyPattern, tuple[Decimal, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """How a language names what stands beside a number: percent, a multiple, a currency.

    All but the name and the hints are patterns; each finds nothing where it is empty.

    Attributes:
        name: of the unit, an English word that is the same in all languages: ``dollars``.
        hints: words; a text without any of them does not have the unit beside a number.
        first: the characters with which ``beside`` may begin, if it is no digit.
        beside: the unit with the number beside it, or with its last digit.
        before, sign: the unit by itself, as it stands before a number and after one.
        named: the unit as a whole word, in a text with all its numbers in words.
        told: any way in which the unit may be told, with numbers or without.
    """

    name: str
    hints: tuple[str, ...] = ()
    first: str = ""
    beside: str = ""
    before: str = ""
    sign: str = ""
    named: str = ""
    told: str = ""


class Units:
    """The units of a language; by default, only those that need no conversion.

    Attributes:
        below_zero: pattern of how a temperature is told to be below zero; numbers are read without
            their sign.
        roughly: pattern of what may stand before an amount that is said again in brackets: *about*.
        vague: pattern of what stands for the digits of a number: 수백만, 数十亿.
        scaled: pattern of what may stand between the digits of a number and what they count:
            *million*.
        ranging: pattern of what stands between the two numbers of a range: *to*.
        counted: how percent, multiples and currencies are named.
        factors: the units that become metric ones, or others of the metric system.
    """

    below_zero: str = ""
    roughly: str = ""
    vague: str = ""
    scaled: str = ""
    ranging: str = ""
    counted: Sequence[Counted] = ()
    factors: Sequence[Factors] = ()

    @cached_property
    def _cued(self) -> Cued:
        return Cued([pattern for pattern, _ in self.factors])

    def conversions(self, text: str) -> Iterator[tuple[Decimal, Decimal]]:
        """Yield the values of a text in its own units, and their metric equivalents.

        >>> from workflow.languages import pack
        >>> [f"{metric:.0f}" for _, metric in pack("en").units.conversions("180 miles, 32 °F")]
        ['290', '0']
        """
        for at in self._cued.within(text) if self.factors else ():
            pattern, factors = self.factors[at]
            for match in pattern.finditer(text):
                value = Decimal(match[1].replace(",", ""))
                yield from ((value, value * factor) for factor in factors)


class TabledUnits(Units):
    """The units of a language's tables ``counted.tsv`` and ``units.tsv``.

    Args:
        package: of the language.
        patterns: the attributes that are patterns, by their names.
    """

    def __init__(self, package: str, **patterns: str) -> None:
        vars(self).update(patterns)
        self.counted = _counted(read(package, "counted.tsv"))
        self.factors = _factors(read(package, "units.tsv"))


def _factors(rows: Iterable[Row]) -> tuple[Factors, ...]:
    """Return the units of a table, with the numbers of its column ``metric``."""
    return tuple(
        (LazyPattern(expression(row)), tuple(map(Decimal, row["metric"].split()))) for row in rows
    )


def _counted(rows: Iterable[Row]) -> tuple[Counted, ...]:
    """Return what a table tells of units beside numbers, by the columns ``name`` and ``use``."""
    told: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        told.setdefault(row["name"], {}).setdefault(row["use"], []).append(row)
    return tuple(_one_counted(name, uses) for name, uses in told.items())


def _one_counted(name: str, uses: dict[str, list[Row]]) -> Counted:
    hints = tuple(row["pattern"] for row in uses.pop("hint", ()))
    first = "".join(row["pattern"] for row in uses.pop("first", ()))
    patterns = {use: either(tuple(rows)).pattern for use, rows in uses.items()}
    return Counted(name, hints, first, **patterns)
