"""Cache results of earlier runs, so that unchanged files are not read again.

One SQLite file, ``.workflow/state.db``. Every result stands beside the digest of all that it
follows from (the seed, its PO files, the glossary, the settings, this package), so a result is used
only while all of that is the same. The file may be deleted at any time; a damaged one is replaced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from workflow.store.json_records import decoded, encoded

_T = TypeVar("_T")
#: Results that are written together, since each commit waits for the disk.
_BATCH = 2_000
#: Results that are read together, of neighbouring names: seeds come in order, and stages ask for
#: each in turn.
_WINDOW = 1_000
#: How an unusable file shows; a damaged one may also raise an error with undecodable text.
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
_TABLE = """
CREATE TABLE IF NOT EXISTS remembered (
    name TEXT, kind TEXT, digest TEXT, value BLOB, PRIMARY KEY (name, kind)
) WITHOUT ROWID
"""
_FROM = """
SELECT name, kind, digest, value FROM remembered WHERE name >= ? ORDER BY name, kind LIMIT ?
"""


class ResultCache:
    """A cache of results by kind and name, each valid for one digest.

    Without a usable file nothing is remembered, and nothing fails.

    Args:
        path: the file.
        window: how many results are read together, if not as many as usual.
    """

    def __init__(self, path: Path, window: int = 0) -> None:
        self._path = path
        self._most = window or _WINDOW
        self._waiting: dict[tuple[str, str], tuple[str, bytes]] = {}
        self._window: _Window | None = None
        self._file = _open(path)

    def recall(self, kind: str, name: str, digest: str, type_: type[_T]) -> _T | None:
        """Return the result that was kept with exactly this digest."""
        found = self._find(kind, name)
        return decoded(found[1], type_) if found and found[0] == digest else None

    def holds(self, kind: str, name: str, digest: str) -> bool:
        """Tell whether a result was kept with exactly this digest."""
        found = self._find(kind, name)
        return found is not None and found[0] == digest

    def last(self, kind: str, name: str, type_: type[_T]) -> _T | None:
        """Return the latest result, whatever has changed since."""
        found = self._find(kind, name)
        return decoded(found[1], type_) if found else None

    def names(self, kind: str) -> Iterator[str]:
        """List the names that have a result of one kind."""
        self.flush()
        yield from (name for (name,) in self._ask("SELECT name FROM remembered WHERE kind=?", kind))

    def keep(self, kind: str, name: str, digest: str, value: Any) -> None:
        """Store a result, replacing an earlier one of its kind and name."""
        self._waiting[kind, name] = digest, encoded(value)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def hand(self, kind: str, name: str, other: ResultCache) -> None:
        """Copy a result into another cache, if this one has it."""
        if found := self._find(kind, name):
            other._waiting[kind, name] = found

    def forget(self, kind: str, names: Container[str]) -> None:
        """Forget the results of one kind for the names given."""
        gone = [(name, kind) for name in self.names(kind) if name in names]
        self._write("DELETE FROM remembered WHERE name=? AND kind=?", gone)
        self._window = None

    def retain(self, names: Container[str]) -> None:
        """Forget the results of all names that are not given."""
        self.flush()
        known = self._ask("SELECT DISTINCT name FROM remembered")
        gone = [(name,) for (name,) in known if name not in names]
        self._write("DELETE FROM remembered WHERE name=?", gone)
        self._window = None

    def flush(self) -> None:
        """Write the results; concurrent writes by another process may win."""
        rows = [(name, kind, *value) for (kind, name), value in self._waiting.items()]
        self._waiting.clear()
        self._window = None
        self._write("REPLACE INTO remembered VALUES (?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Write the results and close the file."""
        self.flush()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._file is None or not rows:
            return
        try:
            with self._file:
                self._file.executemany(statement, rows)
        except _FAULTS as error:
            self._forgo(error)

    def _find(self, kind: str, name: str) -> tuple[str, bytes] | None:
        if waiting := self._waiting.get((kind, name)):
            return waiting
        if self._window is None or name not in self._window:
            rows = self._ask(_FROM, name, self._most)
            whole = [row for row in rows if _is_whole(row)]
            self._window = _Window(name, whole, more=len(rows) == self._most)
        return self._window.results.get((kind, name))

    def _ask(self, query: str, *values: str | int) -> list[Any]:
        if self._file is None:
            return []
        try:
            with self._file:
                return self._file.execute(query, values).fetchall()
        except _FAULTS as error:
            self._forgo(error)
            return []

    def _forgo(self, error: Exception) -> None:
        """Stop using the cache file after an error, removing a damaged one."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if _is_damage(error):
            with suppress(OSError):
                self._path.unlink()


class _Window:
    """The results of a range of names.

    Args:
        first: the first name.
        rows: of the table, the first ones from that name on: name, kind, digest, value.
        more: whether there may be others after them.
    """

    def __init__(self, first: str, rows: Sequence[Any], *, more: bool) -> None:
        self._first = first
        #: The first name that may have more results, or None if there are no more.
        self._end = rows[-1][0] if rows and more else None
        self.results = {(kind, name): (digest, value) for name, kind, digest, value in rows}

    def __contains__(self, name: str) -> bool:
        return self._first <= name and (self._end is None or name < self._end)


def _is_whole(row: Sequence[Any]) -> bool:
    """Tell whether every column is valid; a damaged file may still be readable."""
    return all(map(isinstance, row, (str, str, str, bytes)))


def _open(path: Path) -> sqlite3.Connection | None:
    """Open the file, replacing a damaged one; None if that is impossible."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _connect(path)
    except _FAULTS as error:
        if not _is_damage(error):
            return None
    except OSError:
        return None
    try:
        path.unlink(missing_ok=True)
        return _connect(path)
    except (OSError, *_FAULTS):
        return None


def _is_damage(error: Exception) -> bool:
    """Tell whether an error says that the file is damaged or no database."""
    return type(error) in (sqlite3.DatabaseError, UnicodeDecodeError)


def _connect(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, timeout=5)
    try:
        file.execute("PRAGMA synchronous=NORMAL")
        file.execute(_TABLE)
    except BaseException:
        file.close()
        raise
    return file
