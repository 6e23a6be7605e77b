"""Units of Korean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from workflow.languages.numbers.units import Counted, Factors, Units, counted, factors
from workflow.languages.tables import read


class KoreanUnits(Units):
    """The units of Korea."""

    below_zero = "영하"
    roughly = "약|대략|한화|미화"
    vague = r"[수몇](?=\s?[십백천만억조])"
    scaled = r"\s?[억만조천]+(?:\s?\d[\d,]*[억만조천]*)?"
    ranging = "에서|내지"

    @cached_property
    def counted(self) -> Iterable[Counted]:
        return counted(read(__package__, "counted.tsv"))

    @cached_property
    def factors(self) -> Iterable[Factors]:
        return factors(read(__package__, "units.tsv"))
