"""Examine the engines on this machine: what is installed, what is missing, what to do."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from workflow.connection_faults import why
from workflow.engines import address
from workflow.engines.ctranslate2 import FolderEngine
from workflow.engines.llm.connections import InvalidAddress, NoConnection, TooMuch, fetched
from workflow.engines.setup import models_folder, packages, weights
from workflow.engines.setup.inventory import (
    LIBRARIES,
    PSEUDO,
    known_models,
    missing_libraries,
    version_of,
)
from workflow.errors import EngineError, install_hint
from workflow.model import LlmSettings, Project, say

#: Bytes the local model takes while it is assembled.
_ROOM = 1_300_000_000
#: Seconds an endpoint has for its list of models.
_ENDPOINT_TIMEOUT = 5.0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of examining one thing.

    Attributes:
        subject: the thing.
        well: whether nothing is wrong with it, also if it is neither there nor needed.
        what: its condition.
        hint: how to mend it; empty if nothing is to be done.
        there: whether it is installed or configured.
    """

    subject: str
    well: bool
    what: str
    hint: str = ""
    there: bool = True


def examine(project: Project) -> Iterator[Diagnosis]:
    """Look at libraries, packages, model files, the endpoint and the disk, one after another.

    Reads model files whole to compare their hashes: seconds for the large one.
    """
    for engine, libraries in LIBRARIES.items():
        faults = missing_libraries(engine)
        hint = install_hint(engine) if faults else ""
        found = ", ".join(f"{name} {version_of(name)}" for name in libraries)
        yield Diagnosis(f"{engine} libraries", not faults, "; ".join(faults) or found, hint)
    yield from _examine_packages()
    yield from _examine_folders(project)
    yield _examine_weights()
    yield from _examine_endpoint(project)
    yield _examine_choice(project)
    yield _examine_disk()


def _absent(subject: str, what: str) -> Diagnosis:
    """Report that a thing is not there, which is no fault."""
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
    elif not missing_libraries("llm"):
        subject = f"LLM endpoint {address.shown(llm.url)}"
        try:
            models = _models(llm)
        except EngineError as error:
            yield Diagnosis(subject, well=False, what=error.what, hint=error.hint)
            return
        if models is None:
            what = say("answers, and lists no models")
            doubt = say("Is llm.url an OpenAI-compatible API? It usually ends in /v1.")
            yield Diagnosis(subject, well=True, what=what, hint=doubt)
            return
        known = not models or address.is_azure(llm.url) or _is_listed(llm.model, models)
        other = say("answers, but has no model {name}", name=llm.model)
        what = say("answers") if known else other
        hint = "" if known else say("It has: {names}", names=models[:8])
        yield Diagnosis(subject, known, what, hint)


def _examine_choice(project: Project) -> Diagnosis:
    """Report whether any engine translates at all; `pseudo` does not."""
    ready = dict.fromkeys(model.engine for model in known_models(project) if model.ready)
    found = [name for name in ready if name != PSEUDO.engine]
    well = bool(found) or project.settings.engine == PSEUDO.engine
    what = say("with {names}", names=found) if found else say("no engine here translates")
    hint = "" if well else say("Run: {command}", command="workflow engines install")
    return Diagnosis("translation", well, what, hint)


def _models(settings: LlmSettings) -> tuple[str, ...] | None:
    """Return the models that an endpoint lists (``GET /models`` of the OpenAI API).

    None where there is no list: some services have none.

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
    if status in {401, 403} and b"x-api-key" not in body:  # Anthropic's list wants its own header
        what = say("refuses the key") if key else say("wants a key")
        hint = say("Put the right key into {name}.", name=f"${settings.key_env}")
        raise EngineError(where, what, hint)
    if status == HTTPStatus.NOT_FOUND:
        return None
    try:
        return tuple(str(row["id"]) for row in json.loads(body)["data"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _is_listed(model: str, models: Sequence[str]) -> bool:
    """Tell whether an endpoint that lists these models has one.

    Ollama adds ``:latest`` and Google puts ``models/`` in front; OpenRouter does not list variants
    of a model (``:nitro``).

    >>> _is_listed("gemma3", ["gemma3:latest"]), _is_listed("gemma3:4b", ["gemma3:latest"])
    (True, False)
    """
    listed = {each.removeprefix("models/") for each in models}
    return not listed.isdisjoint({model, f"{model}:latest", model.rpartition(":")[0]})


def _examine_disk() -> Diagnosis:
    folder = models_folder()
    place = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(place).free
    well = free > _ROOM or weights.gguf_path() is not None
    advice = say("The local model needs 1.3 GB: free some, or set {name}.", name="WORKFLOW_MODELS")
    what = say("{n} GB free", n=f"{free / 1e9:.1f}")
    return Diagnosis(f"disk {place}", well, what, "" if well else advice)
