"""Translate seeds as one stream: an engine gets more sentences while it waits for answers.

So many seeds are open as it takes to keep the engine busy. Each is saved, and handed on, when the
last of its drafts has arrived; what arrives before is kept, see
:mod:`workflow.app.filling.draft_keeping`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Protocol

from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.seed_state import SeedState
from workflow.engines.drafting import Job
from workflow.errors import WorkflowError, fault
from workflow.model import Draft
from workflow.protocols import Arrival, Order, Streaming
from workflow.store.interrupts import deferred_interrupts

#: Finished seeds that are saved together.
_TOGETHER = 64
#: Finished seeds that stay open until they are handed on.
_OPEN = 500

#: A sentence to translate: the translation of its seed, and the sentence with its context.
SentenceWork = tuple[DocumentTranslation, Job]


class DraftDesk(Protocol):
    """Hands out sentences to translate, and takes the drafts."""

    def work(self, seed: SeedState) -> Iterable[SentenceWork]:
        """Yield the sentences of a seed to translate, for language pairs that have not failed."""

    def keep(self, work: SentenceWork, draft: Draft, *, again: bool) -> None:
        """Save a draft, which may replace an earlier one of the same sentence."""

    def give_up(self, pair: tuple[str, str], error: WorkflowError) -> None:
        """Stop a language pair, because of an error."""

    def settle(self, seeds: Sequence[SeedState]) -> None:
        """Save seeds that no more drafts will arrive for."""


class SeedStream:
    """Seeds on their way through an engine; it must be closed in any case.

    Args:
        engine: translates all pairs.
        seeds: one after the other, open.
        desk: gives out the work, and takes what comes of it.
    """

    def __init__(self, engine: Streaming, seeds: Iterator[SeedState], desk: DraftDesk) -> None:
        self._engine, self._seeds, self._desk = engine, seeds, desk
        #: The sentences in progress by index, and their number in each seed.
        self._open: dict[int, tuple[SeedState, SentenceWork]] = {}
        self._left: Counter[SeedState] = Counter()
        self._early: set[int] = set()
        self._next = 0
        self._finished: list[SeedState] = []
        self._arrivals = engine.stream(self._orders())

    def each(self) -> Iterator[SeedState]:
        """Yield the seeds as they are finished and saved, in any order."""
        over = False
        while not over:
            over = self._take()
            with deferred_interrupts():
                if over:
                    self._end_all()
                seeds = self._settled()
            yield from seeds

    def close(self) -> None:
        """Stop the stream; drafts that have arrived are kept."""
        with deferred_interrupts():
            if isinstance(self._arrivals, Generator):
                with suppress(KeyboardInterrupt, Exception):
                    item = self._arrivals.throw(KeyboardInterrupt())
                    while True:
                        self._arrived(item)
                        item = next(self._arrivals)
            self._end_all()
            self._settled()

    def _orders(self) -> Iterator[Sequence[Order]]:
        """Yield the sentences of one seed after the other."""
        for seed in self._seeds:
            work = list(self._desk.work(seed))
            if not work:
                self._pass(seed)
                continue
            self._left[seed] = len(work)
            self._open.update((self._next + place, (seed, each)) for place, each in enumerate(work))
            self._next += len(work)
            yield [
                (job.request, job.segment.language, translation.target) for translation, job in work
            ]

    def _pass(self, seed: SeedState) -> None:
        """Finish a seed that needs no engine; any number of these may come in a row."""
        self._finished.append(seed)
        if len(self._finished) >= _OPEN:
            with deferred_interrupts():
                self._desk.settle([each for each in self._finished if each.is_open])
            for each in self._finished:
                each.release()

    def _take(self) -> bool:
        """Take drafts until there are seeds to save; return whether the stream has ended."""
        with deferred_interrupts() as gate:
            try:
                for arrival in gate.each(self._arrivals):
                    self._arrived(arrival)
                    if len(self._finished) >= _TOGETHER:
                        return False
            except Exception as error:
                self._give_all_up(error)
                return False
            return True

    def _give_all_up(self, error: Exception) -> None:
        """Stop the language pairs that are being translated; go on with the others.

        Raises:
            Exception: the error, if there are none.
        """
        pairs = dict.fromkeys(_pair(work) for _, work in self._open.values())
        if not pairs:
            raise error
        for pair in pairs:
            self._give_up(pair, fault(" → ".join(pair), error))
        self._next = 0
        self._arrivals = self._engine.stream(self._orders())

    def _arrived(self, arrival: Arrival) -> None:
        """Keep a draft; an error stops its language pair alone."""
        index, found, last = arrival
        if index not in self._open:
            return
        _, work = self._open[index]
        if isinstance(found, WorkflowError):
            self._give_up(_pair(work), found)
            return
        self._desk.keep(work, found, again=index in self._early)
        self._early.add(index)
        if last:
            self._end(index)

    def _end(self, index: int) -> None:
        """Mark a sentence as done; the last one finishes its seed."""
        seed, _ = self._open.pop(index)
        self._early.discard(index)
        self._left[seed] -= 1
        if not self._left[seed]:
            del self._left[seed]
            self._finished.append(seed)

    def _end_all(self) -> None:
        """Mark all sentences as done."""
        self._finished += self._left
        self._left.clear()
        self._open.clear()

    def _give_up(self, pair: tuple[str, str], error: WorkflowError) -> None:
        self._desk.give_up(pair, error)
        for index in [each for each, (_, work) in self._open.items() if _pair(work) == pair]:
            self._end(index)

    def _settled(self) -> list[SeedState]:
        seeds, self._finished = self._finished, []
        if seeds:
            self._desk.settle(seeds)
        return seeds


def _pair(work: SentenceWork) -> tuple[str, str]:
    translation, job = work
    return job.segment.language, translation.target
