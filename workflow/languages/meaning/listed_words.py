"""Words of the tables of contrasts, places and persons, and what each says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: A contrast and one of its members: ``("year", "last")``.
Side = tuple[str, str]
#: The contrast of persons.
PERSON = "person"
#: The contrast of what says nothing.
NONE = "none"
#: Those of places.
COUNTRY, CITY = "country", "city"
PLACES = (COUNTRY, CITY)


class ListedWord(NamedTuple):
    """A word of a table, and what it says.

    Attributes:
        text: the word.
        side: what it says.
        sure: whether nothing else can be meant by it.
        inside: whether it counts inside another word as well.
    """

    text: str
    side: Side
    sure: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word in a text and what it says.

    Attributes:
        text: the word.
        surely: the sides that it says and that nothing else can be meant by.
        perhaps: all sides that it may say, the sure ones among them.
        named: the places that it would say for sure if it were no part of a person's name.
    """

    text: str
    surely: Sequence[Side]
    perhaps: Sequence[Side]
    named: Sequence[Side] = ()
