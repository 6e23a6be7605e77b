"""Puts what a front matter says of mistakes at the head of the article, to be translated."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.readers.block_text import plain_block
from workflow.model import CORRECTION, Block, BlockKind, Box, Erratum

_HEAD = frozenset({BlockKind.HEADLINE, BlockKind.DECK, BlockKind.BYLINE})


def with_corrections(blocks: Sequence[Block], corrections: Sequence[Erratum]) -> tuple[Block, ...]:
    """Return the blocks with a box of the corrections below headline, deck and byline."""
    if not corrections:
        return tuple(blocks)
    top = next((at for at, block in enumerate(blocks) if block.kind not in _HEAD), len(blocks))
    taken = [box.number for block in blocks for box in _boxes(block)]
    box = Box(max(taken, default=0) + 1, CORRECTION)
    said = (
        plain_block(Block(BlockKind.PARAGRAPH, "", each.line, box=box), each.text)
        for each in corrections
    )
    return (*blocks[:top], *said, *blocks[top:])


def _boxes(block: Block) -> list[Box]:
    found, box = [], block.box
    while box is not None:
        found.append(box)
        box = box.outer
    return found
