"""Defer Ctrl-C and SIGTERM to moments at which stopping loses nothing.

SIGTERM (of docker, systemd, a spot machine) and SIGHUP (of a terminal that closes) stop a command
as Ctrl-C does: with :class:`KeyboardInterrupt`, raised between any two steps of the main thread.
Where it comes just after a :class:`threading.Condition` has got its lock, the body of the ``with``
statement has not begun, so the lock is never released: every thread that needs it, or waits for
such a thread, waits forever. Executors and queues are full of conditions. And where it comes while
an answer that was paid for is on its way to the disk, the answer would be gone.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

_T = TypeVar("_T")
#: By name, since not every system has all of them.
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
#: This many requests to stop end even a process that ignores them.
_ENOUGH = 3


def _signals() -> Iterator[signal.Signals]:
    for name in _SIGNALS:
        if found := getattr(signal, name, None):
            yield found


def _listening() -> dict[signal.Signals, Callable[[int, FrameType | None], Any]]:
    """Map the handled signals to their handlers; none outside the main thread."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    handlers = {each: signal.getsignal(each) for each in _signals()}
    return {each: handler for each, handler in handlers.items() if callable(handler)}


@contextmanager
def signals_as_interrupts() -> Iterator[None]:
    """Treat SIGTERM and SIGHUP like Ctrl-C within the block.

    A signal that the process was told to ignore, as ``nohup`` does with SIGHUP, stays ignored.
    """
    main = threading.current_thread() is threading.main_thread()
    unheeded = [each for each in _signals() if main and signal.getsignal(each) is signal.SIG_DFL]
    for each in unheeded:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in unheeded:
            signal.signal(each, signal.SIG_DFL)


def ignore() -> None:
    """Ignore requests to stop, in a process that its parent ends."""
    for each in _signals():
        signal.signal(each, signal.SIG_IGN)


@contextmanager
def ctrl_c_blocked() -> Iterator[None]:
    """Hold Ctrl-C back until the block has ended, and from processes started in it for good."""
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


class InterruptGate:
    """Lets requests to stop through at certain moments; see :func:`deferred_interrupts`."""

    def __init__(self) -> None:
        self.pressed = 0
        self._open = self._told = False

    def press(self, number: int, frame: FrameType | None) -> None:
        """Handle Ctrl-C: interrupt now if allowed, else later."""
        self.pressed += 1
        if self._open and (not self._told or self.pressed >= _ENOUGH):
            self._told = True
            signal.default_int_handler(number, frame)

    def each(self, items: Iterator[_T]) -> Iterator[_T]:
        """Yield the items, allowing interrupts only while the next one is awaited.

        A generator that is stopped sees :class:`KeyboardInterrupt`; it can still hand over what it
        has before it raises it again, undisturbed.
        """
        while True:
            try:
                item = self._next(items)
            except StopIteration:
                return
            yield item

    def _next(self, items: Iterator[_T]) -> _T:
        late = self.pressed > 0 and not self._told
        self._told = self._told or late
        self._open = True
        try:
            if not late:
                return next(items)
            if isinstance(items, Generator):
                item: _T = items.throw(KeyboardInterrupt())
                return item
            raise KeyboardInterrupt
        finally:
            self._open = False


@contextmanager
def deferred_interrupts() -> Iterator[InterruptGate]:
    """Let Ctrl-C take effect when the block has ended: for short work with threads.

    Longer work gives it other moments by :meth:`InterruptGate.each`.

    Raises:
        KeyboardInterrupt: at the end, if Ctrl-C was pressed.
    """
    former = _listening()
    gate = InterruptGate()
    for each in former:
        signal.signal(each, gate.press)
    try:
        yield gate
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)
        if gate.pressed and former:
            next(iter(former.values()))(next(iter(former)), None)
