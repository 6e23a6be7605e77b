"""Glossary files: CSV in, terms and errors out.

A row that cannot be trusted is reported and left out; the others work. A file whose columns cannot
be told is an error as a whole, because leaving it out silently would leave every name unguarded.

Columns: ``id``, ``type``, ``match``, ``status``, ``note`` and, for each language, ``xx`` (first
mention), ``xx_later``, ``xx_aliases``, ``xx_reading``, ``xx_forbidden``; ``|`` stands between the
values of a cell. Only ``id`` and one language are required. Other columns are kept.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.errors import ConfigError, GlossaryError
from workflow.languages import language
from workflow.markup import PLACEHOLDER
from workflow.model import Term, TermForms, TermType

_MAX_FILE = 64 * 2**20  # bytes
_MAX_CELL = 1000  # characters; notes may have ten times as many
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)(?:_(?P<part>[a-z]+))?")
_PARTS = ("later", "aliases", "reading", "forbidden")
_FIXED = ("id", "type", "match", "status", "note")
#: What spreadsheets would run when the cell is opened there.
_FORMULA = re.compile(r"=|[+\-@]\s*[A-Za-z.]+\(|[+\-@].*[|!]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
#: One field of RFC 4180 and what ends it. The csv module is not used because it lets one stray
#: quotation mark swallow the rest of the file and limits cells through a global setting.
_FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^,"\n]*))(,|\n|\Z)')


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a fixed one, a part of a language, or something unknown."""

    name: str
    language: str = ""
    part: str = ""


@dataclass(slots=True)
class Table:
    """What the glossary files hold: the rows that work and what is wrong with the others."""

    terms: list[Term] = field(default_factory=list)
    errors: list[GlossaryError] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def read(paths: Sequence[Path], root: Path) -> Table:
    """Reads glossary files.

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
    """The same for files given as their text and their name in messages.

    Raises:
        GlossaryError: a text has no usable columns.
    """
    table = Table()
    for text, where in files:
        _read_file(text, where, table)
    _drop_duplicates(table)
    return table


def parse(text: str, where: str) -> Table:
    """The same for the text of one file."""
    return parse_all([(text, where)])


def decode(path: Path, where: str) -> str:
    """The text of a file: UTF-8 with or without BOM, or UTF-16 with one.

    Bytes that are not UTF-8 become lone surrogates, so that only the cells that have them fail.

    Raises:
        GlossaryError: the file cannot be read, is too large or is binary.
    """
    try:
        if path.stat().st_size > _MAX_FILE:
            raise GlossaryError(where, "is larger than 64 MB", "Split it into several files.")
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(where, f"cannot be read ({error.strerror})") from error
    return as_text(data, where)


def as_text(data: bytes, where: str) -> str:
    """The text of a file's bytes: UTF-8, or UTF-16 with a mark.

    Raises:
        GlossaryError: it is not a text file.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise GlossaryError(where, "is not a text file", "Save it as “CSV UTF-8”.")
    return data.decode("utf-8-sig", errors="surrogateescape")


