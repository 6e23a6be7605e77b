"""Countries, cities and persons by their names in the languages that know them.

They stand in ``places.tsv`` and ``persons.tsv``, with a column a language.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workflow.languages.contrasts import PERSON, ListedWord, Side
from workflow.languages.tables import Row, read

_COUNTRY, _CITY = "country", "city"
#: Stands behind a name that may be another word as well.
_UNSURE = "?"
#: Begins the codes of what has none in ISO 3166.
_NO_COUNTRY = "X"


def words(language: str) -> Iterator[ListedWord]:
    """Yield the names of places and persons in a language, given by its code; none elsewhere."""
    for row in _rows():
        for word in _names(row, language, (row["kind"], row["code"])):
            yield word
            governs = row["code"] == _country(row["code"])
            for side in _also(row):
                yield ListedWord(
                    word.text, side, sure=word.sure and governs and row["kind"] == _CITY
                )
    for row in read(__package__, "persons.tsv"):
        yield from _names(row, language, (PERSON, row["en"]))


def _names(row: Row, language: str, side: Side) -> Iterator[ListedWord]:
    for name in filter(None, row.get(language, "").split("|")):
        yield ListedWord(name.removesuffix(_UNSURE), side, not name.endswith(_UNSURE))


def _also(row: Row) -> Iterator[Side]:
    """Yield what else a name may stand for: a city for its country, a country for its cities."""
    country = _country(row["code"])
    if row["kind"] == _CITY:
        yield _COUNTRY, country
    elif whole := _part_of(country):
        yield _COUNTRY, whole
    else:
        parts = (each["code"] for each in _rows() if _part_of(each["code"]) == country)
        yield from ((_COUNTRY, part) for part in parts)
        yield from ((_CITY, each["code"]) for each in _rows() if _is_city_of(each, country))


def _part_of(code: str) -> str:
    """Return the country of which another is a part (ISO 3166-2): ``GB`` for ``GB-SCT``."""
    head, _, part = code.rpartition("-")
    return head if part.isalpha() and head.isalpha() and head != _NO_COUNTRY else ""


def _is_city_of(row: Row, country: str) -> bool:
    return row["kind"] == _CITY and _country(row["code"]) == country


def _country(code: str) -> str:
    """Return the country of a place: ``IL`` for ``IL-2``."""
    head, _, number = code.rpartition("-")
    return head if number.isdigit() else code


@cache
def _rows() -> tuple[Row, ...]:
    return read(__package__, "places.tsv")
