"""Chinese, in simplified and traditional characters."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.packs import Pack

if TYPE_CHECKING:
    from workflow.languages.numbers import Numbers
    from workflow.languages.times import Times
    from workflow.languages.typography import Typography
    from workflow.languages.units import Units
    from workflow.languages.writing import Writing


class Chinese(Pack):
    """What is known of Chinese."""

    @cached_property
    def writing(self) -> Writing:
        from workflow.languages.zh.writing import WRITING

        return WRITING

    @cached_property
    def typography(self) -> Typography:
        from workflow.languages.typography import tabled

        return tabled(__package__)

    @cached_property
    def numbers(self) -> Numbers:
        from workflow.languages.zh.numbers import ChineseNumbers

        return ChineseNumbers()

    @cached_property
    def times(self) -> Times:
        from workflow.languages.zh.times import ChineseTimes

        return ChineseTimes()

    @cached_property
    def units(self) -> Units:
        from workflow.languages.zh.units import ChineseUnits

        return ChineseUnits()
