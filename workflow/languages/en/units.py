"""Convert units of English-speaking countries to metric ones, as newsrooms do.

Source of the factors: NIST Special Publication 811 (2008), appendix B.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.numbers.units import TabledUnits

#: In American news, degrees by themselves are those of Fahrenheit.
_FAHRENHEIT = re.compile(
    r"(?<!\d)(\d+)[\s-]?(?:(?:degrees?\s)?(?:Fahrenheit|°?F\b)|degrees?\b(?!\s?(?:C\b|Celsius)))"
)
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


class EnglishUnits(TabledUnits):
    """The units of English-speaking countries."""

    def conversions(self, text: str) -> Iterator[tuple[Decimal, Decimal]]:
        yield from super().conversions(text)
        for pattern, pairs in _DOUBLE:
            for match in pattern.finditer(text):
                many, few = Decimal(match[1]), Decimal(match[2])
                for one, part in pairs:
                    yield from ((value, many * one + few * part) for value in (many, few))
        for match in _FAHRENHEIT.finditer(text):
            yield Decimal(match[1]), (Decimal(match[1]) - 32) / Decimal("1.8")
