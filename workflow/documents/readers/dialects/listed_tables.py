"""Tables that a directive of MyST makes of a list of lists, or of lines that commas divide."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.box_marks import lines_text
from workflow.documents.readers.dialects.grid_tables import add_row
from workflow.documents.readers.dialects.pictures_told import add_picture

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_ROW = re.compile(r"[*+-][ \t]+[*+-](?:[ \t]+(?P<text>.*)|[ \t]*)")
_CELL = re.compile(r"[ \t]{2,4}[*+-](?:[ \t]+(?P<text>.*)|[ \t]*)")
_GOES_ON = re.compile(r"[ \t]{4,}(?P<text>\S.*)")
#: A row: its cells, and the number of its first line.
_Row = tuple[list[str], int]


def listed_table(
    state: StateBlock, title: str, said: Mapping[str, str], lines: tuple[int, int]
) -> bool:
    """Add the tokens of a table from a list of lists; False if it is not such a list."""
    rows: list[_Row] = []
    for number, line in enumerate(lines_text(state, *lines).split("\n"), lines[0]):
        row, cell, more = _ROW.fullmatch(line), _CELL.fullmatch(line), _GOES_ON.fullmatch(line)
        if row:
            rows.append(([row["text"] or ""], number))
        elif cell and rows:
            rows[-1][0].append(cell["text"] or "")
        elif more and rows and not more["text"].startswith(("```", "~~~", "- ", "* ", "+ ")):
            rows[-1][0][-1] += f"\n{more['text']}"
        elif line.strip():
            return False
    return _added(state, title, rows, lines)


def comma_table(
    state: StateBlock, title: str, said: Mapping[str, str], lines: tuple[int, int]
) -> bool:
    """Add the tokens of a table from values that commas divide; False if they are none."""
    sign = {"tab": "\t", "space": " "}.get(said.get("delim", ","), said.get("delim", ","))
    if len(sign) != 1 or said.keys() & {"file", "url"}:
        return False
    try:
        head = list(_values(said.get("header", ""), sign, lines[0]))
        rows = [*head, *_values(lines_text(state, *lines), sign, lines[0])]
    except csv.Error:
        return False
    return _added(state, title, rows, lines)


def _values(text: str, sign: str, first: int) -> Iterator[_Row]:
    reader = csv.reader(text.split("\n"), delimiter=sign, skipinitialspace=True, strict=True)
    before = 0
    for row in reader:
        if row:
            yield [each.strip() for each in row], first + before
        before = reader.line_num


def _added(state: StateBlock, title: str, rows: Sequence[_Row], lines: tuple[int, int]) -> bool:
    if not rows:
        return False
    if title:
        add_picture(state, title, "", "", (state.line, state.line + 1))
    state.push("table_open", "table", 1).map = [*lines]
    for cells, line in rows:
        add_row(state, cells, [line, line + 1])
    state.push("table_close", "table", -1)
    return True
