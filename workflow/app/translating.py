"""Seeds into catalogs: ``sync`` merges, ``translate`` fills what is empty.

Both are stages that seeds pass through, so that ``run`` can check and publish each seed while it
is open. A seed in which nothing has changed passes without being opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from workflow import catalog, plugins
from workflow.app.document_translation import SeedReport, record_approvals, targets_of
from workflow.app.filling import Filling
from workflow.app.project_state import ProjectState, SeedState, named
from workflow.catalog import attribution
from workflow.engines.llm.endpoint import Usage
from workflow.errors import ConfigError, WorkflowError, contained
from workflow.model import NO_ENGINE, Finding, Project
from workflow.protocols import Progress

#: Documents whose catalogs are written together: disks sync many files faster than one by one.
BATCH = 64


@dataclass(slots=True)
class Outcome:
    """What a command did: reports per seed, engines per target, and what went wrong on the way.

    ``missing`` is what people have decided and the PO files have lost, see ``workflow restore``;
    ``usage`` counts requests, retries and tokens of each engine that speaks to a language model.
    """

    seeds: list[SeedReport] = field(default_factory=list)
    engines: dict[str, str] = field(default_factory=dict)
    errors: list[WorkflowError] = field(default_factory=list)
    usage: dict[str, Usage] = field(default_factory=dict)
    missing: list[Finding] = field(default_factory=list)

    def add(self, seed: SeedState) -> None:
        """Takes a seed's report in, in the order of the paths."""
        if report := seed.report():
            self.seeds.append(report)
            self.missing += (each for target in report.locales for each in seed.missing(target))


def sync(
    project: Project,
    paths: Collection[Path],
    targets: Sequence[str],
    progress: Progress,
) -> Outcome:
    """Merges seeds into their PO files: new, moved, changed and gone sentences; no translation.

    ``paths`` may be a mapping that says in which language each seed is.
    """
    with ProjectState(project, targets, progress, named(paths)) as workspace:
        outcome = Outcome(errors=workspace.errors)
        for seed in merged(workspace, paths):
            outcome.add(seed)
        return outcome


def translate(
    project: Project,
    paths: Collection[Path],
    targets: Sequence[str],
    progress: Progress,
    *,
    redo_drafts: bool = False,
) -> Outcome:
    """Syncs, then fills what is empty (and, with ``redo_drafts``, what no person has touched).

    ``paths`` may be a mapping that says in which language each seed is. What is done is saved as it
    is done: an interruption loses nothing, a second call goes on.
    """
    with ProjectState(project, targets, progress, named(paths)) as workspace:
        filling = Filling(workspace, redo_drafts)
        outcome = Outcome(errors=workspace.errors, engines=filling.signatures)
        for seed in filling.filled(merged(workspace, paths, filled_next=True)):
            outcome.add(seed)
        return concluded(outcome, filling)


def concluded(outcome: Outcome, filling: Filling) -> Outcome:
    """An outcome with all that is known once the last seed has been filled."""
    outcome.usage = filling.usage
    outcome.seeds.sort(key=lambda report: report.path)
    return outcome


def merged(
    workspace: ProjectState, paths: Collection[Path], *, filled_next: bool = False
) -> Iterator[SeedState]:
    """The seeds at ``paths``, their PO files brought to what they say and saved.

    A seed that cannot be read is left out and told among the workspace's errors.

    Args:
        workspace: the command's.
        paths: of the seeds.
        filled_next: leave PO files that do not exist yet to the next stage, so that each is written
            once, not first without its translations.
    """
    seeds = workspace.seeds(paths)
    while batch := list(islice(seeds, BATCH)):
        new = [seed for seed in batch if not seed.settled]
        _follow_renames(workspace, new)
        for seed in new:
            for translation in seed.asked:
                with seed.guarded(seed.po(translation.target)):
                    hands = attribution.approvers(workspace.project, translation.catalog)
                    record_approvals(translation, hands)
        opened = [translation.catalog for seed in new for translation in seed.asked]
        workspace.errors += catalog.save_all(
            each for each in opened if each.data or not filled_next
        )
        for seed in batch:
            seed.keep_named()
        for seed in new:
            seed.settle()
        yield from (seed for seed in batch if seed.settled or seed.document)


def _follow_renames(workspace: ProjectState, seeds: Iterable[SeedState]) -> None:
    """Lets a renamed seed keep its PO files."""
    documents = [document for seed in seeds if (document := seed.document)]
    for target, gone in workspace.orphans.items() if documents else ():
        own = [
            document.part_for(target) for document in documents if targets_of(document, (target,))
        ]
        with contained(workspace.catalog_folders[target], workspace.errors.append):
            moved = catalog.adopt(workspace.project, own, gone, target) if gone else {}
            gone[:] = [name for name in gone if name not in moved.values()]


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


def drafted_by(seeds: Iterable[SeedReport]) -> dict[str, dict[str, int]]:
    """For each target what made the drafts that are there, and how many, the most first.

    Engines by their signatures; others are a person, who has changed them, and the memory.
    """
    found: dict[str, Counter[str]] = {}
    for seed in seeds:
        for target, locale in seed.locales.items():
            found.setdefault(target, Counter()).update(locale.origins)
    return {target: dict(counted.most_common()) for target, counted in sorted(found.items())}


def engine_names(seeds: Iterable[SeedReport], targets: Iterable[str]) -> dict[str, str]:
    """For each target the engines that made the drafts that are there; empty where none did."""
    made = drafted_by(seeds)
    return {
        target: ", ".join(name for name in made.get(target, ()) if name not in NO_ENGINE)
        for target in targets
    }
