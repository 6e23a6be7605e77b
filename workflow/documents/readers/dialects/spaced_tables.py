"""Pandoc's tables without bars: columns below each other, told by a line of dashes in groups.

Simple ones have a row a line; in others a row may take several lines, blank lines part the rows,
and rules stand above and below. A row whose words cross the end of a column is divided at its gaps;
where these are not as many as the columns, there is no table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.box_marks import line_text
from workflow.documents.readers.dialects.grid_tables import add_row, in_columns

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

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
        add_row(state, cells or [], [first + begun, first + ended])
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
    """Divide a line where it has two spaces or more; None if that does not make so many cells.

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
