"""Read and write glossary files: CSV into terms and errors, rows into CSV.

A row that cannot be trusted is reported and left out; the others work. A file whose columns cannot
be told is an error as a whole, because leaving it out silently would leave every name unguarded.

Files come from spreadsheets. The csv module does not read them because it lets one stray quotation
mark swallow the rest of the file, and limits cells through a global setting.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from workflow.errors import GlossaryError
from workflow.glossary.row import AS_UTF8, FIXED, Cells, Column, columns_of, term
from workflow.model import Message, Term, say

_MAX_FILE = 64 * 2**20  # bytes
#: One field of RFC 4180 and its delimiter, by what separates fields. Between tabs a quotation mark
#: may be a letter like others.
_FIELDS = {
    separator: re.compile(rf'(?:"([^"]*(?:""[^"]*)*)"|([^{other}\n]*))({separator}|\n|\Z)')
    for separator, other in ((",", ',"'), (";", ';"'), ("\t", "\t"))
}


#: What git writes around two versions of a row (git-merge, "How conflicts are presented").
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


@dataclass(slots=True)
class Table:
    """The content of the glossary files: the usable rows, and the faults of the others."""

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
        (decode(path, where), where) for path, where in zip(paths, places, strict=True)
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
    if marker := _CONFLICT.search(text):
        raise GlossaryError(
            f"{where}:{text.count(chr(10), 0, marker.start()) + 1}",
            say("holds a merge conflict"),
            say("Choose between the two versions, remove the markers and run again."),
        )
    rows = records(text)
    _, header, fault = next(rows, (1, [], ""))
    columns = columns_of(header, f"{where}:1", fault)
    names = dict.fromkeys((*table.columns, *(column.name for column in columns)))
    table.columns = list(names)
    advice = Message("")
    for line, cells, fault in rows:
        if not fault and not any(cell.strip() for cell in cells):
            continue
        try:
            table.terms.append(term(columns, cells, fault, where, line))
        except GlossaryError as error:
            if error.hint == AS_UTF8:
                error.hint = advice = advice or _conversion(text, where)
            table.errors.append(error.with_traceback(None))  # which would keep the whole row


def require_utf8(text: str, where: str) -> None:
    """Refuse a text that has bytes which are not UTF-8.

    Raises:
        GlossaryError: it has some.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise GlossaryError(where, say("is not UTF-8"), _conversion(text, where)) from None


def _conversion(text: str, where: str) -> Message:
    """Say how to convert a file to UTF-8, naming its likely encoding."""
    from workflow.documents.readers.decoding import likely_encoding

    charset = ""
    with suppress(UnicodeEncodeError):  # a text that was never bytes
        charset = likely_encoding(text.encode("utf-8", "surrogateescape"))
    if not charset:
        return AS_UTF8
    command = f"iconv -f {charset} -t UTF-8 {shlex.quote(where)} > NEW"
    return say(
        "It seems to be in {charset}: save it as “CSV UTF-8”, or convert it: {command}",
        charset=charset,
        command=command,
    )


def _drop_duplicates(table: Table) -> None:
    """Take out rows of one id that differ, as which is meant cannot be known, and repeated ones."""
    places: dict[str, list[Term]] = {}
    for each in table.terms:
        rows = places.setdefault(each.id, [])
        if not rows or replace(each, path=rows[0].path, line=rows[0].line) != rows[0]:
            rows.append(each)
    for name, rows in places.items():
        for row in rows[1:]:
            first = f"{rows[0].path}:{rows[0].line}"
            table.errors.append(
                GlossaryError(
                    f"{row.path}:{row.line}",
                    say(
                        "row {row}, column {column}: {fault}",
                        row=repr(name),
                        column="id",
                        fault=say("is also the id of {row}; neither row is used", row=first),
                    ),
                    say("Give every row an id of its own."),
                )
            )
    table.terms = [rows[0] for rows in places.values() if len(rows) == 1]


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


def decode(path: Path, where: str) -> str:
    """Return the text of a file: UTF-8 with or without BOM, or UTF-16 with one.

    Bytes that are not UTF-8 become lone surrogates, so that only the cells that have them fail.

    Raises:
        GlossaryError: the file cannot be read, is too large or is binary.
    """
    return as_text(bytes_of(path, where), where)


