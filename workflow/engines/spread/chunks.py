"""Cut a stream of sentences into chunks whose sentences are about equally long.

A chunk of one costs 0.9 ms a sentence for its way to a worker and back; at 64 that is lost in the
noise, and a batch of a translation model is full (measured with Ray 2.60).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence

from workflow.engines.spread.errands import Chunk, Errand
from workflow.model import Request
from workflow.protocols import Order

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
        """Take in as many sentences as are sorted together, and cut them, each pair for itself."""
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
