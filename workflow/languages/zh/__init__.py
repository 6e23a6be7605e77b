"""Chinese, in simplified and traditional characters."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.packs import Pack

if TYPE_CHECKING:
    from workflow.languages.typography import Typography
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
