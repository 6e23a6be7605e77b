"""Read the text of an OpenDocument text into blocks, and remember where each stands."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.archive import Archive, child, value
from workflow.documents.pictures import SUFFIXES, part_address
from workflow.documents.readers.office.book_elements import Shape, source_of
from workflow.documents.readers.office.inline import (
    Alone,
    InlinePair,
    ReadBlock,
    Wording,
    content,
    paragraphs,
)
from workflow.documents.readers.office.open_place import OpenPlace, is_tab
from workflow.documents.readers.office.open_styles import OpenLists, OpenStyles
from workflow.documents.readers.office.package_reader import is_formula, picture, set_headline
from workflow.documents.unread_text import picture_not_shown
from workflow.errors import SourceError
from workflow.model import Block, BlockKind, MarkupKind, PassedOver
from workflow.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What is left out with all that is in it.
_LEFT = frozenset(
    "tracked-changes annotation annotation-end table-of-content alphabetical-index"
    " illustration-index table-index bibliography sequence-decls variable-decls user-field-decls"
    " forms hidden-text hidden-paragraph ruby-text note-citation soft-page-break"
    " title desc script change change-start change-end".split()
)
#: What has no text, and stays beside that of its paragraph.
_MARKS = frozenset(
    "bookmark bookmark-start bookmark-end reference-mark reference-mark-start reference-mark-end"
    " toc-mark toc-mark-start toc-mark-end alphabetical-index-mark alphabetical-index-mark-start"
    " alphabetical-index-mark-end".split()
)
_SIGNS = {"tab": (MarkupKind.LITERAL, " "), "line-break": (MarkupKind.BREAK, "")}
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_PLAIN = Block(BlockKind.PARAGRAPH, "", 1)


class OpenText:
    """Reads the text of one document.

    Attributes:
        contents: its blocks.
        places: where the text of each block stands: paragraphs, or none.
        described: the element that has the text of a picture's block, by that block's number.
        unshown: pictures of kinds that no page shows.
    """

    def __init__(self, archive: Archive, path: str, text: _Element, styles: OpenStyles) -> None:
        self._archive = archive
        self._path = path
        self._styles = styles
        self._lists = OpenLists(styles)
        self.contents: list[ReadBlock] = []
        self.places: list[list[OpenPlace]] = []
        self.described: dict[int, _Element] = {}
        self.unshown: list[PassedOver] = []
        self._notes: list[tuple[str, _Element]] = []
        self._boxes: list[_Element] = []
        self._pictures: list[tuple[str, _Element | None]] = []
        self._line = self._group = 0
        #: The names of places since the last block, to which links may lead.
        self._bookmarks: list[str] = []
        self._walk(text, _PLAIN)
        notes, self._notes = self._notes, []
        for number, body in notes:
            before = len(self.contents)
            self._walk(body, _PLAIN)
            for made in self.contents[before : before + 1]:
                made.block = replace(made.block, footnote=number)
        set_headline(self.contents)

    def _walk(self, parent: _Element, frame: Block) -> None:
        for element in parent:
            name = local(element)
            if name in {"h", "p"}:
                self._paragraph(element, frame)
                if frame.kind is BlockKind.LIST_ITEM:
                    frame = replace(frame, kind=BlockKind.PARAGRAPH, ordered=0)
            elif name == "list":
                self._list(element, frame)
            elif name == "table":
                self._table(element, frame)
            elif name == "frame":
                self._frame(element, OpenPlace(element), ())
                self._shown()
            elif name and name not in _LEFT and value(element, "display") != "none":
                self._walk(element, frame)

    def _list(self, element: _Element, frame: Block) -> None:
        self._group += not frame.group
        inner = replace(frame, level=frame.level + 1, group=frame.group or self._group)
        for item, number in self._lists.items(element, inner.level):
            named = local(item) == "list-item"
            kind = BlockKind.LIST_ITEM if named else BlockKind.PARAGRAPH
            self._walk(item, replace(inner, kind=kind, ordered=number if named else 0))

    def _table(self, table: _Element, frame: Block) -> None:
        rows = [[e for e in row if local(e) == "table-cell"] for row in table.iter("{*}table-row")]
        inner = next(table.iterdescendants("{*}table"), None)
        if max(map(len, rows), default=0) < 2 or inner is not None:
            for row in rows:
                for cell in row:
                    self._walk(cell, frame)
            return
        self._group += 1
        group = self._group
        for number, row in enumerate(rows, 1):
            for cell in row:
                self._line += 1
                found = [self._read(each) for each in cell.iter("{*}p", "{*}h")]
                made = Block(
                    BlockKind.CELL, "", self._line, row=number, group=group, anchors=self._named()
                )
                shown = [each for each in found if each.has_text]
                self.contents.append(content(made, paragraphs([each.items for each in shown])))
                self.places.append(shown)
        self._shown()

    def _read(self, element: _Element) -> OpenPlace:
        """Read the items of a paragraph."""
        place = OpenPlace(element)
        self._inline(element, place, (), ())
        place.set_tabs_apart()
        self._bookmarks += place.bookmarks
        return place

    def _named(self) -> tuple[str, ...]:
        """Return the names of places since the last block."""
        names = tuple(self._bookmarks)
        self._bookmarks.clear()
        return names

    def _paragraph(self, element: _Element, frame: Block) -> None:
        self._line += 1
        place = self._read(element)
        if place.has_text and not self._styles.is_hidden(value(element, "style-name")):
            self._block(place, frame)
        self._shown()

    def _block(self, place: OpenPlace, frame: Block) -> None:
        """Add the block of a paragraph, if there is anything to read in it."""
        element = place.element
        kind = self._styles.kind(value(element, "style-name"))
        if local(element) == "h":
            level = value(element, "outline-level")
            deep = min(int(level), 6) if level.isdecimal() and level != "0" else 1
            frame = Block(BlockKind.HEADING, "", 1, level=deep)
        elif kind and frame.kind is not BlockKind.LIST_ITEM:
            quoted = kind is BlockKind.QUOTE
            continued = self.contents and self.contents[-1].block.kind is kind
            self._group += quoted and not continued
            frame = Block(kind, "", 1, level=int(quoted), group=self._group if quoted else 0)
        frame = replace(frame, line=self._line)
        items = place.items
        if frame.kind is BlockKind.CODE:
            items = [Wording(" ") if is_tab(each) else each for each in items]
        made = content(frame, items)
        if is_formula(made.block):
            (item,) = made.block.markup
            made.block = replace(frame, kind=BlockKind.FORMULA, text=item.text, url=item.url)
        if made.block.text:
            made.block = replace(made.block, anchors=self._named())
            if made.block.kind is BlockKind.CAPTION and self._pictures:
                made.block = replace(made.block, url=self._pictures.pop(0)[0])
            self.contents.append(made)
            self.places.append([place])

    def _shown(self) -> None:
        """Add blocks for the pictures and text boxes found in the last paragraph."""
        if not self._pictures and not self._boxes:
            return
        pictures, self._pictures = self._pictures, []
        for url, described in pictures:
            text = "" if described is None else " ".join((described.text or "").split())
            self.contents.append(picture(url, self._line, text))
            self.places.append([])
            if text and described is not None:
                self.described[len(self.contents) - 1] = described
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._walk(box, _PLAIN)

    def _inline(
        self,
        element: _Element,
        place: OpenPlace,
        pairs: tuple[InlinePair, ...],
        around: tuple[Shape, ...],
    ) -> None:
        """Read the items of an inline element."""
        if element.text:
            place.items.append(Wording(element.text, pairs, around))
        for each in element:
            self._piece(each, place, pairs, around)
            if each.tail:
                place.items.append(Wording(each.tail, pairs, around))

    def _piece(
        self,
        each: _Element,
        place: OpenPlace,
        pairs: tuple[InlinePair, ...],
        around: tuple[Shape, ...],
    ) -> None:
        name = local(each)
        if name == "s":
            place.items.append(Wording(" ", pairs, around))
        elif name in _SIGNS:
            kind, text = _SIGNS[name]
            place.items.append(Alone(kind, text, pairs=pairs, owner=each))
        elif name == "note":
            self._note(each, place)
        elif name == "frame":
            self._frame(each, place, pairs)
        elif name == "a" and value(each, "href"):
            link = InlinePair(MarkupKind.LINK, value(each, "href"), owner=each)
            self._inline(each, place, (*pairs, link), around)
        elif name == "span":
            self._span(each, place, pairs, around)
        elif name in _MARKS or _is_drawing(each):
            place.keep(each)
            self._boxes += [] if name in _MARKS else [each]
        elif name and name not in _LEFT:
            self._inline(each, place, pairs, around)

    def _span(
        self,
        each: _Element,
        place: OpenPlace,
        pairs: tuple[InlinePair, ...],
        around: tuple[Shape, ...],
    ) -> None:
        named = value(each, "style-name")
        if not self._styles.is_hidden(named):
            formats = [InlinePair(kind) for kind in self._styles.formats(named)]
            shape = str(each.tag), tuple(sorted((str(k), str(v)) for k, v in each.items()))
            self._inline(each, place, (*pairs, *formats), (*around, shape))

    def _note(self, each: _Element, place: OpenPlace) -> None:
        cited, body = child(each, "note-citation"), child(each, "note-body")
        if body is not None:
            number = text_of(cited).strip() if cited is not None else ""
            number = number or str(len(self._notes) + 1)
            self._notes.append((number, body))
            place.items.append(Alone(MarkupKind.FOOTNOTE, number, owner=each))

    def _frame(self, frame: _Element, place: OpenPlace, pairs: tuple[InlinePair, ...]) -> None:
        """Read a frame: an inline formula, or a picture or text that follows it."""
        for each in frame:
            if local(each) == "object" and (formula := self._formula(each)) is not None:
                source = source_of(formula)
                made = Alone(MarkupKind.FORMULA, source, "mathml", pairs=pairs, owner=frame)
                place.items.append(made)
                return
        if frame is not place.element:
            place.keep(frame)
        for each in frame:
            if local(each) == "image":
                self._image(each)
            elif local(each) == "text-box":
                self._boxes.append(each)

    def _formula(self, element: _Element) -> _Element | None:
        """Return the MathML of an embedded formula."""
        if (inner := child(element, "math")) is not None:
            return inner
        name = f"{value(element, 'href').removeprefix('./').rstrip('/')}/content.xml"
        if name not in self._archive.names:
            return None
        with suppress(SourceError):  # what is embedded may be damaged, the text is not
            root = self._archive.parsed(self._archive.xml(name), name)
            return root if local(root) == "math" else None
        return None

    def _image(self, image: _Element) -> None:
        frame = image.getparent()
        described = child(frame, "desc") if frame is not None else None
        name = _file(image)
        if name in self._archive.names and name.lower().endswith(SUFFIXES):
            self._pictures.append((part_address(self._path, name), described))
        elif name.startswith("Pictures/") and not any(
            _file(each).lower().endswith(SUFFIXES) for each in image.itersiblings("{*}image")
        ):
            told = "" if described is None else described.text or ""
            self.unshown.append(picture_not_shown(name, told, self._line))


def _file(image: _Element) -> str:
    return value(image, "href").removeprefix("./")


def _is_drawing(element: _Element) -> bool:
    """Tell whether an element is a drawn shape, which may contain text of its own."""
    return str(element.tag).startswith(f"{{{_DRAWING}}}") and local(element) != "a"
