"""Verbs that tell one event from both of its sides: *sold it to Estonia*, 스웨덴에서 사들였다.

Who buys takes it from who sells. A translation that says *buy* for *sell* tells the same if it has
turned who does it as well, which the particle of the other one shows.
"""

from __future__ import annotations

from workflow.languages import pack
from workflow.languages.listed_words import Side

#: Which sides of contrasts take, and which give.
_TAKES = frozenset((("deal", "buy"), ("loan", "borrow")))
_GIVES = frozenset((("deal", "sell"), ("loan", "lend")))
NAMES = frozenset(name for name, _ in _TAKES | _GIVES)


def turned(name: str, new: str, text: str, target: str) -> bool:
    """Tell whether a translation tells an event from the other side than its source.

    Args:
        name: the contrast.
        new: the word of the translation.
        text: the translation.
        target: its language.

    >>> turned("deal", "사들", "에스토니아는 스웨덴에서 여객선을 사들였다.", "ko")
    True
    >>> turned("deal", "사들", "스웨덴은 에스토니아에 여객선을 사들였다.", "ko")
    False
    """
    if name not in NAMES:
        return False
    language = pack(target)
    sides: set[Side] = {side for word in language.contrasts.said(new, name) for side in word.surely}
    return any(
        not sides.isdisjoint(those) and language.roles.has(use, text)
        for those, use in ((_TAKES, "converse_takes"), (_GIVES, "converse_gives"))
    )
