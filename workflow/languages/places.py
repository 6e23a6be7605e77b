"""Countries and cities by their names, in the languages in which ``places.tsv`` tells them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workflow.languages.contrasts import Side, Word
from workflow.languages.tables import Row, read

_COUNTRY, _CITY = "country", "city"
#: Stands behind a name that may be another word as well.
_UNSURE = "?"


def words(language: str) -> Iterator[Word]:
    """Yield the names of places in a language, given by its code; none if it is not told there."""
    for row in _rows():
        for name in filter(None, row.get(language, "").split("|")):
            plain, sure = name.removesuffix(_UNSURE), not name.endswith(_UNSURE)
            yield Word(plain, (row["kind"], row["code"]), sure)
            for side in _also(row):
                yield Word(plain, side, sure=False)


def _also(row: Row) -> Iterator[Side]:
    """Yield what else a name may stand for: a city for its country, a country for its cities."""
    country = _country(row["code"])
    if row["kind"] == _CITY:
        yield _COUNTRY, country
    else:
        yield from ((_CITY, each["code"]) for each in _rows() if _is_city_of(each, country))


def _is_city_of(row: Row, country: str) -> bool:
    return row["kind"] == _CITY and _country(row["code"]) == country


def _country(code: str) -> str:
    """Return the country of a place: ``IL`` for ``IL-2``."""
    head, _, number = code.rpartition("-")
    return head if number.isdigit() else code


@cache
def _rows() -> tuple[Row, ...]:
    return read(__package__, "places.tsv")
