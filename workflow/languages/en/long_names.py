"""Names of English bodies that a comma or their state's letters stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.languages.named import Named
from workflow.model import TermType

_THINGS = r"[A-Z]\w+(?: [A-Z]\w+)*"
_OFFICE = re.compile(
    rf"\b(?:Ministry|Department) (?:of|for)(?: the)? {_THINGS}(?:, {_THINGS})+,? and {_THINGS}"
)
#: Bodies that bear the letters of their state.
_OF_STATES = frozenset({"Senate", "Congress", "Embassy", "Navy", "Army", "Treasury", "Marines"})


def offices(text: str) -> tuple[list[Named], str]:
    """Return offices for several things, and the text with nothing in their places.

    >>> offices("The Ministry of Information, Culture and Tourism left.")[0][0].name
    'Ministry of Information, Culture and Tourism'
    """
    found = [Named(each[0], each.start(), TermType.ORG) for each in _OFFICE.finditer(text)]
    return found, _OFFICE.sub(lambda each: "\0" * len(each[0]), text) if found else text


def is_of_state(words: Sequence[str]) -> bool:
    """Tell whether a state's letters begin a body's name: *US Senate*, *U.S. Embassy*."""
    return len(words) == 2 and words[0] in ("US", "U.S.", "UK") and words[1] in _OF_STATES
