"""Report pages of which hardly any text was read: it may need scripts, or be closed."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.markup import plain
from workflow.model import Block, BlockKind, say

#: Kinds of blocks that are prose: menus are lists, and frames of pages are headings and captions.
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.DECK, BlockKind.DEFINITION})
#: Bytes of prose, in UTF-8, that a page has which holds an article: three sentences in any script.
#: A page of less prose may be a list, or commands with few words; it holds so much of any kind.
LEAST_PROSE, _LEAST_TEXT = 200, 600
#: What a person is told of a page that says more than was read.
SAYS_MORE = say(
    "the page says more than was read: see whether the article is all there; its text can be "
    "saved as .txt"
)
#: What a person is told of a page that asks readers for something before it shows its text.
ASKS_FIRST = say(
    "the page asks readers to pay, sign in or agree to something: see whether the article is all "
    "there; its text can be saved as .txt"
)


def weight(blocks: Sequence[Block], kinds: frozenset[BlockKind] | None = None) -> int:
    """Return the size of the text in blocks in bytes, which is comparable in all scripts."""
    texts = (plain(each.text, each.markup) for each in blocks if not kinds or each.kind in kinds)
    return sum(len("".join(text.split()).encode("utf-8", "replace")) for text in texts)


def is_thin(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks hold too little text for an article."""
    return weight(blocks, PROSE) < LEAST_PROSE and weight(blocks) < _LEAST_TEXT
