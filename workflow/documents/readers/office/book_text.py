"""Reads the pages of an electronic book into blocks, and remembers where each stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from workflow.documents.archive import local, value
from workflow.documents.heading_anchors import is_within
from workflow.documents.readers.block_text import alternative, code_block, says_more
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html.html_tags import is_hidden
from workflow.documents.readers.html.html_text import CODE, INLINE
from workflow.documents.readers.office.book_elements import (
    Shape,
    is_block,
    shape_of,
    source_of,
    target_of,
)
from workflow.documents.readers.office.inline import (
    Alone,
    InlinePair,
    Item,
    ReadBlock,
    Wording,
    content,
)
from workflow.documents.readers.office.package_reader import picture
from workflow.model import Block, BlockKind, MarkupKind
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements that hold nothing to read.
_LEFT = frozenset(
    "head script style template nav noscript button input select textarea iframe embed video"
    " audio canvas map".split()
)
#: What cells of a table hold that only gives text its place.
_LAID_OUT = tuple(f"{{*}}{name}" for name in ("table", "ul", "ol", "p", "h2"))
#: Elements that a translation is not put into.
_BARE = frozenset("a ruby rb rbc rt rtc rp br wbr time data".split())
#: What the mark of a note says; some books make a word of the text the mark.
_MARK = re.compile(r"[\divxlcIVXLC*†‡§#a-z]{1,5}")
_NOTES = frozenset({"footnote", "endnote", "rearnote", "note"})


@dataclass(eq=False, slots=True)
class BookPlace:
    """Where a block's text stands: in an element, behind one of its children, or before them.

    Attributes:
        parent: the element.
        after: the child behind which the text begins; None where it is the element's own.
        inner: the elements within the line that are in it.
        whole: there is nothing else in the element.
        items: its text and inline markup.
        kept: what else is in it, and stays.
    """

    parent: _Element
    after: _Element | None = None
    inner: list[_Element] = field(default_factory=list)
    whole: bool = False
    items: list[Item] = field(default_factory=list)
    kept: list[_Element] = field(default_factory=list)


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
        self._looks = looks
        self._picture = picture
        self._page = ""
        self._line = self._group = self._row = 0
        self._frame = Block(BlockKind.PARAGRAPH, "", 1)
        self._notes: dict[str, str] = {}
        self._note = ""
        self._counts: dict[_Element, int] = {}
        #: The names of places since the last block, to which links may lead: page and identifier.
        self._names: list[str] = []

    def title(self, text: str) -> None:
        """Add the title of the book as the first block."""
        self._line += 1
        frame = Block(BlockKind.HEADLINE, "", self._line)
        self.contents.append(content(frame, [Wording(text)]))
        self.places.append(None)

    def read(self, name: str, root: _Element) -> None:
        """Read a page."""
        self._page = name
        self._names.append(f"{name}#")
        for each in root.iter("{*}a"):
            if "noteref" in value(each, "type").split() and each.get("href"):
                label = text_of(each).strip().strip("[]()")
                if _MARK.fullmatch(label):
                    self._notes.setdefault(target_of(name, each.get("href") or ""), label)
        body = next((each for each in root if local(each) == "body"), root)
        self._name(body)
        self._walk(body, Block(BlockKind.PARAGRAPH, "", 1))

    def _name(self, element: _Element) -> None:
        """Note the name by which links may lead to an element."""
        if name := element.get("id"):
            self._names.append(f"{self._page}#{name}")

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
        if name in _LEFT or is_hidden(element):
            return frame
        self._name(element)
        if name == "pre":
            self._line += 1
            self.contents.append(ReadBlock(code_block(text_of(element), self._line)))
            self.places.append(None)
        elif name == "table":
            self._table(element, frame)
        elif name == "figure":
            self._figure(element, frame)
        else:
            note = self._notes.get(f"{self._page}#{element.get('id', '')}", "")
            if note and _NOTES & set(value(element, "type").split()):
                self._note = note
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
                    self._name(cell)
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
            self._inline(each, place, (), ())
            items += [Wording(each.tail)] if each.tail else []
        alone = [item for item in items if isinstance(item, Alone)]
        pictures = [item for item in alone if item.kind is MarkupKind.IMAGE]
        text = any(isinstance(item, Wording) and item.text.strip() for item in items)
        text = text or any(item.kind in _READ for item in alone)
        if not text and frame.kind is not BlockKind.CELL:
            for item in pictures:
                self._shown(item)
            return frame
        self._line += 1
        made = content(replace(frame, line=self._line, footnote=self._note), items)
        self._note = ""
        if not made.block.text and frame.kind is not BlockKind.CELL:
            return frame
        made.block = replace(made.block, anchors=tuple(self._names))
        self._names.clear()
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

    def _inline(
        self,
        element: _Element,
        place: BookPlace,
        pairs: tuple[InlinePair, ...],
        around: tuple[Shape, ...],
    ) -> None:
        """Read an inline element, without the text after it."""
        name = local(element)
        hidden = is_hidden(element) and not _counts(element)
        if not name or name in _LEFT or hidden or "pagebreak" in value(element, "type"):
            if name:
                place.kept.append(element)
            return
        if alone := self._alone(name, element, pairs):
            place.items.append(alone)
            return
        if element.get("id"):
            place.kept.append(element)
            self._name(element)
        shape = shape_of(element)
        pair = self._pair(name, element, shape)
        pairs = (*pairs, pair) if pair else pairs
        around = (*around, shape) if not pair and name not in _BARE else around
        bracket = name == "rt" and not _has_brackets(element)
        place.items += [Wording("(", pairs, around)] if bracket else []
        place.items += [Wording(element.text, pairs, around)] if element.text else []
        for each in element:
            self._inline(each, place, pairs, around)
            place.items += [Wording(each.tail, pairs, around)] if each.tail else []
        place.items += [Wording(")", pairs, around)] if bracket else []

    def _pair(self, name: str, element: _Element, shape: Shape) -> InlinePair | None:
        """Return the pair of placeholders for an element; None if it has none."""
        if name == "a" and element.get("href"):
            return InlinePair(MarkupKind.LINK, self._address(element), owner=shape)
        if name in INLINE:
            return InlinePair(INLINE[name], owner=shape)
        for each in (element.get("class") or "").split():
            if each in self._looks and name == "span":
                return InlinePair(self._looks[each], owner=shape)
        return None

    def _address(self, link: _Element) -> str:
        """Return the address of a link; of one within the book as that of a part of it."""
        address = link.get("href") or ""
        within = is_within(address) and "?" not in address
        return f"#{quote(target_of(self._page, unquote(address)))}" if within else address

    def _alone(self, name: str, element: _Element, pairs: tuple[InlinePair, ...]) -> Alone | None:
        """Return the standalone placeholder for an element without text."""
        if name in {"br", "wbr"}:
            return Alone(MarkupKind.BREAK, pairs=pairs, owner=element) if name == "br" else None
        if name in {"img", "image", "svg"}:
            shown = next(element.iter("{*}img", "{*}image"), None)
            source = value(shown, "src") or value(shown, "href")
            address = self._picture(self._page, source) if source else ""
            alt = " ".join(clean(element.get("alt") or "").split())
            return Alone(MarkupKind.IMAGE, alt, address, pairs=pairs, owner=element)
        if name in CODE:
            text = " ".join(clean(text_of(element)).split())
            return Alone(MarkupKind.CODE, text, pairs=pairs, owner=element) if text else None
        if name == "math":
            return Alone(
                MarkupKind.FORMULA, source_of(element), "mathml", pairs=pairs, owner=element
            )
        if name == "a" and "noteref" in value(element, "type").split() and element.get("href"):
            number = self._notes.get(target_of(self._page, element.get("href") or ""), "")
            said = text_of(element).strip().strip("[]()")
            if number and number == said:
                return Alone(MarkupKind.FOOTNOTE, number, owner=element)
        return None


#: What stands alone and is read.
_READ = frozenset({MarkupKind.CODE, MarkupKind.FORMULA})


def _counts(element: _Element) -> bool:
    """Tell whether a link back from a note is its number, as Pandoc writes it: ``1. See``."""
    behind = (element.tail or "").startswith(".")
    return behind and local(element) == "a" and text_of(element).strip().isdecimal()


def _has_brackets(element: _Element) -> bool:
    """Tell whether the reading beside a word (ruby) has brackets of its own."""
    beside = (element.getprevious(), element.getnext())
    return any(each is not None and local(each) == "rp" for each in beside)
