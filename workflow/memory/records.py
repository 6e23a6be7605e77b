"""Store pairs as database rows, with the index that finds similar sentences.

The index leads from a word to the sentences that hold it. Two sentences alike enough to be of use
share at least some of their rarer words, so only those are looked up; the lists of common words are
written but never read. SQLite's own FTS5 with its trigram tokenizer was measured beside it (3.46,
100,000 sentences of Korean with stems of two syllables, 2026-11): it takes 133 ms a search instead
of 3.7 and finds the same; of 74,000 lines of a word or two it finds 56 of 60 best matches, not 60,
for words of less than three letters have no trigram (0.2 ms instead of 0.8, and at worst 5 instead
of 2). Chinese and English are in tests/bench/bench_memory.py.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from heapq import nlargest
from typing import Any

from workflow import markup
from workflow.languages.scripts import words
from workflow.memory.database import Database
from workflow.model import Pair, State

#: How far a translation can be trusted; the higher rank wins.
MACHINE, PERSON, APPROVED = 0, 1, 2
#: Columns of the view ``known``.
_TEXT, _RANK, _DATE, _PATH, _LINE, CONTEXT = 1, 4, 7, 8, 9, 10
#: Pairs collected before they are written, about 100 MB: large batches keep the index in few
#: pieces.
_GATHERED = 50_000
#: Sentences looked at for the rare words of one query, all words together; beyond this they cost
#: more than they find (measured on a million sentences: tests/bench/bench_memory.py).
_BUDGET = 6_000
#: Candidates that are compared letter by letter.
_CANDIDATES = 200
#: Rows of a word's list that are added up to estimate how common it is.
_ROWS = 1_000


def rank(pair: Pair) -> int:
    """Return how far a pair can be trusted."""
    if pair.state is State.REVIEWED:
        return APPROVED
    return MACHINE if pair.machine else PERSON


def key(text: str) -> int:
    """Return the number under which a sentence is looked up: 64 bits of its hash."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def context(before: str, after: str) -> int | None:
    """Hash the neighbours of a sentence; ``None`` if they are not known."""
    if not (before or after):
        return None
    return key(f"{markup.spelling(before)[0]}\n{markup.spelling(after)[0]}")


def best_first(found: Iterable[Sequence[Any]], place: int | None) -> list[Sequence[Any]]:
    """Sort rows of the view ``known``: by rank, same neighbours, and date.

    Of equals the order never changes, in whatever order their files were read.

    Args:
        found: of one sentence and target.
        place: the number of the neighbours sought.
    """
    ordered = sorted(found, key=lambda row: (row[_TEXT], row[_PATH], row[_LINE]))
    ordered.sort(key=lambda row: (row[_RANK], row[CONTEXT] == place, row[_DATE]), reverse=True)
    return ordered


def pair_of(row: Sequence[Any], names: Sequence[str] = ()) -> Pair:
    """Make a pair of a row of the view ``known``.

    ``names`` are the placeholders it gets, in the order of the sentence.
    """
    source, text, language, target, trust, origin, reviewer, date, path, line = row[:10]
    if not isinstance(text, str):
        raise TypeError("the translation is no text")
    if names:
        own = dict(zip(markup.numbered(names), names, strict=True))
        source, text = markup.renamed(source, own), markup.renamed(text, own)
    state = State.REVIEWED if trust == APPROVED else State.DRAFT
    machine = trust == MACHINE
    return Pair(
        source, text, language, target, state, machine, origin, reviewer, date, path=path, line=line
    )


