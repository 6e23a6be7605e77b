"""A nuance of a source that its translation loses, and one that it adds: *may*, *only*, *although*.

What may tell a nuance is much, so that only what says nothing of it is found. Which these are, each
language tells in its ``nuances.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.scripts import KEPT

#: Headlines say less.
_ENDED = re.compile("[.!?…][\"'”’)]*\\s*$")


def nuances(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield words of a source of which nothing is told, and words that nothing there tells.

    Args:
        source: a sentence.
        spoken: its language.
        text: its translation.
        target: BCP 47 tag of the translation.

    >>> [*nuances("The plant may close.", "en", "공장은 폐쇄된다.", "ko")]
    [('may close', '')]
    >>> [*nuances("The plant may close.", "en", "공장은 폐쇄될 수 있다.", "ko")]
    []
    >>> [*nuances("The council agreed.", "en", "시의회는 만장일치로 동의했다.", "ko")]
    [('', '만장일치')]
    """
    there, here = pack(spoken).nuances, pack(target).nuances
    for name, word in _lost(source, spoken):
        if not here.may_tell(name, text):
            yield word, ""
    for name, word in here.added(text):
        if not there.may_tell(name, source):
            yield "", word


@lru_cache(maxsize=KEPT)
def _lost(source: str, spoken: str) -> Sequence[tuple[str, str]]:
    return tuple(pack(spoken).nuances.lost(source)) if _ENDED.search(source) else ()
