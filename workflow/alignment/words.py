"""Common words and their usual renderings: evidence that two sentences belong together.

``words.csv`` has one notion a row and a column a language, ``|`` between its words: connectives,
pronouns, what news are about. English is compared word by word, Korean and Chinese by what a
sentence contains, so those columns hold stems. Languages without a column have no such evidence.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from workflow.languages import language

_WORD = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?|%")
#: Languages in which a word can be told by the spaces around it.
_SPACED = frozenset({"en"})


def notions(text: str, tag: str) -> frozenset[int]:
    """The rows of the table that ``text`` has a word of.

    >>> notions("But he said it.", "en") == notions("그러나 그는 말했다.", "ko")
    True
    """
    column = language(tag).column
    table = _table(column)
    if column in _SPACED:
        words = {word.lower().replace("’", "'") for word in _WORD.findall(text)}
        words |= {"n't" for word in words if word.endswith("n't")}
        found = (rows for word in words if (rows := table.get(word)))
    else:
        found = (rows for word, rows in table.items() if word in text)
    return frozenset().union(*found)


@cache
def _table(column: str) -> Mapping[str, frozenset[int]]:
    """By word of a language, the rows it stands in."""
    rows: dict[str, set[int]] = {}
    with resources.files(__package__).joinpath("words.csv").open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            for word in filter(None, row.get(column, "").split("|")):
                rows.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in rows.items()}
