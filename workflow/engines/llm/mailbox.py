"""Run an event loop in a thread, and hand its results to the main thread."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from workflow.store.interrupts import deferred_interrupts

_T = TypeVar("_T")


class Mailbox(Generic[_T]):
    """Results on their way to the main thread; the end is None or an error.

    An item stays until it is dropped: an interrupt between any two steps of its taker loses none.
    """

    def __init__(self) -> None:
        self._items: deque[_T | BaseException | None] = deque()
        self._filled = Event()

    def put(self, item: _T | BaseException | None) -> None:
        """Add an item, waking the main thread only if it waits, since that costs time."""
        self._items.append(item)
        if not self._filled.is_set():
            self._filled.set()

    def first(self) -> _T | None:
        """Return the oldest item; wait until there is one. None is the end; an error is raised."""
        while not self._items:
            self._filled.wait()
            self._filled.clear()
        item = self._items[0]
        if isinstance(item, asyncio.CancelledError):
            return None
        if isinstance(item, BaseException):
            raise item
        return item

    def drop(self) -> None:
        """Remove the oldest item."""
        self._items.popleft()

    @property
    def is_empty(self) -> bool:
        """Tell whether the next item has to be waited for."""
        return not self._items

    def rest(self) -> Iterator[_T]:
        """Yield the items that still arrive, until the end."""
        while (item := self.first()) is not None:
            yield item
            self.drop()


@contextmanager
def beside(work: Coroutine[Any, Any, None], found: Mailbox[Any]) -> Iterator[Callable[..., object]]:
    """Run work in a thread; on leaving the block, cancel what is unfinished.

    The main thread may have an event loop running, in which no other can run (a notebook's has),
    and it is interrupted between any two steps, which event loops do not bear.

    Yields:
        What has a function called in that thread, with its arguments.
    """
    loop = asyncio.new_event_loop()
    task = loop.create_task(work)
    thread = Thread(target=_serve, args=[loop, task, found], name="workflow-endpoint", daemon=True)
    try:
        with deferred_interrupts():
            thread.start()
        yield loop.call_soon_threadsafe
    finally:
        with deferred_interrupts():
            if not thread.ident:
                thread.start()
            loop.call_soon_threadsafe(task.cancel)
            thread.join()
            loop.close()
            found.put(None)


def _serve(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None], found: Mailbox[Any]) -> None:
    """Run a task to its end and put its result or error into ``found``."""
    try:
        loop.run_until_complete(task)
    except BaseException as error:  # handed over: it is raised where the drafts are awaited
        found.put(error)
    else:
        found.put(None)
    loop.run_until_complete(loop.shutdown_asyncgens())
