"""Group blocks into sections: lists, definition lists, quotations, tables, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from workflow.model import Block, BlockKind, Box
from workflow.site.body.aligned_blocks import AlignedBlock

#: A number as tables have it: with sign, currency and unit.
_FIGURE = re.compile(
    r"[-+−–(]?(?:[A-Z]{0,3}[$€£¥₩]\s?)?\d[\d,.\u0020\u00a0\u202f]*(?:\s?[%‰])?\)?|[-–—]"
)
_TOGETHER = {
    BlockKind.LIST_ITEM: "list",
    BlockKind.CELL: "table",
    BlockKind.QUOTE: "quote",
    BlockKind.TERM: "definitions",
    BlockKind.DEFINITION: "definitions",
}
#: A block, as the document has it and as pages show it.
_Member = tuple[Block, AlignedBlock]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item and the items of the list inside it."""

    part: AlignedBlock
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Defined:
    """Terms of a definition list with their definitions."""

    terms: tuple[AlignedBlock, ...]
    definitions: tuple[AlignedBlock, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that form one list, table, quotation or box; or a single block.

    ``kind`` is ``list``, ``quote``, ``table``, ``definitions``, ``box`` or, for a block alone,
    ``one``. A table has ``rows``, the first of them its head; a list has ``items``; a list of
    definitions ``defined``; a box its ``title``, if it has one, and the ``sections`` in it, whose
    blocks are ``parts`` too.
    """

    kind: str
    parts: tuple[AlignedBlock, ...]
    rows: tuple[tuple[AlignedBlock, ...], ...] = ()
    items: tuple[Item, ...] = ()
    defined: tuple[Defined, ...] = ()
    box: Box | None = None
    title: AlignedBlock | None = None
    sections: tuple[Section, ...] = ()

    def figures(self) -> frozenset[int]:
        """Return the numbers of the table's columns that hold only numbers below the head.

        They count from 1; the first column names the rows and is none of them.
        """
        columns = (list(map(_plain, column)) for column in zip_longest(*self.rows[1:]))
        return frozenset(
            place
            for place, texts in enumerate(columns, 1)
            if place > 1 and any(texts) and all(map(_FIGURE.fullmatch, filter(None, texts)))
        )


def _plain(part: AlignedBlock | None) -> str:
    """Return a table cell's text in its original language."""
    if part is None:
        return ""
    return " ".join(next(iter(unit.cells.values())).text for unit in part.units).strip()


def sections(members: Sequence[_Member]) -> tuple[Section, ...]:
    """Group blocks into sections, in reading order."""
    return tuple(_inside(members, 0))


def _inside(members: Sequence[_Member], depth: int) -> Iterator[Section]:
    """Yield the sections of blocks that lie in the same boxes, ``depth`` of them."""
    for box, run in groupby(members, key=lambda pair: _box(pair[0], depth)):
        inner = list(run)
        if box is None:
            for (kind, _), some in groupby(inner, key=lambda pair: _group(pair[0])):
                yield _section(kind, list(some))
        else:
            yield _boxed(box, inner, depth)


def _box(block: Block, depth: int) -> Box | None:
    """Return the innermost or an outer box around a block, by depth; None if there is none."""
    chain = []
    box = block.box
    while box is not None:
        chain.append(box)
        box = box.outer
    return chain[-1 - depth] if depth < len(chain) else None


def _boxed(box: Box, members: Sequence[_Member], depth: int) -> Section:
    parts = tuple(part for _, part in members)
    titled = parts[0].kind is BlockKind.BOX_TITLE and _box(members[0][0], depth + 1) is None
    return Section(
        "box",
        parts,
        box=box,
        title=parts[0] if titled else None,
        sections=tuple(_inside(members[titled:], depth + 1)),
    )


def _group(block: Block) -> tuple[str, int]:
    """Return a value that is equal for blocks of the same list, table or quotation."""
    kind = _TOGETHER.get(block.kind, "one")
    return (kind, block.group) if block.group and kind != "one" else (kind, -block.line)


def _section(kind: str, members: Sequence[_Member]) -> Section:
    parts = tuple(part for _, part in members)
    if kind == "list":
        return Section(kind, parts, items=_nest(parts))
    if kind == "definitions":
        defined = tuple(_defined(parts))
        whole = all(each.terms and each.definitions for each in defined)
        return Section(kind, parts, defined=defined) if whole else Section("one", parts)
    if kind != "table":
        return Section(kind, parts)
    rows = groupby(members, key=lambda pair: pair[0].row)
    return Section(kind, parts, tuple(tuple(part for _, part in row) for _, row in rows))


def _defined(parts: Sequence[AlignedBlock]) -> Iterator[Defined]:
    """Yield terms with their definitions; either may be missing."""
    terms: list[AlignedBlock] = []
    for is_term, run in groupby(parts, key=lambda part: part.kind is BlockKind.TERM):
        if is_term:
            terms = list(run)
        else:
            yield Defined(tuple(terms), tuple(run))
            terms = []
    if terms:
        yield Defined(tuple(terms), ())


def _nest(parts: Sequence[AlignedBlock]) -> tuple[Item, ...]:
    """Put items of a deeper level into the item before them."""
    items = []
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and parts[end].level > parts[at].level:
            end += 1
        items.append(Item(parts[at], _nest(parts[at + 1 : end])))
        at = end
    return tuple(items)
