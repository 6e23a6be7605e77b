"""Read the pages of an electronic book into blocks, and remember where each stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.archive import value
from workflow.documents.readers.block_text import alternative, code_block, says_more
from workflow.documents.readers.html.html_tags import is_hidden
from workflow.documents.readers.office.book_elements import (
    is_block,
)
from workflow.documents.readers.office.book_inline import LEFT, READ, BookInline, BookPlace
from workflow.documents.readers.office.inline import (
    Alone,
    ReadBlock,
    Wording,
    content,
)
from workflow.documents.readers.office.package_reader import picture
from workflow.model import Block, BlockKind, MarkupKind
from workflow.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What cells of a table hold that only gives text its place.
_LAID_OUT = tuple(f"{{*}}{name}" for name in ("table", "ul", "ol", "p", "h2"))
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note"})


class BookText:
    """Reads the pages of one book, in order.

    Args:
        looks: what classes make of text.
        picture: returns the address of a picture, for a page; empty for none that can be shown.
    """

    def __init__(self, looks: Mapping[str, MarkupKind], picture: Callable[[str, str], str]) -> None:
        self.contents: list[ReadBlock] = []
        self.places: list[BookPlace | None] = []
        self.described: dict[int, _Element] = {}
        self._inline = BookInline(looks, picture)
        self._line = self._group = self._row = 0
        self._frame = Block(BlockKind.PARAGRAPH, "", 1)
        self._note = ""
        self._after_break = False
        self._counts: dict[_Element, int] = {}

    def title(self, text: str) -> None:
        """Add the title of the book as the first block."""
        self._line += 1
        frame = Block(BlockKind.HEADLINE, "", self._line)
        self.contents.append(content(frame, [Wording(text)]))
        self.places.append(None)

    def read(self, name: str, root: _Element) -> None:
        """Read a page."""
        self._inline.begin(name, root)
        body = next((each for each in root if local(each) == "body"), root)
        self._inline.name(body)
        self._after_break = False
        self._walk(body, Block(BlockKind.PARAGRAPH, "", 1))

    def _walk(self, element: _Element, frame: Block) -> Block:
        """Read an element's text into this block; return the block for the text after it."""
        children = [each for each in element if local(each)]
        if not any(is_block(each) for each in children):
            return self._add(BookPlace(element, None, children, whole=True), frame)
        place = BookPlace(element)
        for each in element:
            if local(each) and not is_block(each):
                place.inner.append(each)
            elif local(each):
                frame = self._add(place, frame)
                frame = self._element(each, frame)
                place = BookPlace(element, each)
            elif place.inner or (each.tail or "").strip():
                place.inner.append(each)
        return self._add(place, frame)

    def _element(self, element: _Element, frame: Block) -> Block:
        """Read a block-level element; return the block for the text after it."""
        name = local(element)
        if name in LEFT or is_hidden(element):
            return frame
        self._inline.name(element)
        if name == "hr":
            self._after_break = True
        elif name == "pre":
            self._line += 1
            self.contents.append(ReadBlock(code_block(text_of(element), self._line)))
            self.places.append(None)
        elif name == "table":
            self._table(element, frame)
        elif name == "figure":
            self._figure(element, frame)
        else:
            if _NOTES & set(value(element, "type").split()):
                self._note = self._inline.note_at(element) or self._note
            inside = self._inside(name, element, frame)
            after = self._walk(element, inside)
            return after if inside is frame else frame
        return frame

    def _inside(self, name: str, element: _Element, frame: Block) -> Block:
        """Return the kind of block for the text in an element."""
        if name in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            return Block(BlockKind.HEADING, "", 1, level=int(name[1]))
        if name in {"ul", "ol", "dl", "blockquote"}:
            self._group += not frame.group
            group = frame.group or self._group
            kind = BlockKind.QUOTE if name == "blockquote" else BlockKind.PARAGRAPH
            quoted = frame.kind is BlockKind.QUOTE
            level = frame.level if frame.group and quoted == (name == "blockquote") else 0
            return Block(kind, "", 1, level=level + (name != "dl"), group=group)
        if name == "li":
            return replace(frame, kind=BlockKind.LIST_ITEM, ordered=self._number(element))
        if name in {"dt", "dd"}:
            kind = BlockKind.TERM if name == "dt" else BlockKind.DEFINITION
            return replace(frame, kind=kind, level=0)
        if name in {"figcaption", "caption"}:
            return Block(BlockKind.CAPTION, "", 1)
        return frame

    def _number(self, item: _Element) -> int:
        """Return the number of a list item; 0 where it has none."""
        parent = item.getparent()
        if parent is None or local(parent) != "ol":
            return 0
        start = parent.get("start") or "1"
        first = int(start) if start.isdecimal() and len(start) < 9 else 1
        self._counts[parent] = self._counts.get(parent, first - 1) + 1
        return self._counts[parent]

    def _table(self, table: _Element, frame: Block) -> None:
        cells = list(table.iter("{*}td", "{*}th"))
        laid_out = any(next(each.iterdescendants(*_LAID_OUT), None) is not None for each in cells)
        if laid_out:
            self._walk(table, frame)
            return
        self._group += 1
        group = self._group
        for each in table:
            if local(each) == "caption":
                self._element(each, frame)
        for number, row in enumerate(table.iter("{*}tr"), 1):
            for cell in row:
                if local(cell) in {"td", "th"}:
                    self._inline.name(cell)
                    made = Block(BlockKind.CELL, "", 1, row=number, group=group)
                    inner = [each for each in cell if local(each)]
                    self._add(BookPlace(cell, None, inner, whole=True), made)

    def _figure(self, figure: _Element, frame: Block) -> None:
        """Read a figure; its caption becomes the picture's."""
        before = len(self.contents)
        self._walk(figure, replace(frame, kind=BlockKind.PARAGRAPH))
        new = self.contents[before:]
        shown = [each for each in new if each.block.kind is BlockKind.CAPTION and each.block.url]
        said = [each for each in new if each.block.kind is BlockKind.CAPTION and not each.block.url]
        if len(shown) == 1 and len(said) == 1:
            at = next(n for n, each in enumerate(new, before) if each is shown[0])
            said[0].block = replace(said[0].block, url=shown[0].block.url)
            if says_more(shown[0].block, said[0].block):
                shown[0].block = alternative(shown[0].block)
            else:
                del self.contents[at], self.places[at]
                self.described.pop(at, None)

    def _add(self, place: BookPlace, frame: Block) -> Block:
        """Add a block of the text at a place, if any; return the block for the text after it."""
        start = place.parent.text if place.after is None else place.after.tail
        items = place.items
        items += [Wording(start)] if start else []
        for each in place.inner:
            self._inline.read(each, place)
            items += [Wording(each.tail)] if each.tail else []
        alone = [item for item in items if isinstance(item, Alone)]
        pictures = [item for item in alone if item.kind is MarkupKind.IMAGE]
        text = any(isinstance(item, Wording) and item.text.strip() for item in items)
        text = text or any(item.kind in READ for item in alone)
        if not text and frame.kind is not BlockKind.CELL:
            for item in pictures:
                self._shown(item)
            return frame
        self._line += 1
        made = content(replace(frame, line=self._line, footnote=self._note), items)
        self._note = ""
        if not made.block.text and frame.kind is not BlockKind.CELL:
            return frame
        names, after = tuple(self._inline.names), self._after_break
        made.block = replace(made.block, anchors=names, after_break=after)
        self._inline.names.clear()
        self._after_break = False
        self.contents.append(made)
        self.places.append(place)
        continues = frame.kind is BlockKind.LIST_ITEM
        return replace(frame, kind=BlockKind.PARAGRAPH, ordered=0) if continues else frame

    def _shown(self, item: Alone) -> None:
        """Add a block for a picture alone, with its alternative text as the caption."""
        if item.url:
            self._line += 1
            self.contents.append(picture(item.url, self._line, item.text))
            self.places.append(None)
            if item.text:
                self.described[len(self.contents) - 1] = item.owner
