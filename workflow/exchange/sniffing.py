"""What a file is, told from its first bytes: editors rename files."""

from __future__ import annotations

import re
from pathlib import Path

from workflow.errors import ExchangeError

#: In bytes. XLIFF and CSV are streamed, so this only bounds the time a mistake can take.
LARGEST = 300_000_000
_HEAD = 4096
#: The first part of an OpenDocument file, uncompressed (OpenDocument 1.3, part 2, 3.3).
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
_OTHER = "is neither XLIFF nor a review sheet"
_HINT = "XLIFF 1.2 and 2.0, CSV, XLSX, PO and our own HTML sheets are taken back."
#: Endings under which nobody saves a CSV sheet.
_NO_SHEETS = frozenset({".htm", ".html", ".po", ".xlf", ".xliff", ".xlsx"})
_ROOT = re.compile(rb"<\s*(?:[\w.-]+:)?(\w+)[\s>/]")


def kind_of(path: Path, where: str) -> str:
    """``xliff``, ``xlsx``, ``html``, ``po`` or ``csv``.

    Raises:
        ExchangeError: the file is missing, empty, an OpenDocument file, or of another kind.
    """
    head = _head(path, where)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise ExchangeError(where, "is empty", "Ask for the file again.")
    if head.startswith(b"PK\x03\x04"):
        if _OPEN_DOCUMENT in head:
            hint = "Save it as an Excel workbook (.xlsx) or as CSV, and hand that in."
            raise ExchangeError(where, "is an OpenDocument file", hint)
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
        raise ExchangeError(where, "is not there", "Check its name.")
    if not path.is_file():  # a pipe would never end
        raise ExchangeError(where, "is not a file", "Name the files in it.")
    with path.open("rb") as file:
        return file.read(_HEAD)
