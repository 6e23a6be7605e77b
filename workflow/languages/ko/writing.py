"""How Korean is written."""

from __future__ import annotations

from workflow.languages.tables import either, read
from workflow.languages.writing import Writing

WRITING = Writing(
    scripts=("Hangul",), mixed=("Han",), borrowed=either(read(__package__, "hanja.tsv"))
)
