"""``run``: everything from the seeds to the site in one pass, each seed opened once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from workflow.app import checking, publishing, translating
from workflow.app.checking import Checked
from workflow.app.filling import Filling
from workflow.app.project_state import ProjectState, SeedState, named
from workflow.app.publishing import Published
from workflow.app.translating import Outcome
from workflow.model import Project
from workflow.protocols import Progress
from workflow.qa import baseline


@dataclass(slots=True)
class Ran:
    """What ``run`` did: translations, the site, and findings in the order of the PO files."""

    outcome: Outcome
    site: Published
    checked: Checked


def run(
    project: Project,
    paths: Collection[Path],
    targets: Sequence[str],
    progress: Progress,
    *,
    redo_drafts: bool = False,
) -> Ran:
    """Merges and translates the seeds at ``paths``, checks them, and publishes all seeds.

    See :func:`workflow.app.translating.translate` for the arguments.
    """
    with ProjectState(project, targets, progress, named(paths)) as workspace:
        filling = Filling(workspace, redo_drafts)
        outcome = Outcome(errors=workspace.errors, engines=filling.signatures)
        checked = Checked(errors=workspace.errors)
        worked_on = set(paths)
        merged = translating.merged(workspace, paths, filled_next=True)
        others = [path for path in workspace.paths if path not in worked_on]
        seeds = _noted(workspace, filling.filled(merged), outcome, checked)
        everything = chain(seeds, (SeedState(workspace, path) for path in others))
        site = publishing.publish_seeds(workspace, everything)
        checked.findings.sort(key=lambda finding: (finding.path, finding.line))
        return Ran(translating.concluded(outcome, filling), site, checked)


def _noted(
    workspace: ProjectState, seeds: Iterable[SeedState], outcome: Outcome, checked: Checked
) -> Iterator[SeedState]:
    """The seeds as they pass, each with its report and its findings noted."""
    accepted = baseline.read(workspace.project)
    for seed in seeds:
        outcome.add(seed)
        checking.collect(workspace, seed, workspace.targets, accepted, checked)
        yield seed
