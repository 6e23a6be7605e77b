"""How Chinese is written."""

from __future__ import annotations

import re

from workflow.languages.orthography.folding import variants
from workflow.languages.orthography.han import only_traditional
from workflow.languages.orthography.writing import Writing

#: Characters whose simplified form no common font has, so that news writes the other one: 鰤鱼.
_BOTH = frozenset().union(*(line[1:] for line in variants().split("\n") if line[0] > "\uffff"))


def writing(tag: str) -> Writing:
    """Return how simplified or traditional Chinese is written, given by its tag.

    Source: GB/T 2312-1980; 通用规范汉字表 (2013).
    """
    simplified = tag == "zh-Hans"
    return Writing(
        scripts=("Han",),
        spaced=False,
        gap="",
        full_width=True,
        other_standard=only_traditional() - _BOTH if simplified else frozenset(),
        band=(0.6, 0.9, 1.6),
        omission=8.0,
        cut_short=2.0,
        latin_words=False,
        severally=re.compile("一[^，。]{1,3}"),
        quotation="“”‘’" if simplified else "",
    )
