"""OpenDocument texts (.odt; OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from workflow.documents.archive import Archive, child, local, value
from workflow.documents.pictures import SUFFIXES, part_address
from workflow.documents.readers.instants import iso_date
from workflow.documents.readers.office.inline import (
    Alone,
    InlinePair,
    Item,
    ReadBlock,
    Wording,
    content,
    paragraphs,
)
from workflow.errors import SourceError
from workflow.model import Block, BlockKind, MarkupKind, Metadata, say

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What is left out with all that is in it.
_LEFT = frozenset(
    "tracked-changes annotation annotation-end table-of-content alphabetical-index"
    " illustration-index table-index bibliography sequence-decls variable-decls user-field-decls"
    " forms hidden-text hidden-paragraph ruby-text note-citation bookmark bookmark-start"
    " bookmark-end soft-page-break"
    " title desc script".split()
)
_KINDS = {
    "title": BlockKind.HEADLINE, "subtitle": BlockKind.DECK, "quotations": BlockKind.QUOTE,
    "quote": BlockKind.QUOTE, "caption": BlockKind.CAPTION, "illustration": BlockKind.CAPTION,
    "figure": BlockKind.CAPTION, "preformatted_20_text": BlockKind.CODE,
}  # fmt: skip
_DEEPEST = 20


class OpenDocumentReader:
    """Reads ``.odt``: changes as accepted, without comments and tables of contents."""

    extensions = (".odt",)
    binary: Literal[True] = True

    def __call__(self, data: bytes, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the text of the document, its tables, text boxes and notes.

        Raises:
            SourceError: it is no such document, locked, damaged or too large.
        """
        archive = Archive(data, path)
        if "content.xml" not in archive.names:
            raise SourceError(
                path,
                say("is no OpenDocument text"),
                say("Save it as .odt, or give it the ending of what it is."),
            )
        if "META-INF/manifest.xml" in archive.names and (
            b"encryption-data" in archive.part("META-INF/manifest.xml")
        ):
            raise SourceError(
                path,
                say("is locked by a password"),
                say("Open it, take the password away and save it again."),
            )
        text = _OpenText(archive, path)
        return tuple(each.block for each in text.contents), _metadata(archive)


def _metadata(archive: Archive) -> Metadata:
    if "meta.xml" not in archive.names:
        return Metadata()
    about = child(archive.tree("meta.xml"), "meta")
    said = {local(each): (each.text or "").strip() for each in (() if about is None else about)}
    return Metadata(
        title=said.get("title", ""),
        date=iso_date(said.get("creation-date", "")),
        author=said.get("initial-creator", "") or said.get("creator", ""),
        page_language=said.get("language", ""),
    )


