"""Describe what goes out for review and comes back, and find what has changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from workflow import markup
from workflow.languages.characters import LINE_BREAK
from workflow.languages.orthography.line_breaks import joined_lines
from workflow.model import BlockKind, Entry, Incoming, Markup, State, say

_ID = re.compile(r"s-(?P<key>[^.\s]+)\.(?P<mark>[0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class OutgoingSentence:
    """A sentence that goes out for review.

    Attributes:
        key: of its segment.
        entry: what the catalog holds for it.
        kind: the kind of its block.
        notes: what an editor should know: place, problems, comments.
        terms: names in it and the renderings they must get.
        markup: what the placeholders in it stand for.
    """

    key: str
    entry: Entry
    kind: BlockKind = BlockKind.PARAGRAPH
    notes: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    markup: tuple[Markup, ...] = ()

    @property
    def id(self) -> str:
        """Identifies the sentence and its catalog entry at the time of the export."""
        return f"s-{self.key}.{mark(self.entry)}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """Notes and terms, one per line."""
        return (*self.notes, *(f"term: {source} → {target}" for source, target in self.terms))


@dataclass(frozen=True, slots=True)
class ReviewPackage:
    """The translation of one seed into one locale, as it goes out for review.

    Attributes:
        project: the project's name.
        seed: the document's name, ``2021-12-07-kef``.
        path: the seed, relative to the project.
        source, target: BCP 47 tags.
        date: ISO 8601 date and time of the export.
        sentences: each once, in reading order.
    """

    project: str
    seed: str
    path: str
    source: str
    target: str
    date: str
    sentences: tuple[OutgoingSentence, ...]


@dataclass(frozen=True, slots=True)
class ReturnedSentence(Incoming):
    """A sentence in a returned file; every text may be empty.

    Attributes:
        where: its place in the file, ``review.xlsx, sheet ko, row 7``.
        seed: the document's name.
        locale: code of the target language, as the file has it.
        id: as :attr:`OutgoingSentence.id`, if the file still has it.
        context: of a second rendering, what tells it from the first.
        doubt: why it does not count as approved though it may have been meant so.
    """

    where: str = ""
    seed: str = ""
    locale: str = ""
    id: str = ""
    context: str = ""
    doubt: str = ""

    @property
    def key(self) -> str:
        """The key of its segment; empty if the id is not one of ours."""
        found = _ID.fullmatch(self.id)
        return found["key"] if found else ""

    def left_as(self, entry: Entry) -> bool:
        """Tell whether an entry is the same as when the sentence went out."""
        return self._mark == mark(entry)

    @property
    def _mark(self) -> str:
        found = _ID.fullmatch(self.id)
        return found["mark"] if found else ""

    @property
    def unchanged(self) -> bool:
        """Whether it came back unchanged, apart from comments."""
        standings = ("reviewed",) if self.approved else ("open", "disputed")
        return self._mark in (_hash(standing, self.text) for standing in standings)


def mark(entry: Entry) -> str:
    """Return a short hash of a translation and of its review status."""
    if entry.state is State.REVIEWED:
        return _hash("reviewed", entry.text)
    return _hash("disputed" if entry.disputed else "open", entry.text)


def _hash(standing: str, text: str) -> str:
    data = f"{standing}\n{text}".encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=4).hexdigest()


def propose(
    rows: Iterable[ReturnedSentence], keys: Mapping[str, str], entries: Mapping[str, Entry]
) -> list[tuple[ReturnedSentence, Incoming]]:
    """Find what an editor has changed in the rows of a file, each sentence once.

    A row that came back as it went out proposes nothing.

    Args:
        rows: of one document and locale.
        keys: the document's sentences by the key of their segment.
        entries: the catalog's, by sentence.

    Returns:
        For each row that proposes something, the row and what the catalog is to take in: for the
        sentence in the document's spelling, if it is in it; with an empty text if only comments are
        new; with a ``problem`` where the text may only be kept beside the translation.
    """
    spellings = {_loose(source): source for source in entries}
    found: dict[str, tuple[ReturnedSentence, Incoming]] = {}
    doubles: list[tuple[ReturnedSentence, Incoming]] = []
    for row in rows:
        each = row, _proposed(row, keys, spellings, entries)
        if not (each[1].text or each[1].problem or row.doubt or row.comments):
            continue
        first = found.setdefault(each[1].source, each)
        if first is each:
            continue
        if not first[1].text:
            found[each[1].source], each = each, first
        if each[1].text not in ("", first[1].text) or each[0].comments:
            fault = each[1].problem or say("repeats the sentence of {place}", place=first[0].where)
            doubles.append((each[0], _refused(each[0], each[1].source, fault)))
    return [*found.values(), *doubles]


def _proposed(
    row: ReturnedSentence,
    keys: Mapping[str, str],
    spellings: Mapping[str, str],
    entries: Mapping[str, Entry],
) -> Incoming:
    stated = spellings.get(_loose(row.source), row.source)
    source = keys.get(row.key, stated)
    entry = entries.get(source, Entry(source))
    as_returned, row = row, _on_one_line(row, entry)
    if source == stated and (as_returned.unchanged or row.unchanged):
        return Incoming(source, "", comments=row.comments)
    if fault := _fault(row, source, stated, entry):
        return _refused(row, stated or source, fault)
    if row.doubt and row.text == entry.text:  # what nobody understands takes no approval back
        return Incoming(source, "", comments=row.comments)
    return Incoming(
        source,
        row.text if row.text.strip() else "",
        row.approved,
        row.reviewer if row.reviewer != entry.reviewer else "",
        seen=entry.text if row.left_as(entry) else None,
        comments=row.comments,
    )


def _on_one_line(row: ReturnedSentence, entry: Entry) -> ReturnedSentence:
    """Remove line breaks that were added to a translation whose source has none.

    A translation that has them in the catalog keeps them.
    """
    if row.text == entry.text or not LINE_BREAK.search(row.text) or LINE_BREAK.search(entry.source):
        return row
    wrapped = _is_wrapped(row.text, entry.text)
    return replace(row, text=entry.text if wrapped else joined_lines(row.text))


def _is_wrapped(text: str, whole: str) -> bool:
    """Tell whether two texts differ only in their line breaks."""
    for line in map(str.strip, text.splitlines()):
        whole = whole.lstrip()
        if not whole.startswith(line):
            return False
        whole = whole[len(line) :]
    return not whole.strip()


def _fault(row: ReturnedSentence, source: str, stated: str, entry: Entry) -> str:
    """Return why the text cannot replace the translation; empty if it can."""
    if not source:
        return say("names no sentence")
    if row.source.strip() and source != stated:
        return say("has the id of another sentence: were columns sorted apart?")
    if row.problem:
        return row.problem
    if not row.text.strip():
        return say("is empty; the translation stays") if row.key and entry.text else ""
    return "; ".join(map(str, markup.problems(source, row.text)))


def _refused(row: ReturnedSentence, source: str, fault: str) -> Incoming:
    return Incoming(source, row.text, comments=row.comments, problem=fault)


def _loose(source: str) -> str:
    """Normalise white space and Unicode for comparing sentences."""
    return unicodedata.normalize("NFC", " ".join(source.split()))
