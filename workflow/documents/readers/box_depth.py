"""Limits how deep boxes may be nested, because pages, books and prints recurse into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from workflow.model import Block, Box

#: Boxes around a block; handbooks have three.
_DEEPEST = 8


def limit_box_depth(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without the boxes beyond the greatest depth shown; the outermost stay."""
    depths: dict[int, int] = {}
    for block in blocks:
        chain: list[Box] = []
        box = block.box
        while box is not None and box.number not in depths:
            chain.append(box)
            box = box.outer
        depth = depths[box.number] if box is not None else 0
        for each in reversed(chain):
            depth = depths[each.number] = depth + 1
        yield replace(block, box=_cut(block.box, depths)) if depth > _DEEPEST else block


def _cut(box: Box | None, depths: Mapping[int, int]) -> Box | None:
    while box is not None and depths[box.number] > _DEEPEST:
        box = box.outer
    return box
