"""Read Markdown: CommonMark with tables, strikethrough, footnotes, front matter and dialects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from workflow.documents.heading_anchors import says
from workflow.documents.readers import block_kinds, frontmatter
from workflow.documents.readers.block_text import filled
from workflow.documents.readers.frontmatter.front_picture import opening
from workflow.documents.readers.frontmatter.front_values import FrontMatter
from workflow.documents.readers.markdown import dialects
from workflow.documents.readers.markdown.dialects import mdx
from workflow.documents.readers.markdown.dialects.directives import has_directives
from workflow.documents.readers.markdown.markdown_walk import MarkdownWalk
from workflow.documents.readers.template_tags import held
from workflow.errors import SourceError
from workflow.markup import Builder, plain
from workflow.model import (
    TEMPLATE_CODE,
    Block,
    BlockKind,
    MarkupKind,
    Metadata,
    PassedOver,
    say,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

#: Deeper nesting is no prose, and would be dropped by the parser without a word.
_DEEPEST = 100
_LONGEST = 100_000
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_MARKED = re.compile(
    r"</(?:em|strong|b|i|u|code|sup|sub|a|span|small|mark|cite|q|abbr)>|<br ?/?>"
    r"|\]\((?:https?:|/|\.)[^()\s]+\)|(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?!\*)",
    re.IGNORECASE,
)
#: Characters as HTML writes them; a title with them alone is no Markdown: Box<T> &amp; Vec<U>.
_ENTITY = re.compile(r"&(?:#(?:3[2-9]|[4-9]\d|\d{3,5})|amp|quot|apos|[lr][sd]quo|[mn]dash|hellip);")
#: Emphasis in asterisks or underscores, which a title may have for other reasons.
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])[^*_\n]*[^\s*_]\1(?![\w*])")
_WRAPPED = re.compile(
    r"\s*(?P<fence>`{3,}|~{3,})(?:markdown|mdx?)[ \t]*\n"
    r"(?P<inner>(?:---|\+\+\+|# ).*)\n(?P=fence)\s*",
    re.DOTALL,
)
_FENCES = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_H1 = (BlockKind.HEADING, 1)


class MarkdownReader:
    """Reads ``.md`` and its like: all that CommonMark shows, a block a paragraph, item, cell."""

    extensions = (".md", ".markdown", ".mdx", ".qmd", ".rmd")

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read a Markdown file into blocks and metadata.

        Raises:
            SourceError: the front matter is malformed, or something is nested too deeply.
        """
        text = _unwrapped(text)
        block = None if has_directives(text) else frontmatter.percent_block(text, path)
        front, text = block or frontmatter.split(text, path)
        if path.lower().endswith(".mdx"):
            front = frontmatter.with_exports(front, text, path)
        blocks = _titled(body(text, path), front, path)
        if front.metadata.rights and not _has_notice(blocks, front.metadata.rights):
            blocks.append(block_kinds.notice(front.metadata.rights, front.lines["rights"]))
        return tuple(blocks), _told(front.metadata, blocks, text, path)


def _unwrapped(text: str) -> str:
    """Remove the code fence that language models put around a whole file."""
    match = _WRAPPED.fullmatch(text)
    inner = match["inner"] if match else ""
    if not match or len(_FENCES.findall(inner)) % 2:
        return text
    return "\n" * text.count("\n", 0, match.start("inner")) + inner


def _told(metadata: Metadata, blocks: Sequence[Block], text: str, path: str) -> Metadata:
    """Note what tags of components say that is not read."""
    if not mdx.is_mdx(text, path):
        return metadata
    shown = "\n".join(
        " ".join((plain(block.text, block.markup), *(each.text for each in block.markup)))
        for block in blocks
    )
    unread = (PassedOver(said, text.count("\n", 0, at) + 1) for said, at in mdx.untold(text, shown))
    return replace(metadata, passed_over=(*metadata.passed_over, *unread))


