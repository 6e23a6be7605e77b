"""Read tables that people keep outside the workflow: any separator, languages by their names.

*English;Korean;Chinese (Simplified);Type;Comment*: a spreadsheet of terms has no ids, calls
languages as people do, and is saved with commas, semicolons or tabs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from workflow.errors import GlossaryError
from workflow.glossary.row import QUOTING, Cells, Column
from workflow.glossary.table import records
from workflow.languages import language, registered
from workflow.languages.codes import meant_by, name_in
from workflow.languages.tables import read
from workflow.model import say

_SEPARATORS = ",;\t"
_STATUS = ("approved", "review")
#: The columns of the list of words that are of no language.
_OF_ROW = ("what", "word")


def rows(text: str, where: str) -> Iterator[Cells] | None:
    r"""Return the rows of a table without ids that has a column for two languages or more.

    Args:
        text: of the table.
        where: its name, for messages.

    Returns:
        The rows, of which each column that is not known is kept, with empty ones for lines that
        have none; None for any other table.

    Raises:
        GlossaryError: a line is no row.

    >>> [*rows("English;Korean;Team\nSohn;손;news\n", "a.csv")][0]["ko"]
    '손'
    >>> rows("id,en,ko\ns,Sohn,손\n", "a.csv") is rows("Sohn\t손\n", "a.tsv") is None
    True
    """
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    lines = records(text, separator)
    _, header, _ = next(lines, (1, [], ""))
    columns = [_column(name) for name in header]
    tags = [tag for name in columns if (tag := Column.named(name).language)]
    if len({*tags}) < 2 or "id" in columns or len({*columns}) < len(columns):
        return None
    return _read(lines, columns, where)


def _read(
    lines: Iterator[tuple[int, list[str], str]], columns: Sequence[str], where: str
) -> Iterator[Cells]:
    written = 1
    for line, cells, fault in lines:
        yield from [{}] * (line - written - 1)  # so that lines keep their numbers
        written = line + sum(cell.count("\n") for cell in cells)
        if fault or len(cells) > len(columns):
            name, number, total = repr(cells[0] if cells else ""), len(cells), len(columns)
            told = say(
                "row {row} has {n} cells, the header {total}", row=name, n=number, total=total
            )
            raise GlossaryError(f"{where}:{line}", fault or told, QUOTING)
        row = dict(zip(columns, cells, strict=False))
        yield pair(_in_our_words(row)) if any(cell.strip() for cell in cells) else {}


def pair(cells: Mapping[str, str]) -> Cells:
    """Make a row for review; its id follows from its cells, so no import adds it twice."""
    digest = hashlib.sha256("\t".join(cells.values()).encode(errors="replace")).hexdigest()[:8]
    clean = {name: re.sub(r"\s*\|\s*", "/", cell) for name, cell in cells.items()}
    return {"id": f"i-{digest}", "status": "review", **clean}


def _in_our_words(cells: Cells) -> Cells:
    """Return a row with our type and status; another status goes into the note."""
    kind = cells.get("type", "").strip().casefold()
    cells = {**cells, "type": _known("type").get(kind, kind)}
    told = cells.get("status", "").strip()
    if told.casefold() in _STATUS or not told:
        return cells if told else {**cells, "status": "review"}
    note = "; ".join(filter(None, (cells.get("note", ""), told)))
    return {**cells, "status": "review", "note": note}


def _column(name: str) -> str:
    """Return our name for a column: that of a language, one of no language, or its own."""
    told = " ".join(name.split()).casefold()
    if known := _known("column").get(told) or _languages().get(_words(told)):
        return known
    return language(meant).column if (meant := meant_by(told)) else told


@cache
def _known(what: str) -> Mapping[str, str]:
    """Return our word for each word of people's for columns, or for types."""
    rows = [row for row in read("workflow.languages", "sheet_words.tsv") if row["what"] == what]
    return {
        name: row["word"]
        for row in rows
        for column, names in row.items()
        for name in (names.split("|") if column not in _OF_ROW else ())
        if name
    }


@cache
def _languages() -> Mapping[frozenset[str], str]:
    """Return the columns of languages by the words of their names in each of them."""
    readers = [each.tag for each in registered()]
    return {
        _words(name_in(tag, other).casefold()): language(tag).column
        for tag in (*_known("language").values(), *readers)
        for other in (*readers, tag)
    }


def _words(name: str) -> frozenset[str]:
    """Return the words of a name in any order: *Simplified Chinese*, *Chinese (Simplified)*."""
    return frozenset(re.findall(r"\w+", name))
