"""Open the SQLite file of the memory, which several processes may use at once.

It has a rollback journal with ``synchronous=EXTRA``: the write-ahead log of SQLite 3.7.0 to 3.51.2
can lose its index in a race (sqlite.org, "WAL-reset bug"), Python may be linked with any of them,
and a log cannot be used over a network at all. Writers also take turns at a lock file, so that a
damaged file can be thrown away without another process writing into it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from workflow.store.locks import lock_file

FILE = "memory.db"
#: Changes with the tables and the meaning of their contents; a file of another edition is rebuilt.
EDITION = 3
#: Seconds to wait for another process that is writing.
_PATIENCE = 60.0
_SCHEMA = """
CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT UNIQUE, digest BLOB);
CREATE TABLE sentence (id INTEGER PRIMARY KEY, key INTEGER, language TEXT, text TEXT);
CREATE INDEX sentence_key ON sentence (key);
CREATE TABLE pair (
    sentence INTEGER, target TEXT, text TEXT, rank INTEGER, origin TEXT, reviewer TEXT, date TEXT,
    context INTEGER, file INTEGER, line INTEGER
);
CREATE INDEX pair_sentence ON pair (sentence, target);
CREATE INDEX pair_file ON pair (file);
CREATE TABLE posting (
    word TEXT, first INTEGER, count INTEGER, sentences BLOB, PRIMARY KEY (word, first)
) WITHOUT ROWID;
CREATE VIEW known AS
    SELECT s.text AS source, p.text, s.language, p.target, p.rank, p.origin, p.reviewer, p.date,
        f.path, p.line, p.context, s.id AS sentence, s.key, p.rowid AS number
    FROM sentence s JOIN pair p ON p.sentence = s.id JOIN file f ON f.id = p.file;
"""


class Database:
    """A connection, made when it is first needed.

    Every method raises :class:`sqlite3.Error` when the file cannot be used.
    """

    def __init__(self, folder: Path | None) -> None:
        """Keep the folder of the file; None for a database in memory only."""
        self._folder = folder
        self._connection: sqlite3.Connection | None = None
        self._inode = 0

    def ask(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """Return the rows of a query."""
        return self._connected().execute(query, values).fetchall()

    def each(self, query: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query, one by one."""
        yield from self._connected().execute(query, values)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Run a transaction: everything is written, or nothing."""
        with self._turn():
            if self._folder and self._inode != _inode(self._folder / FILE):
                self.close()  # another process has made the file anew
            connection = self._connected()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def discard(self) -> None:
        """Delete the file, unless another process has replaced it."""
        damaged, inode = self._connection is not None, self._inode
        self.close()
        if self._folder is None:
            return
        with self._turn():
            if damaged and inode != _inode(self._folder / FILE):
                return
            for ending in ("", "-journal", "-wal", "-shm"):
                (self._folder / f"{FILE}{ending}").unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; it is opened again when needed."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until no other process of ours is writing."""
        if self._folder is None:
            yield
            return
        with _locked(self._folder):
            yield

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        path = self._folder / FILE if self._folder else ":memory:"
        if self._folder:
            with _reported():
                self._folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute("PRAGMA cache_size = -65536")  # KiB
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._inode = _inode(path) if isinstance(path, Path) else 0
        return connection


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock file."""
    with ExitStack() as stack:
        with _reported():
            stack.enter_context(lock_file(folder / "memory.lock"))
        yield


@contextmanager
def _reported() -> Iterator[None]:
    """Raise OSError as the error that SQLite itself raises for an unusable folder."""
    try:
        yield
    except OSError as error:
        failure = sqlite3.OperationalError(str(error))
        failure.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
        raise failure from error


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables if the file is new."""
    if _edition(connection) == EDITION:
        return
    connection.execute("BEGIN IMMEDIATE")
    if not (edition := _edition(connection)):
        for statement in filter(str.strip, _SCHEMA.split(";")):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {EDITION}")
    connection.execute("COMMIT")
    if edition not in (0, EDITION):
        raise sqlite3.DatabaseError(f"the file is of edition {edition}")


def _edition(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
