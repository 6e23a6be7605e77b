"""Notes of a translator that no reader should see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.markup import plain
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import warning

#: Where a remark may stand: in a bracket, at the beginning, or after a sentence.
_PLACE = r"(?:[(（\[［【*]|^|(?<=[.。!！?？]))\s*"
#: What a translator says beside the translation.
_REMARK = re.compile(
    rf"{_PLACE}(?:(?:번역|옮긴|역)\s?[자이]?의?\s?(?:주|노트|말)\b"
    r"|译者?[注按]|(?:translator['’]s\s)?note\s?[:：]|(?:[注주]|备注|비고|참고|주의|설명|说明)\s?[:：])",
    re.IGNORECASE,
)
#: What it may translate: a label of any kind in the source at such a place.
_LABELLED = re.compile(
    rf"{_PLACE}[^\W\d_][^:：.。!！?？()（）]{{0,30}}[:：]|{_REMARK.pattern}", re.IGNORECASE
)


def remark(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find notes on the translation that no reader should see.

    Source: replies of language models, which explain what they have translated.

    Examples:
        >>> found(remark, "(Note: the port is full.)", "(참고: 항만이 가득 찼다.)")
        []
        >>> found(remark, "The port is full.", "항만이 가득 찼다. (번역 주: 부산항)")
        ['a note of the translator: (번역 주']
    """
    match = _REMARK.search(plain(entry.text))
    if match and not _LABELLED.search(plain(entry.source)):
        yield warning("remark", say("a note of the translator: {text}", text=match[0].strip()))
