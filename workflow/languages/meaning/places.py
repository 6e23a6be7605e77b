"""Name countries, cities, other places and persons, in the languages that know them.

They stand in ``places.tsv``, ``cities.tsv`` and ``persons.tsv``, with a column a language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from workflow.languages.meaning.listed_words import CITY, COUNTRY, PERSON, ListedWord, Side
from workflow.languages.tables import Row, read

_PLACE, _REGION = "place", "region"
#: How names of states and provinces end in the column of Chinese.
_STATES = ("州", "省", "邦")
#: The country whose provinces have no suffix in their names.
_UNMARKED = "CN-"
#: Marks a name that may be another word as well.
_UNSURE = "?"
#: The beginning of codes for places without one in ISO 3166.
_NOCOUNTRY = "X"


def words(language: str) -> Iterator[ListedWord]:
    """Yield the names of places and persons in a language, given by its code."""
    for row in _rows():
        yield from _named(row, language)
    for row in _rows("cities.tsv"):
        yield from _named({**row, "kind": CITY}, language)
    for row in _rows("persons.tsv"):
        yield from _names(row, language, (PERSON, row["en"]))


def _named(row: Row, language: str) -> Iterator[ListedWord]:
    """Yield the names of a place with their other meanings; none if it is not compared.

    A state or a province is compared as a city is.
    """
    kind, code = row["kind"], row["code"]
    if kind == _REGION:
        yield from _names(row, language, (_REGION, row["en"]))
    if not code:
        return
    also = tuple(_also(row))
    governs = kind == CITY and code == _country(code)
    for word in _names(row, language, (CITY if kind == _PLACE else kind, code)):
        yield word
        for side in also:
            sure = word.sure and governs and side[0] == COUNTRY
            yield ListedWord(word.text, side, sure)


def listed() -> Iterator[tuple[str, str, str]]:
    """Yield English names of places that the CLDR lacks, with their Korean and Chinese ones.

    The Korean one is empty where it follows from the Chinese; ``|`` parts names that are both
    right.
    """
    for row in _rows():
        if row["listed"]:
            english, korean, chinese = (
                row[code].split("|")[0].removesuffix(_UNSURE) for code in ("en", "ko", "zh")
            )
            sure = [name for name in row["zh"].split("|") if not name.endswith(_UNSURE)]
            yield english, korean, "|".join(sure) if row["kind"] == _PLACE and sure else chinese


def _names(row: Row, language: str, side: Side) -> Iterator[ListedWord]:
    for name in filter(None, row.get(language, "").split("|")):
        yield ListedWord(name.removesuffix(_UNSURE), side, not name.endswith(_UNSURE))


def _also(row: Row) -> Iterator[Side]:
    """Yield the other meanings of a name.

    A city for its country, a country for its seat of government and its parts, a part for its
    country.
    """
    country = _country(row["code"])
    if row["kind"] in (CITY, _PLACE):
        yield COUNTRY, country
    elif whole := _part_of(country):
        yield COUNTRY, whole
    else:
        yield from _within().get(country, ())


@cache
def _within() -> Mapping[str, Sequence[Side]]:
    """Return the seat of government and the parts of each country."""
    found: dict[str, list[Side]] = {}
    for row in _rows():
        code = row["code"]
        if row["kind"] == CITY and code == _country(code):
            found.setdefault(code, []).append((CITY, code))
        elif row["kind"] == COUNTRY and (whole := _part_of(code)):
            found.setdefault(whole, []).append((COUNTRY, code))
    return found


def _part_of(code: str) -> str:
    """Return the country of which another is a part (ISO 3166-2): ``GB`` for ``GB-SCT``."""
    head, _, part = code.rpartition("-")
    return head if part.isalpha() and head.isalpha() and head != _NOCOUNTRY else ""


def _country(code: str) -> str:
    """Return the country of a place: ``IL`` for ``IL-2``."""
    head, _, number = code.rpartition("-")
    return head if number.isdigit() else code


def may_hold(one: Side, other: Side) -> bool:
    """Tell whether of two places of a country one is a city, the other a state or the like.

    A translation may add, or tell for its city, the state: *Sacramento*, 加州萨克拉门托.
    """
    first, second = (
        _country(side[1]) == side[1] or side[1] not in _parts() for side in (one, other)
    )
    return first != second and _country(one[1]) == _country(other[1])


@cache
def _parts() -> frozenset[str]:
    """Return the codes of states, provinces and the like."""
    states = (row for row in _rows() if row["kind"] == _PLACE and row["code"])
    return frozenset(
        row["code"]
        for row in states
        if row["zh"].split("|")[0].endswith(_STATES) or row["code"].startswith(_UNMARKED)
    )


@cache
def _rows(table: str = "places.tsv") -> tuple[Row, ...]:
    """Return the rows of a table; kept, since each language reads another column."""
    return read("workflow.languages", table)
