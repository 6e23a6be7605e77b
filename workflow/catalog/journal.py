"""Keep the journal of people's decisions: who, when, which text.

One line is one decision, and lines are only ever added.

A PO file has no memory: whoever opened it before an approval and saves it afterwards undoes the
approval. So each decision also goes into ``locales/.journal/``, one file for each PO file. A line
is JSON and stands for itself: git joins the lines of two branches (``merge=union``), and a line
that is cut off, or is a merge's marker, is passed over. Without the journal only the knowledge of
lost decisions is missing; the next save begins it anew with what stands in the PO file.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct, field

from workflow.catalog.approvals import signer
from workflow.catalog.message import PoMessage
from workflow.model import State
from workflow.store.files import sync_folder, write_atomic
from workflow.store.json_records import records
from workflow.store.locks import locked

#: The folder of the journals, beside those of the languages.
FOLDER = ".journal"
#: Lets git keep the lines of both sides (gitattributes manual, "union").
_ATTRIBUTES = "*.jsonl text eol=lf merge=union\n"


class Did(StrEnum):
    """What a line says was done with a sentence.

    ``KEPT`` is a text left for more work, ``UNDONE`` a decision taken back, ``GONE`` a sentence
    that has left the document; ``DISMISSED`` lets a lost decision go, so that nobody misses it.
    """

    APPROVED = "approved"
    KEPT = "kept"
    UNDONE = "undone"
    GONE = "gone"
    DISMISSED = "dismissed"


class Decision(Struct, frozen=True, omit_defaults=True):
    """One line of a journal.

    Attributes:
        at: when it was written down, UTC.
        did: what was decided.
        key: see :func:`key_of`.
        now: the :func:`standing` it left the sentence in; with an approval, the ``text=`` of its
            entry and a plus sign.
        was: the standing before.
        by: who decided, where known.
        text: the translation that was approved or left for more work.
        terms_hash, date: as the entry's state has them.
        before: the text in its place before, if it was another one.
        origin: of that text, if a machine wrote it.
    """

    at: str
    did: Did
    key: str
    now: str
    was: str = ""
    by: str = ""
    text: str = ""
    terms_hash: str = field(default="", name="terms")
    date: str = ""
    before: str = ""
    origin: str = ""

    @property
    def holds(self) -> bool:
        """Whether the last change left a text that a person wrote or approved."""
        return self.did in (Did.APPROVED, Did.KEPT)


def key_of(message: PoMessage) -> str:
    """Return what a journal calls a sentence: a hash of its source and, if any, its context."""
    name = message.msgid if message.context is None else f"{message.context}\4{message.msgid}"
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def standing(message: PoMessage) -> str:
    """Return a hash of a sentence's text, with ``+`` if approved; empty if people wrote none."""
    if not message.msgstr or message.carried:
        return ""
    return f"{message.mark}{'+' * message.reviewed}"


def decision_in(message: PoMessage) -> Did | None:
    """Tell what a person has decided about the text that stands there; ``None`` for a machine's.

    A proposal for a changed source, and a text that is disputed or in question, is no decision.
    """
    stamp = message.stamp
    if message.approved:
        return Did.APPROVED
    if message.state is not State.DRAFT or stamp.approved or stamp.offered or stamp.questioned:
        return None
    kept = stamp.by or message.edited or stamp.origin == "person"
    return Did.KEPT if kept and not stamp.text and not message.machine else None


