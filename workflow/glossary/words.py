"""Common words of a language, for names that are words too: *He* Lifeng, *Target*, 비자, 苹果.

English words come with what they mostly are; of Korean and Chinese there are the few that news has
as names, and words that names are taken out of by mistake. ``words-en.txt`` and its like say where
they are from and what their groups are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def groups(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words of a language (primary subtag) by group; a word may be in several."""
    found: dict[str, set[str]] = {}
    place = resources.files(__package__).joinpath(f"words-{language}.txt")
    with place.open(encoding="utf-8") as file:
        for line in file:
            if line[0] != "#":
                group, _, words = line.partition(": ")
                found.setdefault(group, set()).update(words.split())
    return {group: frozenset(words) for group, words in found.items()}


@cache
def _english() -> Mapping[str, str]:
    return {word: group for group, words in groups("en").items() for word in words}


def kind(word: str) -> str:
    """Return what an English word in lower case mostly is; nothing where it is no common word.

    One of ``noun``, ``plural``, ``adjective``, ``adverb``, ``verb``, ``gerund``, ``past``,
    ``singular`` (of a verb), ``function``, and ``pronoun``, which also has what a verb may follow
    or what stands by itself: *so*, *there*, *oh*.

    >>> kind("park"), kind("he"), kind("said"), kind("xing")
    ('noun', 'pronoun', 'past', '')
    """
    return _english().get(word, "")
