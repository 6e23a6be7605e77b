"""Process seeds on all processors: open them in any process, save and release them here.

To open one is to read it and merge it with its PO files, in memory.

What comes out follows from files alone, so it is the same wherever it is done. It is sent whole:
that costs a tenth of opening it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Generic, TypeVar

from workflow import catalog
from workflow.app.state import seed_files
from workflow.app.state.document_translation import (
    DocumentTranslation,
    open_translation,
    po_path,
    read_translation,
    targets_of,
)
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import OpenedSeed, OpeningOrder, SeedState
from workflow.errors import WorkflowError, contained
from workflow.glossary import Glossary
from workflow.model import Document, Project
from workflow.store.digests import content, digest
from workflow.store.workers import EACH, Job

_W = TypeVar("_W")
_R = TypeVar("_R")


class SeedStage(Generic[_R]):
    """A stage of seeds, which come out in order, with the results of the work.

    Close it if not all have come out.

    Args:
        state: the command's.
        job: what is done, in any process; it follows from files alone.
        order: what the job gets of a seed; None for a seed that passes as it is.
        take: gives a seed what was worked out of it.
        ahead: as for :meth:`Workers.stage`.
    """

    def __init__(
        self,
        state: ProjectState,
        job: Job[_W, _R],
        order: Callable[[SeedState], _W | None],
        take: Callable[[SeedState, _R], None],
        ahead: int = EACH,
    ) -> None:
        self._stage = state.workers.stage(job, order, ahead)
        self._take = take

    def put(self, seed: SeedState) -> Iterator[SeedState]:
        """Add a seed, and yield those that are ready."""
        return self._out(self._stage.put(seed))

    def rest(self) -> Iterator[SeedState]:
        """Yield all remaining seeds."""
        return self._out(self._stage.rest())

    def close(self) -> None:
        """Stop the work that is still in progress."""
        self._stage.close()

    def through(self, seeds: Iterable[SeedState]) -> Iterator[SeedState]:
        """Process some seeds, and yield all of them."""
        with closing(self):
            for seed in seeds:
                yield from self.put(seed)
            yield from self.rest()

    def _out(self, found: Iterator[tuple[SeedState, _R | None]]) -> Iterator[SeedState]:
        for seed, its in found:
            if its is not None:
                self._take(seed, its)
            yield seed


def _open(
    project: Project, glossary: Glossary, targets: Sequence[str], order: OpeningOrder
) -> OpenedSeed:
    """Open a seed as :meth:`SeedState.open` does, in any process."""
    path, named, merged = order
    errors: list[WorkflowError] = []
    document: Document | None = None
    with contained(project.where(path), errors.append):
        document = seed_files.load(project, path, named)
    source = digest(content(path))
    if document is None:
        return OpenedSeed(None, (), tuple(errors), source)
    translations: list[DocumentTranslation] = []
    load = read_translation if merged else open_translation
    for target in targets_of(document, targets):
        with contained(po_path(project, document.name, target), errors.append):
            translations.append(load(project, glossary, document, target))
    return OpenedSeed(document, tuple(translations), tuple(errors), source)


def opened(
    state: ProjectState,
    seeds: Iterable[SeedState],
    needed: Callable[[SeedState], bool] = lambda _: True,
) -> Iterator[SeedState]:
    """Yield the seeds in order, opening those that are needed; see :func:`opening`."""
    return opening(state, needed).through(seeds)


def opening(
    state: ProjectState, needed: Callable[[SeedState], bool], *, only_read: bool = False
) -> SeedStage[OpenedSeed]:
    """Create the stage in which closed seeds are opened.

    Args:
        state: the command's.
        needed: tells which are to be open.
        only_read: nothing will be saved: PO files that are known to be merged are not merged again.
    """

    def order(seed: SeedState) -> OpeningOrder | None:
        if seed.is_open or not needed(seed):
            return None
        return seed.opening_order(only_read=only_read)

    job = partial(_open, state.project, state.glossary, state.every_target)
    return SeedStage(state, job, order, SeedState.take)


def save(state: ProjectState, seeds: Sequence[SeedState]) -> None:
    """Write the PO files of open seeds, except those known to be up to date."""
    new = [seed for seed in seeds if seed.is_open and not seed.is_merged()]
    open_catalogs = (translation.catalog for seed in new for translation in seed.open_wanted())
    state.errors += catalog.save_all(open_catalogs)
    for seed in new:
        seed.note_merged()


def unsaved(seeds: Iterable[SeedState]) -> set[tuple[str, str]]:
    """List the seeds and languages whose catalogs could not be saved."""
    return {
        (seed.name, translation.target)
        for seed in seeds
        if seed.is_open
        for translation in seed.open_wanted()
        if translation.catalog.unsaved
    }


def let_go(seeds: Iterable[SeedState], lost: Collection[tuple[str, str]]) -> None:
    """Drop changes that could not be saved, so that reports and pages show what is on disk."""
    names = {name for name, _ in lost}
    for seed in seeds:
        if seed.name in names:
            seed.release()
