"""``status``: how far every seed is in every locale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workflow import glossary
from workflow.model import Project
from workflow.pipeline import documents, versions
from workflow.pipeline.translation import Outcome
from workflow.protocols import Progress


def status(
    project: Project, paths: Sequence[Path], targets: Sequence[str], progress: Progress
) -> Outcome:
    """Counts sentences by state as a merge would leave them; nothing is written."""
    outcome = Outcome()
    terms = glossary.load(project)
    for document in documents.load_all(project, paths, outcome.errors, progress):
        opened = list(versions.open_versions(project, terms, document, targets, outcome.errors))
        outcome.seeds.append(versions.report(project, document, opened))
    return outcome
