"""``status``: how far every seed is in every locale, and what to read first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.errors import WorkflowError
from workflow.model import Finding, Project
from workflow.pipeline import baseline, checking, risk
from workflow.pipeline.checking import Checked
from workflow.pipeline.desk import Desk
from workflow.pipeline.risk import Risk
from workflow.pipeline.translation import Outcome
from workflow.pipeline.versions import Version
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


@dataclass(slots=True)
class Reading:
    """Sentences in the order in which they should be read, and what could not be looked at."""

    risks: list[Risk] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def reading_order(
    project: Project, paths: Sequence[Path], targets: Sequence[str], progress: Progress
) -> Reading:
    """What an editor should read first, see :mod:`workflow.pipeline.risk`; nothing is written.

    Raises:
        ConfigError: the baseline file cannot be used.
        GlossaryError: the glossary cannot be used.
    """
    accepted = baseline.read(project)
    risks: list[Risk] = []
    with Desk(project, targets, progress) as desk:
        for seed in desk.seeds(paths, "Checking"):
            checked = Checked()
            checking.collect(desk, seed, desk.targets, accepted, checked)
            found: dict[tuple[str, str], list[Finding]] = {}
            for finding in checked.findings:
                found.setdefault((finding.path, finding.source), []).append(finding)
            for version in seed.asked:
                risks += _risks(version, found)
            seed.release()
        return Reading(risk.in_reading_order(risks), desk.errors)


def _risks(version: Version, found: Mapping[tuple[str, str], Sequence[Finding]]) -> Iterator[Risk]:
    """The risk of each sentence that has one, at its first place."""
    places = dict(
        reversed([
            (segment.text, (segment, uses))
            for segment, uses in zip(version.document.segments, version.uses, strict=True)
        ])
    )  # fmt: skip
    for source, entry in version.catalog.entries.items():
        segment, uses = places[source]
        findings = found.get((entry.path, source), ())
        if assessed := risk.assess(segment, entry, version.target, uses, findings):
            yield assessed
