"""Move PO files and their journals to the new names of their seeds, overwriting nothing.

A file whose new place is taken waits until the file there has moved. If two have swapped names, or
the file there belongs to no seed, that file moves out of the way, to ``NAME.former``. After every
single move, each file lies where its seed finds it, or has no seed, so that the next command can
finish after a killed one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from workflow.catalog import parser
from workflow.catalog.catalog import Catalog
from workflow.catalog.journal import Journal
from workflow.catalog.paths import journal_of, path_of
from workflow.catalog.po_file import escaped
from workflow.catalog.regrouping import move_seams
from workflow.catalog.writer import CatalogFile
from workflow.errors import CatalogError, WorkflowError, contained
from workflow.model import Project, say
from workflow.store import swap
from workflow.store.interrupts import deferred_interrupts
from workflow.store.locks import locked

#: The suffix of files that have to make room.
_FORMER = ".former"


class RenamedSeed(NamedTuple):
    """A seed whose PO files were moved to its new name; ``locales`` are BCP 47 tags.

    ``former`` is the name that the files had. Where ``name`` is none of a seed, they had to make
    room.
    """

    name: str
    former: str
    locales: tuple[str, ...]


@dataclass(slots=True)
class Relocated:
    """The files moved, those moved out of the way, and errors."""

    renamed: list[RenamedSeed] = field(default_factory=list)
    parted: list[RenamedSeed] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def sentences_held(project: Project, name: str, target: str) -> frozenset[str]:
    """Return the current sentences of a PO file; none if it cannot be read.

    Args:
        project: whose it is.
        name: of a seed, there now or not.
        target: BCP 47 tag of the translation.
    """
    with suppress(CatalogError, FileNotFoundError):
        path = path_of(project, name, target)
        _, file = parser.read(path, project.where(path))
        return frozenset(message.msgid for message in file.messages if not message.obsolete)
    return frozenset()


def said_elsewhere(
    project: Project, texts: Collection[str], names: Iterable[str], target: str
) -> frozenset[str]:
    """Return which sentences are also in other PO files.

    Args:
        project: whose PO files.
        texts: the sentences.
        names: of the files, which must be there.
        target: BCP 47 tag of the translation.
    """
    wanted = {f'msgid "{escaped(text)}"'.encode(): text for text in texts}
    found: set[bytes] = set()
    for name in names:
        with suppress(OSError, CatalogError):
            lines = path_of(project, name, target).read_bytes().splitlines()
            found.update(wanted.keys() & lines)
    return frozenset(wanted[line] for line in found)


def relocate(
    project: Project,
    former: Mapping[str, Mapping[str, str]],
    held: Mapping[str, Collection[str]],
    taken: Collection[str],
) -> Relocated:
    """Move the PO files and journals of seeds that have another name now.

    Args:
        project: whose they are.
        former: for each language (BCP 47 tag), the seeds' names and those that their files have.
        held: for each name, the languages in which it has PO files.
        taken: the names of all seeds.
    """
    done, moved = Relocated(), dict[tuple[str, str], list[str]]()
    spare = _SpareNames({*held, *taken})
    for target, names in former.items():
        standing = {name for name, tags in held.items() if target in tags}
        wanted = {name: old for name, old in names.items() if old in standing}
        origins: dict[str, str] = {}
        for old, name in _ordered(wanted, standing, spare):
            with contained(project.where(project.locales), done.errors.append):
                _move(project, old, name, target)
                origins[name] = origins.pop(old, old)
        for name, old in origins.items():
            moved.setdefault((name, old), []).append(target)
    with contained(project.where(project.locales), done.errors.append):
        move_seams(project, dict(moved.keys()))
    for (name, old), tags in moved.items():
        seeds = done.renamed if name in taken else done.parted
        seeds.append(RenamedSeed(name, old, tuple(tags)))
    return done


class _SpareNames:
    """Free names for files that must be moved out of the way, equal in all languages."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self.given: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return a name that no seed and no PO file has."""
        if name not in self.given:
            number, spare = 1, f"{name}{_FORMER}"
            while spare in self._taken:
                number, spare = number + 1, f"{name}{_FORMER}-{number + 1}"
            self._taken.add(spare)
            self.given[name] = spare
        return self.given[name]


def _ordered(
    wanted: Mapping[str, str], standing: Collection[str], spare: _SpareNames
) -> Iterator[tuple[str, str]]:
    """Yield moves, old name and new name, in an order in which every target is free."""
    waiting, standing = dict(wanted), set(standing)
    while waiting:
        ready = [name for name in sorted(waiting) if name not in standing]
        if ready:
            name, old = ready[0], waiting.pop(ready[0])
        else:
            old = min(waiting)
            name = spare.of(old)
            waiting = {to: name if each == old else each for to, each in waiting.items()}
        yield old, name
        standing.discard(old)
        standing.add(name)


def _move(project: Project, former: str, name: str, target: str) -> None:
    """Move one PO file with its journal; journal entries are moved first."""
    old, path = path_of(project, former, target), path_of(project, name, target)
    if swap.leftover(old).exists():
        Catalog.load(project, former, target).save(sign=False)
    locks = project.cache / "locks"
    journal, to = (Journal(journal_of(project, each, target), locks) for each in (former, name))
    try:
        with deferred_interrupts():
            to.add_lines_of(journal)
            with locked(locks, old.resolve()):
                swap.move(old, path)
            to.add_lines_of(journal)  # for what came to it in that instant
            journal.path.unlink(missing_ok=True)
    except (OSError, swap.Changed) as error:
        raise CatalogError(
            project.where(path),
            say("cannot take the place of {name} ({reason})", name=f"{former}.po", reason=error),
            say("Check permissions, or rename the PO file by hand."),
        ) from error
    CatalogFile(project, name, target).take_note_of(CatalogFile(project, former, target))
    _remove_empty(old.parent, path_of(project, "_", target).parent)
    _remove_empty(journal.path.parent, journal_of(project, "_", target).parent)


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder that has become empty, and its parents likewise."""
    with suppress(OSError):
        while top in folder.parents:
            folder.rmdir()
            folder = folder.parent
