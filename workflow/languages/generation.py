"""Describe how translation models write a language: usual lengths and typical faults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.languages.orthography.writing import Writing


@dataclass(frozen=True, slots=True)
class Generation:
    """How translation models write a language.

    Attributes:
        longest: characters of a sentence beyond which models lose the thread, and the end of the
            text: well before their technical limit, and the sooner the more a character says.
        dense: whether texts have fewer pieces than others; pieces are what models read and write.
        counters: characters that stand after numbers, never after names.
        counted: pieces that follow a number, and a name never in the same word.
        joiner: what stands between the parts of a foreign name; beside a whole name it is wrong.
        bound: nouns that are written onto names. None: it is not known what may follow a name.
    """

    longest: int = 600
    dense: bool = False
    counters: frozenset[str] = frozenset()
    counted: re.Pattern[str] | None = None
    joiner: str = ""
    bound: re.Pattern[str] | None = None


def usual(writing: Writing) -> Generation:
    """Return the defaults for a language of which only the script is known."""
    return Generation(longest=200, dense=True) if writing.full_width else Generation()