def timestamp() -> str:
    """Return the time now as a journal says it."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


def decided(message: PoMessage, did: Did, was: str, old: PoMessage | None = None) -> Decision:
    """Make the journal line of a decision that changed ``old`` into a message."""
    other = old if old and old.msgstr and old.msgstr != message.msgstr else None
    stamp = message.stamp
    by = signer(message) if did is Did.APPROVED else stamp.by if did is Did.KEPT else ""
    holds = did in (Did.APPROVED, Did.KEPT)
    return Decision(
        at=timestamp(),
        did=did,
        key=key_of(message),
        now=standing(message),
        was=was,
        by=by,
        text=message.msgstr if holds else "",
        terms_hash=message.terms_hash if holds else "",
        date=stamp.date if holds else "",
        before=other.msgstr if other else "",
        origin=other.stamp.origin if other and other.machine else "",
    )


def between(before: Sequence[PoMessage], after: Sequence[PoMessage]) -> Iterator[Decision]:
    """Find the decisions between two states of a file, whose sentences may differ."""
    olds = {message.key: message for message in before}
    olds |= {message.key: message for message in before if not message.obsolete}
    current = {message.key: message for message in after if not message.obsolete}
    for key, new in current.items():
        old = olds.get(key)
        if old is new or (old and old.raw and old.raw == new.raw):
            continue
        was = standing(old) if old else ""
        did = decision_in(new)
        if did and (was != standing(new) or not old or _person(old) != _person(new)):
            yield decided(new, did, was, old)
        elif not did and old and decision_in(old) and _is_open(new):
            yield decided(new, Did.UNDONE, was, old)
    for key, old in olds.items():
        if not old.obsolete and key not in current and decision_in(old):
            yield decided(old, Did.GONE, standing(old))


def changed_among(
    before: Sequence[PoMessage], after: Sequence[PoMessage]
) -> tuple[Sequence[PoMessage], Sequence[PoMessage]]:
    """Leave out of two states of a file the messages that stand there with the very same lines."""
    if len(before) != len(after):
        return before, after
    pairs = [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if new.obsolete or not new.raw or old.raw != new.raw
    ]
    return [old for old, _ in pairs], [new for _, new in pairs]


def _person(message: PoMessage) -> str:
    """Return whose the text is, as far as the entry says."""
    return message.stamp.by or message.stamp.reviewer


def _is_open(message: PoMessage) -> bool:
    """Tell whether no person's decision is left, not even as a proposal or a question."""
    stamp = message.stamp
    held = stamp.approved or stamp.offered or stamp.questioned
    return message.state in (State.DRAFT, State.EMPTY) and not held


class Journal:
    """The journal of one PO file.

    Args:
        path: of the journal.
        locks: the folder of the locks.
    """

    def __init__(self, path: Path, locks: Path) -> None:
        self.path = path
        self._locks = locks

    def read(self, keys: Collection[str] | None = None) -> list[Decision]:
        """Return the decisions in the order of the lines; none without a journal.

        Args:
            keys: of the sentences that are of interest: the others' lines are not looked into.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except OSError:
            return []
        if keys is not None:
            names = [f'"key":"{key}"'.encode() for key in keys]
            lines = [line for line in lines if any(name in line for name in names)]
        return list(records(lines, Decision))

    def add(self, decisions: Sequence[Decision]) -> None:
        """Add decisions; they are on the disk when this returns.

        Raises:
            OSError: they could not be written.
        """
        if decisions:
            self._append(b"".join(msgspec.json.encode(each) + b"\n" for each in decisions))

    def add_lines_of(self, other: Journal) -> None:
        """Add the lines that only another journal has, unchanged.

        Raises:
            OSError: they could not be read or written.
        """
        try:
            lines = other.path.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return
        own = self.path.read_bytes().splitlines() if self.path.exists() else ()
        known = frozenset(own)
        news = b"".join(line for line in lines if line.rstrip(b"\r\n") not in known)
        if news:
            self._append(news)

    def _append(self, lines: bytes) -> None:
        with locked(self._locks, self.path):
            new = not self.path.exists()
            if new:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                let_git_join(self.path)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self.path, flags, 0o644)
            with os.fdopen(descriptor, "ab") as file:
                file.write(_after(descriptor) + lines)
                file.flush()
                os.fsync(descriptor)
            if new:
                sync_folder(self.path.parent)


def _after(descriptor: int) -> bytes:
    """Return the line's end that is missing if a process was killed before it wrote one."""
    size = os.fstat(descriptor).st_size
    whole = not size or os.pread(descriptor, 1, size - 1) == b"\n"
    return b"" if whole else b"\n"


def let_git_join(path: Path, folder: str = FOLDER) -> None:
    """Write, once, git's rule for merging the journals, or other files in such a folder."""
    root = next(each for each in path.parents if each.name == folder)
    attributes = root / ".gitattributes"
    if not attributes.exists():
        write_atomic(attributes, _ATTRIBUTES.encode())
