"""Many catalogs saved at once."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from workflow.catalog.catalog import Catalog
from workflow.errors import WorkflowError, contained
from workflow.store.interrupts import held_back

#: How many files are written at once: beyond this, syncing gets no faster (measured on ext4).
_WRITERS = 8


def save_all(catalogs: Iterable[Catalog]) -> tuple[WorkflowError, ...]:
    """Saves many catalogs at once: several times faster than one by one, as disks sync together.

    Returns:
        What could not be saved; the others are.
    """
    with held_back(), ThreadPoolExecutor(_WRITERS) as writers:
        return tuple(error for error in writers.map(_save, catalogs) if error)


def _save(catalog: Catalog) -> WorkflowError | None:
    errors: list[WorkflowError] = []
    with contained(catalog.where, errors.append):
        catalog.save()
    return errors[0] if errors else None
