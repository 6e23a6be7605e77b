"""Countries that a translation names in the short forms of its news: 한미, 访华."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.languages import pack
from workflow.languages.listed_words import Side

_COUNTRY = "country"


def names_in_short(side: Side, text: str, target: str) -> bool:
    """Tell whether a country stands in a text in a short form.

    >>> names_in_short(("country", "US"), "한·미 국방부가 밝혔다.", "ko")
    True
    """
    name = _named(target).get(side) if side[0] == _COUNTRY else None
    return name is not None and pack(target).shorthand.has_country(text, name)


@cache
def _named(target: str) -> Mapping[Side, str]:
    """Return by country the name with which a language's short forms are told."""
    names = pack(target).shorthand.syllables
    known = pack(target).contrasts
    return {
        side: name for name in names for word in known.said(name, _COUNTRY) for side in word.perhaps
    }