def records(text: str) -> Iterator[tuple[int, list[str], str]]:
    """The records of a CSV text: ``(line, cells, fault)``; ``fault`` is empty when all is well.

    After a fault reading goes on at the next line, so that one stray quotation mark costs one row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    position, line = 0, 1
    while position < len(text):
        begin, cells, fault = position, [], ""
        while True:
            match = _FIELD.match(text, position)
            if match is None:
                fault = "has a quotation mark in the wrong place"
                end = text.find("\n", position)
                position = len(text) if end < 0 else end + 1
                break
            quoted, bare, delimiter = match.groups()
            cells.append(bare if quoted is None else quoted.replace('""', '"'))
            position = match.end()
            if delimiter != ",":
                break
        yield line, cells, fault
        line += text.count("\n", begin, position)


def _read_file(text: str, where: str, table: Table) -> None:
    rows = records(text)
    _, header, fault = next(rows, (1, [], ""))
    columns = _columns(header, f"{where}:1", fault)
    table.columns += [column.name for column in columns if column.name not in table.columns]
    for line, cells, fault in rows:
        if not fault and not any(cell.strip() for cell in cells):
            continue
        try:
            table.terms.append(_term(columns, cells, fault, where, line))
        except GlossaryError as error:
            table.errors.append(error)


def _columns(header: Sequence[str], where: str, fault: str) -> list[Column]:
    names = [unicodedata.normalize("NFC", name).strip().casefold() for name in header]
    if fault:
        raise GlossaryError(where, f"the header {fault}")
    if len(names) == 1 and re.search(r"[;\t]", names[0]):
        raise GlossaryError(
            where, "columns are not separated by commas", "Save it as “CSV UTF-8 (comma)”."
        )
    for name in filter(None, names):
        if names.count(name) > 1:
            raise GlossaryError(where, f"column {name!r} occurs twice", "Remove one of them.")
    columns = [column(name) for name in names]
    if "id" not in names:
        raise GlossaryError(
            where, "has no column id", "The first line names the columns: id,type,en,ko,zh,…"
        )
    if not any(one.language and not one.part for one in columns):
        raise GlossaryError(
            where, "has no language column", "Add one for each language: en, ko, zh …"
        )
    return columns


def column(name: str) -> Column:
    """What a column of this name holds."""
    match = None if name in _FIXED else _LANGUAGE.fullmatch(name)
    if match is None or (match["part"] and match["part"] not in _PARTS):
        return Column(name)
    try:
        return Column(name, language(match["code"]).tag, match["part"] or "")
    except ConfigError:
        return Column(name)


def _term(
    columns: Sequence[Column], cells: Sequence[str], fault: str, where: str, line: int
) -> Term:
    """One row.

    Raises:
        GlossaryError: naming the row and, where it is one cell's fault, the column.
    """
    at = f"{where}:{line}"
    values = _values(columns, cells, fault, at)
    if not values["id"]:
        raise GlossaryError(at, "row, column id: is empty", "Give every row an id of its own.")
    forms = _forms(columns, values)
    if not any(form.first for form in forms.values()):
        what = f"row {values['id']!r}: names nothing in any language"
        raise GlossaryError(at, what, "Fill en, ko or zh.")
    kind = TermType(_choice(values, "type", [*TermType], TermType.TERM, at))
    case = "nocase" if kind is TermType.TERM else "case"
    known = {*_FIXED, *(column.name for column in columns if column.language)}
    return Term(
        id=values["id"],
        type=kind,
        forms=forms,
        match_case=_choice(values, "match", ["case", "nocase"], case, at) == "case",
        approved=_choice(values, "status", ["approved", "review"], "approved", at) == "approved",
        note=values.get("note", ""),
        path=where,
        line=line,
        extra={name: text for name, text in values.items() if text and name not in known},
    )


def _values(columns: Sequence[Column], cells: Sequence[str], fault: str, at: str) -> dict[str, str]:
    """The cleaned cells of a row by column name."""
    name = cells[0].strip()[:40] if cells else ""
    row = f"row {name!r}" if name else "row"
    if fault:
        broken = columns[min(len(cells), len(columns) - 1)].name
        hint = 'Write " inside a cell as "" and quote the cell.'
        raise GlossaryError(at, f"{row}, column {broken}: {fault}", hint)
    if len(cells) > len(columns):
        what = f"{row} has {len(cells)} cells, the header {len(columns)}"
        raise GlossaryError(at, what, "Quote cells that have commas in them.")
    values = dict.fromkeys((column.name for column in columns), "")
    for column, cell in zip(columns, cells, strict=False):
        if problem := _cell_fault(cell, column.name):
            raise GlossaryError(at, f"{row}, column {column.name}: {problem[0]}", problem[1])
        values[column.name] = clean(cell)
    return values


def _cell_fault(cell: str, column: str) -> tuple[str, str] | None:
    """What is wrong with a cell and how to mend it, or None."""
    limit = _MAX_CELL if column != "note" else 10 * _MAX_CELL
    text = cell.strip()
    faults = (
        (len(text) > limit, f"has {len(text):,} characters, at most {limit:,} are allowed",
         "Shorten it."),
        (re.search("[\ud800-\udfff]", text), "is not UTF-8", "Save the file as “CSV UTF-8”."),
        ("\ufffd" in text, "has letters that were lost in a conversion", "Type it again."),
        (_CONTROL.search(text), "has a control character", "Type it again."),
        (column != "note" and "\n" in text, "has a line break", "Put it on one line."),
        (_FORMULA.match(text), "begins like a spreadsheet formula", "Type plain text."),
        (column != "note" and PLACEHOLDER.search(text), "has a placeholder of inline markup",
         "Remove what is between < and >."),
    )  # fmt: skip
    return next(((what, hint) for wrong, what, hint in faults if wrong), None)


def clean(cell: str) -> str:
    """A cell as it counts: NFC, without invisible characters, single spaces."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", cell)).split())


def _forms(columns: Sequence[Column], values: Mapping[str, str]) -> dict[str, TermForms]:
    cells: dict[str, dict[str, str]] = {}
    for column in columns:
        if column.language and values[column.name]:
            cells.setdefault(column.language, {})[column.part] = values[column.name]
    return {tag: _language_forms(parts) for tag, parts in cells.items()}


def _language_forms(parts: Mapping[str, str]) -> TermForms:
    first, *more = split(parts.get("", "")) or ("",)
    return TermForms(
        first=first,
        later=next(iter(split(parts.get("later", ""))), ""),
        aliases=tuple(dict.fromkeys((*more, *split(parts.get("aliases", ""))))),
        reading=parts.get("reading", ""),
        forbidden=split(parts.get("forbidden", "")),
    )


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell, each once."""
    return tuple(dict.fromkeys(value.strip() for value in cell.split("|") if value.strip()))


def _choice(
    values: Mapping[str, str], column: str, choices: Sequence[str], default: str, at: str
) -> str:
    value = values.get(column, "").casefold() or default
    if value in choices:
        return value
    close = difflib.get_close_matches(value, choices, 1)
    hint = f"Did you mean {close[0]}?" if close else f"Use one of {', '.join(choices)}."
    raise GlossaryError(at, f"row {values['id']!r}, column {column}: {value!r} is not known", hint)


def _drop_duplicates(table: Table) -> None:
    """Takes out every row whose id is not its own: which one is meant cannot be known."""
    places: dict[str, list[Term]] = {}
    for term in table.terms:
        places.setdefault(term.id, []).append(term)
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
    table.terms = [term for term in table.terms if len(places[term.id]) == 1]
