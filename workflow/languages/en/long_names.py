"""Names of English bodies that a comma or their state's letters stand in."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.languages.en.name_kinds import KINDS
from workflow.languages.named import Named
from workflow.model import TermType


def offices(text: str) -> tuple[list[Named], str]:
    """Return offices for several things, and the text with nothing in their places.

    >>> offices("The Ministry of Information, Culture and Tourism left.")[0][0].name
    'Ministry of Information, Culture and Tourism'
    """
    office = KINDS.pattern("office_of_several")
    found = [Named(each[0], each.start(), TermType.ORG) for each in office.finditer(text)]
    return found, office.sub(lambda each: "\0" * len(each[0]), text) if found else text


def is_of_state(words: Sequence[str]) -> bool:
    """Tell whether a state's letters begin a body's name: *US Senate*, *U.S. Embassy*."""
    return KINDS.pattern("of_state").fullmatch(" ".join(words)) is not None
