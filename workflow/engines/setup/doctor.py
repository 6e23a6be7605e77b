"""Examines the engines on this machine: what is installed, what is missing, what to do."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from workflow import engines
from workflow.connection_faults import why
from workflow.engines import address
from workflow.engines.ctranslate2 import FolderEngine
from workflow.engines.llm.connections import InvalidAddress, NoConnection, TooMuch, fetched
from workflow.engines.setup import gguf, models_folder, packages, weights
from workflow.errors import EngineError, install_hint
from workflow.model import LlmSettings, Project, say
from workflow.parsers import plainly

#: Libraries of each engine's extra, with the least version that is safe or works.
_LIBRARIES = {
    "argos": {"argostranslate": "1.11", "ctranslate2": "4.8.3", "sentencepiece": "0.2.1"},
    "ctranslate2": {"ctranslate2": "4.8.3", "sentencepiece": "0.2.1"},
    "deepl": {"deepl": "1.30"},
    "google": {"google-auth": "2.40", "requests": "2.32"},
    "hub": {"huggingface_hub": "2"},
    "llm": {"aiohttp": "3.12"},
    "local": {"aiohttp": "3.12", "xllamacpp": "2026.1"},
}
#: Bytes the local model takes while it is assembled.
_ROOM = 1_300_000_000
#: Seconds an endpoint has for its list of models.
_ENDPOINT_TIMEOUT = 5.0


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


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of examining one thing.

    Attributes:
        subject: the thing.
        well: nothing is wrong with it.
        what: how it is.
        hint: how to mend it; empty when it is well.
        there: it is installed or configured; what is not, and need not be, is well.
    """

    subject: str
    well: bool
    what: str
    hint: str = ""
    there: bool = True


def inventory(project: Project) -> tuple[KnownModel, ...]:
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
    return (*listed, _PSEUDO)


_PSEUDO = KnownModel(
    "pseudo", "pseudo/1", ready=True, note=say("for trying out; it does not translate")
)


def _endpoint(project: Project) -> Iterator[KnownModel]:
    llm = project.settings.llm
    if llm.url:
        ready = not _missing("llm") and bool(llm.model)
        unset = say("{setting} is not set", setting="llm.model")
        note = "" if ready else "; ".join(_missing("llm")) or unset
        yield KnownModel("llm", llm.model, ready, address.shown(llm.url), note=note)
    else:
        yield KnownModel(
            "llm", "", ready=False, note=say("{setting} is not set", setting="llm.url")
        )


def _deepl(project: Project) -> Iterator[KnownModel]:
    settings = project.settings.deepl
    note = "; ".join(_missing("deepl"))
    if not note and not os.environ.get(settings.key_env, "").strip():
        note = say("{setting} is not set", setting=f"${settings.key_env}")
    yield KnownModel("deepl", "v2", not note, settings.url, note=note)


def _google(project: Project) -> Iterator[KnownModel]:
    settings = project.settings.google
    note = "; ".join(_missing("google"))
    if not note and not settings.project:
        note = say("{setting} is not set", setting="google.project")
    yield KnownModel("google", f"v3-{settings.model}", not note, settings.url, note=note)


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
    missing = "; ".join(_missing("argos"))
    found = packages.installed()
    if not found:
        hint = say("not installed: {command}", command="workflow engines install argos")
        yield KnownModel("argos", "", ready=False, note=missing or hint)
    for package in found:
        note = missing or package.problem
        name = f"{package.source}_{package.target}-{package.version}"
        yield KnownModel("argos", name, not note, str(package.path), _size(package.path), note)


def _folders(project: Project) -> Iterator[KnownModel]:
    missing = "; ".join(_missing("ctranslate2"))
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
    missing = "; ".join(_missing("local"))
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


def _missing(engine: str) -> list[str]:
    """Return the libraries that an engine's extra lacks."""
    faults: list[str] = []
    for name, least in _LIBRARIES[engine].items():
        version = _version(name)
        if version is None:
            faults.append(say("{name} is not installed", name=name))
        elif packages.version_key(version) < packages.version_key(least):
            what = say("{name} is older than {least}", name=f"{name} {version}", least=least)
            faults.append(what)
    return faults


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def examine(project: Project) -> Iterator[Diagnosis]:
    """Look at libraries, packages, model files, the endpoint and the disk, one after another.

    Reads model files whole to compare their hashes: seconds for the large one.
    """
    for engine, libraries in _LIBRARIES.items():
        faults = _missing(engine)
        hint = install_hint(engine) if faults else ""
        found = ", ".join(f"{name} {_version(name)}" for name in libraries)
        yield Diagnosis(f"{engine} libraries", not faults, "; ".join(faults) or found, hint)
    yield from _examine_packages()
    yield from _examine_folders(project)
    yield _examine_weights()
    yield from _examine_endpoint(project)
    yield _examine_choice(project)
    yield _examine_disk()


