"""Markdown: CommonMark with tables, strikethrough, footnotes and front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workflow.documents.readers import block_kinds, frontmatter, html
from workflow.documents.readers.block_text import (
    HIDDEN_BREAK,
    code_block,
    filled,
    pictures,
    plain_block,
)
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.front_picture import opening
from workflow.documents.readers.front_values import FrontMatter
from workflow.documents.readers.html_text import INLINE
from workflow.errors import SourceError
from workflow.markup import Builder, plain
from workflow.model import Block, BlockKind, MarkupKind, Metadata, say

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

#: Deeper nesting is no prose, and would be dropped by the parser without a word.
_DEEPEST = 100
_LONGEST = 100_000
_H1 = (BlockKind.HEADING, 1)
_PAIRS = {"em": MarkupKind.EMPHASIS, "strong": MarkupKind.STRONG, "s": MarkupKind.STRIKE}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")


class MarkdownReader:
    """Reads ``.md``: everything CommonMark shows, each paragraph, item and cell as a block."""

    extensions = (".md", ".markdown")

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read a Markdown file into blocks and metadata.

        Raises:
            SourceError: the front matter is malformed, or something is nested too deeply.
        """
        front, text = frontmatter.split(text, path)
        tokens = _parser().parse(text, {"path": path})
        for token in tokens:
            inner = max((child.level for child in token.children or ()), default=0)
            line = (token.map or [0])[0] + 1
            _refuse_depth(max(token.level, inner), f"{path}:{line}")
        blocks = _titled(list(_Walk(path).blocks(tokens)), front)
        if front.metadata.rights and not _has_notice(blocks, front.metadata.rights):
            blocks.append(block_kinds.notice(front.metadata.rights, front.lines["rights"]))
        return tuple(blocks), front.metadata


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.core.ruler.after("block", "refuse_hostile", _refuse_hostile)
    parser.core.ruler.after("inline", "number_footnotes", _number_footnotes)
    return parser


def _refuse_hostile(state: StateCore) -> None:
    """Refuse paragraphs whose inline markup would take hours to parse, before it is parsed."""
    for token in state.tokens:
        if token.type == "inline":
            line = (token.map or [0])[0] + 1
            if len(token.content) > _LONGEST:
                raise SourceError(
                    f"{state.env['path']}:{line}",
                    say("a paragraph is longer than {n} letters", n=_LONGEST),
                    say("Divide it by blank lines."),
                )
            _refuse_depth(_brackets(token.content), f"{state.env['path']}:{line}")


def _number_footnotes(state: StateCore) -> None:
    """Give each footnote the number that its mark has in the text; 0 where there is no mark."""
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            token.meta["number"] = state.env["footnotes"]["refs"][f":{token.meta['label']}"] + 1


def _brackets(text: str) -> int:
    """Count the greatest number of square brackets open at once."""
    depth = deepest = 0
    for match in re.finditer(r"[\[\]]", text):
        depth = depth + 1 if match[0] == "[" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


def _refuse_depth(depth: int, where: str) -> None:
    if depth >= _DEEPEST - 2:
        raise SourceError(
            where,
            say("is nested too deeply"),
            say("Use fewer than {n} levels of quotation, list, emphasis or brackets.", n=_DEEPEST),
        )


def _titled(blocks: list[Block], front: FrontMatter) -> list[Block]:
    """Put the front matter's title, deck and picture before the text.

    The first ``h1`` is the headline where there is no title, or where it says the same.
    """
    title = front.metadata.title
    first = next((i for i, b in enumerate(blocks) if (b.kind, b.level) == _H1), None)
    head: list[Block] = []
    if first is not None and (not title or _same(title, blocks[first])):
        blocks[first] = replace(blocks[first], kind=BlockKind.HEADLINE, level=0)
        head = [blocks.pop(0)] if first == 0 else []
    elif title:
        head = [plain_block(Block(BlockKind.HEADLINE, "", front.lines["title"]), title)]
    if front.deck:
        head.append(plain_block(Block(BlockKind.DECK, "", front.lines["deck"]), front.deck))
    return [*head, *opening(front.picture, blocks), *blocks]


def _same(title: str, block: Block) -> bool:
    """Return whether a title and a heading differ in nothing but case, marks and spaces."""
    shown = (title, plain(block.text, block.markup))
    one, other = (re.sub(r"[\W_]+", "", text).casefold() for text in shown)
    return one == other and bool(one)


def _has_notice(blocks: Sequence[Block], rights: str) -> bool:
    return any(plain(block.text, block.markup) == rights for block in blocks)


