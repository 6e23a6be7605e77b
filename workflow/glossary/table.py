"""Glossary files: CSV into terms and errors, rows into CSV.

A row that cannot be trusted is reported and left out; the others work. A file whose columns cannot
be told is an error as a whole, because leaving it out silently would leave every name unguarded.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.errors import GlossaryError
from workflow.glossary import csv_text
from workflow.glossary.columns import FIXED, Column, columns_of
from workflow.glossary.row import Cells, term
from workflow.model import Term


@dataclass(slots=True)
class Table:
    """What the glossary files hold: the rows that work and what is wrong with the others."""

    terms: list[Term] = field(default_factory=list)
    errors: list[GlossaryError] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def read(paths: Sequence[Path], root: Path) -> Table:
    """Read glossary files.

    Args:
        paths: CSV files, in the order in which their rows count.
        root: the folder to which the paths in messages are relative.

    Raises:
        GlossaryError: a file cannot be read or has no usable columns.
    """
    places = (
        path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        for path in paths
    )
    return parse_all(
        (csv_text.decode(path, where), where) for path, where in zip(paths, places, strict=True)
    )


def parse_all(files: Iterable[tuple[str, str]]) -> Table:
    """Return the same for files given as their text and their name in messages.

    Raises:
        GlossaryError: a text has no usable columns.
    """
    table = Table()
    for text, where in files:
        _read_file(text, where, table)
    _drop_duplicates(table)
    return table


def parse(text: str, where: str) -> Table:
    """Return the same for the text of one file."""
    return parse_all([(text, where)])


def _read_file(text: str, where: str, table: Table) -> None:
    rows = csv_text.records(text)
    _, header, fault = next(rows, (1, [], ""))
    columns = columns_of(header, f"{where}:1", fault)
    names = dict.fromkeys((*table.columns, *(column.name for column in columns)))
    table.columns = list(names)
    for line, cells, fault in rows:
        if not fault and not any(cell.strip() for cell in cells):
            continue
        try:
            table.terms.append(term(columns, cells, fault, where, line))
        except GlossaryError as error:
            table.errors.append(error.with_traceback(None))  # which would keep the whole row


def _drop_duplicates(table: Table) -> None:
    """Take out every row whose id is not its own: which one is meant cannot be known."""
    places: dict[str, list[Term]] = {}
    for each in table.terms:
        places.setdefault(each.id, []).append(each)
    for name, rows in places.items():
        for row in rows[1:]:
            first = f"{rows[0].path}:{rows[0].line}"
            table.errors.append(
                GlossaryError(
                    f"{row.path}:{row.line}",
                    f"row {name!r}, column id: is also the id of {first}; neither row is used",
                    "Give every row an id of its own.",
                )
            )
    table.terms = [each for each in table.terms if len(places[each.id]) == 1]


def to_csv(rows: Iterable[Cells], first: Sequence[str] = ()) -> str:
    """Yield rows as CSV text: id and type, languages, match, status, note, then other columns.

    Columns without any cell are left out, except those that every table has. The columns that
    ``first`` names come before all others, in that order, filled or not.
    """
    found = list(rows)
    filled = dict.fromkeys(name for row in found for name, cell in row.items() if cell)
    middle = [name for name in filled if name not in FIXED and _is_language(name)]
    others = [name for name in filled if name not in FIXED and not _is_language(name)]
    bases = dict.fromkeys(name.split("_")[0] for name in middle)
    ordered = [part for base in bases for part in middle if part.split("_")[0] == base]
    out = io.StringIO()
    usual = ["id", "type", *(ordered or ["en"]), "match", "status", "note", *others]
    columns = list(dict.fromkeys((*first, *usual)))
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return out.getvalue()


def _is_language(name: str) -> bool:
    return bool(Column.named(name).language)
