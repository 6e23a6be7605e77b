"""List the engines and their models on this machine, ready or not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from workflow import engines
from workflow.engines import address
from workflow.engines.ctranslate2 import FolderEngine
from workflow.engines.setup import gguf, packages, weights
from workflow.errors import EngineError
from workflow.model import Project, say
from workflow.parsers import plainly

#: Libraries of each engine's extra, with the least version that is safe or works.
LIBRARIES = {
    "argos": {"argostranslate": "1.11", "ctranslate2": "4.8.3", "sentencepiece": "0.2.1"},
    "ctranslate2": {"ctranslate2": "4.8.3", "sentencepiece": "0.2.1"},
    "deepl": {"deepl": "1.30"},
    "google": {"google-auth": "2.40", "requests": "2.32"},
    "hub": {"huggingface_hub": "2"},
    "llm": {"aiohttp": "3.12"},
    "local": {"aiohttp": "3.12", "xllamacpp": "2026.1"},
}


@dataclass(frozen=True, slots=True)
class KnownModel:
    """An engine's model on this machine, or an endpoint.

    Attributes:
        engine: ``argos``, ``ctranslate2``, ``llm``, ``local`` or ``pseudo``.
        model: what it is: a pair and version, a model's name.
        ready: whether it can translate now.
        place: its folder, file or URL.
        size: in bytes, 0 where that means nothing.
        note: why it is not ready, or what to know about it.
        licence: its identifier; empty where unknown.
    """

    engine: str
    model: str
    ready: bool
    place: str = ""
    size: int = 0
    note: str = ""
    licence: str = ""


PSEUDO = KnownModel(
    "pseudo", "pseudo/1", ready=True, note=say("for trying out; it does not translate")
)


def known_models(project: Project) -> tuple[KnownModel, ...]:
    """List every engine with its models and endpoints, ready or not, in the order of ``auto``.

    Nothing is loaded but the engines of other packages, which say whether they are ready.
    """
    ours = {
        "llm": _endpoint(project), "deepl": _deepl(project), "google": _google(project),
        "ctranslate2": _folders(project),
        "argos": _argos(), "local": _local(project),
    }  # fmt: skip
    listed = [
        model
        for name in dict.fromkeys((*engines.order(project), *ours))
        for model in (ours.get(name) or _other(project, name))
    ]
    return (*listed, PSEUDO)


def _endpoint(project: Project) -> Iterator[KnownModel]:
    llm = project.settings.llm
    if llm.url:
        unset = "" if llm.model else "llm.model"
        yield _service("llm", llm.model, address.shown(llm.url), unset)
    else:
        note = say("{setting} is not set", setting="llm.url")
        yield KnownModel("llm", "", ready=False, note=note)


def _deepl(project: Project) -> Iterator[KnownModel]:
    settings = project.settings.deepl
    has_key = bool(os.environ.get(settings.key_env, "").strip())
    yield _service("deepl", "v2", settings.url, "" if has_key else f"${settings.key_env}")


def _google(project: Project) -> Iterator[KnownModel]:
    settings = project.settings.google
    unset = "" if settings.project else "google.project"
    yield _service("google", f"v3-{settings.model}", settings.url, unset)


def _service(name: str, version: str, url: str, unset: str) -> KnownModel:
    """Return a translation service; ready if its libraries are there and nothing is unset."""
    unset = unset and say("{setting} is not set", setting=unset)
    note = "; ".join(missing_libraries(name)) or unset
    return KnownModel(name, version, not note, url, note=note)


def _other(project: Project, name: str) -> Iterator[KnownModel]:
    """Yield an engine from another package; ready if it serves any pair of the project."""
    sources, targets = project.settings.expected, project.settings.targets
    pairs = [(source, target) for source in sources for target in targets if source != target]
    try:
        engine = engines.load(project, name)
        served = [pair for pair in pairs if engine.serves(*pair)]
        shown = next(iter((*served, *pairs)), None)
        model = engine.signature(*shown) if shown else name
    except Exception as error:
        yield KnownModel(name, "", ready=False, note=say("fails ({reason})", reason=plainly(error)))
        return
    note = "" if served else say("serves no language pair of this project")
    yield KnownModel(name, model.partition("/")[2] or model, bool(served), note=note)


def _argos() -> Iterator[KnownModel]:
    missing = "; ".join(missing_libraries("argos"))
    found = packages.installed()
    if not found:
        hint = say("not installed: {command}", command="workflow engines install argos")
        yield KnownModel("argos", "", ready=False, note=missing or hint)
    for package in found:
        note = missing or package.problem
        name = f"{package.source}_{package.target}-{package.version}"
        yield KnownModel("argos", name, not note, str(package.path), _size(package.path), note)


def _folders(project: Project) -> Iterator[KnownModel]:
    missing = "; ".join(missing_libraries("ctranslate2"))
    found = FolderEngine(project).folders
    if not found:
        hint = say("not installed: {command}", command="workflow engines list --catalogue")
        yield KnownModel("ctranslate2", "", ready=False, note=missing or hint)
    for folder in found:
        note = missing or folder.problem
        size = _size(folder.path)
        place = str(folder.path)
        yield KnownModel("ctranslate2", folder.name, not note, place, size, note, folder.licence)


def _local(project: Project) -> Iterator[KnownModel]:
    pinned, own = weights.local_weights(), project.settings.local.model
    missing = "; ".join(missing_libraries("local"))
    if own:
        try:
            path = gguf.find(own, project.root)
            size, licence = path.stat().st_size, gguf.licence_of(path)
            yield KnownModel("local", path.name, not missing, str(path), size, missing, licence)
        except EngineError as error:
            yield KnownModel("local", own, ready=False, note=error.what)
    elif there := weights.gguf_path():
        size = pinned.size
        yield KnownModel("local", pinned.file, not missing, str(there), size, missing, "apache-2.0")
    else:
        hint = say("not installed: {command}", command="workflow engines install local")
        yield KnownModel("local", "", ready=False, note=missing or hint)


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def missing_libraries(engine: str) -> list[str]:
    """Return the libraries that an engine's extra lacks."""
    faults: list[str] = []
    for name, least in LIBRARIES[engine].items():
        version = version_of(name)
        if version is None:
            faults.append(say("{name} is not installed", name=name))
        elif packages.version_key(version) < packages.version_key(least):
            what = say("{name} is older than {least}", name=f"{name} {version}", least=least)
            faults.append(what)
    return faults


def version_of(name: str) -> str | None:
    """Return the version of an installed library, or None."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
