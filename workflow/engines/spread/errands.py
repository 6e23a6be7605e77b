"""Tell what travels between the coordinator and the workers, and cut sentences into chunks.

The sentences of a chunk are about equally long. A chunk of one costs 0.9 ms a sentence for its way
to a worker and back; at 64 that is lost in the noise, and a batch of a translation model is full
(measured with Ray 2.60).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from workflow.errors import WorkflowError
from workflow.model import Draft, Message, Request
from workflow.protocols import Order


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker must be able to do for a chunk: as the coordinator would, to the byte.

    Attributes:
        engine: its name.
        signature: of the engine for the pair.
        models: SHA-256 of the models' weights, where the engine has any.
        source, target: BCP 47 tags.
    """

    engine: str
    signature: str
    models: tuple[str, ...]
    source: str
    target: str


@dataclass(slots=True, eq=False)
class Chunk:
    """Some sentences that go to a worker together.

    Attributes:
        errand: what it takes.
        indices: what the caller calls the sentences.
        requests: the sentences.
        number: the later it was handed out, the higher.
        lost: how many workers were lost with it.
    """

    errand: Errand
    indices: tuple[int, ...]
    requests: tuple[Request, ...]
    number: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class ChunkAnswer:
    """What came of a chunk.

    Attributes:
        drafts: by place in the chunk.
        error: why the engine could not go on, if it could not.
        lacks: why this worker cannot do the errand as the coordinator would, if it cannot.
    """

    drafts: Sequence[tuple[int, Draft]] = ()
    error: WorkflowError | None = None
    lacks: Message | None = None


class NewsKind(Enum):
    """What a port tells.

    So many workers are expected; one is ready; one has answered; one is lost, with all it had; or
    the cluster cannot be used at all.
    """

    EXPECT = auto()
    READY = auto()
    DONE = auto()
    LOST = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class News:
    """Something that a port tells.

    Attributes:
        kind: what it is.
        worker: which one it is about; of ``EXPECT`` how many there will be.
        chunk: which one was answered.
        text: the node of a worker that is ready; why one was lost.
        answer: of ``DONE`` the pickled :class:`ChunkAnswer`; of ``REFUSED`` the pickled error.
    """

    kind: NewsKind
    worker: int = 0
    chunk: int = 0
    text: str = ""
    answer: bytes = field(default=b"", repr=False)


class PortGone(Exception):
    """The connection to all workers has broken; the text says why."""


class Port(Protocol):
    """Carries chunks to workers on other processors or machines, and what they say back.

    Workers are numbered as they come; one that is lost may be replaced by another number.
    """

    def start(self, most: int) -> None:
        """Ask for workers, so many at most; they come when they come."""

    def send(self, worker: int, chunk: int, order: bytes) -> None:
        """Send a worker an order, see :func:`~workflow.engines.spread.desk.ordered`.

        Raises:
            PortGone: there is no connection.
        """

    def drop(self, worker: int) -> None:
        """End a worker, whatever it is at; the port asks for another one.

        Raises:
            PortGone: there is no connection.
        """

    def hear(self, patience: float) -> Sequence[News]:
        """Wait for news, so many seconds at most.

        Raises:
            PortGone: the connection has broken.
        """

    def close(self) -> None:
        """Stop all workers."""


#: Sentences in a chunk; of the last ones fewer, so that no worker is idle while another has many.
CHUNK, SMALLEST = 64, 16
#: Chunks that are sorted together.
_TOGETHER = 16

_Waiting = tuple[Errand, int, Request]


class ChunkSource(Iterator[Chunk]):
    """The chunks of some orders, cut as they are asked for.

    Args:
        orders: see :meth:`workflow.protocols.Streaming.stream`.
        errand: gives what it takes to translate a pair.
        workers: tells how many workers there are.

    Attributes:
        failed: what was given up: its chunks are left out.
    """

    def __init__(
        self,
        orders: Iterator[Sequence[Order]],
        errand: Callable[[str, str], Errand],
        workers: Callable[[], int],
    ) -> None:
        self._orders = orders
        self._errand = errand
        self._workers = workers
        self.failed: set[Errand] = set()
        self._errands: dict[tuple[str, str], Errand] = {}
        self._next = 0
        self._cut: deque[Chunk] = deque()

    def __next__(self) -> Chunk:
        while True:
            if not self._cut:
                self._cut.extend(self._cut_some())
            if not self._cut:
                raise StopIteration
            chunk = self._cut.popleft()
            if chunk.errand not in self.failed:
                return chunk

    def _cut_some(self) -> Iterator[Chunk]:
        """Sort as many sentences as are cut together, and cut those of each pair into chunks."""
        wanted = CHUNK * max(_TOGETHER, 2 * self._workers())
        pool: list[_Waiting] = []
        while len(pool) < wanted and (order := next(self._orders, None)) is not None:
            pool += self._taken_in(order)
        size = CHUNK
        if len(pool) < wanted:  # these are the last ones
            size = min(CHUNK, max(SMALLEST, -(-len(pool) // max(1, 2 * self._workers()))))
        kinds: dict[Errand, list[_Waiting]] = {}
        for each in pool:
            kinds.setdefault(each[0], []).append(each)
        for errand, those in kinds.items():
            those.sort(key=lambda each: -len(each[2].text))
            for start in range(0, len(those), size):
                _, indices, requests = zip(*those[start : start + size], strict=True)
                yield Chunk(errand, indices, requests)

    def _taken_in(self, order: Sequence[Order]) -> Iterator[_Waiting]:
        for request, *pair in order:
            source, target = pair
            if (source, target) not in self._errands:
                self._errands[source, target] = self._errand(source, target)
            yield self._errands[source, target], self._next, request
            self._next += 1
