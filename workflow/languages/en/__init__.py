"""English."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.packs import Pack

if TYPE_CHECKING:
    from workflow.languages.numbers import Numbers
    from workflow.languages.times import Times
    from workflow.languages.typography import Typography
    from workflow.languages.units import Units


class English(Pack):
    """What is known of English."""

    @cached_property
    def typography(self) -> Typography:
        from workflow.languages.typography import tabled

        return tabled(__package__)

    @cached_property
    def numbers(self) -> Numbers:
        from workflow.languages.en.numbers import EnglishNumbers

        return EnglishNumbers()

    @cached_property
    def times(self) -> Times:
        from workflow.languages.en.times import EnglishTimes

        return EnglishTimes()

    @cached_property
    def units(self) -> Units:
        from workflow.languages.en.units import EnglishUnits

        return EnglishUnits()
