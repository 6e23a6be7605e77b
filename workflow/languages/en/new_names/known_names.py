"""Given names and large cities, from the lists ``given_names.txt`` and ``cities.txt``."""

from __future__ import annotations

from functools import cache

from workflow.languages import common_words


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
