"""Install what the project's language pairs lack, or models that the user names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from workflow import engines
from workflow.app.state import seed_files
from workflow.documents import detector, readers
from workflow.engines.setup import hub, hub_install
from workflow.engines.setup.catalogue import CataloguedModel, catalogue
from workflow.engines.setup.folder_install import NOTHING, ModelFacts
from workflow.engines.setup.given_install import install_given
from workflow.engines.setup.hub_install import Consent, HubAccess
from workflow.engines.setup.package_files import Installed
from workflow.engines.setup.pair_install import install_pairs
from workflow.errors import EngineError, SourceError, WorkflowError, contained
from workflow.model import Project
from workflow.protocols import Progress

_NO_CONSENT = Consent()


@dataclass(slots=True)
class Installation:
    """What was fetched or found, the engine of each pair now, and errors on the way."""

    steps: tuple[Installed, ...] = ()
    engines: dict[str, str] = field(default_factory=dict)
    errors: list[WorkflowError] = field(default_factory=list)


def install(
    project: Project, wanted: str, progress: Progress, accepted: Collection[str] = ()
) -> Installation:
    """Fetch engines for the pairs of the project: its seeds' languages × its targets.

    Args:
        project: one without seeds counts as one with English seeds.
        wanted: ``argos``, ``local``, or ``auto``: nothing where every pair is served already,
            else Argos packages, else, where their index is out of reach or lacks a pair, the
            local model.
        progress: told of bytes as they arrive.
        accepted: SHA-256 of packages that the user vouches for.
    """
    result = Installation()
    sources = _sources(project)
    if wanted != "auto" or not all(_served(project, *pair) for pair in _pairs(project, sources)):
        try:
            result.steps = install_pairs(project, sources, progress, wanted, accepted)
        except EngineError as error:
            result.errors.append(error)
    result.engines = _engines(project, sources)
    return result


def install_own(
    project: Project | None,
    given: Sequence[str],
    progress: Progress,
    consent: Consent = _NO_CONSENT,
    facts: ModelFacts = NOTHING,
) -> Installation:
    """Install models that the user gives or names; an unusable one does not stop the others.

    Args:
        project: whose pairs the result speaks of, and whose settings say where the hub is; models
            belong to the user, not to a project.
        given: files, folders, addresses, and names of the catalogue.
        progress: told of bytes as they arrive.
        consent: if it names any SHA-256, each model must have one of them.
        facts: what the user says of CTranslate2 models.
    """
    result = Installation()
    for each in given:
        with contained(each, result.errors.append):
            access = HubAccess(hub.endpoint(project), consent, progress)
            if each in catalogue():
                step = hub_install.install_named(catalogue()[each], access)
            elif repository := hub_install.repository_of(each, access.url):
                step = hub_install.install_repository(repository, facts, access)
            else:
                step = install_given(each, consent.accepted, progress, facts)
            result.steps += (step,)
    if project:
        result.engines = _engines(project, _sources(project))
    return result


def recommended() -> tuple[CataloguedModel, ...]:
    """Return the models of the catalogue."""
    return tuple(catalogue().values())


def _pairs(project: Project, sources: Sequence[str]) -> list[tuple[str, str]]:
    return [(a, b) for a in sources for b in project.settings.targets if a != b]


def _engines(project: Project, sources: Sequence[str]) -> dict[str, str]:
    return {f"{a} → {b}": _served(project, a, b) for a, b in _pairs(project, sources)}


def _sources(project: Project) -> tuple[str, ...]:
    """Find the languages of the seeds; English if there are none."""
    sources: dict[str, None] = {}
    for path in readers.seeds(project):
        try:
            sources[seed_files.recognized(project, path).language] = None
        except SourceError:
            continue
    sources.pop(detector.UNDETERMINED, None)
    return tuple(sources) or ("en",)


def _served(project: Project, source: str, target: str) -> str:
    """Return the signature of the engine for a pair; empty without one."""
    try:
        return engines.choose(project, source, target).signature(source, target)
    except EngineError:
        return ""
