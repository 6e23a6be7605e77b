"""Show how far a command is, on standard error: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from workflow.cli.console import echo, localized, visible
from workflow.cli.options import Options
from workflow.model import say
from workflow.protocols import Progress, silent

if TYPE_CHECKING:
    from rich.progress import TaskID

#: Seconds between two plain lines where there is no terminal.
_LINE_EVERY = 5.0
#: Seconds after which it is looked whether anything is new; if not, that is told.
_QUIET = 30.0


def things(done: int, total: int) -> str:
    """Format progress of things that are counted.

    >>> things(3, 20)
    '3/20'
    """
    return f"{done}/{total}"


def megabytes(done: int, total: int) -> str:
    """Format progress of a download.

    >>> megabytes(350_000_000, 1_117_320_768)
    '350/1,117 MB'
    """
    return f"{done / 1e6:,.0f}/{total / 1e6:,.0f} MB"


@contextmanager
def progress_bar(
    options: Options, amount: Callable[[int, int], str] = things
) -> Iterator[Progress]:
    """Show progress: as a bar on a terminal, else as a line now and then.

    Where nothing is new for a while, that is said, too: an engine may be loading a model, or hang.

    ``amount`` words what is done: :func:`things` or :func:`megabytes`.
    """
    if options.quiet:
        yield silent
    elif sys.stderr.isatty():
        with _Bar(amount) as bar, _watched(bar) as update:
            yield update
    else:
        with _watched(_Lines(amount)) as update:
            yield update


@contextmanager
def _watched(shown: _Bar | _Lines) -> Iterator[Progress]:
    """Pass progress on, and tell when there has been none for a while."""
    over, last = threading.Event(), monotonic()

    def update(done: int, total: int, label: str) -> None:
        nonlocal last
        last = monotonic()
        shown.update(done, total, label)

    def watch() -> None:
        while not over.wait(_QUIET):
            if (seconds := monotonic() - last) >= _QUIET:
                shown.tell(localized(say("nothing new for {n} s", n=f"{seconds:.0f}")))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield update
    finally:
        over.set()
        watcher.join()


class _Bar:
    """A bar with a percentage, a count and the time left; each label gets its own line."""

    def __init__(self, amount: Callable[[int, int], str]) -> None:
        from rich import progress as rich
        from rich.console import Console

        columns = (
            rich.TextColumn("{task.description}", markup=False),  # it may name a file
            rich.BarColumn(),
            rich.TextColumn("{task.fields[amount]}"),
            rich.TimeRemainingColumn(elapsed_when_finished=True),
        )
        self._bars = rich.Progress(*columns, console=Console(stderr=True))
        self._tasks: dict[str, TaskID] = {}
        self._amount = amount
        self._remark = ""

    def __enter__(self) -> _Bar:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def update(self, done: int, total: int, label: str) -> None:
        """Move the bar of ``label`` to ``done`` of ``total``; nothing to do needs no bar."""
        if not total:
            return
        if label not in self._tasks:
            self._tasks[label] = self._bars.add_task(
                visible(localized(label)), total=total, amount=""
            )
        amount = self._amount(done, total)
        self._bars.update(self._tasks[label], completed=done, total=total, amount=amount)
        if self._remark:
            self.tell("")

    def tell(self, remark: str) -> None:
        """Add a remark to what is under way, until there is something new."""
        self._remark = remark
        for task in self._bars.tasks:
            if not task.finished:
                amount = self._amount(int(task.completed), int(task.total or 0))
                self._bars.update(task.id, amount=", ".join(filter(None, (amount, remark))))


class _Lines:
    """Plain lines: at the start, every few seconds, and at the end.

    A line at the start or the end of something tells of that alone, any other of all that is under
    way.
    """

    def __init__(self, amount: Callable[[int, int], str]) -> None:
        self._amount = amount
        self._under_way: dict[str, str] = {}
        self._done: set[str] = set()
        self._next = 0.0

    def update(self, done: int, total: int, label: str) -> None:
        """Print the progress if it is time to; nothing to do needs no line."""
        now, ends = monotonic(), done == total
        if not total or (ends and label in self._done):
            return
        begins = label not in self._under_way
        self._under_way[label] = f"{localized(label)}: {self._amount(done, total)}"
        if begins or ends or now >= self._next:
            shown = [self._under_way[label]] if begins or ends else self._under_way.values()
            echo("; ".join(shown), err=True)
            self._next = now + _LINE_EVERY
        if ends:
            del self._under_way[label]
        (self._done.add if ends else self._done.discard)(label)

    def tell(self, remark: str) -> None:
        """Print what is under way with a remark."""
        if self._under_way:
            echo(f"{'; '.join(self._under_way.copy().values())}, {remark}", err=True)
