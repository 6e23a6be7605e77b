"""Boxes of MkDocs whose body is indented: ``!!! note "Title"``, ``??? tip``, ``=== "Tab"``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.box_marks import close_box, line_text, open_box

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_NOTE = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*(?P<names>[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*)?"
    r"(?:[ \t]+[\"“](?P<title>.*)[\"”])?[ \t]*"
)
_TAB = re.compile(r"===[!+]?[ \t]+(?P<quote>[\"'“])(?P<title>.+)[\"'”][ \t]*")
_INDENT = 4


def indented_box(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a box and, as Markdown, the lines below it that are indented by four columns."""
    line = line_text(state, first)
    if line[:3] not in ("!!!", "???", "===") or state.is_code_block(first):
        return False
    tab = _TAB.fullmatch(line)
    match = tab or _NOTE.fullmatch(line)
    if not match or not (tab or match["names"] or match["title"]):
        return False
    last = _body(state, first, end)
    if last == first + 1 and not match["title"]:
        return False  # a line of prose that begins with marks of surprise
    if silent:
        return True
    kind = "tab" if tab else (match["names"] or "note").split()[0].lower()
    open_box(state, kind, match["title"] or "", first)
    _indented(state, first + 1, last)
    close_box(state, last)
    state.line = last
    return True


def _body(state: StateBlock, first: int, end: int) -> int:
    """Return the first line after the body: the first that is neither empty nor indented."""
    last = line = first + 1
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < state.blkIndent + _INDENT:
                break
            last = line + 1
        line += 1
    return last


def _indented(state: StateBlock, first: int, last: int) -> None:
    before = state.lineMax, state.blkIndent, state.parentType
    state.lineMax, state.blkIndent = last, state.blkIndent + _INDENT
    state.parentType = "admonition"
    state.level += 1
    state.md.block.tokenize(state, first, last)
    state.level -= 1
    state.lineMax, state.blkIndent, state.parentType = before
