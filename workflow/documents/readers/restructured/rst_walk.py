"""Turn the node tree of docutils into blocks, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from docutils import nodes

from workflow.documents.readers.block_text import (
    alternative,
    code_block,
    filled,
    plain_block,
    says_more,
)
from workflow.documents.readers.markdown.dialects.other_tables import at_gaps
from workflow.documents.readers.restructured.rst_dispatch import EMBED
from workflow.documents.readers.restructured.rst_inline import add_inline
from workflow.markup import Builder
from workflow.model import TEMPLATE_CODE, Block, BlockKind, Box, MarkupKind

#: What holds nothing that a reader reads, or is read elsewhere.
_SKIPPED = (
    nodes.comment, nodes.substitution_definition, nodes.target, nodes.pending, nodes.meta,
    nodes.raw, nodes.docinfo, nodes.decoration,
    nodes.colspec, nodes.generated,
)  # fmt: skip
_RULE = re.compile(r"=+(?: +=+)+")
_DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a document something stands.

    Attributes:
        section: how deep the section is.
        level: how deep the list or quotation is.
        group: the number that blocks of one list, quotation or table share.
        box: the box around it.
        quoted: how many quotations are around it.
        row: the row of a table.
        frame: what the next text becomes, if that is no paragraph.
    """

    section: int = 0
    level: int = 0
    group: int = 0
    box: Box | None = None
    quoted: int = 0
    row: int = 0
    frame: Block | None = None


