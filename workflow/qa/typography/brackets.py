"""Find brackets without their partners: the check ``brackets``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages.characters import Exchange
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.problems import warning

_BRACKETS = ("()", "[]", "{}", "【】", "〔〕")
_narrowed = Exchange(dict(zip("（）［］｛｝", "()[]{}", strict=True)))
_SHOWN = re.compile(r"[(){}\[\]【】〔〕（）［］｛｝]")
#: A smiley, and a bracket that only ends a number: ``1)``, ``a)``, ``가)``.
_ALONE = re.compile(
    r"[:;=：；]-?[()\[\]]|(?:^|(?<=[\s：:，,；;。]))(?:\d{1,2}|[A-Za-z가나다라마바사아자차카타파하])\)"
)


def brackets(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a bracket without its partner, unless the source leaves it open as well.

    Source: as :func:`quotes`. Brackets in full and half width count as one kind.

    Examples:
        >>> found(brackets, "the KEF (founded 1970)", "경총(1970년 설립)")
        []
        >>> found(brackets, "the KEF (founded 1970)", "经总（1970年成立")
        ['( without a matching )']
    """
    if not _SHOWN.search(entry.text):
        return
    text = _brackets_of(entry.text)
    uneven = [pair for pair in _BRACKETS if text.count(pair[0]) != text.count(pair[1])]
    if uneven:
        source = _brackets_of(entry.source)
        for pair in uneven:
            if source.count(pair[0]) == source.count(pair[1]):
                yield warning("brackets", alone(text, pair))


def _brackets_of(text: str) -> str:
    text = _narrowed(markup.plain(text))
    return text if text.count("(") == text.count(")") else _ALONE.sub(" ", text)


def alone(text: str, pair: str) -> Message:
    """Return which of two paired marks stands without the other."""
    there, gone = sorted(pair, key=text.count, reverse=True)
    return say("{mark} without a matching {other}", mark=there, other=gone)
