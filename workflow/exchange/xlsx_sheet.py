"""Write and read a review sheet as an Excel workbook (Office Open XML, ECMA-376)."""

from __future__ import annotations

import io
import lzma
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.errors import ExchangeError
from workflow.exchange import sheet_table
from workflow.exchange.csv_sheet import plain
from workflow.exchange.review_package import ReturnedSentence, ReviewPackage
from workflow.languages.characters import NOT_XML
from workflow.model import Message, say

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

#: A workbook of 100,000 sentences unpacks to about 60 MB, ten times its size; far more is a mistake
#: or a bomb. Small ones may have any ratio: a hundred equal rows take no room at all.
_UNPACKED, _PARTS, _SMALL, _RATIO = 160_000_000, 500, 20_000_000, 100
#: ECMA-376 part 1, 22.9.2.19 (ST_Xstring): how a cell holds what XML cannot, and this form itself.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|" + NOT_XML.pattern)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WIDTHS = {"id": 20, "source": 60, "translation": 60, "comment": 40, "notes": 40, "reviewer": 24}
_HINT = say("Save it as an Excel workbook (.xlsx) again, or export a new one.")
#: What reading a damaged archive may raise.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, RuntimeError,
    OSError,
)  # fmt: skip
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def write(package: ReviewPackage) -> bytes:
    """Write a workbook of one sheet, with a list to choose the status from."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_title(package.target))
    _lay_out(sheet, len(package.sentences))
    sheet.append(_row_of(_cell(sheet, bold=True), sheet_table.COLUMNS))
    cell = _cell(sheet)
    for cells in sheet_table.cells(package):
        sheet.append(_row_of(cell, cells))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(locale: str) -> str:
    """Return the name of a locale's sheet: Excel allows 31 characters, and not all of them."""
    return re.sub(r"[\\/*?:\[\]]", "-", locale)[:31]


def _lay_out(sheet: Any, rows: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, name in enumerate(sheet_table.COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    sheet.freeze_panes = "A2"
    letter = get_column_letter(sheet_table.COLUMNS.index("status") + 1)
    choice = DataValidation("list", formula1=f'"{",".join(sheet_table.STATES)}"', allow_blank=True)
    choice.error, choice.showErrorMessage = "Choose one of the list.", True
    choice.add(f"{letter}2:{letter}{max(rows, 1) + 1}")
    sheet.data_validations.append(choice)


def _cell(sheet: WriteOnlyWorksheet, *, bold: bool = False) -> Any:
    """Make a cell with the style of a text."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _row_of(cell: Any, texts: Iterable[str]) -> Iterator[Any]:
    """Yield a cell for each text: the same one, as styling it costs more than writing it.

    Whatever a text begins with, it is no formula.
    """
    for text in texts:
        cell.value = _ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
        cell.data_type = "s"
        yield cell


def read(path: Path, where: str) -> Iterator[ReturnedSentence]:
    """Yield the sentences of the sheets that have our columns, row by row.

    Raises:
        ExchangeError: it is no workbook, unpacks to too much, or no sheet has our columns.
    """
    from openpyxl import load_workbook

    _examine(path, where)
    with path.open("rb") as file:
        try:
            with warnings.catch_warnings(action="ignore"):  # of parts that nothing is taken from
                book = load_workbook(file, read_only=True, data_only=False)
            yield from _sheets(book, where)
        except ExchangeError:
            raise
        except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
            raise ExchangeError(where, _no_workbook(error), _HINT) from error


def _examine(path: Path, where: str) -> None:
    """Refuse bombs and document types before any parser sees them."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            size = sum(part.file_size for part in parts)
            most = max(_SMALL, min(_UNPACKED, _RATIO * path.stat().st_size))
            if size > most or len(parts) > _PARTS:
                hint = say("Hand in a file with fewer sheets and rows, or several.")
                what = say("unpacks to {size} MB", size=f"{size / 1e6:,.0f}")
                raise ExchangeError(where, what, hint)
            for part in parts:  # whatever its name: a sheet may be called picture.bin
                with archive.open(part) as file:
                    head = file.read(65_536)
                if any(doctype in head for doctype in _DOCTYPES):
                    what = say("has a document type declaration")
                    raise ExchangeError(f"{where}, {part.filename}", what, _HINT)
    except _DAMAGE as error:
        raise ExchangeError(where, _no_workbook(error), _HINT) from error


def _no_workbook(error: Exception) -> Message:
    """Describe why a file cannot be read, in an editor's words instead of the library's."""
    reason = say("it is damaged, cut off, or a file of another kind")
    if "encrypted" in str(error):
        reason = say("it is locked with a password")
    return say("is not a workbook ({reason})", reason=reason)


def _sheets(book: Any, where: str) -> Iterator[ReturnedSentence]:
    refused: list[ExchangeError] = []
    read_any = False
    for sheet in book.worksheets:
        place = f"{where}, sheet {sheet.title}"
        try:
            rows = sheet.iter_rows(max_col=50)
            places = sheet_table.columns([_text(cell)[0] for cell in next(rows, ())], place)
        except ExchangeError as error:
            refused.append(error)
            continue
        read_any = True
        for number, cells in enumerate(rows, 2):
            read = [_text(cell) for cell in cells]
            texts = [text for text, _ in read]
            if any(texts) and not sheet_table.is_head(texts, places):
                row = _row(texts, places, f"{place}, row {number}", sheet.title)
                yield _with_fault(row, read, places)
    if not read_any:
        raise refused[0] if refused else ExchangeError(where, say("has no sheet"), _HINT)


def _row(
    texts: Sequence[str], places: Mapping[str, int], where: str, sheet: str
) -> ReturnedSentence:
    row = sheet_table.row(texts, places, where)
    if sheet != _title(row.locale):  # a CSV file that a spreadsheet program has saved as a workbook
        row = sheet_table.row([*map(plain, texts)], places, where)
    return row


def _with_fault(
    row: ReturnedSentence, read: Sequence[tuple[str, str]], places: Mapping[str, int]
) -> ReturnedSentence:
    """Add to a row what is wrong with a cell that matters."""
    for name, at in places.items():
        if at < len(read) and read[at][1] and name not in ("notes", "seed", "locale"):
            return replace(row, problem=sheet_table.cell_fault(name, read[at][1]))
    return row


def _text(cell: Any) -> tuple[str, str]:
    """Return the text of a cell, and what is wrong with it."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return str(value), say("holds a formula")
    if cell.data_type == "e":
        return str(value), say("holds the error {value}", value=value)
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value), ""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value), say("holds a {kind}, not text", kind=type(value).__name__)
    return str(value), ""
