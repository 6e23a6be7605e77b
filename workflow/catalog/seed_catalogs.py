"""The PO files of a seed as a whole, and those of many seeds.

They remember in which language a person said that the seed is, and are saved together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from workflow.catalog.catalog import Catalog
from workflow.catalog.paths import locate, path_of, place_of, where
from workflow.catalog.po_file import NAMED
from workflow.errors import WorkflowError, contained
from workflow.languages import language
from workflow.model import Project
from workflow.store.interrupts import deferred_interrupts

#: A header is shorter.
_BEGINNING = 4_096
_FIELD = re.compile(rf'"{NAMED}:\s*([\w-]+)\s*(?:\\n)?"'.encode())
#: How many files are written at once: beyond this, syncing gets no faster (measured on ext4).
_WRITERS = 8


def named_source(project: Project, name: str, targets: Iterable[str]) -> str:
    """Return the language that a person said on the command line a seed is in; empty if none did.

    Args:
        project: whose seed.
        name: the seed's.
        targets: the languages whose PO files are asked first; if none says so, all others are.
    """
    asked = tuple(targets)
    found = {tag: said for tag in asked if (said := _named_in(project, name, tag))}
    if not found:
        others = (tag for tag in _languages(project, name) if tag not in asked)
        found = {tag: said for tag in others if (said := _named_in(project, name, tag))}
    # A file in a language that the seed is in is translated no more: it is the older one.
    newer = (said for tag, said in found.items() if tag not in found.values())
    return next(newer, next(iter(found.values()), ""))


def name_everywhere(
    project: Project, name: str, source: str
) -> tuple[bool, tuple[WorkflowError, ...]]:
    """Record a seed's language in all its PO files, also of languages no longer translated into.

    Args:
        project: whose seed.
        name: the seed's.
        source: BCP 47 tag; empty to let go what was said before.

    Returns:
        Whether a file had to be written, and what could not be.
    """
    other = [tag for tag in _languages(project, name) if _named_in(project, name, tag) != source]
    errors: list[WorkflowError] = []
    for tag in other:
        with contained(where(project, place_of(project, name, tag)), errors.append):
            catalog = Catalog.load(project, name, tag)
            catalog.name_source(source)
            catalog.save(sign=False)
    return bool(other), tuple(errors)


def _languages(project: Project, name: str) -> list[str]:
    """List the languages that a seed has PO files in, whether they are targets or not."""
    files = (folder / f"{name}.po" for folder in sorted(project.locales.glob("*")))
    found = (locate(project, file) for file in files if file.is_file())
    return [place[1] for place in found if place]


def _named_in(project: Project, name: str, target: str) -> str:
    """Return the source language that one PO file names; empty where it names none."""
    with suppress(OSError, WorkflowError):
        if found := _FIELD.search(_beginning(path_of(project, name, target))):
            return language(found[1].decode()).tag
    return ""


def _beginning(path: Path) -> bytes:
    """Read what a file begins with; nothing of a pipe or the like, which might wait for ever."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(_BEGINNING)


def save_all(catalogs: Iterable[Catalog]) -> tuple[WorkflowError, ...]:
    """Save many catalogs at once: several times faster than one by one, as disks sync together.

    Returns:
        What could not be saved; the others are.
    """
    with deferred_interrupts(), ThreadPoolExecutor(_WRITERS) as writers:
        return tuple(error for error in writers.map(_save, catalogs) if error)


def _save(catalog: Catalog) -> WorkflowError | None:
    errors: list[WorkflowError] = []
    with contained(catalog.where, errors.append):
        catalog.save()
    return errors[0] if errors else None
