"""Hold the state of a project for one command: settings, glossary, errors, cached results."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from unicodedata import normalize

from workflow import __version__, catalog, glossary, plugins
from workflow.app.state import article_addresses, seed_files
from workflow.app.state.kept_opinions import Judgement, Opinions, judgements
from workflow.app.state.reopened_approvals import Reopened
from workflow.documents import readers
from workflow.errors import WorkflowError, contained
from workflow.glossary import Glossary
from workflow.model import Project
from workflow.protocols import Progress, silent
from workflow.store.digests import FileDigests, content, digest
from workflow.store.processors import granted
from workflow.store.results import ResultCache
from workflow.store.workers import Workers

#: Folders of the package that do not affect results.
_COMPILED = "__pycache__"
#: Modules that worker processes load once for all.
_WORK = (
    "workflow.app.checking",
    "workflow.app.state.seed_stages",
    "workflow.site.building.article_writer",
    "workflow.site.theming.environment",
)
#: The kind of result that holds an article's summary.
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class FollowedSeed:
    """A renamed seed: its path, the former name of its PO files, and their languages."""

    seed: str
    former: str
    locales: Sequence[str]


@dataclass(frozen=True, slots=True)
class PartedFiles:
    """PO files without a seed that had to make room: their old and new names."""

    former: str
    name: str
    locales: Sequence[str]


@dataclass(frozen=True, slots=True)
class DoubtfulFiles:
    """PO files whose seed is gone, by name, and the paths of its possible successors."""

    former: str
    seeds: Sequence[str]


@dataclass(slots=True)
class Renames:
    """What was done with the PO files of renamed seeds."""

    followed: list[FollowedSeed] = field(default_factory=list)
    parted: list[PartedFiles] = field(default_factory=list)
    doubtful: list[DoubtfulFiles] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Work:
    """The seeds and languages that a command works on.

    Attributes:
        project: whose seeds.
        paths: of the seeds.
        targets: the languages to work on; the project's when empty.
        source: the language that these seeds are in, if the command line says so, or ``auto``.
        redo_drafts: also translate again what no person has touched.
        again: also ask again for what an engine has left empty before: the seeds were named.
        locales: the only languages of some seeds: of those that are named by their PO files.
    """

    project: Project
    paths: Sequence[Path]
    targets: Sequence[str] = ()
    source: str = ""
    redo_drafts: bool = False
    again: bool = False
    locales: Mapping[Path, Sequence[str]] = field(default_factory=dict)

    def begin(self, progress: Progress = silent) -> ProjectState:
        """Create the state of the project for a command."""
        named = dict.fromkeys(self.paths, self.source) if self.source else {}
        single = (tag for tags in self.locales.values() for tag in tags)
        targets = dict.fromkeys((*(self.targets or self.project.settings.targets), *single))
        return ProjectState(self.project, tuple(targets), progress, named)

    def targets_for(self, path: Path, state: ProjectState) -> Sequence[str]:
        """Return the languages to consider for one seed: its own, or all of the command."""
        return self.locales.get(path, state.targets)


class ProjectState:
    """The state of a project for one command; use it in a ``with`` statement.

    Attributes:
        project: whose seeds.
        targets: the languages that the command is about.
        progress: told how far the work is.
        named: the languages that the command line says seeds are in, by their paths.
        glossary: the project's glossary.
        errors: what went wrong so far; the command goes on.
        results: what was worked out before, and by this command.
        files: the digests of seeds and PO files.
        workers: the processors that the command may use.
        lapsed: sentences that people had joined or split, and that are others now.
        reopened: approvals that changed rows of the glossary have taken or given back.
        renames: what became of PO files whose seed has another name now.
        renames_followed: whether such files have been looked for.
        held_as: by language and name of a seed, the name that its PO file still has, where that is
            known to be another and the command moves nothing.
    """

    def __init__(
        self,
        project: Project,
        targets: Sequence[str] = (),
        progress: Progress = silent,
        named: Mapping[Path, str] = MappingProxyType({}),
    ) -> None:
        self.project = project
        self.targets = tuple(targets) or project.settings.targets
        self.progress = progress
        self.named = named
        self.glossary: Glossary = glossary.load(project)
        self.errors: list[WorkflowError] = list(self.glossary.errors)
        self.results = ResultCache(project.cache / "state.db")
        self.files = FileDigests(self.results)
        self.workers = Workers(granted(project.settings.on), _WORK)
        self.lapsed: list[WorkflowError] = []
        self.reopened: list[Reopened] = []
        self.renames = Renames()
        self.renames_followed = False
        self.held_as: dict[tuple[str, str], str] = {}

    def __enter__(self) -> ProjectState:
        return self

    def __exit__(self, *_: object) -> None:
        self.workers.end()
        self.files.save()
        self.results.close()

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """Find all seeds of the project."""
        return readers.seeds(self.project)

    def reuse(self, paths: Collection[Path]) -> None:
        """Use these paths as those of all seeds, if they are, instead of searching again."""
        if paths == self.paths:
            self.paths = tuple(paths)

    @cached_property
    def names(self) -> Counter[str]:
        """Count the seeds of each name, reporting shared names as errors."""
        return Counter(self._names_by_path.values())

    @cached_property
    def _names_by_path(self) -> dict[Path, str]:
        return {path: seed_files.name_of(self.project, path) for path in self.paths}

    def name(self, path: Path) -> str:
        """Return a seed's name."""
        return self._names_by_path.get(path) or seed_files.name_of(self.project, path)

    @cached_property
    def slugs(self) -> dict[str, str]:
        """Return the slugs of seeds that differ from those of their names."""
        return article_addresses.given(self.project)

    def slug(self, name: str) -> str:
        """Return the slug of the seed with a name."""
        return article_addresses.slug(self.slugs, name)

    def settle_addresses(self) -> None:
        """Assign every seed a slug of its own, before any of them is read."""
        #: Names that look the same are refused when they are read.
        spelled = Counter(normalize("NFC", name) for name in self.names)
        names = [name for name in self.names if spelled[normalize("NFC", name)] == 1]
        with contained(self.project.locales, self.errors.append):
            self.slugs = article_addresses.settle(self.project, names, self._known_names)

    def _known_names(self) -> set[str]:
        """Return the names that have PO files, or were published."""
        return {*catalog.held(self.project), *self.results.names(SUMMARY)}

    @cached_property
    def orphans(self) -> dict[str, list[str]]:
        """List the PO files whose seed is gone, for each language of the command."""
        return {
            target: list(catalog.orphans(self.project, self.names, target))
            for target in self.targets
        }

    @cached_property
    def interrupted(self) -> frozenset[str]:
        """List the seeds whose PO files a killed process left half-saved."""
        return catalog.interrupted(self.project, self.names, self.every_target)

    @cached_property
    def every_target(self) -> tuple[str, ...]:
        """Return the project's target languages and those that the command is about."""
        return tuple(dict.fromkeys((*self.project.settings.targets, *self.targets)))

    @cached_property
    def catalog_folders(self) -> dict[str, str]:
        """Return the folder of the PO files of each language, relative to the project.

        As text, which is joined ten times as fast as a path: every seed asks, changed or not.
        """
        return {tag: catalog.folder_of(self.project, tag) for tag in self.every_target}

    @cached_property
    def journal_folders(self) -> dict[str, str]:
        """Return the folder of the PO files' journals for each language."""
        names = {tag: catalog.journal_of(self.project, "_", tag) for tag in self.every_target}
        return {tag: str(path.parent) for tag, path in names.items()}

    def digest_of_seams(self, name: str) -> bytes:
        """Digest the joins and splits that people made in a seed; empty without any."""
        held = self.files.of(f"{self._seams_folder}/{name}.jsonl") if self._seams_folder else b""
        return held if any(held) else b""

    @cached_property
    def _seams_folder(self) -> str:
        folder = catalog.seams_of(self.project, "_").parent
        return str(folder) if folder.is_dir() else ""

    @cached_property
    def judgements(self) -> Opinions[Judgement] | None:
        """Return the judgements of models; None if none was ever asked."""
        known = judgements(self.project)
        return known if known.folder.is_dir() else None

    @cached_property
    def basis(self) -> bytes:
        """Digest what every result depends on: settings, glossary, program."""
        hasher = hashlib.blake2b(digest_size=16)
        settings = replace(self.project.settings, on="", journal="")  # places change nothing
        hasher.update(repr((settings, self.every_target)).encode())
        for path in glossary.tables(self.project):
            hasher.update(digest(path.name.encode(errors="replace")) + digest(content(path)))
        hasher.update(_program(self.files))
        return hasher.digest()


#: The result of :func:`_program`, which cannot change during a process.
_PROGRAM: list[bytes] = []


def _program(files: FileDigests) -> bytes:
    """Digest the program's files, version and plugins, on which all results depend.

    It is the same on every machine that has the same files, whenever they were put there.
    """
    if not _PROGRAM:
        root = str(resources.files("workflow"))
        held = [(path.removeprefix(root), files.of(path)) for path in _files(root)]
        _PROGRAM.append(digest(repr((__version__, held, plugins.registered())).encode()))
    return _PROGRAM[0]


def _files(root: str) -> Iterator[str]:
    """Yield the files below a folder in a stable order; a thousand at every start."""
    for place, folders, names in os.walk(root):
        folders[:] = sorted({*folders} - {_COMPILED})
        yield from (f"{place}/{name}" for name in sorted(names))