def body(text: str, path: str) -> list[Block]:
    """Read Markdown without front matter, such as a part of a document; titles are headings.

    Raises:
        SourceError: something is nested too deeply.
    """
    shields, environment = dialects.environment(text, path)
    tokens = _parser().parse(shields.text, {"path": path, **environment})
    for token in tokens:
        inner = max((child.level for child in token.children or ()), default=0)
        line = (token.map or [0])[0] + 1
        _refuse_depth(max(token.level, inner), f"{path}:{line}")
    return list(MarkdownWalk(path, shields).blocks(tokens))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    from workflow.documents.readers.markdown.dialects.inline_marks import CjkInline

    parser = MarkdownIt()
    parser.inline = CjkInline()
    parser.configure("commonmark", {"maxNesting": _DEEPEST, "tasklists": True})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False)
    dialects.install(parser)
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
    """Give each footnote the number of its mark in the text; 0 if no mark refers to it."""
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


def _titled(blocks: list[Block], front: FrontMatter, path: str) -> list[Block]:
    """Put the front matter's title, deck and picture before the text.

    The first ``h1`` is the headline where there is no title, or where it says the same. Lines of
    templates above it, such as imports, go below.
    """
    title = front.metadata.title
    first = next((i for i, b in enumerate(blocks) if (b.kind, b.level) == _H1), None)
    head: list[Block] = []
    if first is not None and (not title or says(blocks[first], title)):
        blocks[first] = replace(blocks[first], kind=BlockKind.HEADLINE, level=0)
        is_top = all(each.url == TEMPLATE_CODE for each in blocks[:first])
        head = [blocks.pop(first)] if is_top else []
    elif title:
        head = [_with_code(Block(BlockKind.HEADLINE, "", front.lines["title"]), title, path)]
    if front.deck:
        head.append(_with_code(Block(BlockKind.DECK, "", front.lines["deck"]), front.deck, path))
    if front.abstract:
        line = front.lines["abstract"]
        head.append(_with_code(Block(BlockKind.DECK, "", line), front.abstract, path))
    shown = (_with_emphasis(each, path) for each in opening(front.picture, blocks))
    return [*head, *shown, *blocks]


def retitled(blocks: Sequence[Block], front: FrontMatter, path: str) -> list[Block]:
    """Put a front matter's title above a text whose own title is a headline already.

    That one stays below it as a heading, unless it says the same.
    """
    lowered = [
        replace(each, kind=BlockKind.HEADING, level=1) if each.kind is BlockKind.HEADLINE else each
        for each in blocks
    ]
    return _titled(lowered, front, path)


def _with_code(frame: Block, text: str, path: str) -> Block:
    """Return ``frame`` with a text of front matter; code and template tags are placeholders.

    Characters that are written as in HTML become what they are. If it certainly has other marks,
    a link, an element of HTML, it is read as Markdown.
    """
    if _MARKED.search(text):
        found = body(text, path)
        if len(found) == 1 and found[0].kind is BlockKind.PARAGRAPH:
            return replace(found[0], kind=frame.kind, line=frame.line, group=0)
    builder = Builder()
    end = 0
    for match in _CODE.finditer(text):
        builder.text(_decoded(text[end : match.start()]))
        builder.standalone(MarkupKind.CODE, match[1])
        end = match.end()
    builder.text(_decoded(text[end:]))
    return held(filled(frame, builder))


def _decoded(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def _with_emphasis(caption: Block, path: str) -> Block:
    """Return the caption of a front matter's picture with the marks that it certainly has."""
    text = plain(caption.text, caption.markup)
    if not _EMPHASIS.search(text):
        marked = _MARKED.search(text) or _CODE.search(text) or _ENTITY.search(text)
        return _with_code(caption, text, path) if marked else caption
    found = body(text, path)
    if len(found) != 1 or found[0].kind is not BlockKind.PARAGRAPH:
        return caption
    return replace(caption, text=found[0].text, markup=found[0].markup)


def _has_notice(blocks: Sequence[Block], rights: str) -> bool:
    return any(plain(block.text, block.markup) == rights for block in blocks)
