"""Give chunks to workers, two each, and make sure that each chunk is translated once.

Every wait ends: a chunk has a deadline, a lost worker's chunks go to others, a pool that shrinks
goes on, and with nobody left the work is done here.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from workflow.engines.spread.desk import ordered
from workflow.engines.spread.errands import (
    SMALLEST,
    Chunk,
    ChunkAnswer,
    Errand,
    News,
    NewsKind,
    Port,
    PortGone,
)
from workflow.errors import EngineMissing, WorkflowError
from workflow.model import Message, say

#: Chunks that a worker has at a time: one that it works on, one that it goes on with at once.
EACH = 2
#: Seconds that a worker may take for a chunk, loading the model included: 64 sentences of a large
#: model on one processor take less than half of that.
DEADLINE = 900.0
#: Seconds in which a first worker must come, and in which another one must when all are lost.
START, RECOVER = 180.0, 30.0
#: So many workers may be lost with one chunk before it is set aside, to be done here at the end.
_UNLUCKY = 3


@dataclass(slots=True, eq=False)
class _SpreadWorker:
    """A worker as it is seen from here: what it has, since when, and what it cannot do."""

    node: str
    chunks: dict[int, Chunk] = field(default_factory=dict)
    since: float = 0.0
    cannot: set[Errand] = field(default_factory=set)


class Dispatcher:
    """The workers of one command, for all engines.

    Args:
        port: carries chunks to them.
        tell: is told what a person should know, as a warning.
        clock: tells the time, in seconds.
    """

    def __init__(
        self,
        port: Port,
        tell: Callable[[WorkflowError], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._port, self._tell, self._clock = port, tell, clock
        self._number = self._first = 0
        self._workers: dict[int, _SpreadWorker] = {}
        self._expected = 0
        #: Chunks that have come back, and those that are only done here.
        self._back: deque[Chunk] = deque()
        self._aside: deque[Chunk] = deque()
        self._refused: WorkflowError | None = None
        self._reason: Message | None = None
        self._started = self._alone = False
        self._most = 1
        self._hope = 0.0
        self._told: set[str] = set()

    def __len__(self) -> int:
        """Count the workers that are expected."""
        return max(self._expected, len(self._workers), 1)

    def expect(self, sentences: int) -> None:
        """Raise the number of workers to ask for: at most one a chunk, for so many sentences."""
        self._most = max(self._most, -(-sentences // SMALLEST))

    def close(self) -> None:
        """Stop all workers, if any were started."""
        if self._started:
            self._port.close()

    def each(
        self, chunks: Iterator[Chunk], here: Callable[[Chunk], Iterator[ChunkAnswer]]
    ) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        """Yield chunks with their answers, in any order.

        Args:
            chunks: are asked for as workers are free.
            here: does a chunk in this process.

        Raises:
            WorkflowError: the cluster cannot be used.
        """
        self._start()
        waiting = _Peeked(chunks)
        while not self._alone and (self._hand_out(waiting) or self._under_way()):
            yield from self._progress()
        for chunk in _emptied(self._back, waiting, self._aside):
            for answer in here(chunk):
                yield chunk, answer

    def arrived(self) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        """Yield the answers that have arrived, without waiting."""
        if self._started and not self._alone:
            yield from self._heard(0.0)

    def give_up(self, errand: Errand) -> None:
        """Forget all chunks of an errand."""
        for chunks in (self._back, self._aside):
            kept = [chunk for chunk in chunks if chunk.errand != errand]
            chunks.clear()
            chunks.extend(kept)

    def _start(self) -> None:
        if self._refused:
            raise self._refused
        if not self._started:
            self._started = True
            self._hope = self._clock() + START
            self._port.start(self._most)
        self._first = self._number + 1
        self._back.clear()
        self._aside.clear()

    def _under_way(self) -> bool:
        every = (chunk for worker in self._workers.values() for chunk in worker.chunks.values())
        return bool(self._back) or any(map(self._is_wanted, every))

    def _is_wanted(self, chunk: Chunk) -> bool:
        """Tell whether a chunk belongs to this call, not to an earlier one that was given up."""
        return chunk.number >= self._first

    def _hand_out(self, chunks: _Peeked) -> bool:
        """Give every worker what it may have; tell whether there is anything left to give."""
        for depth in range(EACH):
            for number in list(self._workers):
                worker = self._workers.get(number)  # gone if the connection has just broken
                if worker and len(worker.chunks) <= depth and (chunk := self._for(worker, chunks)):
                    self._give(number, worker, chunk)
        return bool(self._back) or chunks.more()

    def _for(self, worker: _SpreadWorker, chunks: _Peeked) -> Chunk | None:
        """Take the next chunk that a worker can do."""
        for chunk in self._back:
            if chunk.errand not in worker.cannot:
                self._back.remove(chunk)
                return chunk
        if not chunks.more():
            return None
        chunk = next(chunks)
        self._number += 1
        chunk.number = self._number
        if chunk.errand in worker.cannot:
            self._back.append(chunk)
            return None
        return chunk

    def _give(self, number: int, worker: _SpreadWorker, chunk: Chunk) -> None:
        if not worker.chunks:
            worker.since = self._clock()
        worker.chunks[chunk.number] = chunk
        try:
            self._port.send(number, chunk.number, ordered(chunk))
        except PortGone as gone:
            self._go_alone(say("the connection broke: {reason}", reason=str(gone)))

    def _progress(self) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        """Wait for news of the workers, drop those that take too long, and yield answers."""
        yield from self._heard(self._patience())
        now = self._clock()
        for number, worker in list(self._workers.items()):
            if worker.chunks and now > worker.since + DEADLINE:
                self._lose(number, say("it took more than {n} seconds", n=int(DEADLINE)))
                self._drop(number)
        yield from self._hopeless(now)
        if not self._workers and now > self._hope and not self._alone:
            self._go_alone(self._reason or say("none came within {n} seconds", n=int(START)))

    def _patience(self) -> float:
        """Return how many seconds may pass before something is to be done about it."""
        now = self._clock()
        ends = [worker.since + DEADLINE for worker in self._workers.values() if worker.chunks]
        if not ends or self._back:
            ends.append(max(self._hope, now + 1.0 if self._workers else 0.0))
        return max(0.0, min(ends) - now) + 0.05

    def _heard(self, patience: float) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        try:
            news = self._port.hear(patience)
        except PortGone as gone:
            self._go_alone(say("the connection broke: {reason}", reason=str(gone)))
            return
        for each in news:
            yield from self._heed(each)

    def _heed(self, news: News) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        if news.kind is NewsKind.REFUSED:
            self._refused = pickle.loads(news.answer)  # noqa: S301 - our own process
            raise self._refused
        if news.kind is NewsKind.EXPECT:
            self._expected = news.worker
        elif news.kind is NewsKind.READY:
            self._workers[news.worker] = _SpreadWorker(news.text)
        elif news.kind is NewsKind.LOST:
            self._lose(news.worker, Message(news.text))
        elif worker := self._workers.get(news.worker):
            yield from self._taken(worker, news)

    def _taken(self, worker: _SpreadWorker, news: News) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        """Yield a worker's answer; if the worker lacks something, put its chunk back."""
        chunk = worker.chunks.pop(news.chunk, None)
        worker.since = self._clock()
        answer: ChunkAnswer = pickle.loads(news.answer)  # noqa: S301 - the same package, compared
        if chunk is None or not self._is_wanted(chunk):
            return
        if answer.lacks is None:
            yield chunk, answer
            return
        worker.cannot.add(chunk.errand)
        self._back.appendleft(chunk)
        self._say_once(worker.node, say("does not take part: {reason}", reason=answer.lacks))
        self._reason = answer.lacks

    def _hopeless(self, now: float) -> Iterator[tuple[Chunk, ChunkAnswer]]:
        """Yield errors for chunks that no worker can translate, once all workers are there."""
        if not self._workers or (len(self._workers) < self._expected and now < self._hope):
            return
        for chunk in list(self._back):
            if chunk not in self._back:  # who heard of another one has given up the errand
                continue
            if all(chunk.errand in worker.cannot for worker in self._workers.values()):
                self._back.remove(chunk)
                what = say("no node of the cluster can do this: {reason}", reason=self._reason)
                hint = say("Install on the nodes what is installed here.")
                yield chunk, ChunkAnswer(error=EngineMissing(chunk.errand.signature, what, hint))

    def _lose(self, number: int, reason: Message) -> None:
        """Put the chunks of a lost worker back, for others."""
        worker = self._workers.pop(number, None)
        if worker is None:
            self._reason = self._reason or reason
            return
        for place, chunk in enumerate(filter(self._is_wanted, worker.chunks.values())):
            chunk.lost += place == 0  # the first one, which it was working on
            (self._aside if chunk.lost >= _UNLUCKY else self._back).append(chunk)
        self._reason = reason
        self._hope = max(self._hope, self._clock() + RECOVER)
        what = say("a worker was lost ({reason}): others do its work", reason=reason)
        self._say_once(worker.node, what)

    def _drop(self, number: int) -> None:
        try:
            self._port.drop(number)
        except PortGone as gone:
            self._go_alone(say("the connection broke: {reason}", reason=str(gone)))

    def _go_alone(self, reason: Message) -> None:
        """Give up the workers, so that the rest is translated in this process."""
        if self._alone:
            return
        self._alone = True
        for worker in self._workers.values():
            self._back.extend(filter(self._is_wanted, worker.chunks.values()))
        self._workers.clear()
        self._port.close()
        self._tell(WorkflowError(
            "--on ray", say("no worker is left ({reason}): the rest is done here", reason=reason),
            say("What is done stays done, wherever it was.")))  # fmt: skip

    def _say_once(self, node: str, what: Message) -> None:
        if (key := f"{node} {what}") not in self._told:
            self._told.add(key)
            self._tell(WorkflowError(f"node {node}", what))


class _Peeked(Iterator[Chunk]):
    """Chunks, with a way to see whether another one follows."""

    def __init__(self, chunks: Iterator[Chunk]) -> None:
        self._chunks = chunks
        self._next: Chunk | None = None

    def more(self) -> bool:
        """Tell whether there is another one."""
        self._next = self._next or next(self._chunks, None)
        return self._next is not None

    def __next__(self) -> Chunk:
        if not self.more() or self._next is None:
            raise StopIteration
        chunk, self._next = self._next, None
        return chunk


def _emptied(*queues: deque[Chunk] | _Peeked) -> Iterator[Chunk]:
    """Yield all chunks, one queue after the other."""
    for queue in queues:
        if isinstance(queue, deque):
            while queue:
                yield queue.popleft()
        else:
            yield from queue