class _Walk:
    """Follows the tokens of a document; knows in which lists, quotations and tables it stands."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._containers: list[str] = []
        self._group = 0
        self._row = 0
        self._next: Block | None = None
        self._among_footnotes = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        """Yield the blocks of a document in reading order."""
        line = 1
        for token in tokens:
            if token.map:
                line = token.map[0] + 1
            if token.type == "inline":
                yield from self._filled(token, line)
            elif token.type in {"fence", "code_block"}:
                first = line + (token.type == "fence")
                yield code_block(token.content, first, token.info.strip().split(" ")[0])
            elif token.type == "html_block":
                yield from html.fragment(token.content, self._path, line)
            else:
                self._follow(token)

    def _follow(self, token: Token) -> None:
        """Note the list, quotation, table or item that a token opens or closes."""
        name = token.type.rpartition("_")[0]
        if name == "footnote_reference":
            self._footnote(token)
            return
        self._among_footnotes &= token.nesting <= 0
        if name in {"bullet_list", "ordered_list", "blockquote", "table"}:
            if token.nesting > 0:
                self._group += not self._containers
                self._row = 0
                self._containers.append(name)
            else:
                self._containers.pop()
        elif token.nesting < 0:
            self._next = None
        elif name == "tr":
            self._row += 1
        elif name in {"th", "td"}:
            self._next = Block(BlockKind.CELL, "", 0, row=self._row)
        elif name == "heading":
            self._next = Block(BlockKind.HEADING, "", 0, level=int(token.tag[1:]))
        elif name == "list_item":
            ordered = int(token.info or 0) if self._containers[-1] == "ordered_list" else 0
            self._next = Block(BlockKind.LIST_ITEM, "", 0, level=self._depth(), ordered=ordered)

    def _footnote(self, token: Token) -> None:
        """Begin or end a footnote: the item of a list, which those that follow each other share."""
        if token.nesting < 0:
            self._containers.pop()
            self._next = None
        else:
            self._group += not (self._containers or self._among_footnotes)
            self._containers.append("ordered_list")
            number = token.meta["number"]
            self._next = Block(BlockKind.LIST_ITEM, "", 0, level=self._depth(), ordered=number)
        self._among_footnotes = token.nesting < 0

    def _depth(self) -> int:
        return sum(name.endswith("list") for name in self._containers)

    def _frame(self, line: int) -> Block:
        """Return the frame of the next text; what follows an item's first text is within it."""
        inner = self._containers[-1] if self._containers else ""
        if self._next:
            frame = self._next
            self._next = None
        elif inner == "blockquote":
            frame = Block(BlockKind.QUOTE, "", 0, level=self._containers.count("blockquote"))
        else:
            frame = Block(BlockKind.PARAGRAPH, "", 0, level=self._depth())
        return replace(frame, line=line, group=self._group if inner else 0)

    def _filled(self, token: Token, line: int) -> Iterator[Block]:
        builder = Builder()
        _collect(token.children or [], token.content, builder)
        block = filled(self._frame(line), builder)
        if images := pictures(block):
            yield from images
        elif block.text or block.kind is BlockKind.CELL:
            yield block


def _collect(children: Sequence[Token], source: str, builder: Builder) -> None:
    r"""Put the inline tokens of one block into ``builder``, line breaks as ``\n``.

    ``source`` is the Markdown of the block.
    """
    opened: list[str] = []
    for token in children:
        if token.type in {"text", "text_special"}:
            builder.text(clean(token.content))
        elif token.type == "softbreak":
            builder.text("\n")
        elif token.type == "hardbreak":
            builder.standalone(MarkupKind.BREAK)
            builder.text("\n")
        elif token.type == "code_inline":
            builder.standalone(MarkupKind.CODE, token.content)
            builder.text(HIDDEN_BREAK * _breaks_in_code(token, source))
        elif token.type == "footnote_ref":
            builder.standalone(MarkupKind.SUPERSCRIPT, str(token.meta["id"] + 1))
        elif token.type == "image":
            _image(token, builder)
        elif token.type == "html_inline":
            _html(token.content, opened, builder)
        else:
            _pair(token, opened, builder)


def _pair(token: Token, opened: list[str], builder: Builder) -> None:
    """Begin or end a pair; a token that does neither means nothing."""
    if token.nesting > 0:
        _open(token, opened, builder)
    elif token.nesting < 0:
        _close(token.tag, opened, builder)


def _breaks_in_code(token: Token, source: str) -> int:
    """Count the lines that inline code spans; the parser has made spaces of its line breaks."""
    if "\n" not in source:
        return 0
    pattern = re.escape(token.content).replace("\\ ", "[ \n]")
    found = re.search(f"{re.escape(token.markup)}[ \n]?{pattern}", source)
    return found[0].count("\n") if found else 0


def _open(token: Token, opened: list[str], builder: Builder) -> None:
    opened.append(token.tag)
    if token.tag == "a":
        title = str(token.attrGet("title") or "")
        builder.open(MarkupKind.LINK, str(token.attrGet("href") or ""), title)
    else:
        builder.open(_PAIRS.get(token.tag, MarkupKind.EMPHASIS))


def _close(tag: str, opened: list[str], builder: Builder) -> None:
    """End the pair of ``tag`` and HTML elements left open inside it; strays end nothing."""
    if tag in opened:
        while True:
            builder.close()
            if opened.pop() == tag:
                return


def _image(token: Token, builder: Builder) -> None:
    shown = "".join(
        "\n" if child.type == "softbreak" else child.content for child in token.children or []
    )
    title = str(token.attrGet("title") or "")
    alt = " ".join(clean(shown).split()) or title
    builder.standalone(MarkupKind.IMAGE, alt, str(token.attrGet("src") or ""), title)
    builder.text(HIDDEN_BREAK * shown.count("\n"))


def _html(content: str, opened: list[str], builder: Builder) -> None:
    """Read an HTML tag inside Markdown: a pair, a break for ``br``, or nothing.

    Elements are told from Markdown's own by an upper-case name: ``</b>`` must not end ``**``.
    """
    builder.text(HIDDEN_BREAK * content.count("\n"))
    tag = _TAG.match(content)
    if not tag:
        return
    name = tag["name"].lower()
    if name == "br":
        builder.standalone(MarkupKind.BREAK)
        builder.text(" ")
    elif name in INLINE and not tag["end"]:
        opened.append(name.upper())
        builder.open(INLINE[name])
    elif name in INLINE and opened and opened[-1] == name.upper():
        opened.pop()
        builder.close()
