"""Decode sentences in batches, while each decides for itself what is decoded next for it.

A sentence's way to its translation is a generator: it yields a :class:`Decode`, is sent the
hypotheses, and goes on. The scheduler runs hundreds of them together, so that a second or third
attempt at one sentence shares its batch with those of others and no core waits.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from workflow.engines.nmt.ctranslate import Decode, Decoded
from workflow.engines.nmt.model_weights import cores
from workflow.errors import EngineError
from workflow.model import say

Result = TypeVar("Result")
#: Yields what to decode, is sent the hypotheses, returns the result. There are no hypotheses of a
#: text that is too long for the model, or whose translation might be: the model would fail, and
#: with it the batch.
Decoding = Generator[Decode, tuple[Decoded, ...], Result]

#: Source pieces in a batch, padding included. Larger batches gained nothing on two cores.
BATCH = 1024
#: Sentences under way at once: enough to fill the batches of second and third attempts.
WINDOW = 1024


@dataclass(slots=True)
class _Waiting:
    """A sentence that wants something decoded."""

    index: int
    steps: Decoding[Any]
    decode: Decode
    pieces: list[str]


@dataclass(slots=True)
class _Group:
    """Waiting sentences of similar length, sorted by it; a batch is taken from the long end."""

    items: list[tuple[int, int, _Waiting]] = field(default_factory=list)
    size: int = 0

    def add(self, length: int, number: int, waiting: _Waiting) -> None:
        insort(self.items, (length, number, waiting), key=lambda item: item[:2])
        self.size += length

    def take(self) -> list[_Waiting]:
        """Remove and return the longest sentences, as many as fit into a batch."""
        width = self.items[-1][0]
        number = max(1, BATCH // max(1, width))
        taken, self.items = self.items[-number:], self.items[:-number]
        self.size -= sum(length for length, _, _ in taken)
        return [waiting for _, _, waiting in taken]


def run(jobs: Iterable[tuple[int, Decoding[Result]]]) -> Iterator[tuple[int, Result]]:
    """Run all jobs to their end and yield ``(index, result)`` as they finish.

    At Ctrl-C, what has finished is handed over first.

    Args:
        jobs: taken a few at a time; give them longest first.

    Raises:
        EngineError: the model failed; what was yielded before stays valid.
    """
    scheduler = _Scheduler(iter(jobs))
    try:
        while scheduler.fill():
            yield from scheduler.finished()
            scheduler.collect()
    except KeyboardInterrupt:
        yield from scheduler.finished()
        raise
    yield from scheduler.finished()


class _Scheduler:
    """Sentences that wait in groups, and batches that are being decoded."""

    def __init__(self, jobs: Iterator[tuple[int, Decoding[Any]]]) -> None:
        self._jobs = jobs
        self._groups: dict[tuple[Any, ...], _Group] = {}
        self._flight: deque[list[tuple[_Waiting, Callable[[], Any]]]] = deque()
        self._done: deque[tuple[int, Any]] = deque()
        self._numbers = count()
        self._waiting = 0

    def fill(self) -> bool:
        """Keep every core busy and one batch a core in reserve; return false when all is done."""
        while len(self._flight) < 2 * cores():
            self._start_jobs()
            group = self._next_group()
            if group is None:
                break
            batch = group.take()
            self._waiting -= len(batch)
            model = batch[0].decode.model
            waits = model.submit([(waiting.decode, waiting.pieces) for waiting in batch])
            self._flight.append(list(zip(batch, waits, strict=True)))
        return bool(self._flight)

    def finished(self) -> Iterator[tuple[int, Any]]:
        """Yield the results that came in since the last call."""
        while self._done:
            yield self._done.popleft()

    def collect(self) -> None:
        """Wait for the oldest batch and let its sentences go on."""
        for waiting, wait in self._flight.popleft():
            model = waiting.decode.model
            try:
                result = wait()
            except (RuntimeError, ValueError) as error:
                what = say("failed ({reason})", reason=str(error))
                hint = say("Run: {command}", command="workflow engines doctor")
                raise EngineError(f"{model.engine} {model.name}", what, hint) from error
            self._advance(waiting.index, waiting.steps, model.decoded(result))

    def _start_jobs(self) -> None:
        while self._waiting < WINDOW:
            job = next(self._jobs, None)
            if job is None:
                return
            self._advance(*job, None)

    def _advance(
        self, index: int, steps: Decoding[Any], answer: tuple[Decoded, ...] | None
    ) -> None:
        while True:
            try:
                decode = next(steps) if answer is None else steps.send(answer)
            except StopIteration as stop:
                self._done.append((index, stop.value))
                return
            pieces = decode.model.framed(decode.text)
            limit = decode.model.limit(len(pieces), len(decode.prefix))
            if limit <= decode.model.positions:
                break
            answer = ()
        group = self._groups.setdefault((decode.kind, limit), _Group())
        length = len(pieces) + len(decode.prefix)
        group.add(length, next(self._numbers), _Waiting(index, steps, decode, pieces))
        self._waiting += 1

    def _next_group(self) -> _Group | None:
        """Return a group with a full batch, the smallest such first, so that no attempt starves.

        When none is full, the fullest one, but only to keep a core from idling.
        """
        groups = [group for group in self._groups.values() if group.items]
        full = [group for group in groups if group.size >= BATCH]
        if full:
            return min(full, key=lambda group: group.size)
        if groups and len(self._flight) < cores():
            return max(groups, key=lambda group: group.size)
        return None
