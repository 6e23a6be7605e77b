"""List common words of a language, for names that are words: *He* Lifeng, *Target*, 비자, 苹果.

English words come with their usual part of speech; for Korean and Chinese, there are only words
that news uses as names, and words that contain apparent names. The file ``common_words.txt`` of
each language names its sources and explains the groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def groups(language: str, file: str = "common_words.txt") -> Mapping[str, frozenset[str]]:
    """Return the words of a language (primary subtag) by group; a word may be in several.

    None for a language that has no such file.
    """
    found: dict[str, set[str]] = {}
    place = resources.files(__package__).joinpath(language, file)
    if not place.is_file():
        return {}
    with place.open(encoding="utf-8") as lines:
        for line in lines:
            if line[0] != "#":
                group, _, words = line.partition(": ")
                found.setdefault(group, set()).update(words.split())
    return {group: frozenset(words) for group, words in found.items()}


@cache
def every(language: str) -> frozenset[str]:
    """Return the words of a language (primary subtag) in any group."""
    return frozenset[str]().union(*groups(language).values())


def meet_within(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether a common word ends and another begins in what seems to be a word of two letters.

    >>> meet_within("数据表明日本出口增长", 3, 5, "zh"), meet_within("他明日离开", 1, 3, "zh")
    (True, False)
    """
    known = every(language)
    pair = end - start == len("表明")
    return pair and text[start - 1 : start + 1] in known and text[start + 1 : end + 1] in known
