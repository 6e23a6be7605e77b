"""Read and rewrite Word documents (.docx; ECMA-376, ISO/IEC 29500, strict, transitional)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.archive import Archive, child, value
from workflow.documents.readers.office import word_package, word_tree
from workflow.documents.readers.office.inline import ReadBlock, content, paragraphs
from workflow.documents.readers.office.package_reader import (
    PackageDocument,
    PackageReader,
    is_formula,
    picture,
    plain,
    set_headline,
    spread,
)
from workflow.documents.readers.office.word_leftovers import (
    accept,
    clear_embedded,
    clear_fields,
    clear_hidden,
    clear_notes,
    crossed_out,
)
from workflow.documents.readers.office.word_package import WordPackage
from workflow.documents.readers.office.word_styles import Numberings, WordStyles
from workflow.documents.readers.office.word_text import WordParagraph, WordText, alternative
from workflow.documents.readers.office.word_writing import WordWriter
from workflow.documents.unread_text import picture_not_shown
from workflow.model import Block, BlockKind, MarkupKind, Metadata, PassedOver
from workflow.xml import local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Letters of a line that can be a headline though no style says so.
_LONGEST_HEADLINE = 150
_NOTES = ("footnotes", "endnotes")


class WordDocument(PackageDocument):
    """A document of Word's, tracked changes accepted and comments left out."""

    def __init__(self, data: bytes, path: str) -> None:
        self.archive = Archive(data, path)
        self._package = WordPackage(self.archive, path)
        self._styles = WordStyles.of(self._package.tree("styles"))
        self._numberings = Numberings.of(self._package.tree("numbering"))
        self._root = self._package.main
        self._crossed_out = crossed_out(self._root)
        accept(self._root)
        self._numbers: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()
        self._line = self._group = 0
        self._listed = False
        self.contents: list[ReadBlock] = []
        self._places: list[list[WordParagraph]] = []
        self._boxes: list[tuple[_Element, WordText]] = []
        self._listings: list[WordParagraph] = []
        self._pending: tuple[str, int, _Element | None] | None = None
        self._described: dict[int, _Element] = {}
        #: The names of places since the last block, to which links may lead.
        self._bookmarks: list[str] = []
        self._unshown: list[PassedOver] = []
        self._read()

    def metadata(self) -> Metadata:
        """Return what the document says about itself."""
        about = self._package.metadata()
        gone = (*about.passed_over, *self._crossed_out, *self._unshown)
        return replace(about, passed_over=gone)

    def _read(self) -> None:
        body = child(self._root, "body")
        self._part(self._root if body is None else body, "document")
        for name in _NOTES:
            self._notes(name)
        set_headline(self.contents, self._looks_titled)

    def _part(self, root: _Element, name: str) -> None:
        text = WordText(self._styles, self._package.relations(name).__getitem__, self._note)
        self._walk(root, text)
        self._end_picture()

    def _walk(self, parent: _Element, text: WordText) -> None:
        """Read the paragraphs and tables in an element, and the text boxes anchored in them."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(text.read(element))
                self._open_boxes(text)
            elif name == "tbl":
                self._table(element, text)
            elif name == "bookmarkStart":
                self._bookmarks.append(value(element, "name"))
            elif name in word_tree.THROUGH and not (
                name == "sdt" and word_tree.is_contents(element)
            ):
                self._walk(element, text)

    def _open_boxes(self, text: WordText) -> None:
        boxes, self._boxes = self._boxes, []
        for box, inner in boxes:
            self._walk(box, inner)

    def _paragraph(self, paragraph: WordParagraph) -> None:
        """Make blocks of a paragraph and of the pictures in it."""
        self._line += 1
        self._bookmarks += paragraph.bookmarks
        properties = child(paragraph.element, "pPr")
        new = WordText(self._styles, self._package.relations("document").__getitem__, self._note)
        self._boxes += [(box, new) for box in paragraph.boxes]
        if paragraph.listed or self._styles.is_listing(properties):
            self._listings.append(paragraph)
        elif paragraph.has_text:
            self._add(self._frame(properties), [paragraph])
        self._pictures(paragraph)

    def _frame(self, properties: _Element | None) -> Block:
        """Return the block, without text, for a paragraph's properties: kind, level, list."""
        kind, level = self._styles.kind(properties)
        number, deep = self._styles.numbering(properties)
        if kind is BlockKind.PARAGRAPH and number:
            self._group += not self._listed
            self._listed = True
            ordered = self._numberings.next(number, deep)
            return Block(
                BlockKind.LIST_ITEM, "", self._line, level=deep + 1, ordered=ordered,
                group=self._group,
            )  # fmt: skip
        self._listed = False
        if kind is BlockKind.QUOTE:
            quoted = self.contents[-1].block if self.contents else None
            if quoted is None or quoted.kind is not kind:
                self._group += 1
            return Block(kind, "", self._line, level=1, group=self._group)
        return Block(kind, "", self._line, level=level)

    def _add(self, frame: Block, places: Sequence[WordParagraph]) -> None:
        """Add one block made of these paragraphs."""
        frame = replace(frame, anchors=self._taken_bookmarks())
        made = content(frame, paragraphs([each.items for each in places]))
        if is_formula(made.block):
            (item,) = made.block.markup
            made = ReadBlock(replace(frame, kind=BlockKind.FORMULA, text=item.text, url=item.url))
        elif made.block.kind is BlockKind.CODE and self._continues_code(made.block):
            return
        elif self._pending and made.block.kind is BlockKind.CAPTION:
            made.block = replace(made.block, url=self._pending[0])
            self._pending = None
        else:
            self._end_picture()
        self.contents.append(made)
        self._places.append(list(places))

    def _taken_bookmarks(self) -> tuple[str, ...]:
        """Take the names of places since the last block."""
        names = tuple(filter(None, self._bookmarks))
        self._bookmarks.clear()
        return names

    def _continues_code(self, block: Block) -> bool:
        """Add a line of code to the block of code before it, and tell whether there is one."""
        last = self.contents[-1] if self.contents else None
        if last is None or last.block.kind is not BlockKind.CODE:
            return False
        text = f"{last.block.text}\n{block.text}"
        breaks = (*last.block.breaks, len(last.block.text) + 1)
        last.block = replace(last.block, text=text, breaks=breaks, markup=())
        return True

    def _pictures(self, paragraph: WordParagraph) -> None:
        """Make a caption of each picture in a paragraph, unless a caption follows."""
        relations = self._package.relations("document")
        for relation, described in paragraph.pictures:
            self._end_picture()
            target = relations[relation]
            if address := self._package.picture(target):
                self._pending = address, self._line, described
            elif target:
                self._unshown.append(picture_not_shown(target, alternative(described), self._line))

    def _end_picture(self) -> None:
        """Add a caption for a picture without one: its alternative text."""
        if self._pending:
            url, line, described = self._pending
            self._pending = None
            text = alternative(described)
            self.contents.append(picture(url, line, text))
            self._places.append([])
            if text and described is not None:
                self._described[len(self.contents) - 1] = described

    def _table(self, table: _Element, text: WordText) -> None:
        """Read a table: cells if it holds data, paragraphs if it only lays out text."""
        rows = [list(word_tree.each_in(row, "tc")) for row in word_tree.each_in(table, "tr")]
        if not word_tree.is_data(rows):
            for row in rows:
                for cell in row:
                    self._walk(cell, text)
            return
        self._end_picture()
        self._listed = False
        self._group += 1
        group = self._group
        for number, row in enumerate(rows, 1):
            for cell in row:
                self._cell(cell, text, Block(BlockKind.CELL, "", 0, row=number, group=group))
        self._open_boxes(text)

    def _cell(self, cell: _Element, text: WordText, frame: Block) -> None:
        found = [text.read(each) for each in word_tree.paragraphs_in(cell)]
        self._bookmarks += [name for each in found for name in each.bookmarks]
        frame = replace(frame, line=self._line + 1, anchors=self._taken_bookmarks())
        self._line += len(found)
        shown = [each for each in found if each.has_text]
        made = content(frame, paragraphs([each.items for each in shown]))
        self.contents.append(made)
        self._places.append(shown)
        span = value(child(cell, "tcPr", "gridSpan"))
        for _ in range(min(int(span), 64) - 1 if span.isdecimal() else 0):
            self.contents.append(ReadBlock(replace(frame, anchors=())))
            self._places.append([])

    def _note(self, reference: _Element) -> str:
        """Return the number of a footnote, counted by first references."""
        kind = "footnotes" if local(reference) == "footnoteReference" else "endnotes"
        key = kind, value(reference, "id")
        if key not in self._numbers:
            self._counts[kind] += 1
            count = self._counts[kind]
            self._numbers[key] = str(count) if kind == "footnotes" else word_tree.roman(count)
        return self._numbers[key]

    def _notes(self, kind: str) -> None:
        """Read the notes of a kind that are referred to, in the order of their numbers."""
        if (root := self._package.tree(kind)) is None:
            return
        accept(root)
        found = {value(each, "id"): each for each in root if local(each) in {"footnote", "endnote"}}
        for (known, identifier), number in list(self._numbers.items()):
            if known != kind or (note := found.get(identifier)) is None:
                continue
            before = len(self.contents)
            self._part(note, kind)
            for made in self.contents[before : before + 1]:
                made.block = replace(made.block, footnote=number)

    def _looks_titled(self, place: int) -> bool:
        """Tell whether a paragraph looks like a title: short, bold, centred."""
        block = self.contents[place].block
        if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _LONGEST_HEADLINE:
            return False
        if not any(each.block.text for each in self.contents[place + 1 :]):
            return False
        properties = child(self._places[place][0].element, "pPr")
        bold = any(each.kind is MarkupKind.STRONG for each in block.markup[:1])
        whole = bold and block.text.startswith("<g1>") and block.text.endswith("</g1>")
        return whole and value(child(properties, "jc")) == "center"

    def rewritten(
        self, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the document with other texts in its blocks; see :class:`Rewriter`."""
        spoken = word_package.spoken(language)
        writer = WordWriter(self._root.tag.partition("}")[0][1:], spoken)
        lost: list[int] = []
        renamed: dict[str, str] = {}
        for number, text in enumerate(texts):
            if text is None:
                continue
            places, made = self._places[number], self.contents[number]
            if number in self._described:
                self._described[number].set("descr", safe(plain(text)))
                continue
            if not places:
                lost.append(number)
                continue
            for paragraph, pieces in spread(made.written(text), places):
                writer.write(paragraph, pieces)
            renamed[plain(made.block.text)] = plain(text)
        word_tree.mirror(self._root)
        self._clear()
        return self._package.written(spoken, note, renamed), lost

    def _clear(self) -> None:
        """Remove the invisible content of all parts."""
        for root in self._package.texts():
            accept(root)
            clear_hidden(root, self._styles.is_hidden)
            clear_fields(root)
            clear_embedded(root)
        for name in _NOTES:
            if (notes := self._package.tree(name)) is not None:
                marks = self._root.iter(f"{{*}}{name[:-1]}Reference")
                clear_notes(notes, {value(each, "id") for each in marks})


class WordReader(PackageReader):
    """Reads and rewrites ``.docx``."""

    extensions = (".docx",)
    media_types: Mapping[str, str] = {
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
    opened = WordDocument
