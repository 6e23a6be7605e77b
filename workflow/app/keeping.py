"""Keeps drafts as they arrive, whether or not the next one ever does.

Each is handed to the system at once (:mod:`workflow.app.answers`), and a thread puts it into
its PO file within a second, so that neither a killed process nor a hanging engine loses what was
paid for. Fast engines fill more PO files in a second than can be written in one: these are written
seldom enough to cost a tenth of the time.
"""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from workflow import catalog
from workflow.app.answers import Answer, Answers
from workflow.catalog import Catalog
from workflow.errors import WorkflowError, contained
from workflow.store.interrupts import held_back

#: Seconds between two times at which what has arrived is written.
_EVERY = 0.4
#: Between two times at which PO files are written, so many times as long as it took to write them.
_SELDOM = 10.0
#: PO files written at a time.
_AT_ONCE = 64


class Keeper:
    """Owns the catalogs that are being filled; use it in a ``with`` statement.

    Args:
        answers: where each goes at once.
        errors: gets what cannot be saved.
    """

    def __init__(self, answers: Answers, errors: list[WorkflowError]) -> None:
        self._answers = answers
        self._errors = errors
        self._arrived: SimpleQueue[tuple[Catalog, Answer] | None] = SimpleQueue()
        self._unsaved: dict[int, Catalog] = {}
        self._next_save = 0.0
        self._thread = Thread(target=self._work, name="workflow-keeper", daemon=True)

    def __enter__(self) -> Keeper:
        with held_back():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with held_back():
            self._arrived.put(None)
            self._thread.join()

    def keep(self, into: Catalog, answer: Answer) -> None:
        """Takes a draft and the catalog that it is for."""
        self._answers.add(answer)
        self._arrived.put((into, answer))

    def _work(self) -> None:
        while self._take_in():
            self._answers.sync()
            if monotonic() >= self._next_save:
                self._save(list(self._unsaved.values())[:_AT_ONCE])
        self._save(list(self._unsaved.values()))

    def _take_in(self) -> bool:
        """Fills in what arrives until it is time to write; whether more may come."""
        until = monotonic() + _EVERY
        while True:
            left = max(0.0, until - monotonic())
            try:
                arrived = self._arrived.get(timeout=left if self._unsaved else None)
            except Empty:
                return True
            if arrived is None:
                return False
            if not self._unsaved:
                until = monotonic() + _EVERY
            into, answer = arrived
            with contained(into.where, self._errors.append):
                answer.put_into(into)
            self._unsaved[id(into)] = into

    def _save(self, catalogs: list[Catalog]) -> None:
        begun = monotonic()
        self._errors += catalog.save_all(catalogs)
        for each in catalogs:
            del self._unsaved[id(each)]
        now = monotonic()
        self._next_save = now + _SELDOM * (now - begun)
