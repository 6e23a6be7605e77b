"""Hand sentences out for review and take them back: XLIFF for CAT tools, sheets for people.

::

    review_package  what goes out and comes back, whatever the format, and what that proposes
    xliff           XLIFF 1.2 and 2.0; xliff_inline: placeholders in it
    sheet_table     a sheet's columns; csv_sheet, xlsx_sheet and html_sheet are its files

Knows formats, not catalogs: what comes back is a stream of sentences, and what becomes of them is
decided elsewhere. Files that come back are untrusted; their first bytes tell what they are, since
editors rename files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

from workflow.errors import ExchangeError
from workflow.exchange.review_package import (
    OutgoingSentence,
    ReturnedSentence,
    ReviewPackage,
    propose,
)
from workflow.model import say

__all__ = [
    "FORMATS",
    "OutgoingSentence",
    "ReturnedSentence",
    "ReviewPackage",
    "kind_of",
    "propose",
    "read",
    "write",
]

#: Format → the extension of its files.
FORMATS: Mapping[str, str] = MappingProxyType(
    {"xliff": "xlf", "xliff2": "xlf", "csv": "csv", "xlsx": "xlsx", "html": "html"}
)
#: More sentences than any exported file has; a file with more is refused.
MOST = 250_000
#: In bytes. XLIFF and CSV are streamed, so this only limits how long a mistake takes.
LARGEST = 300_000_000
_HEAD = 4096
#: The first part of an OpenDocument file, uncompressed (OpenDocument 1.3, part 2, 3.3).
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_OTHER = say("is neither XLIFF nor a review sheet")
_HINT = say("XLIFF 1.2 and 2.0, CSV, XLSX, PO and our own HTML sheets are taken back.")
#: Endings that no CSV sheet is saved under.
_NO_SHEETS = frozenset({".htm", ".html", ".po", ".xlf", ".xliff", ".xlsx"})
_ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?(\w+)[\s>/]")


def write(package: ReviewPackage, form: str) -> bytes:
    """Write a file in one of :data:`FORMATS`."""
    from workflow.exchange import csv_sheet, html_sheet, xliff, xlsx_sheet

    writers = {
        "xliff": xliff.write_xliff1,
        "xliff2": xliff.write_xliff2,
        "csv": csv_sheet.write,
        "xlsx": xlsx_sheet.write,
        "html": html_sheet.write,
    }
    return writers[form](package)


def read(path: Path) -> Iterator[ReturnedSentence]:
    """Yield the sentences of a file, detecting its format by its content.

    PO files are the catalog's to read: ask :func:`kind_of` first.

    Raises:
        ExchangeError: the file cannot be read as any of the formats.
    """
    from workflow.exchange import csv_sheet, html_sheet, xliff, xlsx_sheet

    where = str(path)
    if path.stat().st_size > LARGEST:
        limit = say("Files of up to {size} MB are taken back; split it.", size=LARGEST // 1_000_000)
        raise ExchangeError(where, say("is too large"), limit)
    kind = kind_of(path, where)
    if kind == "po":
        hint = say("Put it into locales/ or import it.")
        raise ExchangeError(where, say("is a PO file"), hint)
    module = {"xliff": xliff, "csv": csv_sheet, "xlsx": xlsx_sheet, "html": html_sheet}[kind]
    with closing(module.read(path, where)) as rows:
        for number, row in enumerate(rows):
            if number >= MOST:
                what = say("holds more than {count} sentences", count=f"{MOST:,}")
                raise ExchangeError(where, what, say("Split it."))
            yield row


def kind_of(path: Path, where: str) -> str:
    """Detect the format of a file: ``xliff``, ``xlsx``, ``html``, ``po`` or ``csv``.

    Raises:
        ExchangeError: the file is missing, empty, an OpenDocument file, or of another kind.
    """
    head = _head(path, where)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise ExchangeError(where, say("is empty"), say("Ask for the file again."))
    if head.startswith(b"PK\x03\x04"):
        if _OPEN_DOCUMENT in head:
            hint = say("Save it as an Excel workbook (.xlsx) or as CSV, and hand that in.")
            raise ExchangeError(where, say("is an OpenDocument file"), hint)
        return "xlsx"
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith(b"<"):
        root = _ROOT.search(start)
        if b"<xliff" in start or (root and root[1] == b"xliff"):
            return "xliff"
        raise ExchangeError(where, _OTHER, _HINT)
    if start.startswith((b"#", b"msgid", b"msgctxt")):
        return "po"
    other = start.startswith((b"\xd0\xcf\x11\xe0", b"%pdf", b"{\\rtf"))
    if other or path.suffix.lower() in _NO_SHEETS:
        raise ExchangeError(where, _OTHER, _HINT)
    return "csv"


def _head(path: Path, where: str) -> bytes:
    if not path.exists():
        raise ExchangeError(where, say("is not there"), say("Check its name."))
    if not path.is_file():  # a pipe would never end
        raise ExchangeError(where, say("is not a file"), say("Name the files in it."))
    with path.open("rb") as file:
        return file.read(_HEAD)
