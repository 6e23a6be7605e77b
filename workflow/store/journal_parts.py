"""Keep a journal in an object store, so that a coordinator on another machine can go on.

Files in such a store cannot grow, so a journal consists of numbered parts that never change:
``RUN/LAST-FIRST.jsonl`` holds the lines of one second or, once there are many parts, those of the
parts FIRST to LAST. A process removes its parts when it ends in order and no longer needs them.
Parts of other processes are read by the next process, and removed once that has ended in order,
unless their writer is alive: a live writer adds a part every few seconds, if need be an empty one.
A process that is killed in between leaves some lines twice, but loses none; so lines must be safe
to apply more than once.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock, Thread

from workflow.errors import WorkflowError
from workflow.model import say
from workflow.store.compact import Spool
from workflow.store.objects import ObjectFolder

_ENDING = ".jsonl"
#: Seconds between two parts, and the number of parts that are joined into one.
_EVERY, _MANY = 1.0, 256
#: Seconds in which the last part must be written: by who has ended, and by who was stopped.
_ENDED, _STOPPED = 90.0, 15.0
#: Seconds after which who has nothing to write adds an empty part, and in which who has added none
#: is taken for lost.
_BEAT, _WATCHED = 5.0, 20.0
#: Larger parts are not read, and what is left is written in parts of about this size.
_LARGEST, _USUAL = 256 << 20, 16 << 20
_READERS = 8


class PartedJournal:
    """The journal of this process. Lines hold no line break.

    Args:
        folder: in a store.

    Attributes:
        error: why not all lines are there now, if they are not.
    """

    def __init__(self, folder: ObjectFolder) -> None:
        self._folder = folder
        self._run = _new_run()
        self.error: WorkflowError | None = None
        self._lines: list[bytes] = []
        self._number = 0
        #: The small parts, and all that is in the store.
        self._small: list[str] = []
        self._there: list[str] = []
        self._lock, self._end = Lock(), Event()
        self._thread: Thread | None = None

    def add(self, line: bytes) -> None:
        """Add a line, which is in the store about a second later."""
        with self._lock:
            self._lines.append(line)
        if self._thread is None:
            self._thread = Thread(target=self._work, name="workflow-parts", daemon=True)
            self._thread.start()

    def close(self, kept: Iterable[bytes] | None = None) -> None:
        """Write the remaining lines and end.

        Args:
            kept: the lines that are not in their place, where this process has ended in order:
                nothing else stays.
        """
        self._end.set()
        if self._thread:
            self._thread.join(_STOPPED if kept is None else _ENDED)
            if self._thread.is_alive():
                what = say("does not answer: the last drafts are only on this machine")
                self.error = self.error or WorkflowError(self._folder.address, what)
                return
        if kept is not None:
            try:
                self._settle(list(kept))
            except WorkflowError as error:
                self.error = error

    def _settle(self, kept: Sequence[bytes]) -> None:
        gone = list(self._there)
        if kept:
            self._write(kept)
        self._remove(gone)

    def _work(self) -> None:
        ended, written = False, time.monotonic()
        while not ended:
            ended = self._end.wait(_EVERY)
            with self._lock:
                lines = self._lines[:]
            try:
                if lines or (not ended and time.monotonic() - written >= _BEAT):
                    self._write(lines)
                    written = time.monotonic()
                    with self._lock:
                        del self._lines[: len(lines)]
                if len(self._small) >= _MANY:
                    self._join()
            except WorkflowError as error:  # what could not be written is tried again
                self.error = error
            else:
                self.error = None

    def _write(self, lines: Sequence[bytes]) -> None:
        number = self._number + 1
        name = _name(self._run, number, number)
        self._put(name, b"\n".join(lines))
        self._number = number
        self._small.append(name)

    def _join(self) -> None:
        """Join the small parts, two or more, into one with a new name."""
        first = self._number - len(self._small) + 1
        data = (self._folder.read(name) for name in self._small)
        self._put(_name(self._run, self._number, first), b"\n".join(filter(None, data)))
        gone, self._small = self._small, []
        self._remove(gone)

    def _put(self, name: str, data: bytes) -> None:
        self._there.append(name)  # before it is known to be: a write that fails may have been done
        self._folder.write(name, data)

    def _remove(self, names: Sequence[str]) -> None:
        gone = set(names)
        self._folder.remove(names)
        self._there = [name for name in self._there if name not in gone]


class LeftParts:
    """The lines that earlier processes left in a store, in their order.

    Args:
        folder: in a store.

    Raises:
        ConfigError: it cannot be read.
        OSError: this machine has no room for the lines.
    """

    def __init__(self, folder: ObjectFolder) -> None:
        self._folder = folder
        self._since = time.monotonic()
        sizes = folder.sizes()
        self._seen = set(sizes)
        self._names = [
            name for name, size in sizes.items() if name.endswith(_ENDING) and size <= _LARGEST
        ]
        self.lines = Spool(self._read())

    def _read(self) -> Iterator[bytes]:
        """Yield the lines of all parts; few parts are in memory at a time."""
        with ThreadPoolExecutor(_READERS) as pool:
            for at in range(0, len(self._names), _READERS):
                for data in pool.map(self._folder.read, self._names[at : at + _READERS]):
                    yield from filter(None, (data or b"").split(b"\n"))

    def leave(self, lines: Iterable[bytes]) -> None:
        """Replace the parts of killed processes by one with these lines, or remove them.

        This may take until they have been watched long enough.

        Raises:
            ConfigError: that cannot be done; all of them may still be there.
        """
        gone, run = self._lost(), _new_run()
        for number, part in enumerate(_parts(lines) if gone else (), 1):
            self._folder.write(_name(run, number, number), part)
        self._folder.remove(gone)
        self._names = []

    def _lost(self) -> Sequence[str]:
        """Find the parts of processes that have added none since these were read."""
        if not self._names:
            return ()
        time.sleep(max(0.0, self._since + _WATCHED - time.monotonic()))
        living = {_run_of(name) for name in self._folder.sizes().keys() - self._seen}
        return [name for name in self._names if _run_of(name) not in living]

    def close(self) -> None:
        """Do nothing: no resources are held."""


def _parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines to parts of the usual size."""
    part = bytearray()
    for line in lines:
        part += b"\n" + line if part else line
        if len(part) >= _USUAL:
            yield bytes(part)
            part.clear()
    if part:
        yield bytes(part)


def _new_run() -> str:
    """Return a unique name for a run; later runs sort after earlier ones."""
    return f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{os.urandom(4).hex()}"


def _name(run: str, last: int, first: int) -> str:
    """Return the name of a part; sorted by name, parts are in the order of their lines."""
    return f"{run}/{last:010}-{first:010}{_ENDING}"


def _run_of(name: str) -> str:
    return name.partition("/")[0]
