"""How Chinese is written."""

from __future__ import annotations

from workflow.languages.writing import Writing

WRITING = Writing(scripts=("Han",), spaced=False, gap="", full_width=True, latin_words=False)
