"""Read tables of facts about a language: one pattern or word a row, with examples.

A table is a file of tab-separated values; its first line names the columns, and ``#`` begins a
line of comment. Each row has a ``pattern`` (a regular expression), a ``word`` (found as a whole
word), ``words`` that behave alike (separated by spaces; an underscore is a space in a word) or a
``unit`` (a regular expression, found after a number in digits), any other columns that its reader
knows, and examples: ``right``, in which the row is found, and ``wrong``, in which it is not, though
it looks similar. Several examples in a cell are separated by `` / ``; an underscore is a space
here, too.

In a pattern, ``{verb}`` stands for the rows of the table with *verb* in the column ``use``, and
``{titles.words}`` for those of another table of the same language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib import resources
from itertools import chain, zip_longest

#: One row, by the names of the columns.
Row = Mapping[str, str]

#: Finds nothing.
NOTHING = re.compile("(?!)")
_OTHER_ROWS = re.compile(r"\{(?:(?P<table>[a-z_]+)\.)?(?P<use>[a-z_]+)\}")


class LazyPattern:
    """A regular expression that is compiled when a text is first looked through for it.

    Most of many are never needed, since no text has the letters that they need
    (:mod:`workflow.languages.cues`).

    >>> LazyPattern("no[nt]e", re.IGNORECASE).search("None came.")
    <re.Match object; span=(0, 4), match='None'>
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """What returns the first match in a text."""
        return self._compiled.search

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]:
        """Return all that is found in a text."""
        return self._compiled.finditer(text)


def read(package: str, name: str) -> tuple[Row, ...]:
    """Return the rows of a table.

    Args:
        package: the package it lies in: ``__package__`` of the module that asks.
        name: of the file, ``hanja.tsv``.
    """
    text = resources.files(package).joinpath(name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    names, *cells = [line.split("\t") for line in lines]
    rows = tuple(dict(zip_longest(names, each, fillvalue="")) for each in cells)
    return tuple(
        {**row, "pattern": _filled(row["pattern"], rows, package)} if row.get("pattern") else row
        for row in rows
    )


def _filled(pattern: str, rows: tuple[Row, ...], package: str) -> str:
    """Return a pattern with the rows of other uses in the place of their names."""

    def fill(found: re.Match[str]) -> str:
        table = read(package, f"{found['table']}.tsv") if found["table"] else rows
        chosen = [row for row in table if row["use"] == found["use"]]
        if not chosen:
            raise KeyError(found[0])
        return f"(?:{_filled(_alternatives(chosen), rows, package)})"

    return _OTHER_ROWS.sub(fill, pattern)


@cache
def rows_by_word(
    column: str, *tables: str, written: Callable[[str], str] = str
) -> Mapping[str, frozenset[int]]:
    """Return the rows by word of tables with a column a language, ``|`` between words for the same.

    Args:
        column: of the language; without it, there are no words.
        tables: the names of the files; the rows of all are counted through.
        written: turns a word into what a text is looked through for: ``str.lower``.
    """
    found: dict[str, set[int]] = {}
    rows = chain.from_iterable(read("workflow.languages", name) for name in tables)
    for number, row in enumerate(rows):
        for word in filter(None, row.get(column, "").split("|")):
            found.setdefault(written(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def expression(row: Row) -> str:
    """Return the regular expression that finds a row in a text; a number is its first group."""
    if "unit" in row:
        return rf"(?i)(?<![\d,.])(\d[\d,]*(?:\.\d+)?)[\s-]?(?:{row['unit']})"
    if row.get("words"):
        return "|".join(map(re.escape, words(row)))
    return row.get("pattern") or rf"(?<!\w)(?:{re.escape(row['word'])})(?!\w)"


def words(row: Row, column: str = "words") -> tuple[str, ...]:
    """Return the words of a row, in its order."""
    return tuple(word.replace("_", " ") for word in row[column].split())


def either(rows: Iterable[Row]) -> re.Pattern[str]:
    """Combine the patterns of rows into one, preferring the first rows."""
    return re.compile(_alternatives(rows))


def _alternatives(rows: Iterable[Row]) -> str:
    return "|".join(f"(?:{expression(row)})" for row in rows)


def by_use(package: str, name: str) -> dict[str, re.Pattern[str]]:
    """Return one pattern for all rows of a table that have the same word in the column ``use``.

    Args:
        package: the package the table lies in.
        name: of the file, ``news.tsv``.
    """
    table = FactTable(package, name)
    return {use: table.pattern(use) for use in table.uses}


class FactTable:
    """A table whose rows have a use. It is read when first asked, and each pattern compiled then.

    Of a language that has none, ``package`` is empty, and so is the table.

    >>> FactTable("workflow.languages.ko", "names.tsv").words("double")[:2]
    ('남궁', '황보')
    """

    def __init__(self, package: str, name: str) -> None:
        self._place = package, name
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._values: dict[str, Mapping[str, str]] = {}

    @cached_property
    def uses(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows by their use."""
        package, name = self._place
        rows = read(package, name) if package else ()
        uses = dict.fromkeys(row["use"] for row in rows)
        return {use: tuple(row for row in rows if row["use"] == use) for use in uses}

    def text(self, use: str) -> str:
        """Return the pattern of a use as text, for use inside another one; empty without a row."""
        return _alternatives(self.uses.get(use, ()))

    def pattern(self, use: str) -> re.Pattern[str]:
        """Combine the patterns of a use into one, preferring the first rows."""
        if use not in self._patterns:
            self._patterns[use] = either(self.uses[use])
        return self._patterns[use]

    def optional(self, use: str) -> re.Pattern[str]:
        """Return the pattern of a use, which finds nothing without a row."""
        return self.pattern(use) if use in self.uses else NOTHING

    def rows(self, use: str) -> tuple[LazyPattern, ...]:
        """Return a pattern for each row of a use; none without a row."""
        return tuple(LazyPattern(_alternatives((row,))) for row in self.uses.get(use, ()))

    def words(self, use: str) -> tuple[str, ...]:
        """Return the words of a use in order; none without a row."""
        if use not in self._words:
            self._words[use] = tuple(w for row in self.uses.get(use, ()) for w in words(row))
        return self._words[use]

    def word_set(self, use: str) -> frozenset[str]:
        """Return the set of the words of a use; empty without a row."""
        if use not in self._sets:
            self._sets[use] = frozenset(self.words(use))
        return self._sets[use]

    def values(self, use: str) -> Mapping[str, str]:
        """Return what the column ``value`` says of each word of a use."""
        if use not in self._values:
            rows = self.uses.get(use, ())
            self._values[use] = {word: row["value"] for row in rows for word in words(row)}
        return self._values[use]
