"""Where Ctrl-C has to wait.

Python raises :class:`KeyboardInterrupt` between any two steps of the main thread. Where it comes
just after a :class:`threading.Condition` has got its lock, the body of the ``with`` statement has
not begun, so the lock is never released: every thread that needs it, or waits for such a thread,
waits forever. Executors and queues are full of conditions.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def held_back() -> Iterator[None]:
    """Ctrl-C takes effect when the block has ended: for work with threads, of short duration.

    Raises:
        KeyboardInterrupt: at the end, if Ctrl-C was pressed.
    """
    former = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(former):
        yield
        return
    pressed: list[FrameType | None] = []
    signal.signal(signal.SIGINT, lambda _, frame: pressed.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
        if pressed:
            former(signal.SIGINT, pressed[0])
