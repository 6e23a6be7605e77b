"""Which headings say a document's title once more: they are read, and shown once.

Word documents and books that pandoc has made have the title, and a first heading of the same words;
written again, they have both. A reader of a page wants one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.markup import plain
from workflow.model import Block, BlockKind, MarkupKind

#: Lines such as authors and a date that may stand between, and letters of one.
_BETWEEN, _LONGEST = 6, 100
_APART = frozenset({BlockKind.DECK, BlockKind.BYLINE, BlockKind.CAPTION})


def says(block: Block, title: str) -> bool:
    """Return whether a block differs from a title in nothing but case, marks and spaces."""
    shown = (title, plain(block.text, block.markup))
    one, other = (re.sub(r"[\W_]+", "", text).casefold() for text in shown)
    return one == other and bool(one)


def repeated(blocks: Sequence[Block]) -> dict[int, int]:
    """Return the headings at the beginning that only say the headline again, each with its place.

    >>> title, first = Block(BlockKind.HEADLINE, "Ports", 1), Block(BlockKind.HEADING, "PORTS", 2)
    >>> repeated([title, first]), repeated([title, Block(BlockKind.PARAGRAPH, "Ports", 2)])
    ({1: 0}, {})
    """
    kinds = [block.kind for block in blocks]
    if BlockKind.HEADLINE not in kinds:
        return {}
    headline = kinds.index(BlockKind.HEADLINE)
    title = plain(blocks[headline].text, blocks[headline].markup)
    found: dict[int, int] = {}
    between = 0
    for place in range(headline + 1, len(blocks)):
        block = blocks[place]
        if block.kind is BlockKind.HEADING:
            if not says(block, title) or _is_noted(block):
                break
            found[place] = headline
        elif block.kind not in _APART:
            between += 1
            if between > _BETWEEN or len(block.text) > _LONGEST:
                break
    return found


def _is_noted(block: Block) -> bool:
    """Return whether a block has the mark of a footnote, which leads back to it."""
    return any(item.kind is MarkupKind.FOOTNOTE for item in block.markup)
