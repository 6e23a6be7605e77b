"""Turn the tokens of a parsed Markdown document into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.readers.block_text import (
    alternative,
    code_block,
    filled,
    formula_block,
    is_indented_prose,
    pictures,
    plain_block,
    says_more,
    standing_alone,
)
from workflow.documents.readers.html import fragment
from workflow.documents.readers.markdown.dialects.cell_captions import captions
from workflow.documents.readers.markdown.markdown_inline import InlineText, names_in
from workflow.documents.readers.text import paragraphs
from workflow.model import Block, BlockKind, Box, MarkupKind

if TYPE_CHECKING:
    from markdown_it.token import Token

    from workflow.documents.readers.template_tags import Shields

_LISTS = ("bullet_list", "ordered_list", "dl")
_DETAILS = re.compile(
    r"(?P<open><details\b[^>]*>)|(?P<close></details\s*>)|<summary\b[^>]*>(?P<title>.*?)</summary\s*>",
    re.IGNORECASE | re.DOTALL,
)
_FORMULAS = frozenset(("math_block", "math_block_label", "amsmath"))
#: The language of a block of code: ``js{1,3}``, ``{.python .input}``, ``{r, echo=FALSE}``.
_LANGUAGE = re.compile(r"\s*\{{0,2}[.\s]*([^\s{},]*)")
_AROUND = re.compile(r"(</?)(?:aside|nav|menu|dialog)\b", re.IGNORECASE)
_RULE = re.compile(r"\s*<hr\b[^<>]*>\s*", re.IGNORECASE)
_ENTITY = re.compile(r"<(?:iframe|video|audio|object|embed)\b", re.IGNORECASE)


class MarkdownWalk:
    """Follows the tokens of a document, tracking lists, quotations, tables and boxes.

    Args:
        path: the document, for messages.
        shields: its tags of templates.
    """

    def __init__(self, path: str, shields: Shields) -> None:
        """Begin before the first token, in no list, quotation or box."""
        self._path = path
        self._shields = shields
        self._containers: list[str] = []
        self._group = 0
        #: The number of the last item of each open list, by how many containers are open.
        self._numbers: dict[int, int] = {}
        self._row = 0
        self._next: Block | None = None
        self._among_footnotes = False
        self._defining = BlockKind.TERM
        self._boxes = 0
        #: The names that the next block has, for links.
        self._names: list[str] = []
        self._after_break = False
        #: The boxes that are open, and how many containers were when each was begun.
        self._open: list[tuple[Box | None, int]] = []

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks of a document in reading order."""
        line = 1
        for token in tokens:
            if token.map:
                line = token.map[0] + 1
            self._names += token.meta.get("names", ())
            if token.type == "inline":
                yield from self._filled(token, line + int(token.meta.get("lines", 0)))
            elif token.type in {"fence", "code_block", "kept_code"}:
                yield from self._code(token, line)
            elif token.type in _FORMULAS:
                text = self._shields.restored(token.content).strip("\n")
                yield self._placed(formula_block(text, line))
            elif token.type == "embed":
                frame = Block(BlockKind.EMBED, "", line, url=token.meta["url"])
                yield self._placed(plain_block(frame, self._shields.restored(token.meta["title"])))
            elif token.type == "hr" or _RULE.fullmatch(token.content):
                self._after_break = True
            elif token.type in {"html_block", "html_leaf"}:
                yield from self._html(token.content, line)
            else:
                self._follow(token)

    def _code(self, token: Token, line: int) -> Iterator[Block]:
        first = line + (token.type == "fence")
        text = self._shields.restored(token.content)
        language = _LANGUAGE.match(self._shields.restored(token.info))
        name = language[1] if language else ""
        if name == "math" and token.type == "fence":
            yield self._placed(formula_block(text, first))
            return
        if token.type == "code_block" and is_indented_prose(text):
            yield from map(self._placed, paragraphs(text, line))
            return
        yield self._placed(code_block(text, first, name))
        if token.type == "fence":
            for caption in captions(self._shields.restored(token.info), text):
                frame = Block(BlockKind.CAPTION, "", line)
                yield self._placed(plain_block(frame, caption))

    def _placed(self, block: Block) -> Block:
        """Return a block with the box that it lies in, its names, and the break before it."""
        names, self._names = self._names, []
        block = replace(block, anchors=(*block.anchors, *names)) if names else block
        box = self._open[-1][0] if self._open else None
        block = replace(block, box=box) if box else block
        after, self._after_break = self._after_break, False
        return replace(block, after_break=True) if after else block

    def _follow(self, token: Token) -> None:
        """Note the list, quotation, table, box or item that a token opens or closes."""
        name = token.type.rpartition("_")[0]
        if name == "footnote_reference":
            self._footnote(token)
            return
        self._among_footnotes &= token.nesting <= 0
        if name == "box":
            self._box(token)
        elif name in {*_LISTS, "blockquote", "table"}:
            self._container(name, token)
        elif token.nesting < 0:
            self._next = None
        elif name == "tr":
            self._row += 1
        else:
            self._begin(name, token)

    def _begin(self, name: str, token: Token) -> None:
        """Record the kind of block of the next text."""
        if name in {"th", "td"}:
            self._next = Block(BlockKind.CELL, "", 0, row=self._row)
        elif name == "heading":
            self._next = Block(BlockKind.HEADING, "", 0, level=int(token.tag[1:]))
        elif name in {"dt", "dd"}:
            self._defining = BlockKind.TERM if name == "dt" else BlockKind.DEFINITION
            self._next = Block(self._defining, "", 0)
        elif name == "picture":
            self._next = Block(BlockKind.CAPTION, token.meta["alt"], 0, url=token.meta["url"])
        elif name == "list_item":
            ordered = self._number(token) if self._containers[-1:] == ["ordered_list"] else 0
            checked = token.meta.get("checked") if token.meta else None
            self._next = Block(
                BlockKind.LIST_ITEM, "", 0, level=self._depth(), ordered=ordered, checked=checked
            )

    def _number(self, item: Token) -> int:
        """Return an item's number: the first as written, others counting on from it."""
        depth = len(self._containers)
        self._numbers[depth] = self._numbers.get(depth, int(item.info or 0) - 1) + 1
        return self._numbers[depth]

    def _container(self, name: str, token: Token) -> None:
        self._numbers.pop(len(self._containers) + (token.nesting > 0), None)
        if token.nesting > 0:
            self._group += not self._containers
            self._row = 0
            self._containers.append(name)
            return
        self._containers.pop()
        self._next = None
        while self._open and self._open[-1][1] > len(self._containers):
            self._open.pop()

    def _box(self, token: Token) -> None:
        """Begin a box, add its title, or end it; a box begun outside a fragment stays open."""
        if token.type == "box_title":
            self._next = Block(BlockKind.BOX_TITLE, "", 0)
        elif token.type == "box_open":
            outer = self._open[-1][0] if self._open else None
            box = outer
            if kind := str(token.meta["kind"]):
                self._boxes += 1
                box = Box(self._boxes, kind, outer)
            self._open.append((box, len(self._containers)))
        elif self._open and self._open[-1][1] == len(self._containers):
            self._open.pop()

    def _footnote(self, token: Token) -> None:
        """Begin or end a footnote; footnotes that follow each other are items of one list."""
        if token.nesting < 0:
            self._container("ordered_list", token)
        else:
            self._group += not (self._containers or self._among_footnotes)
            self._containers.append("ordered_list")
            number = token.meta["number"]
            self._next = Block(
                BlockKind.LIST_ITEM, "", 0, level=self._depth(), ordered=number,
                footnote=str(number or ""),
            )  # fmt: skip
        self._among_footnotes = token.nesting < 0

    def _depth(self) -> int:
        return sum(name in {"bullet_list", "ordered_list"} for name in self._containers)

    def _frame(self, line: int) -> Block:
        """Return the block for the next text; later text of a list item belongs to the item."""
        inner = self._containers[-1] if self._containers else ""
        if self._next:
            frame = self._next
            self._next = None
        elif inner == "blockquote":
            frame = Block(BlockKind.QUOTE, "", 0, level=self._containers.count("blockquote"))
        elif inner == "dl":
            frame = Block(self._defining, "", 0)
        else:
            frame = Block(BlockKind.PARAGRAPH, "", 0, level=self._depth())
        return self._placed(replace(frame, line=line, group=self._group if inner else 0))

    def _filled(self, token: Token, line: int) -> Iterator[Block]:
        frame = self._frame(line)
        running = InlineText(token.content, self._shields)
        running.add(token.children or [])
        frame = replace(frame, anchors=(*frame.anchors, *running.names))
        block = filled(replace(frame, text=""), running.finish())
        if frame.kind is BlockKind.CAPTION and frame.url:
            yield block if block.text else plain_block(block, frame.text)
            if block.text and frame.text:
                yield alternative(plain_block(frame, frame.text))
        elif images := pictures(block):
            items = (item for item in block.markup if item.kind is MarkupKind.IMAGE)
            for image, item in zip(images, items, strict=True):
                yield from _titled(image, item.title)
            yield from _described(token, images)
        elif alone := standing_alone(block):
            yield alone
        elif block.text or block.kind is BlockKind.CELL:
            yield block
        else:  # it only gives a name to what follows
            self._names += frame.anchors
        yield from self._embedded(token, line)
        yield from self._inline_notes(token, line)

    def _inline_notes(self, token: Token, line: int) -> Iterator[Block]:
        """Yield the inline footnotes of a line."""
        for child in token.children or []:
            if child.type != "footnote_ref" or "note" not in child.meta:
                continue
            number = child.meta["id"] + 1
            running = InlineText(child.content, self._shields)
            running.add(child.meta["note"])
            self._group += not self._containers
            frame = Block(
                BlockKind.LIST_ITEM, "", line, level=self._depth() + 1, ordered=number,
                group=self._group, footnote=str(number),
            )  # fmt: skip
            yield self._placed(filled(frame, running.finish()))

    def _embedded(self, token: Token, line: int) -> Iterator[Block]:
        """Yield blocks for embeds in inline HTML (videos, frames)."""
        for child in token.children or []:
            if child.type == "html_inline" and _ENTITY.match(child.content):
                for block in self._html(child.content, line):
                    if block.kind is BlockKind.EMBED:
                        yield block

    def _html(self, content: str, line: int) -> Iterator[Block]:
        """Yield the blocks of HTML; a ``details`` may begin in one piece and end in another."""
        found = list(_DETAILS.finditer(content))
        opened, closed = (sum(bool(match[name]) for match in found) for name in ("open", "close"))
        if opened == closed:
            yield from self._fragment(content, line)
            return
        end = 0
        for match in found:
            yield from self._fragment(content[end : match.start()], line)
            line += content.count("\n", end, match.start())
            end = match.start() if match["title"] is not None else match.end()
            if match["title"] is not None:
                yield from self._summary(match, line)
                end = match.end()
            elif match["open"]:
                self._boxes += 1
                outer = self._open[-1][0] if self._open else None
                self._open.append((Box(self._boxes, "details", outer), len(self._containers)))
            elif self._open and self._open[-1][1] == len(self._containers):
                self._open.pop()
            line += match[0].count("\n")
        yield from self._fragment(content[end:], line)

    def _summary(self, match: re.Match[str], line: int) -> Iterator[Block]:
        for block in self._fragment(match["title"] or "", line):
            named = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            yield replace(block, kind=BlockKind.BOX_TITLE, level=0) if named else block

    def _fragment(self, content: str, line: int) -> Iterator[Block]:
        """Yield the blocks of a piece of HTML, boxes and groups numbered after earlier ones."""
        if not content.strip():
            return
        names, self._names = tuple(self._names), []
        shown: Block | None = None
        group, boxes = self._group, self._boxes
        outer = self._open[-1][0] if self._open else None
        # What a page has around its article, an author of Markdown has written into it.
        for block in fragment(_AROUND.sub(r"\1div", content), self._path, line):
            box = _renumbered(block.box, boxes, outer)
            shown = replace(block, group=block.group + group if block.group else 0, box=box)
            shown = replace(shown, anchors=(*names, *shown.anchors)) if names else shown
            names = ()
            self._group = max(self._group, shown.group)
            self._boxes = max(self._boxes, box.number if box else 0)
            yield self._shields.protected(shown)
        if shown is None:  # it only gives a name to what follows
            self._names += (*names, *names_in(content))


def _titled(image: Block, title: str) -> Iterator[Block]:
    """Yield a picture's caption; behind it its title, if that says more, or in its place."""
    told = plain_block(replace(image, url=""), title)
    if not image.text:
        yield plain_block(image, title)
    else:
        yield image
        if says_more(told, image):
            yield told


def _described(token: Token, images: Sequence[Block]) -> Iterator[Block]:
    """Yield the alternative texts of pictures that have a caption as well."""
    said = {image.text for image in images}
    for child in token.children or []:
        alt = str(child.meta.get("alt", "")) if child.type == "image" else ""
        if alt and alt not in said:
            yield alternative(plain_block(images[-1], alt))


def _renumbered(box: Box | None, add: int, outer: Box | None) -> Box | None:
    """Return a fragment's box with the document's numbers, inside the box around it."""
    if box is None:
        return outer
    return Box(box.number + add, box.kind, _renumbered(box.outer, add, outer))
