"""A row that somebody proposes, put at the end of a glossary file."""

from __future__ import annotations

import csv
import io

from workflow.errors import GlossaryError
from workflow.glossary import csv_text, table
from workflow.glossary.columns import Column, columns_of
from workflow.glossary.row import Cells


def added(data: bytes, where: str, cells: Cells) -> bytes:
    """Return the bytes of a glossary file with one more row; all that was in it stays as it is.

    Args:
        data: the file; empty for a new one.
        where: its name, for messages.
        cells: the row, by column.

    Raises:
        GlossaryError: the file is not UTF-8, it lacks a column, or a cell cannot be used.
    """
    if not data:
        data = table.to_csv([]).partition("\r\n")[0].replace(",en,", _languages(cells)).encode()
    text = _text(data, where)
    end = "\r\n" if "\r\n" in text else "\n"
    row = _row(text, where, cells, end)
    head = text.splitlines()[0]
    if errors := table.parse(f"{head}\n{row}", where).errors:
        raise errors[0]
    gap = "" if text.endswith("\n") else end
    return data + f"{gap}{row}".encode()


def columns(data: bytes, where: str) -> tuple[str, ...]:
    """Return the names of a glossary file's columns, as it spells them.

    Raises:
        GlossaryError: the file is not UTF-8, or its first line cannot be used.
    """
    _, header, fault = next(csv_text.records(_text(data, where)), (1, [], ""))
    return tuple(column.name for column in columns_of(header, f"{where}:1", fault) if column.name)


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GlossaryError(where, "is not UTF-8", "Save it as “CSV UTF-8”.") from None


def _languages(cells: Cells) -> str:
    return "," + ",".join(name for name in cells if Column.named(name).language) + ","


def _row(text: str, where: str, cells: Cells, end: str) -> str:
    """Return the row as a line of CSV, its cells in the order of the file's columns."""
    _, header, fault = next(csv_text.records(text), (1, [], ""))
    columns = columns_of(header, f"{where}:1", fault)
    values = {_key(Column.named(name)): cell for name, cell in cells.items() if cell}
    keys = [_key(column) for column in columns]
    for name in cells.keys() - {"note"}:  # a table without notes goes without
        if cells[name] and _key(Column.named(name)) not in keys:
            raise GlossaryError(f"{where}:1", f"has no column {name}", "Add it to the first line.")
    line = io.StringIO()
    csv.writer(line, lineterminator=end).writerow([values.get(key, "") for key in keys])
    return line.getvalue()


def _key(column: Column) -> tuple[str, str]:
    return (column.language, column.part) if column.language else ("", column.name)