def _absent(subject: str, what: str) -> Diagnosis:
    """Return that a thing is not there, which is well."""
    return Diagnosis(subject, well=True, what=what, there=False)


def _examine_packages() -> Iterator[Diagnosis]:
    installed = packages.installed()
    if not installed:
        yield _absent("Argos packages", say("none installed"))
    for package in installed:
        changed = packages.damaged(package.path)
        fault = package.problem
        if changed and not fault:
            fault = say("changed: {names}", names=changed[:3])
        recorded = (package.path / packages.LOCK).is_file()
        well = say("intact") if recorded else say("installed by another program, no record")
        what = fault or well
        advice = say(
            "Delete {path} and run: {command}, or the file that it came from",
            path=str(package.path),
            command="workflow engines install argos",
        )
        hint = advice if fault else ""
        name = f"Argos {package.source} → {package.target} {package.version}"
        yield Diagnosis(name if package.source else str(package.path), not fault, what, hint)


def _examine_folders(project: Project) -> Iterator[Diagnosis]:
    folders = FolderEngine(project).folders
    if not folders:
        yield _absent("CTranslate2 models", say("none installed"))
    for folder in folders:
        changed = packages.damaged(folder.path)
        fault = folder.problem or (say("changed: {names}", names=changed[:3]) if changed else "")
        recorded = (folder.path / packages.LOCK).is_file()
        well = say("intact") if recorded else say("your own folder, no record")
        hint = say("Delete {path}, and install it again.", path=str(folder.path)) if fault else ""
        yield Diagnosis(f"CTranslate2 model {folder.name}", not fault, fault or well, hint)


def _examine_weights() -> Diagnosis:
    if weights.gguf_path() is None:
        return _absent("local model", say("not installed"))
    try:
        path = weights.verified(again=True)
    except EngineError as error:
        return Diagnosis("local model", well=False, what=error.what, hint=error.hint)
    return Diagnosis("local model", well=True, what=say("intact: {path}", path=str(path)))


def _examine_endpoint(project: Project) -> Iterator[Diagnosis]:
    llm = project.settings.llm
    if not llm.url:
        yield _absent("LLM endpoint", say("none configured"))
    elif not _missing("llm"):
        subject = f"LLM endpoint {address.shown(llm.url)}"
        try:
            models = _models(llm)
        except EngineError as error:
            yield Diagnosis(subject, well=False, what=error.what, hint=error.hint)
            return
        known = not models or llm.model in models
        other = say("answers, but has no model {name}", name=llm.model)
        what = say("answers") if known else other
        hint = "" if known else say("It has: {names}", names=models[:8])
        yield Diagnosis(subject, known, what, hint)


def _examine_choice(project: Project) -> Diagnosis:
    """Report whether any engine translates at all; `pseudo` does not."""
    ready = dict.fromkeys(model.engine for model in inventory(project) if model.ready)
    found = [name for name in ready if name != _PSEUDO.engine]
    well = bool(found) or project.settings.engine == _PSEUDO.engine
    what = say("with {names}", names=found) if found else say("no engine here translates")
    hint = "" if well else say("Run: {command}", command="workflow engines install")
    return Diagnosis("translation", well, what, hint)


def _models(settings: LlmSettings) -> tuple[str, ...]:
    """Return the models that an endpoint lists (``GET /models`` of the OpenAI API).

    Raises:
        EngineError: the endpoint does not answer, or refuses the key.
    """
    key = os.environ.get(settings.key_env, "").strip()
    url = address.completions(settings.url, key=bool(key)).replace("/chat/completions", "/models")
    where = address.shown(url)
    try:
        status, body = fetched(settings, key, url, _ENDPOINT_TIMEOUT)
    except (TimeoutError, NoConnection, InvalidAddress, TooMuch) as error:
        reason = error.reason if isinstance(error, NoConnection) else why(error)
        what = say("does not answer ({reason})", reason=reason)
        hint = say("Start it, or correct {setting}.", setting="llm.url")
        raise EngineError(where, what, hint) from None
    if status in {401, 403}:
        what = say("refuses the key") if key else say("wants a key")
        hint = say("Put the right key into {name}.", name=f"${settings.key_env}")
        raise EngineError(where, what, hint)
    try:
        return tuple(str(row["id"]) for row in json.loads(body)["data"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _examine_disk() -> Diagnosis:
    folder = models_folder()
    place = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(place).free
    well = free > _ROOM or weights.gguf_path() is not None
    advice = say("The local model needs 1.3 GB: free some, or set {name}.", name="WORKFLOW_MODELS")
    what = say("{n} GB free", n=f"{free / 1e9:.1f}")
    return Diagnosis(f"disk {place}", well, what, "" if well else advice)
