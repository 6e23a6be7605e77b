"""What runs in a worker: it works on what comes through its pipe until the pipe is closed.

One thread only listens, so that whoever sends never waits, so that what has not been begun can be
taken back, and so that the process ends at once with the one that started it, however that ended.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from threading import Condition, Lock, Thread
from typing import TYPE_CHECKING, Any

from workflow.store.interrupts import ignore

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

#: The number of a task, and of its job; the job, the first time, and the item, both pickled.
Order = tuple[int, int, bytes, bytes]


class Answer(Enum):
    """What a worker says: it is ready; a task is done, has failed, cannot be sent, is not begun."""

    READY = auto()
    DONE = auto()
    RAISED = auto()
    CANNOT = auto()
    RETURNED = auto()


class _Desk:
    """The orders that have come and are not begun."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._sending = Lock()
        self._orders: deque[Order] = deque()
        self._news = Condition()

    def listen(self) -> None:
        """Take orders, and give the last one back where that is wanted; end with the caller."""
        try:
            while True:
                order = self._pipe.recv()
                with self._news:
                    if order is not None:
                        self._orders.append(order)
                        self._news.notify()
                    last = self._orders.pop()[0] if order is None and self._orders else 0
                if order is None:
                    self.answer(last, Answer.RETURNED)
        finally:  # the caller is gone, and nobody waits for what is being worked on
            os._exit(0)

    def next(self) -> Order:
        """Wait for the next order."""
        with self._news:
            self._news.wait_for(lambda: self._orders)
            return self._orders.popleft()

    def answer(self, number: int, answer: Answer, value: object = None) -> None:
        """Send an answer; that it cannot be sent, if it cannot."""
        try:
            data = pickle.dumps((number, answer, value))
        except Exception:  # whatever a value says when it is to be pickled
            data = pickle.dumps((number, Answer.CANNOT, None))
        with self._sending:
            self._pipe.send_bytes(data)


def run(pipe: Connection) -> None:
    """Work until the other end of the pipe is closed.

    Ctrl-C is for the process that called it, and so is what a system sends to both to stop them.
    """
    ignore()
    desk = _Desk(pipe)
    Thread(target=desk.listen, daemon=True).start()
    desk.answer(0, Answer.READY)
    jobs: dict[int, Callable[[Any], Any]] = {}
    while True:
        number, job, given, item = desk.next()
        try:
            if given:
                jobs[job] = pickle.loads(given)  # noqa: S301 - from the process that started this
            wanted = pickle.loads(item)  # noqa: S301
        except Exception:  # it is worked on where it came from
            desk.answer(number, Answer.CANNOT)
            continue
        try:
            desk.answer(number, Answer.DONE, jobs[job](wanted))
        except Exception as error:  # told where the work was asked for
            desk.answer(number, Answer.RAISED, error)
