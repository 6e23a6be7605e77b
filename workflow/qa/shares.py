"""A part of a whole that has become another one: *a fifth of the buses*, 五分之二的公交车."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.scripts import KEPT
from workflow.qa import quantities

#: How far two tellings of one share may be apart, in per cent: a third is 33, or 30.
_ROUNDED = Decimal(5)


def other(source: str, spoken: str, text: str, target: str) -> bool:
    """Tell whether the one fraction of a translation is none that its source may tell.

    The source tells another one in words, and no number of it may be the share either.

    >>> other("A fifth of the buses burned.", "en", "五分之二的公交车被烧毁。", "zh-Hans")
    True
    >>> other("A fifth of the buses burned.", "en", "五分之一的公交车被烧毁。", "zh-Hans")
    False
    >>> other("Two in five burned, a third of them new.", "en", "五分之二被烧毁。", "zh-Hans")
    False
    """
    here = _shares(text, target)
    there = _shares(source, spoken) if len(here) == 1 else ()
    if not there or any(abs(here[0] - share) <= _ROUNDED for share in there):
        return False
    told = [share for share, _ in pack(spoken).numbers.per_cent(source)]
    told += [*quantities.digits(source), *map(Decimal, pack(spoken).numbers.mentioned(source))]
    return not any(abs(here[0] - share) <= _ROUNDED for share in told)


@lru_cache(maxsize=KEPT)
def _shares(text: str, tag: str) -> Sequence[Decimal]:
    """Return the parts of a whole that a text tells in words, each once."""
    return tuple(dict.fromkeys(share for share, _ in pack(tag).numbers.shares(text)))
