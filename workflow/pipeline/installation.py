"""``engines install``: gets whatever the project's language pairs still need."""

from __future__ import annotations

from dataclasses import dataclass, field

from workflow import detector, engines, readers
from workflow.engines.install import Step
from workflow.engines.install import install as fetch
from workflow.errors import EngineError, SourceError, WorkflowError
from workflow.model import Project
from workflow.protocols import Progress


@dataclass(slots=True)
class Installation:
    """What was fetched or found, what each pair is served by now, and what failed on the way."""

    steps: tuple[Step, ...] = ()
    engines: dict[str, str] = field(default_factory=dict)
    errors: list[WorkflowError] = field(default_factory=list)


def install(project: Project, wanted: str, progress: Progress) -> Installation:
    """Fetches engines for the pairs of the project: its seeds' languages × its targets.

    Args:
        project: one without seeds counts as one with English seeds.
        wanted: ``argos``, ``local``, or ``auto``: nothing where every pair is served already,
            else Argos packages, else, where their index is out of reach or lacks a pair, the
            local model.
        progress: told of bytes as they arrive.
    """
    result = Installation()
    sources = _sources(project)
    pairs = [(a, b) for a in sources for b in project.settings.targets if a != b]
    if wanted != "auto" or not all(_served(project, *pair) for pair in pairs):
        try:
            result.steps = fetch(project, sources, progress, wanted)
        except EngineError as error:
            result.errors.append(error)
    result.engines = {f"{a} → {b}": _served(project, a, b) for a, b in pairs}
    return result


def _sources(project: Project) -> tuple[str, ...]:
    """The languages of the seeds; English where there are none that tell."""
    sources: dict[str, None] = {}
    for path in readers.seeds(project):
        try:
            sources[detector.assign(readers.read(project, path)).language] = None
        except SourceError:
            continue
    sources.pop(detector.UNDETERMINED, None)
    return tuple(sources) or ("en",)


def _served(project: Project, source: str, target: str) -> str:
    """The signature of the engine that serves a pair now, empty when there is none."""
    try:
        return engines.choose(project, source, target).signature(source, target)
    except EngineError:
        return ""
