"""Find offices before persons in Chinese text: **外交部长**顾明远, **首席财务官**丹尼尔·吴."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.languages.names.new_names import Named
from workflow.languages.zh.new_names.listed_names import KINDS
from workflow.model import TermType

#: Characters before a person that are looked at.
_NEAR = 12


def beside(text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """Yield the offices right before persons, without their bodies.

    Args:
        text: the sentence.
        persons: where they begin and end.

    >>> text = "上海打捞局副总工程师蒙建业和外交部长顾明远"
    >>> [each.name for each in beside(text, [(10, 13), (18, 21)])]
    ['副总工程师', '外交部长']
    """
    for start, _ in persons:
        near = max(0, start - _NEAR)
        if found := KINDS.pattern("rank_before").search(text[near:start]):
            yield Named(found["rank"], near + found.start("rank"), TermType.TITLE, sure=True)
            if other := KINDS.pattern("rank_and").search(text[near : near + found.start("rank")]):
                yield Named(other["rank"], near + other.start("rank"), TermType.TITLE, sure=True)
