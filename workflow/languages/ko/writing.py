"""How Korean is written."""

from __future__ import annotations

import re

from workflow.languages.orthography.writing import Writing
from workflow.languages.tables import either, read

WRITING = Writing(
    scripts=("Hangul",),
    mixed=("Han",),
    band=(0.6, 0.9, 1.6),
    omission=5.0,
    latin_words=False,
    latin_names=False,
    quotation="“”‘’",
    corners_name=True,
    severally=re.compile("한 [가-힣]+|하나|하루"),
    borrowed=either(read(__package__, "hanja.tsv")),
)
