"""Recognise contrary words that tell the same, because one is denied or the roles are exchanged.

*Will not accept it* is 驳回, *rejects it*. *A sells to B* is *B buys from A*: a translation that
says *buy* for *sell* tells the same if it has exchanged the two as well, as the particle of the
other one shows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.detection.evident_language import likely_language
from workflow.languages.meaning.listed_words import Side
from workflow.languages.scripts import KEPT
from workflow.qa.both_sides import Sides
from workflow.qa.clauses import clauses
from workflow.qa.meaning import closed_classes
from workflow.qa.names.shared_names import (
    shared_actors,
    shared_names,
    shared_nouns,
)

#: What parts clauses.
_CLAUSE = re.compile(r"[,.;:!?，。；：！？“”\"—–]| (?:and|but|that|which|who|while|because|after) ")
#: Which sides of contrasts take, and which give.
_TAKES = frozenset((("deal", "buy"), ("loan", "borrow")))
_GIVES = frozenset((("deal", "sell"), ("loan", "lend")))
_CONVERSES = frozenset(name for name, _ in _TAKES | _GIVES)
#: The mark of what somebody is compared with.
_THAN = "mark_than"
#: The contrast of more and less.
_MORE = "more"


def converse(name: str, new: str, text: str, target: str) -> bool:
    """Tell whether a translation tells an event from the other side than its source.

    Args:
        name: the contrast.
        new: the word of the translation.
        text: the translation.
        target: its language.

    >>> converse("deal", "사들", "에스토니아는 스웨덴에서 여객선을 사들였다.", "ko")
    True
    >>> converse("deal", "사들", "스웨덴은 에스토니아에 여객선을 사들였다.", "ko")
    False
    """
    if name not in _CONVERSES:
        return False
    language = pack(target)
    sides: set[Side] = {side for word in language.contrasts.said(new, name) for side in word.surely}
    return any(
        not sides.isdisjoint(those) and language.roles.has(use, text)
        for those, use in ((_TAKES, "converse_takes"), (_GIVES, "converse_gives"))
    )


def acts_alike(both: Sides) -> bool:
    """Tell whether one name does to another what it does in the source, with whatever verb.

    >>> acts_alike(Sides("Peru beat Ecuador.", "en", "厄瓜多尔不敌秘鲁。", "zh-Hans"))
    True
    >>> acts_alike(Sides("Peru beat Ecuador.", "en", "秘鲁不敌厄瓜多尔。", "zh-Hans"))
    False
    """
    there, here = both.there.roles, both.here.roles
    if not (there.known and here.known):
        return False
    names = shared_names(both, words=True)
    return any(
        here.acts(both.text, names[at].text, names[to].text)
        for at, to in there.acting(both.source, [each.source for each in names])
    )


def denied_once(both: Sides, lost: str, new: str) -> bool:
    """Tell whether only one of two contrary words is denied: *refused to lift*, 维持."""
    there, here = both.there.denials, both.here.denials
    clause = _clause(both.source, lost, precedes=there.precedes)
    return bool(there.of_sources.search(clause) or there.implied.search(clause)) != bool(
        here.negative.search(_own_clause(both.text, new, both.target, precedes=here.precedes))
    )


def _own_clause(text: str, word: str, target: str, *, precedes: bool) -> str:
    """Return the clause of a word, as endings divide it where a language has them: 부인하면서."""
    at = text.find(word)
    spans = clauses(text, target) if at >= 0 and not precedes else ()
    inside = next((text[slice(*span)] for span in spans if span[0] <= at < span[1]), text)
    return _clause(inside, word, precedes=precedes)


def _clause(text: str, word: str, *, precedes: bool) -> str:
    """Return what stands around a word from mark to mark, or only before it."""
    at = text.find(word)
    if at < 0:
        return text
    before = [*_CLAUSE.finditer(text, 0, at)]
    behind = _CLAUSE.search(text, at + len(word))
    end = at if precedes else behind.start() if behind else len(text)
    return text[before[-1].end() if before else 0 : end].replace(word, " ")


def denied_on_one_side(source: str, text: str, target: str) -> bool:
    """Tell whether only one of a source and its translation denies: *did not fall*, 늘었다."""
    negative = bool(pack(target).denials.negative.search(text))
    return negative != bool(pack(likely_language(source)).denials.of_sources.search(source))


@lru_cache(maxsize=KEPT)
def told_conversely(both: Sides, lost: tuple[str, ...]) -> bool:
    """Tell whether a translation compares with what the source compares, the other way round.

    *Nurses earn less than doctors* is said as well if doctors earn more than nurses.

    Args:
        both: a sentence and its translation.
        lost: words of the source whose contrary the translation says.

    >>> source = "Nurses earn less than doctors."
    >>> told_conversely(Sides(source, "en", "의사가 간호사보다 더 많이 번다.", "ko"), ())
    True
    >>> told_conversely(Sides(source, "en", "간호사가 의사보다 더 많이 번다.", "ko"), ())
    False
    >>> source = "Sales in Norway were higher than in Portugal."
    >>> text = "포르투갈 매출은 노르웨이보다 낮았다."
    >>> told_conversely(Sides(source, "en", text, "ko"), ("higher",))
    True
    >>> source = "Nurses earn less than bus drivers."
    >>> told_conversely(Sides(source, "en", "버스 기사가 간호사보다 더 번다.", "ko"), ())
    True
    """
    lost = (*lost, *(word for word, _ in closed_classes.compared(both)))
    ends = [both.source.find(word) + len(word) for word in lost] + _other_measure(both)
    if not ends:
        return False
    there, here = both.there.roles, both.here.roles
    nouns = shared_nouns(both) if lost else shared_actors(both)
    return any(
        each.source[1] <= max(ends)
        and _THAN in here.marks(both.text, each.text)
        and _THAN not in there.marks(both.source, each.source)
        for each in (*shared_names(both, words=True), *nouns)
    )


def _other_measure(both: Sides) -> list[int]:
    """Return where *less* ends in a source whose translation has no word for it, or *more*."""
    there, here = pack(both.spoken).contrasts, pack(both.target).contrasts
    ends = []
    for at, word in there.located(both.source, _MORE):
        told = {side for each in here.said(both.text, _MORE) for side in each.perhaps}
        if word.surely and told.isdisjoint(word.surely):
            ends.append(at + len(word.text))
    return ends
