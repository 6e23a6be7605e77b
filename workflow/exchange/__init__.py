"""Sentences out for review and back: XLIFF for CAT tools, sheets for spreadsheets and browsers.

Knows formats, not catalogs: what comes back is a stream of rows, and what becomes of them is
decided elsewhere. Files that come back are untrusted.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import cast

from workflow.errors import ExchangeError
from workflow.exchange.proposals import Proposal, propose
from workflow.exchange.sniffing import LARGEST, kind_of
from workflow.exchange.units import Package, Row, Unit

__all__ = ["FORMATS", "Package", "Proposal", "Row", "Unit", "kind_of", "propose", "read", "write"]

#: Format → the extension of its files.
FORMATS: Mapping[str, str] = MappingProxyType(
    {"xliff": "xlf", "xliff2": "xlf", "csv": "csv", "xlsx": "xlsx", "html": "html"}
)
_MODULES = {
    "xliff": "xliff1",
    "xliff2": "xliff2",
    "csv": "csv_sheet",
    "xlsx": "xlsx_sheet",
    "html": "html_sheet",
}
#: More sentences than any file of ours has; a file with more is refused instead of read for hours.
MOST = 250_000


def write(package: Package, form: str) -> bytes:
    """A file in one of :data:`FORMATS`."""
    module = import_module(f"workflow.exchange.{_MODULES[form]}")
    return cast("Callable[[Package], bytes]", module.write)(package)


def read(path: Path) -> Iterator[Row]:
    """The sentences of a file, one by one, whatever its name says about its format.

    PO files are the catalog's to read: ask :func:`kind_of` first.

    Raises:
        ExchangeError: the file cannot be read as any of the formats.
    """
    where = str(path)
    if path.stat().st_size > LARGEST:
        limit = f"Files of up to {LARGEST // 1_000_000} MB are taken back; split it."
        raise ExchangeError(where, "is too large", limit)
    kind = kind_of(path, where)
    if kind == "po":
        raise ExchangeError(where, "is a PO file", "Put it into locales/ or import it.")
    name = "xliff_reading" if kind == "xliff" else _MODULES[kind]
    module = import_module(f"workflow.exchange.{name}")
    reader = cast("Callable[[Path, str], Generator[Row]]", module.read)
    with closing(reader(path, where)) as rows:
        for number, row in enumerate(rows):
            if number >= MOST:
                raise ExchangeError(where, f"holds more than {MOST:,} sentences", "Split it.")
            yield row
