"""Units of Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from workflow.languages.numbers.units import Counted, Factors, Units, counted, factors
from workflow.languages.tables import read


class ChineseUnits(Units):
    """The units of China."""

    below_zero = "零下"
    roughly = "约合?|折?合|人民币|新台币"
    vague = "[数几](?=[十百千万亿])"
    scaled = r"\s?[亿万兆千百]+(?:\s?\d[\d,]*[亿万]*)?"
    ranging = "[至到或]"

    @cached_property
    def counted(self) -> Iterable[Counted]:
        return counted(read(__package__, "counted.tsv"))

    @cached_property
    def factors(self) -> Iterable[Factors]:
        return factors(read(__package__, "units.tsv"))
