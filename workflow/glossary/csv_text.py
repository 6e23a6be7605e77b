"""CSV as it comes from spreadsheets: bytes into text, text into records.

The csv module is not used because it lets one stray quotation mark swallow the rest of the file
and limits cells through a global setting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workflow.errors import GlossaryError

_MAX_FILE = 64 * 2**20  # bytes
#: One field of RFC 4180 and what ends it.
_FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^,"\n]*))(,|\n|\Z)')


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
            raise GlossaryError(where, "is not a file", "Put a file there, or remove the name.")
        if size > _MAX_FILE:
            raise GlossaryError(where, "is larger than 64 MB", "Split it into several files.")
        return path.read_bytes()
    except OSError as error:
        hint = "Check the file and its permissions."
        raise GlossaryError(where, f"cannot be read ({error.strerror})", hint) from error


def as_text(data: bytes, where: str) -> str:
    """Return the text of a file's bytes: UTF-8, or UTF-16 with a mark.

    Raises:
        GlossaryError: it is not a text file.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise GlossaryError(where, "is not a text file", "Save it as “CSV UTF-8”.")
    return data.decode("utf-8-sig", errors="surrogateescape")


def records(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield the records of a CSV text: line, cells, and what is wrong (empty when all is well).

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