class RstWalk:
    """Walks once over the node tree of a text and makes its blocks."""

    def __init__(self, text: str) -> None:
        """Begin with the source text of the tree."""
        self._lines_of: dict[str, list[int]] = {}
        for number, line in enumerate(text.split("\n"), 1):
            self._lines_of.setdefault(line.strip(), []).append(number)
        #: The names since the last block, to which links may lead.
        self._names: list[str] = []
        self._after_break = False
        self._groups = 0
        self._boxes = 0
        self._line = 1

    def blocks(self, document: nodes.document) -> Iterator[Block]:
        """Yield the blocks of a document, each with the names of link targets in it."""
        self._name(document)
        for node in document.children:
            for block in self._node(node, _Place()):
                names, self._names = tuple(dict.fromkeys(self._names)), []
                after, self._after_break = self._after_break, False
                yield replace(block, anchors=names, after_break=after) if names or after else block

    def _name(self, node: nodes.Node) -> None:
        """Record the names of a node, and of the places in its line."""
        within = node.findall(nodes.target) if isinstance(node, nodes.TextElement) else ()
        for each in (node, *within):
            if isinstance(each, nodes.Element):
                self._names += (*each.get("ids", ()), *each.get("names", ()))

    def _all(self, children: Sequence[nodes.Node], place: _Place) -> Iterator[Block]:
        """Yield the blocks of several nodes; the first text gets the kind that ``place`` has."""
        for node in children:
            for block in self._node(node, place):
                place = replace(place, frame=None)
                yield block

    def _node(self, node: nodes.Node, place: _Place) -> Iterator[Block]:
        self._name(node)
        self._after_break |= isinstance(node, nodes.transition)
        if isinstance(node, (*_SKIPPED, nodes.Text)):
            return
        for kinds, handle in self._handlers():
            if isinstance(node, kinds):
                yield from handle(self, node, place)
                return
        yield from self._all(node.children, place)

    @staticmethod
    def _handlers() -> Sequence[tuple[type | tuple[type, ...], Callable[..., Iterator[Block]]]]:
        return (
            (nodes.system_message, RstWalk._fault),
            (nodes.section, RstWalk._section),
            (nodes.title, RstWalk._title),
            (nodes.subtitle, RstWalk._subtitle),
            (nodes.rubric, RstWalk._rubric),
            ((nodes.paragraph, nodes.term, nodes.attribution), RstWalk._text),
            (nodes.math_block, RstWalk._formula),
            ((nodes.literal_block, nodes.doctest_block), RstWalk._code),
            (nodes.line_block, RstWalk._lines),
            ((nodes.bullet_list, nodes.enumerated_list), RstWalk._list),
            ((nodes.definition_list, nodes.field_list, nodes.option_list), RstWalk._definitions),
            (nodes.block_quote, RstWalk._quote),
            (nodes.figure, RstWalk._figure),
            (nodes.image, RstWalk._image),
            (nodes.table, RstWalk._table),
            ((nodes.footnote, nodes.citation), RstWalk._note),
            ((nodes.Admonition, nodes.topic, nodes.sidebar), RstWalk._boxed),
        )

    def _fault(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        """Keep source that docutils cannot parse."""
        for source in node.children:
            if isinstance(source, nodes.literal_block):
                if cells := list(self._loose_table(source)):
                    yield from (replace(each, box=place.box) for each in cells)
                    continue
                made = code_block(source.astext(), self._at(node), TEMPLATE_CODE)
                yield replace(made, box=place.box)

    def _loose_table(self, source: nodes.Element) -> Iterator[Block]:
        """Yield the cells of a table below rules whose words cross the ends of its columns."""
        rows = source.astext().split("\n")
        rules = [at for at, row in enumerate(rows) if _RULE.fullmatch(row.strip())]
        if len(rules) not in (2, 3) or rules[0] or rules[-1] != len(rows) - 1:
            return
        count = len(rows[0].split())
        texts = [(at, row) for at, row in enumerate(rows) if row.strip() and at not in rules]
        divided = [(at, at_gaps(row, count)) for at, row in texts]
        if not all(cells for _, cells in divided):
            return
        self._groups += 1
        for number, (at, cells) in enumerate(divided, 1):
            places = self._lines_of.get(rows[at].strip(), ())
            after = bisect_right(places, self._line)
            self._line = places[after] if after < len(places) else self._line
            for cell in cells or []:
                frame = Block(BlockKind.CELL, "", self._line, row=number, group=self._groups)
                yield plain_block(frame, cell)

    def _section(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        yield from self._all(node.children, replace(place, section=place.section + 1))

    def _title(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        if isinstance(node.parent, nodes.document):
            kind, level = BlockKind.HEADLINE, 0
        else:
            kind, level = BlockKind.HEADING, min(_DEEPEST_HEADING, place.section + 1)
        yield self._filled(node, Block(kind, "", 1, level=level, box=place.box))

    def _subtitle(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        yield self._filled(node, Block(BlockKind.DECK, "", 1))

    def _rubric(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        level = min(_DEEPEST_HEADING, place.section + 2)
        yield self._filled(node, Block(BlockKind.HEADING, "", 1, level=level, box=place.box))

    def _text(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        block = self._filled(node, self._frame(place))
        if block.text:
            yield block

    def _frame(self, place: _Place) -> Block:
        """Return the block, without its text, for the next text."""
        if place.frame:
            frame = place.frame
        elif place.quoted:
            frame = Block(BlockKind.QUOTE, "", 1, level=place.quoted)
        else:
            frame = Block(BlockKind.PARAGRAPH, "", 1, level=place.level)
        return replace(frame, group=place.group, box=place.box)

    def _filled(self, node: nodes.Element, frame: Block) -> Block:
        builder = Builder()
        add_inline(node, builder)
        return filled(replace(frame, line=self._at(node)), builder)

    def _at(self, node: nodes.Node) -> int:
        """Return the line of a node; the current line if it has none."""
        line = node.line
        if isinstance(node, nodes.title | nodes.subtitle | nodes.rubric):
            places = self._lines_of.get((node.rawsource or node.astext()).strip(), ())
            line = next((place for place in places if place >= self._line), line)
        parent = node.parent
        while line is None and parent is not None and not isinstance(parent, nodes.section):
            line = parent.line
            parent = parent.parent
        self._line = max(self._line, line or 0)
        return line or self._line

    def _formula(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        block = plain_block(Block(BlockKind.FORMULA, "", self._at(node)), "")
        made = code_block(node.astext(), block.line, "tex")
        yield replace(made, kind=BlockKind.FORMULA, box=place.box)

    def _code(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        language = next((name for name in node["classes"] if name != "code"), "")
        yield replace(code_block(node.astext(), self._at(node), language), box=place.box)

    def _lines(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        """Make one paragraph of the lines of a verse or address, with line breaks in it."""
        builder = Builder()
        for number, line in enumerate(node.findall(nodes.line)):
            if number:
                builder.standalone(MarkupKind.BREAK)
                builder.text("\n")
            add_inline(line, builder)
        yield filled(replace(self._frame(place), line=self._at(node)), builder)

    def _list(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        place = self._grouped(place)
        number = int(node.get("start", 1)) if isinstance(node, nodes.enumerated_list) else 0
        for item in node.children:
            level = place.level + 1
            frame = Block(BlockKind.LIST_ITEM, "", 1, level=level, ordered=number)
            yield from self._all(item.children, replace(place, level=level, frame=frame))
            number += bool(number)

    def _grouped(self, place: _Place) -> _Place:
        if place.group:
            return replace(place, frame=None)
        self._groups += 1
        return replace(place, group=self._groups, frame=None)

    def _definitions(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        place = self._grouped(place)
        term = Block(BlockKind.TERM, "", 1)
        for item in node.children:
            for part in item.children:
                if isinstance(part, nodes.term | nodes.field_name | nodes.option_group):
                    yield from self._term(part, item, replace(place, frame=term))
                elif not isinstance(part, nodes.classifier):
                    frame = Block(BlockKind.DEFINITION, "", 1)
                    yield from self._all(part.children, replace(place, frame=frame))

    def _term(self, node: nodes.Element, item: nodes.Node, place: _Place) -> Iterator[Block]:
        builder = Builder()
        if isinstance(node, nodes.option_group):
            options = ", ".join(option.astext() for option in node.children)
            builder.standalone(MarkupKind.CODE, options)
        else:
            add_inline(node, builder)
        for each in item.children:
            if isinstance(each, nodes.classifier):
                builder.text(" : ")
                add_inline(each, builder)
        block = filled(replace(self._frame(place), line=self._at(node)), builder)
        if block.text:
            yield block

    def _quote(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        place = self._grouped(place)
        yield from self._all(node.children, replace(place, quoted=place.quoted + 1))

    def _figure(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        image = next(node.findall(nodes.image), None)
        caption = next((each for each in node.children if isinstance(each, nodes.caption)), None)
        if image is not None and caption is not None:
            frame = Block(BlockKind.CAPTION, "", 1, url=image["uri"], box=place.box)
            yield (told := self._filled(caption, frame))
            other = plain_block(replace(frame, line=self._at(node)), image.get("alt", ""))
            if says_more(other, told):
                yield alternative(other)
        elif image is not None:
            yield from self._image(image, place)
        legend = [each for each in node.children if isinstance(each, nodes.legend)]
        for each in legend:
            yield from self._all(each.children, place)

    def _image(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        kind = BlockKind.EMBED if EMBED in node["classes"] else BlockKind.CAPTION
        frame = Block(kind, "", self._at(node), url=node["uri"], box=place.box)
        yield plain_block(frame, node.get("alt", ""))

    def _table(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        self._groups += 1
        group = self._groups
        for title in node.children:
            if isinstance(title, nodes.title):
                yield self._filled(title, Block(BlockKind.PARAGRAPH, "", 1, box=place.box))
        for number, row in enumerate(node.findall(nodes.row), 1):
            for entry in row.children:
                yield self._cell(entry, Block(BlockKind.CELL, "", 1, row=number, group=group))

    def _cell(self, entry: nodes.Node, frame: Block) -> Block:
        """Make one table cell of all blocks in it."""
        builder = Builder()
        first = None
        for node in entry.findall(nodes.TextElement):
            if isinstance(node.parent, nodes.TextElement) or isinstance(node, nodes.comment):
                continue
            if first is not None:
                builder.text(" ")
            first = first or node
            add_inline(node, builder)
        # A table of comma-separated values does not know its lines.
        return filled(replace(frame, line=max(self._line, self._at(first or entry))), builder)

    def _note(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        place = self._grouped(place)
        label = next(node.findall(nodes.label), None)
        number = label.astext() if label is not None else ""
        if label is not None and isinstance(node, nodes.citation):
            yield from self._text(label, replace(place, frame=Block(BlockKind.TERM, "", 1)))
            frame = Block(BlockKind.DEFINITION, "", 1)
        else:
            ordered = int(number) if number.isdecimal() else 0
            frame = Block(BlockKind.LIST_ITEM, "", 1, level=1, ordered=ordered, footnote=number)
        yield from self._all([each for each in node.children if each is not label],
                             replace(place, frame=frame))  # fmt: skip

    def _boxed(self, node: nodes.Element, place: _Place) -> Iterator[Block]:
        self._boxes += 1
        kind = node.tagname
        if kind == "admonition":
            named = [name for name in node["classes"] if not name.startswith("admonition")]
            kind = named[0] if named else "note"
        box = Box(self._boxes, kind, place.box)
        inside = replace(place, box=box, frame=None)
        for child in node.children:
            if isinstance(child, nodes.title | nodes.subtitle):
                yield self._filled(child, Block(BlockKind.BOX_TITLE, "", 1, box=box))
            else:
                yield from self._node(child, inside)
