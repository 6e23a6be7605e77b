"""Chinese names that lists know: of places, of countries, and of bodies."""

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


@cache
def countries_known() -> frozenset[str]:
    """Return the names of countries, but for the one whose bodies bear it: 中国石油公司."""
    known = (form for each in countries.names() for form in _forms(countries.renderings(each)))
    return frozenset(known) - {"中国"}


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
    """Return the names of bodies that nothing in them tells to be ones: 穆迪."""
    return KINDS.word_set("known_org")
