"""A cause that a translation tells as the effect of its own effect."""

from __future__ import annotations

from functools import lru_cache

from workflow.languages import pack
from workflow.languages.causes import Because
from workflow.languages.notions import knows, notions
from workflow.languages.scripts import KEPT

#: So many words more have to stand on the other side than on their own.
_CLEARLY = 2


def turned(source: str, spoken: str, text: str, target: str) -> bool:
    """Tell whether cause and effect have changed places in a translation.

    Both sides tell one cause and one effect. Words of the cause stand in the translation's effect,
    those of the effect in its cause, and hardly any where they should.

    >>> turned("The coach resigned because the club sold its best defender.", "en",
    ...     "因主帅辞职，俱乐部卖掉了队内最佳后卫。", "zh-Hans")
    True
    >>> turned("The coach resigned because the club sold its best defender.", "en",
    ...     "因俱乐部卖掉队内最佳后卫，主帅辞职。", "zh-Hans")
    False
    """
    there = _told(source, spoken)
    if not there or not (knows(spoken) and knows(target)):
        return False
    here = _told(text, target)
    if not here:
        return False
    cause, effect = notions(there.cause, spoken), notions(there.effect, spoken)
    cause, effect = cause - effect, effect - cause
    reason, outcome = notions(here.cause, target), notions(here.effect, target)
    reason, outcome = reason - outcome, outcome - reason
    crossed = len(cause & outcome), len(effect & reason)
    straight = len(cause & reason) + len(effect & outcome)
    return min(crossed) > 0 and sum(crossed) - _CLEARLY >= straight * _CLEARLY


def tells_any(source: str, spoken: str) -> bool:
    """Tell whether a source tells a cause."""
    return _told(source, spoken) is not None


@lru_cache(maxsize=KEPT)
def _told(text: str, tag: str) -> Because | None:
    return pack(tag).causes.told(text)