def bytes_of(path: Path, where: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        GlossaryError: the file cannot be read, or is too large.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise GlossaryError(
                where, say("is not a file"), say("Put a file there, or remove the name.")
            )
        if size > _MAX_FILE:
            what = say("is larger than {size}", size="64 MB")
            raise GlossaryError(where, what, say("Split it into several files."))
        return path.read_bytes()
    except OSError as error:
        what = say("cannot be read ({reason})", reason=error.strerror)
        raise GlossaryError(where, what, say("Check the file and its permissions.")) from error


def as_text(data: bytes, where: str) -> str:
    """Return the text of a file's bytes: UTF-8, or UTF-16 with a mark.

    Raises:
        GlossaryError: it is not a text file.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise GlossaryError(where, say("is not a text file"), say("Save it as “CSV UTF-8”."))
    return data.decode("utf-8-sig", errors="surrogateescape")


def records(text: str, separator: str = ",") -> Iterator[tuple[int, list[str], str]]:
    """Yield the records of a CSV text: line, cells, and the fault (empty without one).

    After a fault reading goes on at the next line, so that one stray quotation mark costs one row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    position, line = 0, 1
    while position < len(text):
        begin, cells, fault = position, [], ""
        while True:
            match = _FIELDS[separator].match(text, position)
            if match is None:
                fault = say("has a quotation mark in the wrong place")
                end = text.find("\n", position)
                position = len(text) if end < 0 else end + 1
                break
            quoted, bare, delimiter = match.groups()
            cells.append(bare if quoted is None else quoted.replace('""', '"'))
            position = match.end()
            if delimiter != separator:
                break
        yield line, cells, fault
        line += text.count("\n", begin, position)


def added(data: bytes, where: str, cells: Cells) -> bytes:
    """Return the bytes of a glossary file with one more row, otherwise unchanged.

    Args:
        data: the file; empty for a new one.
        where: its name, for messages.
        cells: the row, by column.

    Raises:
        GlossaryError: the file is not UTF-8, it lacks a column, or a cell cannot be used.
    """
    if not data:
        data = to_csv([]).partition("\r\n")[0].replace(",en,", _languages(cells)).encode()
    text = _text(data, where)
    end = "\r\n" if "\r\n" in text else "\n"
    row = _row(text, where, cells, end)
    head = text.splitlines()[0]
    if errors := parse(f"{head}\n{row}", where).errors:
        raise errors[0]
    gap = "" if text.endswith("\n") else end
    return data + f"{gap}{row}".encode()


def columns(data: bytes, where: str) -> tuple[str, ...]:
    """Return the names of a glossary file's columns, as it spells them.

    Raises:
        GlossaryError: the file is not UTF-8, or its first line cannot be used.
    """
    _, header, fault = next(records(_text(data, where)), (1, [], ""))
    return tuple(column.name for column in columns_of(header, f"{where}:1", fault) if column.name)


def _text(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise GlossaryError(where, say("is not UTF-8"), say("Save it as “CSV UTF-8”.")) from None


def _languages(cells: Cells) -> str:
    return "," + ",".join(name for name in cells if Column.named(name).language) + ","


def _row(text: str, where: str, cells: Cells, end: str) -> str:
    """Return the row as a line of CSV, its cells in the order of the file's columns."""
    _, header, fault = next(records(text), (1, [], ""))
    columns = columns_of(header, f"{where}:1", fault)
    values = {_key(Column.named(name)): cell for name, cell in cells.items() if cell}
    keys = [_key(column) for column in columns]
    for name in cells.keys() - {"note"}:  # a table without notes goes without
        if cells[name] and _key(Column.named(name)) not in keys:
            what = say("has no column {column}", column=name)
            raise GlossaryError(f"{where}:1", what, say("Add it to the first line."))
    line = io.StringIO()
    csv.writer(line, lineterminator=end).writerow([values.get(key, "") for key in keys])
    return line.getvalue()


def _key(column: Column) -> tuple[str, str]:
    return (column.language, column.part) if column.language else ("", column.name)
