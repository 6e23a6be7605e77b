"""What goes out for review and what comes back, whatever the format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b

from workflow.model import BlockKind, Entry, Markup, State

_ID = re.compile(r"s-(?P<key>[^.\s]+)\.(?P<mark>[0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence on its way out.

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
        """Names the sentence and what stood in the catalog when it went out."""
        return f"s-{self.key}.{mark(self.entry)}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """Notes and terms, one line each."""
        return (*self.notes, *(f"term: {source} → {target}" for source, target in self.terms))


@dataclass(frozen=True, slots=True)
class Package:
    """One seed's translation into one locale on its way out, its units in reading order.

    Attributes:
        project: the project's name.
        seed: the document's name, ``2021-12-07-kef``.
        path: the seed, relative to the project.
        source, target: BCP 47 tags.
        date: ISO 8601 date and time of the export.
        units: each sentence once.
    """

    project: str
    seed: str
    path: str
    source: str
    target: str
    date: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence as it came back; every text may be empty.

    Attributes:
        where: its place in the file, ``review.xlsx, sheet ko, row 7``.
        seed: the document's name.
        locale: code of the target language, as the file has it.
        id: as :attr:`Unit.id`, if the file still has it.
        source: the sentence.
        context: of a second rendering, what tells it from the first.
        text: its translation.
        approved: whether a person approved it.
        reviewer: who, if the file says so.
        comments: what people wrote beside it.
        problem: why the translation cannot be used, empty if it can.
        doubt: why it does not count as approved though it may have been meant so.
    """

    where: str
    seed: str
    locale: str
    id: str = ""
    source: str = ""
    context: str = ""
    text: str = ""
    approved: bool = False
    reviewer: str = ""
    comments: tuple[str, ...] = ()
    problem: str = ""
    doubt: str = ""

    @property
    def key(self) -> str:
        """The key of its segment; empty if the id is not one of ours."""
        found = _ID.fullmatch(self.id)
        return found["key"] if found else ""

    def left_as(self, entry: Entry) -> bool:
        """Whether the catalog held this when the sentence went out."""
        return self._mark == mark(entry)

    @property
    def _mark(self) -> str:
        found = _ID.fullmatch(self.id)
        return found["mark"] if found else ""

    @property
    def unchanged(self) -> bool:
        """Whether it came back as it went out, comments apart."""
        standings = ("reviewed",) if self.approved else ("open", "disputed")
        return self._mark in (_hash(standing, self.text) for standing in standings)


def mark(entry: Entry) -> str:
    """A short hash of a translation and of whether it is reviewed, disputed, or neither."""
    if entry.state is State.REVIEWED:
        return _hash("reviewed", entry.text)
    return _hash("disputed" if entry.disputed else "open", entry.text)


def _hash(standing: str, text: str) -> str:
    data = f"{standing}\n{text}".encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=4).hexdigest()
