"""Classify common English words by their usual part of speech."""

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
