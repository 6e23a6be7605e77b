"""Start worker processes, and run in one: handle orders from a pipe until it is closed.

What comes is an order: its number, that of its job, the job the first time, and the item, both
pickled; or nothing, which asks for the last orders back. One thread only listens, so that whoever
sends never waits, so that what has not been begun can be taken back, and so that the process ends
at once with the one that started it, however that ended.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum, auto
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Any

from workflow.store.interrupts import ctrl_c_blocked, deferred_interrupts, ignore
from workflow.store.processors import collect_seldom

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess


class WorkerAnswer(Enum):
    """An answer of a worker: ready, done, failed, not sendable, or not begun."""

    READY = auto()
    DONE = auto()
    RAISED = auto()
    CANNOT = auto()
    RETURNED = auto()


class _Desk:
    """The orders that have arrived but are not begun.

    Attributes:
        given: the jobs, pickled, by their numbers: also of an order that was taken back.
    """

    def __init__(self, pipe: Connection) -> None:
        self.given: dict[int, bytes] = {}
        self._pipe = pipe
        self._sending = Lock()
        self._orders: deque[tuple[int, int, bytes]] = deque()
        self._news = Condition()

    def listen(self) -> None:
        """Receive orders, and return the last ones on request; end when the caller does."""
        try:
            while True:
                order = self._pipe.recv()
                if order is None:
                    self.answer(0, WorkerAnswer.RETURNED, self._last())
                    continue
                number, job, given, item = order
                if given:
                    self.given[job] = given
                with self._news:
                    self._orders.append((number, job, item))
                    self._news.notify()
        finally:  # the caller is gone, and nobody waits for what is being worked on
            os._exit(0)

    def _last(self) -> list[int]:
        """Take back the last third of the orders and return their numbers.

        One alone would be asked for again and again, and each answer waits for this process.
        """
        with self._news:
            return [self._orders.pop()[0] for _ in range(-(-len(self._orders) // 3))]

    def next(self) -> tuple[int, int, bytes]:
        """Wait for the next order; return its number, that of its job, and its item."""
        with self._news:
            self._news.wait_for(lambda: self._orders)
            return self._orders.popleft()

    def answer(self, number: int, answer: WorkerAnswer, value: object = None) -> None:
        """Send an answer, or say that it cannot be pickled."""
        try:
            pickled = pickle.dumps(value)
        except Exception:  # whatever a value says when it is to be pickled
            answer, pickled = WorkerAnswer.CANNOT, pickle.dumps(None)
        with self._sending:
            self._pipe.send((number, answer, pickled))


def run(pipe: Connection) -> None:
    """Work until the other end of the pipe is closed.

    Ctrl-C is for the process that called it, and so is what a system sends to both to stop them.
    """
    ignore()
    collect_seldom()
    desk = _Desk(pipe)
    Thread(target=desk.listen, daemon=True).start()
    desk.answer(0, WorkerAnswer.READY)
    jobs: dict[int, Callable[[Any], Any]] = {}
    while True:
        number, job, item = desk.next()
        try:
            if job not in jobs:  # from the process that started this one, as all that is read here
                jobs[job] = pickle.loads(desk.given[job])  # noqa: S301
            wanted = pickle.loads(item)  # noqa: S301
        except Exception:  # it is worked on where it came from
            desk.answer(number, WorkerAnswer.CANNOT)
            continue
        try:
            desk.answer(number, WorkerAnswer.DONE, jobs[job](wanted))
        except Exception as error:  # told where the work was asked for
            desk.answer(number, WorkerAnswer.RAISED, error)


class WorkerOrigin:
    """Where worker processes come from.

    Args:
        modules: that the work needs. Workers share them where the system lets them: then another
            one costs 13 MB and 0.04 s, not 31 MB and 0.5 s (measured, with four).
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._modules = modules
        self._context: Any = None

    def prepare(self) -> None:
        """Have the modules loaded in the process that workers come from, if there is to be one.

        Whoever starts the first worker waits until they are. It is done once.
        """
        if self._context is not None:
            return
        import multiprocessing  # slow to import, and seldom needed
        from multiprocessing import forkserver, resource_tracker

        if "forkserver" not in multiprocessing.get_all_start_methods():
            self._context = multiprocessing.get_context("spawn")
            return
        self._context = multiprocessing.get_context("forkserver")
        multiprocessing.set_forkserver_preload(list(self._modules))
        with suppress(OSError), deferred_interrupts():  # it is tried again with the first worker
            resource_tracker.ensure_running()  # else it is started within, and unblocks Ctrl-C
            with ctrl_c_blocked():  # which would end the loading with a traceback
                forkserver.ensure_running()

    def start(self) -> tuple[BaseProcess, Connection]:
        """Start a worker, and return it with our end of the pipe to it.

        Raises:
            OSError: the system does not allow it.
            EOFError: the process that is to start it has ended, perhaps for that reason.
        """
        self.prepare()
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=run, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        return process, ours
