"""Recognise countries in the short forms of news: 한미, 访华."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import cache

from workflow.languages import pack
from workflow.languages.meaning.listed_words import COUNTRY, SaidWord, Side


def names_in_short(side: Side, text: str, target: str) -> bool:
    """Tell whether a text has a short form of a country.

    >>> names_in_short(("country", "US"), "한·미 국방부가 밝혔다.", "ko")
    True
    """
    name = _named(target).get(side) if side[0] == COUNTRY else None
    return name is not None and pack(target).shorthand.has_country(text, name)


def names(place: SaidWord, told: Set[Side], text: str, target: str) -> bool:
    """Tell whether a text names a place, perhaps in a short form.

    Args:
        place: the place.
        told: what the words for places in the text may name.
        text: the text.
        target: its language.
    """
    return not told.isdisjoint(place.perhaps) or any(
        names_in_short(side, text, target) for side in place.perhaps
    )


@cache
def _named(target: str) -> Mapping[Side, str]:
    """Return the names of countries to which a language's short forms refer."""
    names = pack(target).shorthand.syllables
    known = pack(target).contrasts
    return {
        side: name for name in names for word in known.said(name, COUNTRY) for side in word.perhaps
    }
