"""However deep boxes lie in each other, what is read of them can be shown."""

from __future__ import annotations

from workflow.documents.readers.completion import limit_box_depth
from workflow.model import Block, BlockKind, Box


def nested(depth: int) -> list[Block]:
    """A paragraph in each of so many boxes, one inside the other."""
    blocks = []
    box: Box | None = None
    for number in range(1, depth + 1):
        box = Box(number, "note", box)
        blocks.append(Block(BlockKind.PARAGRAPH, f"Text {number}.", number, box=box))
    return blocks


def test_a_few_boxes_stay() -> None:
    """Nothing is changed that people write."""
    assert list(limit_box_depth(nested(8))) == nested(8)


def test_no_block_is_lost_and_none_lies_too_deep() -> None:
    """What lies deeper comes to lie in the last box that is shown."""
    found = list(limit_box_depth(nested(900)))
    assert [block.text for block in found] == [block.text for block in nested(900)]
    assert {block.box.number for block in found[7:] if block.box} == {8}
