"""A clause that a translation says twice, though its source says nothing twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from workflow.languages.scripts import DENSE

#: A clause, from mark to mark, long enough to be more than a name.
_CLAUSE = re.compile(rf"(?:(?<=[，。；！？])|^)[{DENSE}]{{4,}}(?=[，。；！？]|$)")
#: Words, those that tell something, and with how many letters two of them are of one stem.
_WORD, _TELLING, _STEM = re.compile(r"[^\W\d_]+"), 5, 6


def said_twice(source: str, text: str) -> str:
    """Return the clause that stands twice in a translation; empty if none does.

    Where a longer word of the source stands in it twice, or two words do so, the translation may
    repeat itself, too.

    >>> said_twice("Rescuers came late, officials said.", "官员表示，救援人员来晚了，官员表示。")
    '官员表示'
    >>> said_twice("He left the stage, then left the stage.", "他离开舞台，又离开舞台。")
    ''
    """
    for clause in _CLAUSE.findall(text):
        if text.count(clause) > 1:
            return "" if _repeats(source) else clause
    return ""


def _repeats(source: str) -> bool:
    words = _WORD.findall(source.casefold())
    telling = (word[:_STEM] for word in words if len(word) >= _TELLING)
    return _any_twice(telling) or _any_twice(pairwise(words))


def _any_twice(them: Iterable[object]) -> bool:
    return any(count > 1 for count in Counter(them).values())
