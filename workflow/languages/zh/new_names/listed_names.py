"""Know Chinese names from lists: places, countries and bodies, families of Japanese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.languages import common_words
from workflow.languages.meaning import places
from workflow.languages.meaning.listed_words import PERSON
from workflow.languages.names import countries, gazetteer
from workflow.languages.tables import FactTable

#: What kinds of names are known by, one table for all modules that find Chinese names.
KINDS = FactTable("workflow.languages.zh", "name_kinds.tsv")
_NAMES = FactTable("workflow.languages.zh", "names.tsv")


@cache
def countries_known() -> frozenset[str]:
    """Return the names of countries, except one in the name of its body: 中国石油公司."""
    known = (form for each in countries.names() for form in _forms(countries.renderings(each)))
    return frozenset(known) - {"中国"}


@cache
def countries_abroad() -> frozenset[str]:
    """Return the names of countries whose people have no Chinese names."""
    known = countries_known() | _NAMES.word_set("abroad_short")
    return known - _NAMES.word_set("abroad_too")


def is_from_abroad(before: str) -> bool:
    """Tell whether the words before a name mark a person from another country.

    >>> [is_from_abroad(text) for text in ("是西班牙名将", "印尼人", "驻西班牙的", "西班牙队的")]
    [True, True, False, False]
    """
    found = _NAMES.pattern("from_abroad").search(before)
    rest = before[: found.start()] if found else ""
    known = countries_abroad()
    size = next((size for size in range(8, 1, -1) if rest[-size:] in known), 0)
    return size > 0 and not rest[:-size].endswith(tuple(_NAMES.word_set("to_abroad")))


def _forms(renderings: Mapping[str, str]) -> list[str]:
    return renderings["zh-Hans"].split("|")


@cache
def listed() -> frozenset[str]:
    """Return the names of cities, countries and regions that lists know."""
    known = {word.text for word in places.words("zh") if word.sure and word.side[0] != PERSON}
    regions = {form for each in gazetteer.names().values() for form in _forms(each)}
    every = common_words.groups("zh", "cities.txt")["city"] | known | regions
    return every | KINDS.word_set("region")


def known_bodies() -> frozenset[str]:
    """Return the names of bodies that do not look like ones: 穆迪."""
    return KINDS.word_set("known_org")


def is_japanese(name: str) -> bool:
    """Tell whether a name is likelier a Japanese's, whose characters are not read in pinyin.

    >>> [is_japanese(name) for name in ("小野寺茜", "枝川诚二", "诸葛孔明", "王毅")]
    [True, True, False, False]
    """
    double = KINDS.pattern("double_family").match(name)
    if double or name[:2] in _NAMES.word_set("double"):
        return False
    family = KINDS.pattern("japanese_family").match(name)
    return len(name) > len("王小明") or (family is not None and len(name) > len("高山"))


def japanese_family(name: str) -> str:
    """Return the family name of a Japanese: a frequent one, or two of four characters.

    >>> names = ("石破茂", "林芳正", "久保田早纪", "枝川诚二", "西冈丈")
    >>> [japanese_family(name) for name in names]
    ['石破', '林', '久保田', '枝川', '西冈']
    """
    for size in (3, 2):
        if len(name) > size and KINDS.pattern("japanese_family").fullmatch(name[:size]):
            return name[:size]
    if len(name) > len("王小明"):
        return name[:2]
    return name[0] if name[0] in KINDS.word_set("japanese_short_family") else ""
