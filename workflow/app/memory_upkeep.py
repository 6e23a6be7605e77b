"""Maintain the translation memory (``memory``): search it, import and export TMX."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workflow import glossary
from workflow.errors import ConfigError, WorkflowError
from workflow.memory import Match, Memory, tmx
from workflow.memory.facts import names_in
from workflow.memory.refreshing import open_memory, tmx_pairs
from workflow.model import Pair, Project, say
from workflow.protocols import Progress, silent
from workflow.store.digests import FileDigests, digest_of_file
from workflow.store.files import replacing
from workflow.store.results import ResultCache
from workflow.wdiff import Change, difference


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and how the sentence sought differs from it."""

    match: Match
    difference: tuple[Change, ...]


@contextmanager
def opened_memory(
    project: Project, errors: list[WorkflowError], progress: Progress = silent
) -> Iterator[Memory]:
    """Open the memory of a project for one command; see :func:`open_memory`."""
    results = ResultCache(project.cache / "state.db")
    digests = FileDigests(results)
    try:
        with open_memory(project, digests, errors, progress) as memory:
            yield memory
    finally:
        digests.save()
        results.close()


def search_memory(
    project: Project, memory: Memory, text: str, source: str, targets: Sequence[str]
) -> list[Found]:
    """Find the ten best translations of ``text`` and of sentences at least 75 % like it.

    Args:
        project: whose termbase tells which names must not differ.
        memory: the project's.
        text: a sentence.
        source: BCP 47 tag of the sentences to search; any when empty.
        targets: only translations into these languages; into any when empty.
    """
    memory.refresh()
    names = names_in(glossary.load(project))
    found = memory.fuzzy(text, language=source, targets=targets, names=names)
    return [Found(match, difference(match.pair.source, text)) for match in found]


@dataclass(frozen=True, slots=True)
class ImportedMemory:
    """The outcome of importing a TMX file.

    Attributes:
        place: the copy that is kept of it.
        translations: how many it holds.
        usable: how many of these are into one of the project's languages.
    """

    place: Path
    translations: int
    usable: int


def import_memory(
    project: Project, memory: Memory, path: Path, progress: Progress = silent
) -> ImportedMemory:
    """Import a TMX file; a copy of it is kept in ``locales/memory/``.

    Raises:
        ConfigError: a file of that name is there already; nothing is overwritten.
        TmxError: the file cannot be read; nothing has been taken in.
    """
    place = project.imports / f"{path.stem}.tmx"
    if place.exists():
        raise ConfigError(
            place, say("is there already"), say("Rename the file to import, or remove it.")
        )
    shown = project.where(place)
    memory.refresh()
    targets: Counter[str] = Counter()

    def pairs() -> Iterator[Pair]:
        for pair in tmx_pairs(project, path, path.name, progress):
            targets[pair.target] += 1
            yield pair

    with replacing(place, durable=True) as copy:
        count = memory.take_in(shown, digest_of_file(path), pairs)
        with path.open("rb") as file:
            shutil.copyfileobj(file, copy)
    usable = sum(targets[each] for each in project.settings.targets)
    return ImportedMemory(place, count, usable)


def export_memory(
    memory: Memory, path: Path, targets: Sequence[str], *, drafts: bool = False
) -> int:
    """Write a memory as TMX 1.4b; return the number of units.

    Args:
        memory: a project's.
        path: the file to write.
        targets: only translations into these languages; into any when empty.
        drafts: also what nobody has approved.
    """
    memory.refresh()
    memory.rebuild_if_damaged()
    with replacing(path) as file:
        units = tmx.units_of(memory.pairs(targets, approved=not drafts))
        source = tmx.common_source(memory.languages())
        return tmx.write(file, units, source=source)
