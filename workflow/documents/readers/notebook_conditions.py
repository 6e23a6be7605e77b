"""Finds what keeps a notebook from the public: in its metadata, and above the text of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workflow.documents.readers.conditions import Said, conditions
from workflow.documents.readers.preamble import certain_pairs, lead
from workflow.model import Condition

#: The table of the metadata in which Nikola has its keys.
_NIKOLA = "nikola"
#: Where nbdev and fastpages have keys: in a list below the title and a line that sums up.
_LISTED = re.compile(
    r"\s*# [^\n]+\n(?:>[^\n]*\n|[ \t]*\n){0,6}(?P<list>(?:- [\w-]+:[^\n]*(?:\n|\Z)){1,40})"
)


def conditions_of(metadata: Mapping[str, object], words: str, line: int) -> tuple[Condition, ...]:
    """Return the conditions that a notebook names.

    Args:
        metadata: of the notebook.
        words: of its first cell, if that has text.
        line: where they begin.
    """
    said = [Said(key, value, 1) for key, value in metadata.items()]
    if isinstance(table := metadata.get(_NIKOLA), Mapping):
        said += [Said(str(key), value, 1) for key, value in table.items()]
    return (*conditions(said), *_above(words, line))


def _above(words: str, line: int) -> Iterator[Condition]:
    """Yield what a comment, lines of keys or a list at the top of a cell say for certain."""
    found = lead(words)
    yield from (*found.conditions, *conditions(found.said))
    if listed := _LISTED.match(words):
        first = line + words.count("\n", 0, listed.start("list"))
        yield from certain_pairs(re.sub(r"^- ", "", listed["list"], flags=re.MULTILINE), first)
