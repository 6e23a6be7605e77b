"""Save the PO files of seeds that are open, and drop what could not be saved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from workflow import catalog
from workflow.app.project_state import ProjectState
from workflow.app.seed_state import SeedState


def save(state: ProjectState, seeds: Sequence[SeedState]) -> None:
    """Write the PO files of open seeds, except those known to be up to date."""
    new = [seed for seed in seeds if seed.is_open and not seed.is_merged()]
    open_catalogs = (translation.catalog for seed in new for translation in seed.open_wanted())
    state.errors += catalog.save_all(open_catalogs)
    for seed in new:
        seed.note_merged()


def unsaved(seeds: Iterable[SeedState]) -> set[tuple[str, str]]:
    """Name the seeds and languages whose catalogs could not be saved."""
    return {
        (seed.name, translation.target)
        for seed in seeds
        if seed.is_open
        for translation in seed.open_wanted()
        if translation.catalog.unsaved
    }


def let_go(seeds: Iterable[SeedState], lost: Collection[tuple[str, str]]) -> None:
    """Drop changes that could not be saved: reports and pages show what is on disk."""
    names = {name for name, _ in lost}
    for seed in seeds:
        if seed.name in names:
            seed.release()
