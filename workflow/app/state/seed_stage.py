"""Work something out of seeds, one after the other, by all processors of this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Generic, TypeVar

from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.store.workers import Job

_W = TypeVar("_W")
_R = TypeVar("_R")


class SeedStage(Generic[_R]):
    """A stage on the way of seeds: they come out as they were put in, with what was worked out.

    Close it if not all have come out.

    Args:
        state: the command's.
        job: what is done, in any process; it follows from files alone.
        order: what the job gets of a seed; None for a seed that passes as it is.
        take: gives a seed what was worked out of it.
    """

    def __init__(
        self,
        state: ProjectState,
        job: Job[_W, _R],
        order: Callable[[SeedState], _W | None],
        take: Callable[[SeedState, _R], None],
    ) -> None:
        self._stage = state.workers.stage(job, order)
        self._take = take

    def put(self, seed: SeedState) -> Iterator[SeedState]:
        """Take a seed in; yield those that are ready."""
        return self._out(self._stage.put(seed))

    def rest(self) -> Iterator[SeedState]:
        """Yield all that are still in it."""
        return self._out(self._stage.rest())

    def close(self) -> None:
        """End what is still worked on."""
        self._stage.close()

    def through(self, seeds: Iterable[SeedState]) -> Iterator[SeedState]:
        """Yield all of some seeds."""
        with closing(self):
            for seed in seeds:
                yield from self.put(seed)
            yield from self.rest()

    def _out(self, found: Iterator[tuple[SeedState, _R | None]]) -> Iterator[SeedState]:
        for seed, its in found:
            if its is not None:
                self._take(seed, its)
            yield seed
