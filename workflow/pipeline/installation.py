"""``engines install``: gets whatever the project's language pairs still need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow import detector, engines, readers
from workflow.engines import index, packages, weights
from workflow.errors import EngineError, SourceError, WorkflowError
from workflow.languages import language
from workflow.model import Project
from workflow.protocols import Progress

Pair = tuple[str, str]


@dataclass(slots=True)
class Installation:
    """What each pair is served by now, what was fetched, and what failed on the way."""

    engines: dict[str, str] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)
    passed_over: list[WorkflowError] = field(default_factory=list)


def install(project: Project, wanted: str, progress: Progress) -> Installation:
    """Fetches engines for the pairs of the project: its seeds' languages × its targets.

    Args:
        project: a project without seeds counts as one with English seeds.
        wanted: ``argos``, ``local``, or ``auto``: nothing where every pair is served already,
            else Argos packages, else, where their index is out of reach or lacks a pair, the
            local model.
        progress: told of megabytes or parts as they arrive.
    """
    result = Installation()
    pairs = _pairs(project)
    open_pairs = [pair for pair in pairs if wanted != "auto" or not _served(project, pair)]
    try:
        if open_pairs and wanted != "local":
            _argos(open_pairs, wanted, result, progress)
        if wanted == "local" or any(not _served(project, pair) for pair in pairs):
            _local(wanted, result, progress)
    except EngineError as error:
        result.errors.append(error)
    for source, target in pairs:
        name = _served(project, (source, target))
        result.engines[f"{source} → {target}"] = name
    return result


def _pairs(project: Project) -> list[Pair]:
    sources: dict[str, None] = {}
    for path in readers.seeds(project):
        try:
            sources[detector.assign(readers.read(project, path)).language] = None
        except SourceError:
            continue
    sources.pop("und", None)
    return [
        (source, target)
        for source in sources or {"en": None}
        for target in project.settings.targets
        if target != source
    ]


def _served(project: Project, pair: Pair) -> str:
    """The signature of the engine that serves a pair now, empty when there is none."""
    try:
        return engines.choose(project, *pair).signature(*pair)
    except EngineError:
        return ""


def _argos(pairs: Sequence[Pair], wanted: str, result: Installation, progress: Progress) -> None:
    """Installs packages from the index; with ``auto`` a failure is only noted."""
    try:
        if not packages.available():
            raise EngineError(
                "engine argos",
                "its libraries are not installed",
                "Run: python -m pip install 'translation-workflow[argos]'",
            )
        codes = [(language(source).argos, language(target).argos) for source, target in pairs]
        for offer in index.needed(index.offers(), codes):
            result.fetched.append(str(index.install(offer, progress)))
    except EngineError as error:
        if wanted == "argos":
            raise
        result.passed_over.append(error)


def _local(wanted: str, result: Installation, progress: Progress) -> None:
    if weights.gguf_path() is None or wanted == "local":
        result.fetched.append(str(weights.install_local(progress)))
