"""Save drafts as they arrive, so that an interrupted command loses none.

Each goes into a journal in ``.workflow/answers/`` at once, and a thread puts it into its PO file
within a second, so that neither a killed process nor a hanging engine loses what was paid for. Fast
engines fill more PO files in a second than can be written in one: these are written seldom enough
to cost a tenth of the time. What a killed process leaves in its journal, the next command that
translates puts into the PO files instead of asking for it again.

Where the settings name a store (``journal``), every draft goes there, too, and stays until a
command has ended in order: a coordinator on another machine, whose PO files lack what the lost
machine had, goes on from there. A draft is put in where its sentence is empty and the glossary says
what it said: it may come as often as it likes, and counts once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import msgspec

from workflow import catalog
from workflow.catalog import Catalog
from workflow.errors import WorkflowError, contained
from workflow.model import Draft
from workflow.qa import remembered
from workflow.store.interrupts import deferred_interrupts
from workflow.store.journal_parts import PartedJournal
from workflow.store.journals import ProcessJournal

#: Seconds between two writes of the drafts that have arrived.
_EVERY = 0.4
#: The pause between two writes of PO files, as a multiple of the time that writing took.
_SELDOM = 10.0
#: How many PO files are written at a time.
_AT_ONCE = 64


class KeptDraft(msgspec.Struct, frozen=True):
    """A draft, with the seed, language and sentence that it is for.

    Attributes:
        name, target: which catalog.
        source: the sentence.
        text, engine, problems: the draft.
        terms_hash, date: see :meth:`Catalog.fill`.
        redo: whether drafts were translated again.
    """

    name: str
    target: str
    source: str
    text: str
    engine: str
    problems: tuple[str, ...]
    terms_hash: str = msgspec.field(name="terms")
    date: str
    redo: bool

    def put_into(self, catalog: Catalog) -> None:
        """Put the draft into the catalog, unless the sentence has a translation by now."""
        draft = Draft(self.text, self.engine, tuple(map(remembered, self.problems)))
        catalog.fill(self.source, draft, terms_hash=self.terms_hash, date=self.date, redo=self.redo)


class DraftJournal:
    """Drafts that this process has received and that no PO file holds yet.

    Where no journal can be written, the PO files alone keep the drafts.

    Args:
        folder: of this machine.
        parts: the same in a store, if there is one.
    """

    def __init__(self, folder: Path, parts: PartedJournal | None = None) -> None:
        self._journal = ProcessJournal(folder)
        self._parts = parts
        self._held: list[KeptDraft] = []

    def add(self, draft: KeptDraft) -> None:
        """Keep a draft until it is known to be in its PO file."""
        with suppress(OSError, UnicodeEncodeError):
            line = msgspec.json.encode(draft)
            if self._parts:
                self._parts.add(line)
            self._journal.add(line)
            self._held.append(draft)

    def sync(self) -> None:
        """Wait until the disk holds what was added."""
        self._journal.sync()

    def drop(self, saved: Container[tuple[str, str]]) -> None:
        """Remove the drafts for these seeds and languages: their PO files hold them now."""
        self._held = [each for each in self._held if (each.name, each.target) not in saved]
        self._journal.rewrite(map(msgspec.json.encode, self._held))

    def close(self, *, orderly: bool) -> WorkflowError | None:
        """Close the journal; return the object store's error, if there was one.

        Args:
            orderly: whether all has ended as it should: then the store needs to keep only what is
                in no PO file.
        """
        self._journal.close()
        if self._parts is None:
            return None
        self._parts.close(map(msgspec.json.encode, self._held) if orderly else None)
        return self._parts.error


@dataclass(frozen=True, slots=True)
class _Release:
    """Asks the keeper to release catalogs; sets the event when it has."""

    catalogs: Sequence[Catalog]
    done: Event = field(default_factory=Event)


class DraftKeeper:
    """Owns the catalogs that are being filled; use it in a ``with`` statement.

    Args:
        journal: where each draft goes at once.
        errors: gets what cannot be saved.
    """

    def __init__(self, journal: DraftJournal, errors: list[WorkflowError]) -> None:
        self._journal = journal
        self._errors = errors
        self._arrived: deque[tuple[Catalog, KeptDraft] | _Release | None] = deque()
        #: Set when something has arrived, and when somebody waits for it to be processed.
        self._news, self._hurry = Event(), Event()
        self._unsaved: dict[int, Catalog] = {}
        self._next_save = 0.0
        self._thread = Thread(target=self._work, name="workflow-keeper", daemon=True)

    def __enter__(self) -> DraftKeeper:
        with deferred_interrupts():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with deferred_interrupts():
            self._arrived.append(None)
            self._call()
            self._thread.join()

    def keep(self, into: Catalog, draft: KeptDraft) -> None:
        """Take over a draft, with the catalog to put it into."""
        self._journal.add(draft)
        self._arrived.append((into, draft))
        if not self._news.is_set():  # waking a thread for each would cost more than all else here
            self._news.set()

    def release(self, catalogs: Sequence[Catalog]) -> None:
        """Put the drafts received so far into some catalogs, which the caller then saves."""
        asked = _Release(catalogs)
        self._arrived.append(asked)
        self._call()
        while not asked.done.wait(_EVERY) and self._thread.is_alive():
            pass

    def _work(self) -> None:
        while self._take_in():
            self._journal.sync()
            if monotonic() >= self._next_save:
                self._save(list(self._unsaved.values())[:_AT_ONCE])
        self._save(list(self._unsaved.values()))

    def _call(self) -> None:
        self._hurry.set()
        self._news.set()

    def _take_in(self) -> bool:
        """Put drafts into catalogs until it is time to write; return whether more may come."""
        self._news.wait(_EVERY if self._unsaved else None)
        until = monotonic() + _EVERY
        while True:
            hurried = self._hurry.wait(max(0.0, until - monotonic()))
            self._hurry.clear()
            self._news.clear()
            while self._arrived:
                arrived = self._arrived.popleft()
                if arrived is None:
                    return False
                self._take(arrived)
            if not hurried or monotonic() >= until:
                return True

    def _take(self, arrived: tuple[Catalog, KeptDraft] | _Release) -> None:
        """Put a draft into its catalog, or release the requested catalogs."""
        if isinstance(arrived, _Release):
            for each in arrived.catalogs:
                self._unsaved.pop(id(each), None)
            arrived.done.set()
            return
        into, draft = arrived
        with contained(into.where, self._errors.append):
            draft.put_into(into)
        self._unsaved[id(into)] = into

    def _save(self, catalogs: list[Catalog]) -> None:
        begun = monotonic()
        self._errors += catalog.save_all(catalogs)
        for each in catalogs:
            del self._unsaved[id(each)]
        now = monotonic()
        self._next_save = now + _SELDOM * (now - begun)
