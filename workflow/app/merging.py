"""Merge seeds into their PO files: new, moved, changed and gone sentences; no translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workflow import catalog
from workflow.app.document_translation import record_approvals, targets_of
from workflow.app.project_state import ProjectState
from workflow.app.seed_state import SeedState
from workflow.catalog import attribution
from workflow.errors import contained


def merge(
    state: ProjectState, seeds: Sequence[SeedState], *, filled_next: bool = False
) -> list[SeedState]:
    """Bring the PO files of seeds to what the seeds say, and save them.

    A seed whose PO files are known to say that already is not opened.

    Args:
        state: the command's.
        seeds: whose PO files are written together: disks sync many files faster than one by one.
        filled_next: leave PO files that do not exist yet to the next stage, so that each is written
            once, not first without its translations.

    Returns:
        The seeds that can be worked on; why the others cannot is among the state's errors.
    """
    new = [seed for seed in seeds if not seed.is_merged()]
    _follow_renames(state, new)
    for seed in new:
        for translation in seed.open_wanted():
            with seed.contained(seed.po(translation.target)):
                approvers = attribution.approvers(state.project, translation.catalog)
                record_approvals(translation, approvers)
    opened = [translation.catalog for seed in new for translation in seed.open_wanted()]
    state.errors += catalog.save_all(each for each in opened if each.data or not filled_next)
    for seed in seeds:
        seed.write_language()
    for seed in new:
        seed.note_merged()
    return [seed for seed in seeds if seed.is_merged() or seed.read()]


def _follow_renames(state: ProjectState, seeds: Iterable[SeedState]) -> None:
    """Let a renamed seed keep its PO files."""
    documents = [document for seed in seeds if (document := seed.read())]
    for target, gone in state.orphans.items() if documents else ():
        own = [
            document.part_for(target) for document in documents if targets_of(document, (target,))
        ]
        with contained(state.catalog_folders[target], state.errors.append):
            moved = catalog.adopt(state.project, own, gone, target) if gone else {}
            gone[:] = [name for name in gone if name not in moved.values()]
