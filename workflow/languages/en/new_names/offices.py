"""Find offices beside persons in English text: *spokesman* before *Karim Haddad*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.languages.en.new_names.name_kinds import KINDS
from workflow.languages.names.new_names import Named
from workflow.model import TermType

#: How many letters beside a person are considered.
_NEAR = 64


def beside(text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """Yield the offices right before persons, and after a comma behind them.

    Args:
        text: the sentence.
        persons: where they begin and end.

    >>> text = "WHO spokesman Karim Haddad met Sports Minister Amina Wekesa, head of FKF."
    >>> [each.name for each in beside(text, [(14, 26), (47, 59)])]
    ['spokesman', 'Sports Minister']
    >>> [each.name for each in beside("Amina Wekesa, president of FKF, left.", [(0, 12)])]
    ['president']
    """
    for start, end in persons:
        near = max(0, start - _NEAR)
        if found := KINDS.pattern("rank_before").search(text[near:start]):
            yield Named(found["rank"], near + found.start("rank"), TermType.TITLE, sure=True)
        if found := KINDS.pattern("rank_the").search(text[near:start]):
            yield Named(found["rank"], near + found.start("rank"), TermType.TITLE, sure=True)
        if found := KINDS.pattern("rank_after").match(text, end):
            yield Named(found["rank"], found.start("rank"), TermType.TITLE, sure=True)
