"""Units of Korean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from workflow.languages.tables import read
from workflow.languages.units import Factors, Units, factors


class KoreanUnits(Units):
    """The units of Korea."""

    below_zero = "영하"
    roughly = "약|대략|한화|미화"

    @cached_property
    def factors(self) -> Iterable[Factors]:
        return factors(read(__package__, "units.tsv"))
