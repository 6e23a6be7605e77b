"""How Korean is written."""

from __future__ import annotations

from workflow.languages.tables import either, read
from workflow.languages.writing import Writing

WRITING = Writing(
    scripts=("Hangul",),
    mixed=("Han",),
    latin_words=False,
    latin_names=False,
    borrowed=either(read(__package__, "hanja.tsv")),
)
