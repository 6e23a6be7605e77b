"""Read and write the rows of a glossary file: a header, cells into a term and back.

The columns are ``id``, ``type``, ``match``, ``status``, ``note`` and, for each language, ``xx``
(first mention), ``xx_later``, ``xx_aliases``, ``xx_reading``, ``xx_forbidden``. Only ``id`` and
one language are required; other columns are kept. ``|`` stands between the values of a cell.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workflow.errors import ConfigError, GlossaryError
from workflow.languages import language
from workflow.languages.characters import FORBIDDEN, LINE_BREAK, SHAPELESS
from workflow.markup import PLACEHOLDER
from workflow.model import Message, Term, TermForms, TermType, say

_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)(?:_(?P<part>[a-z]+))?")
_PARTS = ("later", "aliases", "reading", "forbidden")
#: How to mend a line that is not CSV.
QUOTING = say('Write " inside a cell as "" and quote the cell.')
#: The columns that belong to no language.
FIXED = ("id", "type", "match", "status", "note")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a fixed one, a part of a language, or something unknown."""

    name: str
    language: str = ""
    part: str = ""

    @classmethod
    def named(cls, name: str) -> Column:
        """Read a column's name: which language and part it is."""
        match = None if name in FIXED else _LANGUAGE.fullmatch(name)
        if match is None or (match["part"] and match["part"] not in _PARTS):
            return cls(name)
        try:
            return cls(name, language(match["code"]).tag, match["part"] or "")
        except ConfigError:
            return cls(name)


def columns_of(header: Sequence[str], where: str, fault: str) -> list[Column]:
    """Read the header of a file: what each of its columns holds.

    Args:
        header: the cells of its first line.
        where: the place, for messages.
        fault: what is wrong with that line as CSV; empty when all is well.

    Raises:
        GlossaryError: the columns cannot be told.
    """
    names = [unicodedata.normalize("NFC", name).strip().casefold() for name in header]
    if fault:
        raise GlossaryError(where, say("the header {fault}", fault=fault), QUOTING)
    columns = [Column.named(name) for name in names]
    if wrong := _header_fault(names, columns):
        raise GlossaryError(where, *wrong)
    return columns


def _header_fault(
    names: Sequence[str], columns: Sequence[Column]
) -> tuple[Message, Message] | None:
    """Find the fault in the columns of a file, and its remedy."""
    if len(names) == 1 and re.search(r"[;\t]", names[0]):
        what = say("columns are not separated by commas")
        return what, say(
            "Save it as “CSV UTF-8 (comma)”. Where Excel writes semicolons all the same, save it "
            "with LibreOffice, which asks."
        )
    if again := next((name for name, n in Counter(filter(None, names)).items() if n > 1), ""):
        return say("column {column} occurs twice", column=repr(again)), say("Remove one of them.")
    if alike := _alike(columns):
        one, other = map(repr, alike)
        what = say(
            "columns {column} and {other} are for the same language", column=one, other=other
        )
        return what, say("Join them.")
    if "id" not in names:
        hint = say("The first line names the columns: {columns},…", columns="id,type,en,ko,zh")
        # empty as the shell makes it for `glossary suggest > glossary/new.csv`
        what = say("has no column {column}", column="id") if any(names) else say("is empty")
        return what, hint
    if not any(one.language and not one.part for one in columns):
        hint = say("Add one for each language: {columns} …", columns="en, ko, zh")
        return say("has no language column"), hint
    return None


def _alike(columns: Sequence[Column]) -> tuple[str, str] | None:
    """Find two columns that say the same of one language, as ``zh`` and ``zh-cn`` do."""
    known: dict[tuple[str, str], str] = {}
    for column in (each for each in columns if each.language):
        other = known.setdefault((column.language, column.part), column.name)
        if other != column.name:
            return other, column.name
    return None


#: How to mend bytes that are not UTF-8.
AS_UTF8 = say("Save the file as “CSV UTF-8”.")


class _Fault(NamedTuple):
    """A kind of unusable cell: its pattern and remedy; ``in_notes``: notes may have it."""

    found: re.Pattern[str]
    what: Message
    hint: Message
    in_notes: bool = False


#: A row as a table has it: cells by column.
Cells = dict[str, str]

_MAX_CELL = 1000  # characters; notes may have ten times as many
#: What spreadsheets would run when the cell is opened there.
_FORMULA = re.compile(r"\A(?:=|[+\-@]\s*[A-Za-z.]+\(|[+\-@].*[|!])")


_FAULTS = (
    _Fault(re.compile("[\ud800-\udfff]"), say("is not UTF-8"), AS_UTF8),
    _Fault(
        re.compile("\ufffd"),
        say("has letters that were lost in a conversion"),
        say("Type it again."),
    ),
    _Fault(FORBIDDEN, say("has a control character"), say("Type it again.")),
    _Fault(LINE_BREAK, say("has a line break"), say("Put it on one line."), in_notes=True),
    _Fault(_FORMULA, say("begins like a spreadsheet formula"), say("Type plain text.")),
    _Fault(
        PLACEHOLDER,
        say("has a placeholder of inline markup"),
        say("Remove what is between < and >."),
        in_notes=True,
    ),
)


