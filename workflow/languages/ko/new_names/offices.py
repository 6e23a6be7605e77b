"""Find offices beside persons in Korean text: 이정훈 **외교부 장관**, **주장** 마석진.

An office is the word that ends as offices do, with what is written onto it (통상교섭본부장); of its
body only a ministry belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.languages.ko.new_names import noun_runs
from workflow.languages.ko.new_names.name_kinds import KINDS, is_listed
from workflow.languages.names.new_names import Named
from workflow.model import TermType

#: How many letters beside a person are considered.
_NEAR = 32


def beside(text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Named]:
    """Yield the offices right after persons or before them.

    Args:
        text: the sentence.
        persons: where they begin and end.

    >>> text = "한도윤 외교부 장관이 하경수 통상교섭본부장을"
    >>> [each.name for each in beside(text, [(0, 3), (12, 15)])]
    ['외교부 장관', '통상교섭본부장']
    >>> [each.name for each in beside("주장 마석진은 어민 대표 마쓰다 겐타를", [(3, 6), (14, 20)])]
    ['주장', '어민 대표']
    """
    for start, end in persons:
        found = KINDS.pattern("rank_after").match(text, end)
        if found and not is_listed(found["rank"]):
            ministry = found["of"] and KINDS.pattern("ministry").fullmatch(found["of"])
            own = "of" if ministry and found["rank"] in KINDS.word_set("ministerial") else "rank"
            begins = found.start(own)
            yield Named(text[begins : found.end("rank")], begins, TermType.TITLE, sure=True)
        near = max(0, start - _NEAR)
        if found := KINDS.pattern("rank_before").search(text[near:start]):
            several = found["whose"] and noun_runs.is_words(found["whose"].rstrip())
            begins = near + found.start("whose" if several else "rank")
            yield Named(text[begins : near + found.end("rank")], begins, TermType.TITLE, sure=True)
