"""Seeds into catalogs: ``sync`` merges, ``translate`` fills what is empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from time import monotonic
from typing import Protocol, runtime_checkable

from workflow import catalog, engines, glossary, plugins, readers, translator
from workflow.engines.endpoint import Usage
from workflow.errors import CatalogError, ConfigError, EngineError, WorkflowError
from workflow.glossary import Glossary
from workflow.model import Document, Project, State
from workflow.pipeline import documents, versions
from workflow.pipeline.versions import SeedReport, Version
from workflow.protocols import Engine, Progress
from workflow.translator import Job


@runtime_checkable
class Metered(Protocol):
    """An engine that counts what it asks of a language model."""

    usage: Usage


#: Sentences handed to an engine at a time: enough to batch by length, small enough for memory.
WINDOW = 2_000
#: Documents whose catalogs are written together: disks sync many files faster than one by one.
BATCH = 64
#: Seconds after which finished sentences are written even if their document is not finished.
SAVE_EVERY = 10.0


@dataclass(slots=True)
class Outcome:
    """What a command did: reports per seed, engines per target, and what went wrong on the way.

    ``usage`` counts requests, retries and tokens of each engine that speaks to a language model.
    """

    seeds: list[SeedReport] = field(default_factory=list)
    engines: dict[str, str] = field(default_factory=dict)
    errors: list[WorkflowError] = field(default_factory=list)
    translated: int = 0
    usage: dict[str, Usage] = field(default_factory=dict)

    def used(self, target: str, signature: str) -> None:
        """Notes that an engine translated into ``target``; several are joined with commas."""
        names = dict.fromkeys(filter(None, self.engines.get(target, "").split(", ")))
        self.engines[target] = ", ".join({**names, signature: None})


def sync(
    project: Project, paths: Sequence[Path], targets: Sequence[str], progress: Progress
) -> Outcome:
    """Merges seeds into their PO files: new, moved, changed and gone sentences; no translation."""
    outcome = Outcome()
    terms = glossary.load(project)
    names = {documents.name_of(project, path) for path in readers.seeds(project)}
    found = documents.load_all(project, paths, outcome.errors, progress)
    while batch := list(islice(found, BATCH)):
        _follow_renames(project, batch, names, targets, outcome.errors)
        opened = [
            list(versions.open_versions(project, terms, document, targets, outcome.errors))
            for document in batch
        ]
        for version in chain.from_iterable(opened):
            versions.witness(version)
        outcome.errors += _save(chain.from_iterable(opened))
        outcome.seeds += map(partial(versions.report, project), batch, opened)
    return outcome


def _follow_renames(
    project: Project,
    batch: Sequence[Document],
    names: Collection[str],
    targets: Sequence[str],
    errors: list[WorkflowError],
) -> None:
    """Lets a renamed seed keep its PO files."""
    for target in targets:
        own = [document for document in batch if document.language != target]
        try:
            catalog.adopt(project, own, names, target)
        except CatalogError as error:
            errors.append(error)


def _save(opened: Iterable[Version]) -> tuple[WorkflowError, ...]:
    return catalog.save_all([version.catalog for version in opened])


def translate(
    project: Project,
    paths: Sequence[Path],
    targets: Sequence[str],
    progress: Progress,
    *,
    redo_drafts: bool = False,
) -> Outcome:
    """Syncs, then fills what is empty (and, with ``redo_drafts``, what no person has touched).

    What is done is saved as it is done: an interruption loses nothing, a second call goes on.
    """
    outcome = sync(project, paths, targets, progress)
    terms = glossary.load(project)
    waiting = [
        path
        for path, seed in _paths_of(project, outcome.seeds)
        if redo_drafts or any(locale.empty for locale in seed.locales.values())
    ]
    total = sum(
        locale.empty + (locale.draft if redo_drafts else 0)
        for seed in outcome.seeds
        for locale in seed.locales.values()
    )
    desk = _Desk(project, outcome, progress, total, redo_drafts)
    for window in _windows(project, terms, waiting, targets, redo_drafts):
        desk.work(window)
    outcome.usage = {
        name: engine.usage for name, engine in desk.engines.items() if isinstance(engine, Metered)
    }
    refreshed = {seed.path: seed for seed in desk.reports}
    outcome.seeds = [refreshed.get(seed.path, seed) for seed in outcome.seeds]
    return outcome


def _paths_of(project: Project, seeds: Iterable[SeedReport]) -> Iterator[tuple[Path, SeedReport]]:
    return ((project.root / seed.path, seed) for seed in seeds)


def _windows(
    project: Project,
    terms: Glossary,
    paths: Sequence[Path],
    targets: Sequence[str],
    redo_drafts: bool,
) -> Iterator[list[list[Version]]]:
    """Documents with work to do, each with its versions, about ``WINDOW`` sentences at a time."""
    window: list[list[Version]] = []
    size = 0
    for document in documents.load_all(project, paths, []):
        opened = list(versions.open_versions(project, terms, document, targets, []))
        window.append(opened)
        size += sum(len(_pending(version, redo_drafts)) for version in opened)
        if size >= WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def _pending(version: Version, redo_drafts: bool) -> list[Job]:
    """The sentences to translate, each once, with the reviewed pairs that stand before them."""
    wanted = set(version.catalog.pending(redo=redo_drafts))
    entries = version.catalog.entries
    jobs: dict[str, Job] = {}
    context: tuple[tuple[str, str], ...] = ()
    for segment, uses in zip(version.document.segments, version.uses, strict=True):
        entry = entries[segment.text]
        if segment.text in wanted:
            jobs.setdefault(segment.text, Job(segment, uses, context))
        elif entry.state is State.REVIEWED:
            context = (*context[-1:], (entry.source, entry.text))
    return list(jobs.values())


class _Desk:
    """Sends the open sentences of a window to the engines and files what comes back."""

    def __init__(
        self, project: Project, outcome: Outcome, progress: Progress, total: int, redo: bool
    ) -> None:
        self.project = project
        self.outcome = outcome
        self.progress = progress
        self.total = total
        self.redo = redo
        self.reports: list[SeedReport] = []
        self.failed: set[tuple[str, str]] = set()
        self.engines: dict[str, Engine] = {}

    def work(self, window: Sequence[Sequence[Version]]) -> None:
        """Translates a window of documents and saves it, whatever happens."""
        try:
            for (source, target), work in self._by_pair(window).items():
                if (source, target) not in self.failed:
                    self._translate(source, target, work)
        finally:
            self.outcome.errors += _save(chain.from_iterable(window))
        self.reports += [
            versions.report(self.project, opened[0].document, opened) for opened in window if opened
        ]

    def _by_pair(
        self, window: Sequence[Sequence[Version]]
    ) -> dict[tuple[str, str], list[tuple[Version, Job]]]:
        pairs: dict[tuple[str, str], list[tuple[Version, Job]]] = {}
        for opened in window:
            for version in opened:
                for job in _pending(version, self.redo):
                    pair = (job.segment.language, version.target)
                    pairs.setdefault(pair, []).append((version, job))
        return pairs

    def _translate(self, source: str, target: str, work: Sequence[tuple[Version, Job]]) -> None:
        try:
            engine = self._engine(source, target)
            self.outcome.used(target, engine.signature(source, target))
            self._file(engine, source, target, work)
        except EngineError as error:
            self.failed.add((source, target))
            self.outcome.errors.append(error)

    def _engine(self, source: str, target: str) -> Engine:
        """The engine for a pair; pairs of one engine share it, so that its model loads once."""
        chosen = engines.choose(self.project, source, target)
        return self.engines.setdefault(chosen.name, chosen)

    def _file(
        self, engine: Engine, source: str, target: str, work: Sequence[tuple[Version, Job]]
    ) -> None:
        """Fills each draft into its catalog as it arrives."""
        label = f"{source} → {target} with {engine.signature(source, target)}"
        self.progress(self.outcome.translated, self.total, label)
        today = date.today().isoformat()
        saved = monotonic()
        jobs = [job for _, job in work]
        for index, draft in translator.translate(engine, jobs, source, target):
            version, job = work[index]
            version.catalog.fill(
                job.segment.text,
                draft,
                terms=glossary.signature(job.uses),
                date=today,
                redo=self.redo,
            )
            self.outcome.translated += 1
            self.progress(self.outcome.translated, self.total, label)
            if monotonic() - saved > SAVE_EVERY:
                self.outcome.errors += _save({id(each): each for each, _ in work}.values())
                saved = monotonic()


def with_engine(project: Project, engine: str | None) -> Project:
    """The project with another engine than its settings name, if one is given.

    Raises:
        ConfigError: there is no engine of that name.
    """
    name = project.settings.engine if engine is None else engine
    known = ("auto", *plugins.names(plugins.ENGINES))
    if name not in known:
        raise ConfigError(f"engine {name!r}", "does not exist", f"Known: {', '.join(known)}.")
    return replace(project, settings=replace(project.settings, engine=name))


def engine_names(project: Project, outcome: Outcome, targets: Sequence[str]) -> dict[str, str]:
    """For each target the engine that translated, or else the one that would; empty for none."""
    sources = [seed.language for seed in outcome.seeds]
    names = dict(outcome.engines)
    for target in targets:
        source = next((language for language in sources if language != target), None)
        if target in names or source is None:
            continue
        try:
            names[target] = engines.choose(project, source, target).signature(source, target)
        except WorkflowError:
            names[target] = ""
    return names