def term(
    columns: Sequence[Column], cells: Sequence[str], fault: str, where: str, line: int
) -> Term:
    """Read one row as a term.

    Args:
        columns: of its file.
        cells: as they stand in the row.
        fault: what is wrong with the row as CSV; empty when all is well.
        where: the file, for messages.
        line: of the row in the file.

    Raises:
        GlossaryError: naming the row and, where it is one cell's fault, the column.
    """
    at = f"{where}:{line}"
    values = _values(columns, cells, fault, at)
    if not values["id"]:
        what = say("row, column {column}: {fault}", column="id", fault=say("is empty"))
        raise GlossaryError(at, what, say("Give every row an id of its own."))
    forms = _forms(columns, values)
    if not any(form.first for form in forms.values()):
        what = say("row {row}: names nothing in any language", row=repr(values["id"]))
        raise GlossaryError(at, what, say("Fill {columns}.", columns="en, ko or zh"))
    kind = TermType(_choice(values, "type", [*TermType], TermType.TERM, at))
    case = "nocase" if kind is TermType.TERM else "case"
    known = {*FIXED, *(column.name for column in columns if column.language)}
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


def cells_of(term: Term) -> Cells:
    """Write a term as a row; :func:`term` makes the same term of it again."""
    cells = {"id": term.id, "type": term.type.value}
    for tag, forms in term.forms.items():
        column = language(tag).column
        cells[column] = forms.first
        cells[f"{column}_later"] = forms.later
        cells[f"{column}_aliases"] = "|".join(forms.aliases)
        cells[f"{column}_reading"] = forms.reading
        cells[f"{column}_forbidden"] = "|".join(forms.forbidden)
    cells["match"] = "case" if term.match_case else "nocase"
    cells["status"] = "approved" if term.approved else "review"
    return {**cells, "note": term.note, **term.extra}


def _values(columns: Sequence[Column], cells: Sequence[str], fault: str, at: str) -> dict[str, str]:
    """Clean the cells of a row, and name them by column.

    Args:
        columns: of the file.
        cells: of the row.
        fault: what is wrong with its line as CSV; empty when all is well.
        at: the place, for messages.

    Raises:
        GlossaryError: the row is no CSV, has too many cells, or a cell cannot be used.
    """
    name = cells[0].strip()[:40] if cells else ""
    if fault:
        broken = columns[min(len(cells), len(columns) - 1)].name
        raise GlossaryError(at, _in_cell(name, broken, fault), QUOTING)
    if len(cells) > len(columns):
        what = say(
            "row {row} has {n} cells, the header {total}",
            row=repr(name),
            n=len(cells),
            total=len(columns),
        )
        raise GlossaryError(at, what, say("Quote cells that have commas in them."))
    values = dict.fromkeys((column.name for column in columns), "")
    for column, cell in zip(columns, cells, strict=False):
        if problem := _cell_fault(cell, column.name):
            raise GlossaryError(at, _in_cell(name, column.name, problem[0]), problem[1])
        values[column.name] = clean(cell)
    return values


def _in_cell(row: str, column: str, fault: str) -> Message:
    """Name the cell with a fault; a row without an id has no name."""
    if not row:
        return say("row, column {column}: {fault}", column=column, fault=fault)
    return say("row {row}, column {column}: {fault}", row=repr(row), column=column, fault=fault)


def _cell_fault(cell: str, column: str) -> tuple[Message, Message] | None:
    """Find the fault of a cell, and its remedy."""
    text, note = cell.strip(), column == "note"
    limit = 10 * _MAX_CELL if note else _MAX_CELL
    if len(text) > limit:
        length, most = f"{len(text):,}", f"{limit:,}"
        what = say("has {n} characters, at most {total} are allowed", n=length, total=most)
        return what, say("Shorten it.")
    faults = (fault for fault in _FAULTS if fault.found.search(text))
    fault = next((fault for fault in faults if not (note and fault.in_notes)), None)
    return (fault.what, fault.hint) if fault else None


def clean(cell: str) -> str:
    """Clean a cell: NFC, no invisible characters, single spaces."""
    return " ".join(SHAPELESS.sub("", unicodedata.normalize("NFC", cell)).split())


def _forms(columns: Sequence[Column], values: Mapping[str, str]) -> dict[str, TermForms]:
    cells: dict[str, dict[str, str]] = {}
    for column in columns:
        if column.language and values[column.name]:
            cells.setdefault(column.language, {})[column.part] = values[column.name]
    return {tag: _language_forms(parts) for tag, parts in cells.items()}


def _language_forms(parts: Mapping[str, str]) -> TermForms:
    first, *more = _split(parts.get("", "")) or ("",)
    return TermForms(
        first=first,
        later=next(iter(_split(parts.get("later", ""))), ""),
        aliases=tuple(dict.fromkeys((*more, *_split(parts.get("aliases", ""))))),
        reading=parts.get("reading", ""),
        forbidden=_split(parts.get("forbidden", "")),
    )


def _split(cell: str) -> tuple[str, ...]:
    """Split a cell into its values, each once."""
    return tuple(dict.fromkeys(value.strip() for value in cell.split("|") if value.strip()))


def _choice(
    values: Mapping[str, str], column: str, choices: Sequence[str], default: str, at: str
) -> str:
    value = values.get(column, "").casefold() or default
    if value in choices:
        return value
    close = difflib.get_close_matches(value, choices, 1)
    hint = (
        say("Did you mean {name}?", name=close[0])
        if close
        else say("Use one of {names}.", names=list(choices))
    )
    raise GlossaryError(
        at, _in_cell(values["id"], column, say("{text} is not known", text=repr(value))), hint
    )
