"""Who does what to whom: two names that are turned round in a translation.

*Peru beat Ecuador* is 페루가 에콰도르를 꺾었다: where a language marks who does something and
whom it is done to, the marks tell, wherever the names stand. Only verbs count whose object is one
in every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import permutations

from workflow.languages import pack
from workflow.languages.scripts import KEPT
from workflow.qa.bearings import Bearings
from workflow.qa.shared_names import NamePair, shared_names, shared_nouns

_TWO = 2


def turned(both: Bearings) -> Iterator[NamePair]:
    """Yield two names of which the first acts on the other in the source only.

    Args:
        both: a sentence and its translation.
    """
    there, here = pack(both.spoken).roles, pack(both.target).roles
    if not (there.known and here.known and there.may_act(both.source)):
        return
    names = (*shared_names(both), *shared_nouns(both))
    if len(names) < _TWO:
        return
    for one, other in permutations(names, _TWO):
        if there.acts(both.source, one.source, other.source) and here.acts(
            both.text, other.text, one.text
        ):
            yield one, other


def heading(both: Bearings) -> Iterator[NamePair]:
    """Yield two places of which something goes from the first to the second, and back in a text.

    Args:
        both: a sentence and its translation.
    """
    if not _may_go(both.source, both.spoken):
        return
    there, here = pack(both.spoken).roles, pack(both.target).roles
    for one, other in permutations(shared_names(both, words=True), _TWO):
        if there.goes(both.source, one.source, other.source) and here.goes(
            both.text, other.text, one.text
        ):
            yield one, other


@lru_cache(maxsize=KEPT)
def _may_go(text: str, tag: str) -> bool:
    return pack(tag).roles.may_go(text)