class _OpenText:
    """Reads the text of one document."""

    def __init__(self, archive: Archive, path: str) -> None:
        self._archive = archive
        self._path = path
        self.contents: list[ReadBlock] = []
        self._styles: dict[str, _Element] = {}
        self._notes: list[tuple[str, _Element]] = []
        self._boxes: list[_Element] = []
        self._pictures: list[tuple[str, str]] = []
        self._line = self._group = 0
        root = archive.tree("content.xml")
        for name in ("styles.xml", "content.xml"):
            if name in archive.names:
                tree = root if name == "content.xml" else archive.tree(name)
                self._styles |= {value(e, "name"): e for e in tree.iter("{*}style")}
        text = child(root, "body", "text")
        if text is None:
            raise SourceError(
                path,
                say("is no OpenDocument text"),
                say("Save it as .odt, or give it the ending of what it is."),
            )
        self._walk(text, Block(BlockKind.PARAGRAPH, "", 1))
        notes, self._notes = self._notes, []
        for number, body in notes:
            before = len(self.contents)
            self._walk(body, Block(BlockKind.PARAGRAPH, "", 1))
            for made in self.contents[before : before + 1]:
                made.block = replace(made.block, footnote=number)
        self._title()

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
                list(self._inline(element, ()))
                self._shown()
            elif name not in _LEFT:
                self._walk(element, frame)

    def _list(self, element: _Element, frame: Block) -> None:
        self._group += not frame.group
        inner = replace(frame, level=frame.level + 1, group=frame.group or self._group)
        for item in element:
            if local(item) in {"list-item", "list-header"}:
                kind = BlockKind.LIST_ITEM if local(item) == "list-item" else BlockKind.PARAGRAPH
                self._walk(item, replace(inner, kind=kind))

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
                made = Block(BlockKind.CELL, "", self._line, row=number, group=group)
                lines = [list(self._inline(e, ())) for e in cell.iter("{*}p", "{*}h")]
                self.contents.append(content(made, paragraphs([e for e in lines if e])))
        self._shown()

    def _paragraph(self, element: _Element, frame: Block) -> None:
        self._line += 1
        items = list(self._inline(element, ()))
        if items:
            self._block(element, items, frame)
        self._shown()

    def _block(self, element: _Element, items: list[Item], frame: Block) -> None:
        kind = self._kind(element)
        if local(element) == "h":
            level = value(element, "outline-level")
            deep = min(int(level), 6) if level.isdecimal() and level != "0" else 1
            frame = Block(BlockKind.HEADING, "", 1, level=deep)
        elif kind and frame.kind is not BlockKind.LIST_ITEM:
            if kind is BlockKind.QUOTE and (
                not self.contents or self.contents[-1].block.kind is not kind
            ):
                self._group += 1
            quoted = kind is BlockKind.QUOTE
            frame = Block(kind, "", 1, level=int(quoted), group=self._group if quoted else 0)
        made = content(replace(frame, line=self._line), items)
        if made.block.text:
            if made.block.kind is BlockKind.CAPTION and self._pictures:
                made.block = replace(made.block, url=self._pictures.pop(0)[0])
            self.contents.append(made)

    def _shown(self) -> None:
        """Add blocks for the pictures and text boxes found in the last paragraph."""
        if not self._pictures and not self._boxes:
            return
        pictures, self._pictures = self._pictures, []
        for url, alt in pictures:
            frame = Block(BlockKind.CAPTION, "", self._line, url=url)
            self.contents.append(content(frame, [Wording(alt)] if alt else ()))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._walk(box, Block(BlockKind.PARAGRAPH, "", 1))

    def _chain(self, name: str) -> list[_Element]:
        found: list[_Element] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append(self._styles[name])
            name = value(found[-1], "parent-style-name")
        return found

    def _kind(self, element: _Element) -> BlockKind | None:
        for style in self._chain(value(element, "style-name")):
            if kind := _KINDS.get(value(style, "name").lower()):
                return kind
        return None

    def _formats(self, element: _Element) -> tuple[InlinePair, ...]:
        found: dict[MarkupKind, bool] = {}
        for style in self._chain(value(element, "style-name")):
            look = child(style, "text-properties")
            if weight := value(look, "font-weight"):
                found.setdefault(MarkupKind.STRONG, weight in {"bold", "600", "700", "800", "900"})
            if slant := value(look, "font-style"):
                found.setdefault(MarkupKind.EMPHASIS, slant in {"italic", "oblique"})
            if line := value(look, "text-line-through-style"):
                found.setdefault(MarkupKind.STRIKE, line != "none")
            place = value(look, "text-position").split(" ")[0]
            if place.startswith("super") or (place[:1].isdigit() and place[:1] != "0"):
                found.setdefault(MarkupKind.SUPERSCRIPT, True)
            elif place.startswith(("sub", "-")):
                found.setdefault(MarkupKind.SUBSCRIPT, True)
        return tuple(InlinePair(kind) for kind, shown in found.items() if shown)

    def _inline(self, element: _Element, pairs: tuple[InlinePair, ...]) -> Iterator[Item]:
        """Yield the items of an inline element."""
        if element.text:
            yield Wording(element.text, pairs)
        for each in element:
            yield from self._piece(each, pairs)
            if each.tail:
                yield Wording(each.tail, pairs)

    def _piece(self, each: _Element, pairs: tuple[InlinePair, ...]) -> Iterator[Item]:
        name = local(each)
        if name in {"s", "tab"}:
            yield Wording(" ", pairs)
        elif name == "line-break":
            yield Alone(MarkupKind.BREAK, pairs=pairs)
        elif name == "note":
            cited, body = child(each, "note-citation"), child(each, "note-body")
            if body is not None:
                number = "".join(map(str, cited.itertext())).strip() if cited is not None else ""
                number = number or str(len(self._notes) + 1)
                self._notes.append((number, body))
                yield Alone(MarkupKind.FOOTNOTE, number)
        elif name == "image":
            self._image(each)
        elif name == "text-box":
            self._boxes.append(each)
        elif name == "a":
            link = InlinePair(MarkupKind.LINK, value(each, "href"), owner=each)
            yield from self._inline(each, (*pairs, link))
        elif name == "span":
            yield from self._inline(each, (*pairs, *self._formats(each)))
        elif name and name not in _LEFT:
            yield from self._inline(each, pairs)

    def _image(self, image: _Element) -> None:
        name = value(image, "href").removeprefix("./")
        if name in self._archive.names and name.lower().endswith(SUFFIXES):
            frame = image.getparent()
            described = child(frame, "desc") if frame is not None else None
            alt = " ".join((described.text or "").split()) if described is not None else ""
            self._pictures.append((part_address(self._path, name), alt))

    def _title(self) -> None:
        blocks: Sequence[Block] = [each.block for each in self.contents]
        titles = [place for place, b in enumerate(blocks) if b.kind is BlockKind.HEADLINE]
        for place in titles[1:]:
            self.contents[place].block = replace(blocks[place], kind=BlockKind.HEADING, level=1)
        first = next((place for place, b in enumerate(blocks) if b.text), None)
        if not titles and first is not None and blocks[first].kind is BlockKind.HEADING:
            made = replace(blocks[first], kind=BlockKind.HEADLINE, level=0)
            self.contents[first].block = made
