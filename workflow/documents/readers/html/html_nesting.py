"""Track the lists, quotations and tables around a place in a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.readers.html import html_kinds
from workflow.model import Block, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTAINERS = frozenset({"ul", "ol", "blockquote", "table", "dl"})
_KINDS = {
    "dt": BlockKind.TERM,
    "dd": BlockKind.DEFINITION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}


class Nesting:
    """Which lists, quotations, tables and cells are open."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._group = 0
        self._items: list[int] = []
        self._row = 0

    @property
    def in_cell(self) -> bool:
        """Whether the innermost of them is a cell."""
        return self._open[-1:] == ["cell"]

    def holds(self, *names: str) -> bool:
        """Return whether one of these is open; without names, whether any is."""
        return bool(set(names) & set(self._open)) if names else bool(self._open)

    def begin(self, element: _Element) -> Block | None:
        """Return the block that an element begins, without its text, or None."""
        tag = str(element.tag)
        if tag in CONTAINERS:
            return self._container(element)
        self._row += tag == "tr"
        group = self._group if self._open else 0
        if re.fullmatch("h[1-6]", tag):
            kind = html_kinds.kind(element, BlockKind.HEADING)
            return Block(kind, "", 1, level=int(tag[1]))
        if tag == "li":
            return self._item(element, group)
        if tag in _KINDS:
            return Block(_KINDS[tag], "", 1, group=group)
        if tag in {"td", "th"} and self._open[-1:] in (["table"], ["cell"]):
            self._open.append("cell")
            return Block(BlockKind.CELL, "", 1, row=self._row, group=group)
        kind = html_kinds.kind(element, BlockKind.PARAGRAPH)
        return None if kind is BlockKind.PARAGRAPH else Block(kind, "", 1)

    def end(self, tag: str, kind: BlockKind) -> None:
        """End an element whose text became a block of this kind."""
        if tag in CONTAINERS or (kind is BlockKind.CELL and tag in {"td", "th"}):
            self._open.pop()
        if tag == "ol":
            self._items.pop()

    def renumbered(self, blocks: Sequence[Block]) -> list[Block]:
        """Return blocks whose groups have numbers of their own, with numbers that are free here."""
        before = self._group
        self._group += max((block.group for block in blocks), default=0)
        return [replace(each, group=each.group + before if each.group else 0) for each in blocks]

    def _container(self, element: _Element) -> Block:
        tag = str(element.tag)
        self._group += not self._open
        is_layout = tag == "table" and not html_kinds.is_data(element)
        self._open.append("layout" if is_layout else tag)
        if tag == "ol":
            start = html_kinds.number(element.get("start"))
            self._items.append(0 if start is None else start - 1)
        if tag == "table":
            self._row = 0
        if tag == "blockquote":
            level = self._open.count("blockquote")
            return Block(BlockKind.QUOTE, "", 1, level=level, group=self._group)
        return Block(BlockKind.PARAGRAPH, "", 1)

    def _item(self, element: _Element, group: int) -> Block:
        level = sum(name in {"ul", "ol"} for name in self._open)
        ordered = 0
        if self._open[-1:] == ["ol"]:
            value = html_kinds.number(element.get("value"))
            self._items[-1] = self._items[-1] + 1 if value is None else value
            ordered = self._items[-1]
        return Block(BlockKind.LIST_ITEM, "", 1, level=level, ordered=ordered, group=group)
