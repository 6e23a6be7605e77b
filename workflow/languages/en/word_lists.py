"""Look up English words in lists: their usual part of speech, given names, large cities."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.languages import common_words


@cache
def _kinds() -> Mapping[str, str]:
    groups = common_words.groups("en")
    return {word: group for group, words in groups.items() for word in words}


def kind_of(word: str) -> str:
    """Return the usual part of speech of an English word in lower case; empty for uncommon words.

    One of ``noun``, ``plural``, ``adjective``, ``adverb``, ``verb``, ``gerund``, ``past``,
    ``singular`` (of a verb), ``function``, and ``pronoun``, which also has what a verb may follow
    or what stands by itself: *so*, *there*, *oh*.

    >>> kind_of("park"), kind_of("he"), kind_of("said"), kind_of("xing")
    ('noun', 'pronoun', 'past', '')
    """
    return _kinds().get(word, "")


def is_given(word: str) -> bool:
    """Tell whether a word is a given name, and no common word.

    >>> is_given("Teresa"), is_given("Grace"), is_given("Deutsche")
    (True, False, False)
    """
    return word in _listed("given_names.txt")


def is_city(name: str) -> bool:
    """Tell whether a name is a city's, and hardly ever a person's.

    >>> is_city("Rotterdam"), is_city("Kaohsiung"), is_city("Jackson")
    (True, True, False)
    """
    return name.replace(" ", "_") in _listed("cities.txt")


@cache
def _listed(file: str) -> frozenset[str]:
    return frozenset[str]().union(*common_words.groups("en", file).values())
