"""Units of Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from workflow.languages.tables import read
from workflow.languages.units import Factors, Units, factors


class ChineseUnits(Units):
    """The units of China."""

    below_zero = "零下"
    roughly = "约合?|折?合|人民币|新台币"

    @cached_property
    def factors(self) -> Iterable[Factors]:
        return factors(read(__package__, "units.tsv"))
