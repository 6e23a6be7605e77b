"""Units of measure that become others in another language, and how amounts are said again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import ClassVar

from workflow.languages.tables import Row, expression

#: A unit with a number in a group before it, and what one of it may be in metric units.
Factors = tuple[re.Pattern[str], tuple[Decimal, ...]]


class Units:
    """The units that a language measures with. As it stands, only those that need no conversion.

    Attributes:
        below_zero: pattern of how a temperature is told to be below zero; numbers are read without
            their sign.
        roughly: pattern of what may stand before an amount that is said again in brackets: *about*.
    """

    below_zero: ClassVar[str] = ""
    roughly: ClassVar[str] = ""

    @property
    def factors(self) -> Iterable[Factors]:
        """The units that become metric ones, or others of the metric system."""
        return ()

    def conversions(self, text: str) -> Iterator[tuple[Decimal, Decimal]]:
        """Yield the values of a text in units of its own, and what they may be in metric ones.

        >>> from workflow.languages import pack
        >>> [f"{metric:.0f}" for _, metric in pack("en").units.conversions("180 miles, 32 °F")]
        ['290', '0']
        """
        for pattern, factors in self.factors:
            for match in pattern.finditer(text):
                value = Decimal(match[1].replace(",", ""))
                yield from ((value, value * factor) for factor in factors)


def factors(rows: Iterable[Row]) -> tuple[Factors, ...]:
    """Return the units of a table, with the numbers of its column ``metric``."""
    return tuple(
        (re.compile(expression(row)), tuple(map(Decimal, row["metric"].split()))) for row in rows
    )
