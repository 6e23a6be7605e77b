"""Words of the tables of contrasts, places and persons, and what each says."""

from __future__ import annotations

from dataclasses import dataclass

#: A contrast and one of its members: ``("year", "last")``.
Side = tuple[str, str]
#: The contrast of persons.
PERSON = "person"
#: Those of places.
COUNTRY, CITY = "country", "city"
PLACES = (COUNTRY, CITY)


@dataclass(frozen=True, slots=True)
class ListedWord:
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
