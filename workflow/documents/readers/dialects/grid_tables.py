"""Pandoc's grid tables, drawn with ``+---+`` and ``|``.

A table whose cells span several columns or rows is kept as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.box_marks import add_code, line_text
from workflow.languages.scripts import TWO_COLUMNS

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_RULE = re.compile(r"\+(?::?[-=]+:?\+)+[ \t]*")
_ROW = re.compile(r"[|+].*[|+][ \t]*")
_MOST_LINES = 2_000


def grid_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a grid table; the lines of a cell are one text."""
    if not _RULE.fullmatch(line_text(state, first)) or state.is_code_block(first):
        return False
    last = first
    while last < end and last - first < _MOST_LINES and _ROW.fullmatch(line_text(state, last)):
        last += 1
    lines = [in_columns(line_text(state, n).rstrip()) for n in range(first, last)]
    if len(lines) < 3 or not _RULE.fullmatch(lines[-1].replace("\0", "")):
        return False
    if silent:
        return True
    state.line = last
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    if not all(_is_whole(line, edges) for line in lines):
        add_code(state, "\n".join(lines).replace("\0", ""), "template", first, last)
        return True
    state.push("table_open", "table", 1).map = [first, last]
    begun = 0
    for number, line in enumerate(lines):
        if number and line[0] == "+":
            _cells(state, lines[begun + 1 : number], edges, first + begun + 1)
            begun = number
    state.push("table_close", "table", -1)
    return True


def in_columns(line: str) -> str:
    """Return a line in which each letter of two columns is followed by a sign without one."""
    return TWO_COLUMNS.sub(lambda found: found[0] + "\0", line)


def _is_whole(line: str, edges: Sequence[int]) -> bool:
    """Return whether a line parts all columns where the first does; the last may end elsewhere."""
    sign = line[0]
    if sign == "+" and not _RULE.fullmatch(line):
        return False
    return len(line) > edges[-2] + 1 and all(line[at] == sign for at in edges[:-1])


def _cells(state: StateBlock, lines: Sequence[str], edges: Sequence[int], first: int) -> None:
    texts = []
    for left, right in pairwise(edges):
        end = right if right < edges[-1] else -1
        rows = (line[left + 1 : end].replace("\0", "").strip() for line in lines)
        texts.append("\n".join(rows).strip())
    add_row(state, texts, [first, first + len(lines)])


def add_row(state: StateBlock, texts: Sequence[str], place: list[int]) -> None:
    """Add the tokens of a row of a table, whose cells these are."""
    state.push("tr_open", "tr", 1).map = place
    for text in texts:
        state.push("td_open", "td", 1).map = place
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = text, place, []
        state.push("td_close", "td", -1)
    state.push("tr_close", "tr", -1)
