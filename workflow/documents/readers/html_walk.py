"""Turns the elements of an HTML tree into blocks, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from workflow.documents.readers.block_text import pictures
from workflow.documents.readers.html_tags import SKIPPED, WITHIN, is_hidden
from workflow.documents.readers.html_text import RunningText, line_of
from workflow.model import Block, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECK = re.compile(
    r"(?:[\w-]*[_-])?(?:deck|dek|standfirst|sub-?title|sub-?headline)", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:[\w-]*[_-])?byline", re.IGNORECASE)
#: What two line breaks in a row part.
_PARTED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
#: What a cell of a layout table holds, and a cell of a table of data does not.
_IN_LAYOUT = ("table", "ul", "ol", "blockquote", "h1", "h2", "h3", "article", "section")


class _Role(Enum):
    """What an element is: left out, within the line, a space between words, or a block."""

    LEFT = auto()
    WITHIN = auto()
    SPACE = auto()
    BLOCK = auto()


@dataclass(slots=True)
class _Frame:
    """What the text of an element becomes; elements inside that mean nothing share it."""

    block: Block
    used: bool = False


class Walk:
    """One pass over a tree.

    Args:
        skipped: tags of further elements to leave out.
        left: elements to leave out.
    """

    def __init__(
        self, skipped: frozenset[str] = frozenset(), left: frozenset[_Element] = frozenset()
    ) -> None:
        self._skipped = SKIPPED | skipped
        self._left = left
        self._text = RunningText()
        self._frames = [_Frame(Block(BlockKind.PARAGRAPH, "", 1))]
        self._containers: list[str] = []
        self._group = 0
        self._items: list[int] = []
        self._row = 0
        self._figures: list[list[Block]] = []
        self._done: list[Block] = []
        #: What the beginning of each open element has done, for its end to undo.
        self._entered: list[_Role] = []

    def blocks(self, root: _Element) -> list[Block]:
        """Return the visible text of ``root`` as blocks, in reading order."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
                if element is not root:
                    self._add(element.tail)
            elif self._enter(element):
                self._add(element.text)
            else:
                walk.skip_subtree()
        self._flush()
        return self._done

    def _enter(self, element: _Element) -> bool:
        """Begin an element; return whether to go on inside it."""
        tag = str(element.tag)
        self._text.reach(line_of(element))
        role = self._role(element, tag)
        self._entered.append(role)
        if role is _Role.WITHIN:
            self._part(parts=tag != "br")
            return self._text.enter(element)
        if role is _Role.SPACE:
            self._text.add(" ")
        elif role is _Role.BLOCK:
            self._flush()
            self._frames.append(self._frame(element))
            self._row += tag == "tr"
            if tag == "figure":
                self._figures.append([])
        elif tag == "pre":
            self._flush()
            self._done.append(self._text.preformatted(element))
        else:
            self._text.pass_over(element)
        return role is not _Role.LEFT

    def _role(self, element: _Element, tag: str) -> _Role:
        """Return what an element is here; in a cell, only a further cell or row begins a block."""
        if tag == "pre" or tag in self._skipped or element in self._left or is_hidden(element):
            return _Role.LEFT
        if tag in WITHIN:
            return _Role.WITHIN
        if self._containers[-1:] == ["cell"] and tag not in {"td", "th", "tr"}:
            return _Role.SPACE
        return _Role.BLOCK

    def _add(self, text: str | None) -> None:
        """Add text that stands in or after an element."""
        self._part(parts=bool(text and text.strip()))
        self._text.add(text)

    def _part(self, *, parts: bool) -> None:
        """End a paragraph after two line breaks, which older pages have for its end tag.

        ``parts``: something follows that can be in a paragraph of its own.
        """
        if parts and self._text.is_parted and self._frames[-1].block.kind in _PARTED:
            self._flush()

    def _leave(self, element: _Element) -> None:
        tag, role = str(element.tag), self._entered.pop()
        if role is _Role.WITHIN:
            self._text.leave(element)
        elif role is _Role.SPACE:
            self._text.add(" ")
        elif role is _Role.BLOCK:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        self._flush()
        frame = self._frames.pop()
        if frame.block.kind is BlockKind.CELL and tag in {"td", "th"}:
            self._containers.pop()
        if frame.block.kind is BlockKind.CELL and not frame.used:
            self._done.append(replace(frame.block, line=self._text.line))
        if tag in {"ul", "ol", "blockquote", "table"}:
            self._containers.pop()
        if tag == "ol":
            self._items.pop()
        if tag == "figure":
            self._end_figure()

    def _frame(self, element: _Element) -> _Frame:
        """Return what the text inside an element that begins a block becomes."""
        tag = str(element.tag)
        if tag in {"ul", "ol", "blockquote", "table"}:
            return self._container(element)
        group = self._group if self._containers else 0
        if re.fullmatch("h[1-6]", tag):
            return _Frame(Block(_kind(element, BlockKind.HEADING), "", 1, level=int(tag[1])))
        if tag == "li":
            return _Frame(self._item(element, group))
        if tag in {"td", "th"} and self._containers[-1:] in (["table"], ["cell"]):
            self._containers.append("cell")
            return _Frame(Block(BlockKind.CELL, "", 1, row=self._row, group=group))
        if tag in {"figcaption", "caption"}:
            return _Frame(Block(BlockKind.CAPTION, "", 1, group=group))
        kind = _kind(element, BlockKind.PARAGRAPH)
        shared = kind is BlockKind.PARAGRAPH
        return self._frames[-1] if shared else _Frame(Block(kind, "", 1))

    def _container(self, element: _Element) -> _Frame:
        tag = str(element.tag)
        self._group += not self._containers
        self._containers.append("layout" if tag == "table" and not _is_data(element) else tag)
        if tag == "ol":
            start = _number(element.get("start"))
            self._items.append(0 if start is None else start - 1)
        if tag == "table":
            self._row = 0
        if tag == "blockquote":
            level = self._containers.count("blockquote")
            return _Frame(Block(BlockKind.QUOTE, "", 1, level=level, group=self._group))
        return _Frame(Block(BlockKind.PARAGRAPH, "", 1))

    def _item(self, element: _Element, group: int) -> Block:
        level = sum(name in {"ul", "ol"} for name in self._containers)
        ordered = 0
        if self._containers[-1:] == ["ol"]:
            value = _number(element.get("value"))
            self._items[-1] = self._items[-1] + 1 if value is None else value
            ordered = self._items[-1]
        return Block(BlockKind.LIST_ITEM, "", 1, level=level, ordered=ordered, group=group)

    def _flush(self) -> None:
        """End the block in progress, if there is any text in it."""
        if self._text.is_empty:
            return
        frame = self._frames[-1]
        block = self._text.take(frame.block)
        if images := pictures(block):
            shown = [image for image in images if image.text]
            (self._figures[-1] if self._figures else self._done).extend(shown)
        elif block.text:
            self._done.append(block)
            frame.used = True
            if block.kind is BlockKind.LIST_ITEM:
                frame.block = replace(frame.block, kind=BlockKind.PARAGRAPH, ordered=0)

    def _end_figure(self) -> None:
        """Give a figure's caption its image; without a caption, alternative texts are captions."""
        images = self._figures.pop()
        last = self._done[-1] if self._done else None
        if last and last.kind is BlockKind.CAPTION and not last.url and images:
            self._done[-1] = replace(last, url=images[0].url)
        else:
            self._done += images


def _number(value: str | None) -> int | None:
    """Return a list item's number; as in Markdown, one of more than nine digits is none."""
    return int(value) if value and re.fullmatch(r"\d{1,9}", value) else None


def _kind(element: _Element, usual: BlockKind) -> BlockKind:
    """Return the kind of an element whose class names it a deck or a byline, else the usual one."""
    if element.tag in {"p", "div", "h2", "h3", "h4", "address"} and len(element) <= 3:
        names = (element.get("class") or "").split()
        if any(_DECK.fullmatch(name) for name in names):
            return BlockKind.DECK
        if any(_BYLINE.fullmatch(name) for name in names):
            return BlockKind.BYLINE
    return usual


def _is_data(table: _Element) -> bool:
    """Return whether a table holds data; older pages use tables to place whole articles."""
    if next(table.iterdescendants(*_IN_LAYOUT), None) is not None:
        return False
    headed = next(table.iterdescendants("th"), None) is not None
    return headed or next(table.iterdescendants("p", "div", "img"), None) is None
