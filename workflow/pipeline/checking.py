"""``check``: every check over every translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow import checks, glossary
from workflow.errors import WorkflowError
from workflow.model import Finding, Project
from workflow.pipeline import documents, versions
from workflow.pipeline.versions import Version
from workflow.protocols import Check, Progress


@dataclass(slots=True)
class Checked:
    """Findings in the order of the files, and what could not be read."""

    findings: list[Finding] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def check(
    project: Project, paths: Sequence[Path], targets: Sequence[str], progress: Progress
) -> Checked:
    """Runs the checks over the translations of the seeds at ``paths``."""
    result = Checked()
    terms = glossary.load(project)
    result.errors += terms.errors
    known = checks.all_checks()
    for document in documents.load_all(project, paths, result.errors, progress, "Checking"):
        for version in versions.open_versions(project, terms, document, targets, result.errors):
            result.findings += _check(version, known)
    return result


def _check(version: Version, known: Sequence[Check]) -> list[Finding]:
    """Findings of one version; a repeated sentence is looked at in each of its places."""
    entries = version.catalog.entries
    found = [
        finding
        for segment, uses in zip(version.document.segments, version.uses, strict=True)
        for finding in checks.check_entry(entries[segment.text], version.target, uses, known)
    ]
    return list(dict.fromkeys(found))
