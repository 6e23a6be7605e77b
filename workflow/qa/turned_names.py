"""Who does what to whom: two names that are turned round in a translation.

*Peru beat Ecuador* is 페루가 에콰도르를 꺾었다: where a language marks who does something and
whom it is done to, the marks tell, wherever the names stand. Only verbs count whose object is one
in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from workflow.languages import pack
from workflow.languages.notions import located
from workflow.qa.bearings import Bearings
from workflow.qa.shared_names import WORD, NamePair, SharedName, shared_names

_WORD = re.compile(r"[^\W\d_]+")


def turned(both: Bearings) -> Iterator[NamePair]:
    """Yield two names of which the first acts on the other in the source only.

    Args:
        both: a sentence and its translation.
    """
    there, here = pack(both.spoken).roles, pack(both.target).roles
    if not (there.known and here.known and there.may_act(both.source)):
        return
    names = (*shared_names(both), *_nouns(both))
    for one, other in permutations(names, 2):
        if there.acts(both.source, one.source, other.source) and here.acts(
            both.text, other.text, one.text
        ):
            yield one, other


def _nouns(both: Bearings) -> Iterator[SharedName]:
    """Yield the common nouns that stand once on each side, where marks are written onto them."""
    marks = pack(both.target).roles.marks
    if not marks:
        return
    there, here = located(both.source, both.spoken), located(both.text, both.target)
    for row in there.keys() & here.keys():
        if len(there[row]) == len(here[row]) == 1:
            at, to = there[row][0], here[row][0]
            word, noun = _WORD.match(both.source, at), _WORD.match(both.text, to)
            if word and noun and noun[0][-1] in marks and not both.text[:to][-1:].isalpha():
                yield SharedName(WORD, word.span(), (to, noun.end() - 1))


def heading(both: Bearings) -> Iterator[NamePair]:
    """Yield two places of which something goes from the first to the second, and back in a text.

    Args:
        both: a sentence and its translation.
    """
    there, here = pack(both.spoken).roles, pack(both.target).roles
    if not there.may_go(both.source):
        return
    for one, other in permutations(shared_names(both, words=True), 2):
        if there.goes(both.source, one.source, other.source) and here.goes(
            both.text, other.text, one.text
        ):
            yield one, other