class Writer:
    """Writes the pairs of files to the database, many at a time.

    What the database holds of a file is deleted before the file's first pair is written; the file
    counts as read once its last pair is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[str, Pair]] = []
        self._begun: list[str] = []
        self._finished: list[tuple[str, bytes]] = []
        self.count = 0

    def file(self, path: str, digest: bytes, pairs: Iterable[Pair]) -> None:
        """Write the pairs of one file, or keep them for the next :meth:`flush`."""
        self._begun.append(path)
        for pair in pairs:
            self._waiting.append((path, pair))
            if len(self._waiting) >= _GATHERED:
                self.flush()
        self._finished.append((path, digest))

    def flush(self) -> None:
        """Write all pairs that were kept, in one transaction."""
        if not (self._begun or self._waiting or self._finished):
            return
        with self._database.writing() as connection:
            for path in self._begun:
                drop(connection, path)
                connection.execute("INSERT INTO file (path, digest) VALUES (?, ?)", (path, b""))
            self._write(connection)
            connection.executemany(
                "UPDATE file SET digest = ? WHERE path = ?",
                [(digest, path) for path, digest in self._finished],
            )
        self.count += len(self._waiting)
        self._begun, self._waiting, self._finished = [], [], []

    def _write(self, connection: sqlite3.Connection) -> None:
        postings = Postings()
        files: dict[str, int] = {}
        rows = []
        for path, pair in self._waiting:
            if path not in files:
                (files[path],) = connection.execute(
                    "SELECT id FROM file WHERE path = ?", (path,)
                ).fetchone()
            spelled, names = markup.spelling(pair.source)
            if spelled and pair.text:
                sentence = _sentence(connection, spelled, pair.language, postings)
                rows.append(_row(sentence, pair, names, files[path]))
        connection.executemany("INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        postings.write(connection)


def drop(connection: sqlite3.Connection, path: str) -> None:
    """Remove a file and its pairs; sentences stay, in case they return."""
    pairs = "DELETE FROM pair WHERE file IN (SELECT id FROM file WHERE path = ?)"
    connection.execute(pairs, (path,))
    connection.execute("DELETE FROM file WHERE path = ?", (path,))


def _sentence(connection: sqlite3.Connection, text: str, language: str, postings: Postings) -> int:
    """Return the number of a sentence, adding it to the index if it is new."""
    values = (key(text), language, text)
    known = "SELECT id FROM sentence WHERE key = ? AND language = ? AND text = ?"
    if found := connection.execute(known, values).fetchone():
        return int(found[0])
    insert = "INSERT INTO sentence (key, language, text) VALUES (?, ?, ?)"
    number = connection.execute(insert, values).lastrowid or 0
    postings.add(number, text)
    return number


def _row(sentence: int, pair: Pair, names: Sequence[str], file: int) -> tuple[object, ...]:
    own = dict(zip(names, markup.numbered(names), strict=True))
    return (
        sentence, pair.target, markup.renamed(pair.text, own), rank(pair), pair.origin,
        pair.reviewer, pair.date, context(pair.before, pair.after), file, pair.line,
    )  # fmt: skip


class Postings:
    """The index of words, collected until it is written at once."""

    def __init__(self) -> None:
        self._sentences: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, sentence: int, text: str) -> None:
        """Add a sentence to the index; each number must be greater than the last."""
        for word in set(words(text)):
            self._sentences[word].append(sentence)

    def write(self, connection: sqlite3.Connection) -> None:
        """Write the collected words, within the caller's transaction."""
        connection.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?)",
            (
                (word, held[0], len(held), held.tobytes())
                for word, held in sorted(self._sentences.items())
            ),
        )
        self._sentences.clear()


def candidates(database: Database, text: str) -> list[int]:
    """List the sentences that share the most and rarest words with ``text``, best first."""
    weights: defaultdict[int, float] = defaultdict(float)
    spent = 0
    for count, word in sorted((_count(database, word), word) for word in set(words(text))):
        if not count:
            continue
        if spent and spent + count > _BUDGET:
            break
        spent += count
        weight = (count + 20) ** -0.5
        for (held,) in database.ask(
            "SELECT sentences FROM posting WHERE word = ? LIMIT ?", (word, _BUDGET)
        ):
            for sentence in memoryview(held).cast("I"):
                weights[sentence] += weight
    return nlargest(_CANDIDATES, weights, key=weights.__getitem__)


def _count(database: Database, word: str) -> int:
    """Count the sentences that hold a word; for very common words, at least this many."""
    rows = "SELECT count FROM posting WHERE word = ? LIMIT ?"
    return sum(count for (count,) in database.ask(rows, (word, _ROWS)))
