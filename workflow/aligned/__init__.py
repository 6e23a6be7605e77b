"""An article and its translations, aligned sentence by sentence: what all that is published shows.

Pages, books, memories and every other output are made from these values, so that a sentence has
the same key, and so the same anchor, in all of them.
"""

from __future__ import annotations

from workflow.aligned.article import Article, Line, Summary, pairs, trio
from workflow.aligned.content import (
    ISOLATE,
    ISOLATED,
    NOTHING,
    WORD_JOINER,
    Cell,
    Content,
    Item,
    Part,
    Section,
    Unit,
    unset,
)
from workflow.aligned.publication import Download, Listed, Publication, Scope, Words

__all__ = [
    "ISOLATE",
    "ISOLATED",
    "NOTHING",
    "WORD_JOINER",
    "Article",
    "Cell",
    "Content",
    "Download",
    "Item",
    "Line",
    "Listed",
    "Part",
    "Publication",
    "Scope",
    "Section",
    "Summary",
    "Unit",
    "Words",
    "pairs",
    "trio",
    "unset",
]
