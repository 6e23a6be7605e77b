"""English."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from workflow.languages.packs import Pack

if TYPE_CHECKING:
    from workflow.languages.typography import Typography


class English(Pack):
    """What is known of English."""

    @cached_property
    def typography(self) -> Typography:
        from workflow.languages.typography import tabled

        return tabled(__package__)
