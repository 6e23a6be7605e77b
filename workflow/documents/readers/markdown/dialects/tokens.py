"""Add the tokens of dialects to those of CommonMark, and parse the text in them.

Their types are those that :mod:`workflow.documents.readers.markdown.dialects` lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from workflow.model import TEMPLATE_CODE

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline


def open_box(state: StateBlock, kind: str, title: str, line: int) -> None:
    """Add the tokens that begin a box, and its title if any; without a kind no box is shown."""
    token = state.push("box_open", "", 0)
    token.meta, token.map = {"kind": kind}, [line, line + 1]
    if title.strip():
        state.push("box_title", "", 0).map = [line, line + 1]
        add_text(state, title.strip(), line, line + 1)


def close_box(state: StateBlock, line: int) -> None:
    """Add the token that ends the innermost open box."""
    state.push("box_close", "", 0).map = [line, line + 1]


def add_text(state: StateBlock, text: str, first: int, end: int) -> None:
    """Add the token of a text on these lines; the marks in it are read later."""
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = text, [first, end], []


def add_element(state: StateBlock, tag: str, text: str, first: int, end: int) -> None:
    """Add the tokens of an element that holds a text: a paragraph, a term, a cell."""
    kind = "paragraph" if tag == "p" else tag
    state.push(f"{kind}_open", tag, 1).map = [first, end]
    add_text(state, text, first, end)
    state.push(f"{kind}_close", tag, -1)


def read_lines(state: StateBlock, first: int, end: int, indent: int | None = None) -> None:
    """Parse lines inside a block as Markdown; ``indent`` is theirs, by default the block's."""
    before = state.lineMax, state.blkIndent
    state.lineMax, state.blkIndent = end, state.blkIndent if indent is None else indent
    state.level += 1
    state.md.block.tokenize(state, first, end)
    state.level -= 1
    state.lineMax, state.blkIndent = before


def keep_lines(state: StateBlock, first: int, end: int) -> None:
    """Add lines as code of a template, which a program replaces."""
    add_code(state, lines_text(state, first, end), TEMPLATE_CODE, first, end)


def add_code(state: StateBlock, text: str, language: str, first: int, end: int) -> None:
    """Add lines as a block of code; ``first`` is the line on which their text begins."""
    token = state.push("kept_code", "", 0)
    token.content, token.info, token.map = text, language, [first, end]


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def lines_text(state: StateBlock, first: int, end: int) -> str:
    """Return several lines without the indentation of the block that contains them."""
    return state.getLines(first, end, state.blkIndent, False)


def add_embed(state: StateBlock, found: tuple[str, str], first: int, end: int) -> None:
    """Add the token of an embed."""
    token = state.push("embed", "", 0)
    token.map, token.meta = [first, end], {"url": found[0], "title": found[1]}


def add_picture(state: StateBlock, text: str, alt: str, url: str, lines: tuple[int, int]) -> None:
    """Add the tokens of a picture and its caption."""
    opening = state.push("picture_open", "", 1)
    opening.meta, opening.map = {"alt": alt, "url": url}, list(lines)
    add_text(state, text, *lines)
    state.push("picture_close", "", -1)


def template_tag(state: StateInline, pattern: re.Pattern[str], silent: bool) -> bool:
    """Read a pattern's match here as a tag, which is kept verbatim."""
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("template", "", 0).content = match[0]
    state.pos = match.end()
    return True


def enclosed(state: StateInline, name: str, start: int, end: int) -> None:
    """Add the tokens of an element around those of the text from ``start`` to ``end``."""
    state.push(f"{name}_open", name, 1)
    read_within(state, start, end)
    state.push(f"{name}_close", name, -1)


def read_within(state: StateInline, start: int, end: int) -> None:
    """Read the marks in the text from ``start`` to ``end``."""
    before = state.posMax
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.posMax = before


def page_link(state: StateInline, page: str) -> None:
    """Begin a link to a page that is called by its name."""
    opened = state.push("link_open", "a", 1)
    opened.attrs = {"href": quote(page, safe="/.-_~#")}
