"""Keep a project's memory in step with its PO files and imported TMX files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from workflow import catalog
from workflow.errors import WorkflowError, contained
from workflow.memory import tmx, tmx_reading
from workflow.memory.translation_memory import Memory
from workflow.model import Pair, Project, say
from workflow.protocols import Progress, silent
from workflow.store.digests import FileDigests
from workflow.store.files import is_inside

_LABEL = say("Reading translations")


def open_memory(
    project: Project, digests: FileDigests, errors: list[WorkflowError], progress: Progress = silent
) -> Memory:
    """Open the memory of a project; it reads what has changed when it is refreshed.

    Args:
        project: whose.
        digests: tell which files have changed.
        errors: gets what cannot be read; the memory does without it.
        progress: told how far the reading of changed files is.
    """
    return Memory(project.cache, partial(_reload, project, digests, errors, progress))


def _reload(
    project: Project,
    digests: FileDigests,
    errors: list[WorkflowError],
    progress: Progress,
    memory: Memory,
) -> None:
    known, files = memory.digests(), dict(_files(project))
    memory.forget([path for path in known if path not in files])
    held = {shown: digests.of(path) for shown, path in files.items()}
    changed = {
        shown: digest
        for shown, digest in held.items()
        if any(digest) and known.get(shown) != digest  # all zero: it cannot be read
    }
    memory.learn(_read(project, changed, files, errors, progress))


def _read(
    project: Project,
    changed: Mapping[str, bytes],
    files: Mapping[str, Path],
    errors: list[WorkflowError],
    progress: Progress,
) -> Iterator[tuple[str, bytes, Iterable[Pair]]]:
    for number, (shown, digest) in enumerate(changed.items()):
        progress(number, len(changed), _LABEL)
        path = files[shown]
        if path.suffix == ".tmx":
            yield shown, digest, _until_damaged(tmx_pairs(project, path, shown), shown, errors)
            continue
        with contained(shown, errors.append):
            yield shown, digest, catalog.pairs(project, path)
    if changed:
        progress(len(changed), len(changed), _LABEL)


def _until_damaged(
    pairs: Iterable[Pair], where: str, errors: list[WorkflowError]
) -> Iterator[Pair]:
    with contained(where, errors.append):
        yield from pairs


def tmx_pairs(
    project: Project, path: Path, where: str, progress: Progress = silent
) -> Iterator[Pair]:
    """Read the pairs of a TMX file that concern the project, incrementally.

    Raises:
        TmxError: it cannot be read from here on.
    """
    targets = frozenset(project.settings.targets)
    size = path.stat().st_size
    told = -1
    with path.open("rb") as file:
        for unit in tmx_reading.read(file, where):
            if (done := file.tell()) != told:
                progress(done // 1000, size // 1000, say("Reading {file} (kB)", file=where))
                told = done
            yield from tmx.pairs_of(unit, targets, where)


def _files(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield every PO file and imported TMX file of the project, by its displayed path."""
    if not is_inside(project.locales, project.root):
        return
    for name, _, names in os.walk(project.locales):
        folder = Path(name)
        shown = project.where(folder)
        ending = ".tmx" if folder == project.imports else ".po"
        for each in names:
            path = folder / each
            inside = not path.is_symlink() or is_inside(path, project.root)
            if each.endswith(ending) and inside and path.is_file():
                yield f"{shown}/{each}", path
