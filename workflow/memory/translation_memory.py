"""Learn pairs from files, and find exact and fuzzy matches: the translation memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from workflow import markup
from workflow.memory import records
from workflow.memory.database import Database
from workflow.memory.facts import Names, changes
from workflow.model import Pair

_T = TypeVar("_T")
#: Least similarity, in per cent, of a fuzzy match worth showing.
LEAST = 75.0
#: What remains of a score if the facts differ: a 99 % match falls below ``LEAST``.
_LOWERED = 0.75
#: How many translations of one sentence are considered.
_VARIANTS = 50
#: How a damaged file shows: also as values of the wrong type, or undecodable text.
_FAULTS = (sqlite3.Error, UnicodeDecodeError, TypeError)
_EVERYTHING = """
SELECT * FROM known WHERE rank >= ? AND (? = '[]' OR target IN (SELECT value FROM json_each(?)))
ORDER BY sentence, target, number
"""
#: Nearly every sentence has few translations: sorting them here is a quarter faster than in SQLite.
_EXACT = "SELECT * FROM known WHERE key = ? AND language = ? AND source = ? AND target = ? LIMIT ?"
_EXACT_OF_MANY = """
SELECT * FROM known WHERE key = ? AND language = ? AND source = ? AND target = ?
ORDER BY rank DESC, context IS ? DESC, date DESC, text, path, line LIMIT ?
"""
_BY_NUMBER = """
SELECT * FROM known WHERE sentence = ?
AND (? = '[]' OR target IN (SELECT value FROM json_each(?)))
ORDER BY rank DESC, date DESC, text, path, line LIMIT ?
"""
_SERVES = """
SELECT 1 FROM pair p JOIN sentence s ON s.id = p.sentence
WHERE p.target = ? AND p.rank > ? AND s.language = ? LIMIT 1
"""
_SENTENCES = """
SELECT id, text FROM sentence
WHERE id IN (SELECT value FROM json_each(?)) AND (? = '' OR language = ?)
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A translation of the same sentence or of one like it.

    Attributes:
        pair: what the memory holds; its placeholders are named as in the sentence sought.
        similarity: of the two sentences, 0 to 100.
        score: the same, but below 75 where ``changes`` says that the facts differ.
        in_context: the sentence is the same, and so are those before and after it.
        changes: what differs and must not: numbers, negation, names.
    """

    pair: Pair
    similarity: float
    score: float
    in_context: bool = False
    changes: tuple[str, ...] = ()


class Memory:
    """All known translations; use it in a ``with`` statement.

    The file is a convenience: where it is damaged it is made anew, and where it can't be used at
    all (a full disk, a folder that can't be written) the memory lives in this process only.
    """

    def __init__(self, folder: Path, reload: Callable[[Memory], None]) -> None:
        """Open the memory in a folder.

        Args:
            folder: where ``memory.db`` is kept.
            reload: brings the memory it is given up to date; called again after damage.
        """
        self._folder: Path | None = folder
        self._database = Database(folder)
        self._reload = reload
        self._damaged = False

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def refresh(self) -> None:
        """Read the PO files and imported TMX files that have changed since the last time."""
        self._safely(lambda: self._reload(self))

    def rebuild_if_damaged(self) -> None:
        """Read the whole database, and rebuild it from its files if any of it is damaged."""
        self._safely(self._examine)

    def _examine(self) -> None:
        found = self._database.ask("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            raise sqlite3.DatabaseError(str(found))

    def rebuild(self) -> None:
        """Rebuild the memory from its files."""
        self._safely(self._database.discard)
        self.refresh()

    def digests(self) -> dict[str, bytes]:
        """Return the digest of each file that was read, by path; empty if half read."""
        return dict(self._database.ask("SELECT path, digest FROM file"))

    def forget(self, paths: Collection[str]) -> None:
        """Drop the pairs of files."""
        if paths:
            with self._database.writing() as connection:
                for path in paths:
                    records.drop(connection, path)

    def learn(self, files: Iterable[tuple[str, bytes, Iterable[Pair]]]) -> int:
        """Store the pairs of files in place of their earlier ones; return the number of pairs.

        However much it is, the need of working memory is bounded.
        """
        writer = records.Writer(self._database)
        for path, digest, pairs in files:
            writer.file(path, digest, pairs)
        writer.flush()
        return writer.count

    def take_in(self, path: str, digest: bytes, pairs: Callable[[], Iterable[Pair]]) -> int:
        """Store the pairs of one file, or none if reading ``pairs`` fails."""
        try:
            return self._safely(lambda: self.learn([(path, digest, pairs())]))
        except BaseException:
            self._safely(lambda: self.forget([path]))
            raise

    def size(self) -> tuple[int, int]:
        """Count the sentences and the translations it holds."""
        query = "SELECT count(DISTINCT sentence), count(*) FROM pair"
        ((sentences, pairs),) = self._safely(lambda: self._database.ask(query))
        return sentences, pairs

    def languages(self) -> tuple[str, ...]:
        """Return the BCP 47 tags of the sentences, in alphabetical order."""
        query = "SELECT DISTINCT language FROM known ORDER BY language"
        return tuple(tag for (tag,) in self._safely(lambda: self._database.ask(query)))

    def pairs(self, targets: Sequence[str] = (), *, approved: bool = True) -> Iterator[Pair]:
        """Yield all pairs, sentence by sentence.

        Args:
            targets: only translations into these languages.
            approved: only approved ones.
        """
        into = json.dumps(targets)
        values = (records.APPROVED if approved else records.MACHINE, into, into)
        return (records.pair_of(row) for row in self._database.each(_EVERYTHING, values))

    def exact(
        self, source: str, language: str, target: str, before: str = "", after: str = ""
    ) -> tuple[Match, ...]:
        """Find translations of exactly this sentence, the best first, each text once.

        Approved ones come first, then a person's unapproved ones, then a machine's; of equals those
        whose neighbours are the same too, then the latest.

        Args:
            source: the sentence, with placeholders.
            language: BCP 47 tag of the sentence.
            target: BCP 47 tag of the translation.
            before: the sentence before it, empty at the beginning of the document.
            after: the sentence after it, empty at the end of the document.
        """
        return self._safely(lambda: self._exact(source, language, target, (before, after)))

    def _exact(
        self, source: str, language: str, target: str, beside: tuple[str, str]
    ) -> tuple[Match, ...]:
        text, names = markup.spelling(source)
        wanted = (records.key(text), language, text, target)
        found = self._database.ask(_EXACT, (*wanted, _VARIANTS + 1))
        placed = any(row[records.CONTEXT] is not None for row in found)
        place = records.context(*beside) if placed else None
        if len(found) > _VARIANTS:
            found = self._database.ask(_EXACT_OF_MANY, (*wanted, place, _VARIANTS))
        elif len(found) > 1:
            found = records.best_first(found, place)
        best: dict[str, Match] = {}
        for row in found:
            here = place is not None and place == row[records.CONTEXT]
            match = Match(records.pair_of(row, names), 100.0, 100.0, here)
            best.setdefault(match.pair.text, match)
        return tuple(best.values())

    def serves(self, language: str, target: str) -> bool:
        """Tell whether a person has translated anything from one language into another."""
        values = (target, records.MACHINE, language)
        return bool(self._safely(lambda: self._database.ask(_SERVES, values)))

    def fuzzy(  # noqa: PLR0913 - what is sought, and what may be found
        self,
        text: str,
        *,
        language: str = "",
        targets: Sequence[str] = (),
        machine: bool = True,
        names: Callable[[str], Names] | None = None,
        limit: int = 10,
    ) -> tuple[Match, ...]:
        """Find translations of the sentence and of those at least 75 % similar, the best first.

        Similarity is rapidfuzz's ``ratio``: letters in common, in order, over all letters.

        Args:
            text: a sentence, with placeholders.
            language: BCP 47 tag of the sentences to search; any when empty.
            targets: only translations into these languages.
            machine: also drafts of a machine.
            names: for a language, what finds the termbase's names in a sentence.
            limit: how many at most.
        """
        found = self._safely(lambda: self._fuzzy(text, language, targets, limit))
        wanted = (match for match in found if machine or not match.pair.machine)
        judged = [_judged(match, text, names) for match in wanted]
        judged.sort(key=lambda match: (-match.score, -records.rank(match.pair)))
        return tuple(judged[:limit])

    def _fuzzy(
        self, text: str, language: str, targets: Sequence[str], limit: int
    ) -> Sequence[Match]:
        """Find similar sentences, the latest first; equal ones always in the same order."""
        spelled, own = markup.spelling(text)
        into = json.dumps(targets)
        found: dict[tuple[str, str, str], Match] = {}
        for sentence, similarity in self._alike(spelled, language, limit):
            for row in self._database.ask(_BY_NUMBER, (sentence, into, into, _VARIANTS)):
                pair = records.pair_of(row, own if len(own) == _placeholders(row[0]) else ())
                match = Match(pair, similarity, similarity)
                found.setdefault((pair.source, pair.target, pair.text), match)
        ordered = sorted(found.values(), key=lambda m: (m.pair.source, m.pair.text, m.pair.target))
        return sorted(ordered, key=lambda match: match.pair.date, reverse=True)

    def _alike(self, text: str, language: str, limit: int) -> list[tuple[int, float]]:
        """Find the numbers of sentences similar to ``text``, with their similarity."""
        from rapidfuzz import fuzz, process

        same = self._database.ask("SELECT id FROM sentence WHERE key = ?", (records.key(text),))
        ids = [*(number for (number,) in same), *records.candidates(self._database, text)]
        values = (json.dumps(ids), language, language)
        known = dict(self._database.ask(_SENTENCES, values))
        ranked = process.extract(
            text, known, scorer=fuzz.ratio, score_cutoff=LEAST, limit=4 * limit
        )
        return [(number, score) for _, score, number in ranked]

    def _safely(self, action: Callable[[], _T]) -> _T:
        """Run an operation; if the file is damaged, run it on a new one or, at worst, in memory."""
        try:
            return action()
        except _FAULTS as error:
            if self._folder is None:
                raise
            if self._damaged or not _is_damage(error):
                self._database.close()
                self._database, self._folder = Database(None), None
            else:
                self._damaged = True
                self._database.discard()
            self.refresh()
            return self._safely(action)


def _judged(match: Match, text: str, names: Callable[[str], Names] | None) -> Match:
    """Return a match, with its score lowered if the facts differ."""
    pair = match.pair
    finder = names(pair.language) if names else None
    if found := changes(pair.source, text, pair.language, finder):
        return replace(match, score=match.similarity * _LOWERED, changes=found)
    return match


def _is_damage(error: Exception) -> bool:
    """Tell whether the file is damaged, rather than the disk full or the file in use."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _placeholders(text: str) -> int:
    return len(markup.spelling(text)[1]) if "<" in text else 0
