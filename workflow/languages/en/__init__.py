"""English."""

from __future__ import annotations

from workflow.languages.packs import Pack


class English(Pack):
    """What is known of English."""
