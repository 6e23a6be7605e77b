"""An inverted index: from a word to the sentences that hold it, kept in the database.

Two sentences alike enough to be of use share at least some of their rarer words, so only those
are looked up. The lists of common words are written but never read.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from heapq import nlargest

from workflow.languages.scripts import words
from workflow.memory.database import Database

#: Sentences looked at for the rare words of one query, all words together; beyond this they cost
#: more than they find (measured on a million sentences: tests/bench/bench_memory.py).
_BUDGET = 6_000
#: Candidates that are compared letter by letter.
_CANDIDATES = 200
#: Rows of a word's list that are added up to learn how common it is.
_ROWS = 1_000


class Postings:
    """Sentences by word, gathered until they are written together."""

    def __init__(self) -> None:
        self._sentences: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, sentence: int, text: str) -> None:
        """Takes in a sentence; their numbers must rise."""
        for word in set(words(text)):
            self._sentences[word].append(sentence)

    def write(self, connection: sqlite3.Connection) -> None:
        """Writes all that was taken in, within the caller's transaction."""
        connection.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?)",
            (
                (word, held[0], len(held), held.tobytes())
                for word, held in sorted(self._sentences.items())
            ),
        )
        self._sentences.clear()


def candidates(database: Database, text: str) -> list[int]:
    """The sentences that share the most and rarest words with ``text``, best first."""
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
    """In how many sentences a word stands; of very common ones, at least so many."""
    rows = "SELECT count FROM posting WHERE word = ? LIMIT ?"
    return sum(count for (count,) in database.ask(rows, (word, _ROWS)))
