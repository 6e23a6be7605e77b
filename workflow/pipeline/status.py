"""``status``: how far every seed is in every locale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workflow.model import Project
from workflow.pipeline.desk import Desk
from workflow.pipeline.translation import Outcome
from workflow.protocols import Progress


def status(
    project: Project, paths: Sequence[Path], targets: Sequence[str], progress: Progress
) -> Outcome:
    """Counts sentences by state as a merge would leave them; nothing is written."""
    with Desk(project, targets, progress) as desk:
        outcome = Outcome(errors=desk.errors)
        for seed in desk.seeds(paths):
            outcome.add(seed)
        return outcome
