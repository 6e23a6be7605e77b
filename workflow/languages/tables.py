"""Tables of facts beside the modules of a language: one pattern or word a row, with examples.

A table is a file of tab-separated values; its first line names the columns, and ``#`` begins a
line of comment. Each row has a ``pattern`` (a regular expression), a ``word`` (found as a whole
word) or a ``unit`` (a regular expression, found behind a number in digits), any other columns that
its reader knows, and examples: ``right``, in which the row is found, and ``wrong``, in which it is
not though a reader in haste might find it. Several examples in a cell are parted by `` / ``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from importlib import resources

#: One row, by the names of the columns.
Row = Mapping[str, str]


def read(package: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a table.

    Args:
        package: the package it lies in: ``__package__`` of the module that asks.
        name: of the file, ``hanja.tsv``.
    """
    text = resources.files(package).joinpath(name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def expression(row: Row) -> str:
    """Return the regular expression that finds a row in a text; a number is its first group."""
    if "unit" in row:
        return rf"(?i)(?<![\d,.])(\d[\d,]*(?:\.\d+)?)[\s-]?(?:{row['unit']})"
    return row.get("pattern") or rf"(?<!\w)(?:{re.escape(row['word'])})(?!\w)"


def either(rows: tuple[Row, ...]) -> re.Pattern[str]:
    """Return one pattern for what any of the rows finds, the first ones preferred."""
    return re.compile("|".join(f"(?:{expression(row)})" for row in rows))


def by_use(package: str, name: str) -> dict[str, re.Pattern[str]]:
    """Return one pattern for all rows of a table that have the same word in the column ``use``.

    Args:
        package: the package the table lies in.
        name: of the file, ``news.tsv``.
    """
    rows = read(package, name)
    uses = dict.fromkeys(row["use"] for row in rows)
    return {use: either(tuple(row for row in rows if row["use"] == use)) for use in uses}
