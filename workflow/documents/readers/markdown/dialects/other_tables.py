"""Read Pandoc's tables, drawn or in columns, Kramdown's without a head, MyST's directives."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.tokens import (
    add_code,
    add_element,
    add_picture,
    line_text,
    lines_text,
)
from workflow.languages.scripts import TWO_COLUMNS
from workflow.model import TEMPLATE_CODE

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock


_GRID_RULE = re.compile(r"\+(?::?[-=]+:?\+)+[ \t]*")
_GRID_ROW = re.compile(r"[|+].*[|+][ \t]*")
_MOST_IN_GRID = 2_000


def grid_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a grid table; the lines of a cell are one text."""
    if not _GRID_RULE.fullmatch(line_text(state, first)) or state.is_code_block(first):
        return False
    last = first
    while (
        last < end and last - first < _MOST_IN_GRID and _GRID_ROW.fullmatch(line_text(state, last))
    ):
        last += 1
    lines = [in_columns(line_text(state, n).rstrip()) for n in range(first, last)]
    if len(lines) < 3 or not _GRID_RULE.fullmatch(lines[-1].replace("\0", "")):
        return False
    if silent:
        return True
    state.line = last
    edges = [at for at, sign in enumerate(lines[0]) if sign == "+"]
    if not all(_is_whole(line, edges) for line in lines):
        add_code(state, "\n".join(lines).replace("\0", ""), TEMPLATE_CODE, first, last)
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
    """Insert a NUL after each letter of double width, so that offsets are columns."""
    return TWO_COLUMNS.sub(lambda found: found[0] + "\0", line)


def _is_whole(line: str, edges: Sequence[int]) -> bool:
    """Return whether a line parts all columns where the first does; the last may end elsewhere."""
    sign = line[0]
    if sign == "+" and not _GRID_RULE.fullmatch(line):
        return False
    return len(line) > edges[-2] + 1 and all(line[at] == sign for at in edges[:-1])


def _cells(state: StateBlock, lines: Sequence[str], edges: Sequence[int], first: int) -> None:
    texts = []
    for left, right in pairwise(edges):
        end = right if right < edges[-1] else -1
        rows = (line[left + 1 : end].replace("\0", "").strip() for line in lines)
        texts.append("\n".join(rows).strip())
    add_row(state, texts, (first, first + len(lines)))


def add_row(state: StateBlock, texts: Sequence[str], place: tuple[int, int]) -> None:
    """Add the tokens of a row of a table, whose cells these are."""
    state.push("tr_open", "tr", 1).map = [*place]
    for text in texts:
        add_element(state, "td", text, *place)
    state.push("tr_close", "tr", -1)


_BARRED = re.compile(r"\|.*(?<!\\)\|[ \t]*")
_BARRED_RULE = re.compile(r"\|(?=.*[-=]{2})[ \t:|+=-]+")
_BAR = re.compile(r"(`+).*?\1|(?<!\\)\|")
_SIGN = re.compile(r"[=<>≤≥±+*/-]+")


def headless_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read rows between bars that have no line of dashes below the first, as Kramdown does.

    Each line of the paragraph must be one, with as many cells as the others. |a| + |b| is no table,
    nor is what Discord hides: ||a||.
    """
    if silent or state.is_code_block(first) or not line_text(state, first).startswith("|"):
        return False
    last = first
    rules = 0
    rows: list[tuple[list[str], int]] = []
    while last < end and (text := line_text(state, last)):
        if _BARRED_RULE.fullmatch(text):
            rules += 1
        elif _BARRED.fullmatch(text):
            rows.append((barred(text), last))
        else:
            break
        last += 1
    counts = {len(cells) for cells, _ in rows}
    over = last >= end or state.isEmpty(last) or line_text(state, last).startswith("{:")
    if len(rows) < 2 or not over or len(counts) > 1 or min(counts) < 2:
        return False
    hidden = all(line_text(state, number).startswith("||") for _, number in rows)
    if not rules and (hidden or any(_SIGN.fullmatch(cell) for cells, _ in rows for cell in cells)):
        return False
    state.push("table_open", "table", 1).map = [first, last]
    for cells, number in rows:
        add_row(state, cells, (number, number + 1))
    state.push("table_close", "table", -1)
    state.line = last
    return True


def barred(line: str) -> list[str]:
    r"""Split a row at its bars, except in code or after a backslash.

    >>> barred(r"| `a|b` | c \| d |")
    ['`a|b`', 'c | d']
    """
    bars = [found.start() for found in _BAR.finditer(line) if found[0] == "|"]
    return [line[a + 1 : b].strip().replace(r"\|", "|") for a, b in pairwise(bars)]


_GROUPS = re.compile(r"\s{0,3}(?=.*-{3})-{2,}(?:\s+-{2,})+")
_RULE = re.compile(r"-{5,}")
_GAP = re.compile(r" {2,}")
_MOST_LINES = 500


def spaced_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a table without bars; the lines of a cell are one text."""
    if silent or state.is_code_block(first):
        return False
    below = line_text(state, first + 1) if first + 1 < end else ""
    if "--" not in (line_text(state, first)[:2], below[:2]):
        return False
    lines = list(_lines(state, first, end))
    found = _simple(lines) or _tall(lines)
    if not found:
        return False
    dashes, rows, last = found
    starts = [0, *(match.start() for match in re.finditer(r"(?<=\s)-", lines[dashes]))]
    if lines[dashes][:1].isspace():
        starts.pop(1)
    divided = [_divided(lines[begun:ended], starts) for begun, ended in rows]
    if any(row is None for row in divided):
        return False
    state.push("table_open", "table", 1).map = [first, first + last]
    for (begun, ended), cells in zip(rows, divided, strict=True):
        add_row(state, cells or [], (first + begun, first + ended))
    state.push("table_close", "table", -1)
    state.line = first + last
    return True


