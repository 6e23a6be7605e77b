"""Notes of a translator that no reader should see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workflow.languages import registered
from workflow.markup import plain
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.joint import any_of
from workflow.qa.problems import warning

#: Where a remark may stand: in a bracket, at the beginning, or after a sentence.
_PLACE = r"(?:[(（\[［【*]|^|(?<=[.。!！?？]))\s*"


@cache
def _remark() -> re.Pattern[str]:
    """Return what a translator says beside the translation, in any registered language."""
    said = any_of(each.remarks for each in registered())
    return re.compile(rf"{_PLACE}(?:{said})", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    """Return what a remark may translate: a label of any kind in the source at such a place."""
    label = rf"{_PLACE}[^\W\d_][^:：.。!！?？()（）]{{0,30}}[:：]"
    return re.compile(rf"{label}|{_remark().pattern}", re.IGNORECASE)


def remark(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find notes on the translation that no reader should see.

    Source: replies of language models, which explain what they have translated.

    Examples:
        >>> found(remark, "(Note: the port is full.)", "(참고: 항만이 가득 찼다.)")
        []
        >>> found(remark, "The port is full.", "항만이 가득 찼다. (번역 주: 부산항)")
        ['a note of the translator: (번역 주']
    """
    match = _remark().search(plain(entry.text))
    if match and not _labelled().search(plain(entry.source)):
        yield warning("remark", say("a note of the translator: {text}", text=match[0].strip()))
