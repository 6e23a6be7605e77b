"""Speak with Ray by way of its driver, a process of its own.

So this process has none of Ray's threads and signal handlers, and outlives the driver: Ray ends a
driver whose own node dies, and then what is left is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from workflow.engines.spread import ray_driver
from workflow.engines.spread.errands import News, PortGone
from workflow.engines.spread.place import Plan
from workflow.store.interrupts import deferred_interrupts

#: Seconds in which a driver ends itself, and the cluster that it started.
_ENDING = 20.0


class RayPort:
    """Carries chunks to workers of a Ray cluster; see :class:`~.errands.Port`.

    Args:
        plan: which cluster, and what for.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._pipe: Connection | None = None
        self._driver: BaseProcess | None = None

    def start(self, most: int) -> None:
        """Start the driver; it tells when it has workers."""
        # In /tmp, as Ray itself does: the paths of its sockets must not be longer than 107 bytes.
        folder = "" if self._plan.address else tempfile.mkdtemp(prefix="workflow-", dir="/tmp")
        self._plan = replace(self._plan, folder=folder)
        context = multiprocessing.get_context("spawn")  # no fork: of what Ray is in, nothing stays
        with deferred_interrupts():
            self._pipe, theirs = context.Pipe()
            self._driver = context.Process(
                target=ray_driver.run, args=(theirs, self._plan, most), daemon=True
            )
            self._driver.start()
            theirs.close()

    @property
    def driver(self) -> int:
        """The number of the driver's process; 0 before it is started."""
        return (self._driver.pid if self._driver else None) or 0

    def send(self, worker: int, chunk: int, order: bytes) -> None:
        """Send a worker an order."""
        self._say((worker, chunk, order))

    def drop(self, worker: int) -> None:
        """End a worker."""
        self._say((worker, 0, b""))

    def hear(self, patience: float) -> Sequence[News]:
        """Wait for news, so many seconds at most."""
        if self._pipe is None:
            raise PortGone("closed")
        news: list[News] = []
        if not wait([self._pipe], patience):
            return news
        try:
            while not news or self._pipe.poll():
                with deferred_interrupts():
                    news.append(self._pipe.recv())
        except (EOFError, OSError):
            if not news:
                raise PortGone("the driver of Ray has ended") from None
        return news

    def close(self) -> None:
        """End the driver, and with it the cluster that it started."""
        if self._pipe is None or self._driver is None:
            return
        with deferred_interrupts():
            self._pipe.close()
            self._pipe = None
            self._driver.join(_ENDING)
            if self._driver.exitcode != 0 and self._driver.pid:  # it could not clean up
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._driver.pid, signal.SIGKILL)
                self._driver.join()
            if self._plan.folder:
                shutil.rmtree(self._plan.folder, ignore_errors=True)

    def _say(self, what: tuple[int, int, bytes]) -> None:
        if self._pipe is None:
            raise PortGone("closed")
        try:
            with deferred_interrupts():
                self._pipe.send(what)
        except OSError:
            raise PortGone("the driver of Ray has ended") from None