def _lines(state: StateBlock, first: int, end: int) -> Iterator[str]:
    """Yield lines up to the third of dashes: no table has more."""
    dashes = 0
    for number in range(first, min(end, first + _MOST_LINES)):
        line = state.getLines(number, number + 1, state.blkIndent, False).rstrip()
        yield in_columns(line)
        dashes += bool(_GROUPS.fullmatch(line) or _RULE.fullmatch(line))
        if dashes == 3 and number + 1 < end:
            yield "" if state.isEmpty(number + 1) else "-"
        if dashes == 3:
            return


def _divided(row: Sequence[str], starts: Sequence[int]) -> list[str] | None:
    """Divide a row at the columns; or at its gaps, if its cells are wider than these.

    Returns:
        its cells; None if a word crosses the end of a column, and the gaps are not as many.
    """
    crossed = any(line[at - 1 : at].strip() for line in row for at in starts[1:])
    cells = [_cell(row, left, right) for left, right in pairwise([*starts, None])]
    if crossed or any(_GAP.search(cell) for cell in cells):
        gaps = at_gaps(row[0].replace("\0", ""), len(starts)) if len(row) == 1 else None
        return gaps or (None if crossed else cells)
    return cells


def at_gaps(line: str, count: int) -> list[str] | None:
    """Split a line at gaps of two spaces or more; None if the number of cells differs.

    >>> at_gaps("Busan port   Large", 2), at_gaps("Busan port Large", 2)
    (['Busan port', 'Large'], None)
    """
    cells = _GAP.split(line.strip())
    return cells if len(cells) == count else None


def _cell(lines: Sequence[str], left: int | None, right: int | None) -> str:
    return "\n".join(line[left:right].replace("\0", "").strip() for line in lines).strip()


def _simple(lines: Sequence[str]) -> tuple[int, list[tuple[int, int]], int] | None:
    """Find a row a line, below names and dashes, or between two lines of dashes.

    Returns:
        the number of the line of dashes, the lines of each row, the first line behind the table.
    """
    dashes = 0 if _GROUPS.fullmatch(lines[0]) else 1
    if len(lines) < dashes + 2 or not _GROUPS.fullmatch(lines[dashes]):
        return None
    last = next((n for n, line in enumerate(lines) if n > dashes and not line), len(lines))
    closed = bool(_GROUPS.fullmatch(lines[last - 1]) or _RULE.fullmatch(lines[last - 1]))
    rows = [(n, n + 1) for n in range(dashes + 1, last - closed)]
    inner = lines[dashes + 1 : last - 1]
    if not rows or not (dashes or closed) or any(map(_GROUPS.fullmatch, inner)):
        return None
    return dashes, [(0, 1)] * dashes + rows, last


def _tall(lines: Sequence[str]) -> tuple[int, list[tuple[int, int]], int] | None:
    """Find rows of several lines between rules, which blank lines part; see :func:`_simple`."""
    dashes, names = 0, []
    if _RULE.fullmatch(lines[0]):
        blank = next((n for n, line in enumerate(lines) if not line), len(lines))
        dashes = next((n for n in range(2, blank) if _GROUPS.fullmatch(lines[n])), 0)
        names = [(1, dashes)]
    if not _GROUPS.fullmatch(lines[dashes]):
        return None
    for last in range(dashes + 2, len(lines)):
        if _RULE.fullmatch(lines[last]) or _GROUPS.fullmatch(lines[last]):
            if last + 1 < len(lines) and lines[last + 1]:
                return None
            rows = list(_rows(lines, dashes + 1, last))
            return (dashes, [*names, *rows], last + 1) if rows else None
    return None


def _rows(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of each row."""
    begun = first
    for number in range(first, last + 1):
        if number == last or not lines[number]:
            if begun < number:
                yield begun, number
            begun = number + 1


_ITEM = re.compile(r"[*+-][ \t]+[*+-](?:[ \t]+(?P<text>.*)|[ \t]*)")
_INNER = re.compile(r"[ \t]{2,4}[*+-](?:[ \t]+(?P<text>.*)|[ \t]*)")
_GOES_ON = re.compile(r"[ \t]{4,}(?P<text>\S.*)")
#: A row: its cells, and the number of its first line.
_Row = tuple[list[str], int]


def listed_table(
    state: StateBlock, title: str, said: Mapping[str, str], lines: tuple[int, int]
) -> bool:
    """Add the tokens of a table from a list of lists; False if it is not one."""
    rows: list[_Row] = []
    for number, line in enumerate(lines_text(state, *lines).split("\n"), lines[0]):
        row, cell, more = (
            _ITEM.fullmatch(line),
            _INNER.fullmatch(line),
            _GOES_ON.fullmatch(line),
        )
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
    """Add the tokens of a table of comma-separated values; False if it is not one."""
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
        add_row(state, cells, (line, line + 1))
    state.push("table_close", "table", -1)
    return True
