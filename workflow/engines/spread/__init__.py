"""Spread any engine that computes over the processors of a cluster: ``--on ray``.

::

    place       where the cluster is, and whether it may be used: refusals before any work
    dispatch    chunks to workers, two each; deadlines; lost workers; nobody left
    errands     what travels: chunks of about 64 sentences of equal length; the port that carries it
    ray_port    the port to Ray, whose driver is a process of its own
    ray_driver  that process: it joins the cluster, hires workers, and passes on
    desk        what runs in a worker

The coordinator decides and writes; workers keep nothing. A chunk that is lost is done once more,
and its drafts count once: only what has come back is kept, in the journal of drafts and then in the
PO files (:mod:`workflow.app.filling.draft_keeping`). Ray is imported by its driver and its workers
alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from workflow.engines import Answering
from workflow.engines.spread.desk import errand_of
from workflow.engines.spread.dispatch import Dispatcher
from workflow.engines.spread.errands import Chunk, ChunkAnswer, ChunkSource, Errand
from workflow.errors import WorkflowError, fault
from workflow.model import Draft, Request
from workflow.protocols import Arrival, Engine, Order, Streaming

_T = TypeVar("_T")


def computes(engine: Engine) -> bool:
    """Tell whether an engine does its work itself, rather than ask a service for it.

    What asks a service is not spread: it would need no processors, and its limits and costs are
    kept in one place. Nor is the local language model, which is a server here.
    """
    return not isinstance(engine, Streaming | Answering)


class Spread:
    """An engine whose work is done by workers; in all else it is the engine itself.

    Args:
        inner: the engine.
        dispatcher: has the workers.
    """

    def __init__(self, inner: Engine, dispatcher: Dispatcher) -> None:
        self.name = inner.name
        self._inner = inner
        self._dispatcher = dispatcher
        self._left: deque[tuple[int, Draft | WorkflowError]] = deque()

    def signature(self, source: str, target: str) -> str:
        """Return the signature of the engine itself."""
        return self._inner.signature(source, target)

    def serves(self, source: str, target: str) -> bool:
        """Tell whether the engine itself serves the pair on this machine."""
        return self._inner.serves(source, target)

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield drafts in any order; see :class:`workflow.protocols.Engine`.

        Raises:
            EngineError: the engine cannot go on, here or there.
            ConfigError: the cluster cannot be used.
        """
        order = [(request, source, target) for request in requests]
        return self._each(iter([order]), _draft)

    def stream(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield drafts and errors as they arrive; see :class:`workflow.protocols.Streaming`.

        Raises:
            ConfigError: the cluster cannot be used.
        """
        return self._each(orders, _arrival)

    def _each(
        self, orders: Iterator[Sequence[Order]], shown: Callable[[int, Draft | WorkflowError], _T]
    ) -> Iterator[_T]:
        """Yield results; if interrupted, first those that have arrived."""
        source = ChunkSource(orders, self._errand, lambda: len(self._dispatcher))
        try:
            for chunk, answer in self._dispatcher.each(source, self._here):
                self._take(chunk, answer, source)
                while self._left:
                    yield shown(*self._left.popleft())
        except KeyboardInterrupt:
            for chunk, answer in self._dispatcher.arrived():
                self._take(chunk, answer, source)
            while self._left:
                yield shown(*self._left.popleft())
            raise

    def _errand(self, source: str, target: str) -> Errand:
        return errand_of(self._inner, source, target)

    def _take(self, chunk: Chunk, answer: ChunkAnswer, source: ChunkSource) -> None:
        """Add the drafts of a chunk to the results; an error ends the work on its pair."""
        if chunk.errand in source.failed:
            return
        self._left.extend((chunk.indices[place], draft) for place, draft in answer.drafts)
        if answer.error:
            source.failed.add(chunk.errand)
            self._dispatcher.give_up(chunk.errand)
            self._left.append((chunk.indices[0], answer.error))

    def _here(self, chunk: Chunk) -> Iterator[ChunkAnswer]:
        """Translate a chunk in this process, yielding draft by draft."""
        pair = chunk.errand.source, chunk.errand.target
        try:
            for each in self._inner.translate(chunk.requests, *pair):
                yield ChunkAnswer([each])
        except Exception as error:  # which ends the work on this pair, as it does anywhere
            yield ChunkAnswer(error=fault(" → ".join(pair), error))


def _arrival(index: int, found: Draft | WorkflowError) -> Arrival:
    return index, found, True


def _draft(index: int, found: Draft | WorkflowError) -> tuple[int, Draft]:
    if isinstance(found, WorkflowError):
        raise found
    return index, found
