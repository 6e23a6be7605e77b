"""Write and read a review sheet as CSV that opens in any spreadsheet program.

It is UTF-8 with a byte order mark, without which Excel takes it for the system's old encoding. A
cell that begins like a formula gets an apostrophe in front (OWASP, "CSV Injection"), and so does a
cell that spreadsheet programs take for a number, a date or a truth value: they would save ``1,200``
as 1200 and ``007`` as 7. On the way back one apostrophe is removed; therefore a cell that had
apostrophes before such text gets one more.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from workflow.errors import ExchangeError
from workflow.exchange import sheet_table
from workflow.exchange.review_package import ReturnedSentence, ReviewPackage
from workflow.model import say

#: ASCII and full-width signs that begin a formula, also behind white space that is stripped; what
#: is nothing but a value.
_VALUE = (
    r"[=+\-@\t\r\n＝＋－＠]"
    r"|[$₩€£¥]?\(?\d[\d.,:/\s-]*(?:[eE][+-]?\d+)?\s?%?\)?\Z"
    r"|(?i:true|false|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* \d+)\Z"
)
_MISTAKABLE = re.compile(f"'*(?:{_VALUE})")
_ESCAPED = re.compile(f"'+(?:{_VALUE})")
_SEPARATORS = ",;\t"
_HINT = say("Save it as “CSV UTF-8” in the spreadsheet program, or hand in the XLSX file itself.")


def write(package: ReviewPackage) -> bytes:
    """Write the package as a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(sheet_table.COLUMNS)
    for cells in sheet_table.cells(package):
        writer.writerow(map(inert, cells))
    return out.getvalue().encode("utf-8-sig", "replace")


def inert(cell: str) -> str:
    """Escape a cell that a spreadsheet program would take for a formula or a value.

    >>> inert("=1+1"), inert("'=1"), inert("1,200"), inert("1,200 men")
    ("'=1+1", "''=1", "'1,200", '1,200 men')
    """
    return f"'{cell}" if _MISTAKABLE.match(cell) else cell


def plain(cell: str) -> str:
    """Return the text of a cell made by :func:`inert`, or typed by a person."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def read(path: Path, where: str) -> Iterator[ReturnedSentence]:
    """Yield the sentences of a file whose cells are separated by commas, semicolons or tabs.

    Raises:
        ExchangeError: it is not a table with our columns, or in another encoding.
    """
    with path.open(encoding=_encoding(path), newline="") as file:
        try:
            yield from _rows(file, where)
        except UnicodeError as error:
            raise ExchangeError(where, say("is not UTF-8"), _HINT) from error


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(2)
    return "utf-16" if head in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _rows(file: IO[str], where: str) -> Iterator[ReturnedSentence]:
    head = file.readline(10_000)
    separator = max(_SEPARATORS, key=head.count)
    names = next(csv.reader([head], delimiter=separator), [])
    places = sheet_table.columns(names, where)
    reader = csv.reader(file, delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            place, line = f"{where}:{line + 1}", reader.line_num + 1
            if any(cells) and not sheet_table.is_head(cells, places):
                yield sheet_table.row([plain(cell) for cell in cells], places, place)
    except csv.Error as error:
        what = say("is not CSV from here on ({reason})", reason=error)
        raise ExchangeError(f"{where}:{line + 1}", what, _HINT) from error
