"""Which engines and models are here, and what is missing for each: the truth, with remedies."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from workflow import plugins
from workflow.engines import packages, weights
from workflow.errors import WorkflowError
from workflow.languages import normalize
from workflow.model import LlmSettings, Project

#: Library, the first version that will do, and the extra it belongs to. SentencePiece before 0.2.1
#: can be made to run code by a model file (CVE-2026-1260).
_LIBRARIES = (
    ("argostranslate", "1.11", "argos"),
    ("ctranslate2", "4.8.3", "argos"),
    ("sentencepiece", "0.2.1", "argos"),
    ("httpx", "0.28", "llm"),
    ("xllamacpp", "2026.1", "local"),
    ("pip", "24", "local"),
)
#: Seconds an endpoint has to answer, and the disk space below which we warn.
_PATIENCE = 3.0
_LOW = 2_000_000_000
_BUILT_IN = frozenset({"argos", "llm", "local", "pseudo"})


@dataclass(frozen=True, slots=True)
class Available:
    """An engine or a model of one, as ``engines list`` shows it.

    Attributes:
        engine: ``argos``, ``llm``, ``local``, ``pseudo`` or another registered name.
        model: ``en → ko``, a model's name, or empty.
        version: of the model, empty where it has none.
        ready: whether it can translate now.
        path: where it is, empty if nowhere.
        size: of its files, in bytes.
        note: what to know or do, empty when all is well.
    """

    engine: str
    model: str = ""
    version: str = ""
    ready: bool = False
    path: str = ""
    size: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ailment:
    """Something :func:`doctor` looked at.

    Attributes:
        subject: what was looked at.
        ok: whether it is as it should be.
        found: what was found, one phrase.
        remedy: how to mend it; empty when there is nothing to mend.
        needed: whether translation with ``auto`` or the chosen engine depends on it.
    """

    subject: str
    ok: bool
    found: str
    remedy: str = ""
    needed: bool = False


def status(project: Project) -> tuple[Available, ...]:
    """Every engine and every model that is here or could be. Loads no model, asks no network."""
    found = [*_argos(), _llm(project.settings.llm), _local()]
    found.append(Available("pseudo", ready=True, note="does not translate; for trying things out"))
    others = (name for name in plugins.names(plugins.ENGINES) if name not in _BUILT_IN)
    found += [Available(name, ready=True, note="from another package") for name in others]
    return tuple(found)


def _argos() -> Iterator[Available]:
    if not packages.available():
        yield Available("argos", note=f"its libraries are missing; {_extra('argos')}")
        return
    here = packages.installed()
    if not here:
        yield Available("argos", note="no packages; run: workflow engines install")
    for package in here:
        pair = f"{_tag(package.source)} → {_tag(package.target)}" if package.source else ""
        size = _size(package.path)
        ready = not package.problem
        yield Available(
            "argos", pair, package.version, ready, str(package.path), size, package.problem
        )


def _tag(code: str) -> str:
    try:
        return normalize(code)
    except WorkflowError:
        return code


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _llm(settings: LlmSettings) -> Available:
    if not settings.url:
        return Available("llm", note="no endpoint; set url under [tool.workflow.llm]")
    missing = "" if importlib.util.find_spec("httpx") else _extra("llm")
    return Available("llm", settings.model, ready=not missing, path=settings.url, note=missing)


def _local() -> Available:
    model = weights.local_weights()
    path = weights.gguf_path(model)
    note = ""
    if path is None:
        note = f"{model.size / 1e9:.1f} GB; run: workflow engines install --local"
    elif not importlib.util.find_spec("xllamacpp"):
        note = f"its library is missing; {_extra('local')}"
    size = model.size if path else 0
    return Available(
        "local", model.title, "", path is not None and not note, str(path or ""), size, note
    )


def _extra(name: str) -> str:
    return f"run: python -m pip install 'translation-workflow[{name}]'"


def doctor(project: Project) -> tuple[Ailment, ...]:
    """Looks at libraries, packages, models, the endpoint and the disk; mends nothing.

    Packages and models are hashed whole (seconds); the endpoint is asked for its models.
    """
    ready = {one.engine for one in status(project) if one.ready and one.engine != "pseudo"}
    wanted = project.settings.engine
    checks: list[Any] = [partial(_library, *row, wanted) for row in _LIBRARIES]
    checks += [_sacremoses, _packages, _model, partial(_endpoint, project.settings.llm), _disk]
    ailments = [ailment for check in checks for ailment in check()]
    chosen = ready if wanted == "auto" else ready & {wanted}
    ailments.append(
        Ailment(
            f"engine {wanted}",
            bool(chosen) or wanted == "pseudo",
            f"can use {', '.join(sorted(chosen))}" if chosen else "nothing to translate with",
            "" if chosen or wanted == "pseudo" else "Run: workflow engines install",
            needed=True,
        )
    )
    return tuple(ailments)


def _library(name: str, least: str, extra: str, wanted: str) -> Iterator[Ailment]:
    try:
        found = version(name)
    except PackageNotFoundError:
        yield Ailment(f"library {name}", False, "not installed", _extra(extra), wanted == extra)
        return
    recent = packages.version_key(found) >= packages.version_key(least)
    remedy = "" if recent else f"run: python -m pip install --upgrade '{name}>={least}'"
    yield Ailment(f"library {name}", recent, found, remedy, wanted == extra)


def _sacremoses() -> Iterator[Ailment]:
    """Packages of an older kind need it; without such a package nobody does."""
    old = [p for p in packages.installed() if (p.path / "bpe.model").is_file()]
    if old and not importlib.util.find_spec("sacremoses"):
        names = ", ".join(package.path.name for package in old)
        remedy = "run: python -m pip install sacremoses"
        yield Ailment("library sacremoses", False, f"not installed; {names} needs it", remedy)


def _packages() -> Iterator[Ailment]:
    for package in packages.installed():
        subject = f"package {package.path.name}"
        again = "Delete this folder and run: workflow engines install"
        if package.problem:
            yield Ailment(subject, False, f"{package.problem} ({package.path})", again)
        elif changed := packages.damaged(package.path):
            found = f"changed since it was installed: {', '.join(changed[:3])} ({package.path})"
            yield Ailment(subject, False, found, again)
        elif (package.path / packages.LOCK).is_file():
            yield Ailment(subject, True, "as it was installed (trusted on first use)")
        else:
            yield Ailment(subject, True, "installed by another program; no hashes to compare with")


def _model() -> Iterator[Ailment]:
    if weights.gguf_path() is None:
        yield Ailment(
            "local model", False, "not installed", "Run: workflow engines install --local"
        )
        return
    try:
        weights.verified(again=True)
    except WorkflowError as error:
        yield Ailment("local model", False, str(error), error.hint)
    else:
        yield Ailment("local model", True, "has the published hash")


def _endpoint(settings: LlmSettings) -> Iterator[Ailment]:
    """Asks the endpoint for its models: that needs no tokens and proves address and key."""
    if not settings.url:
        return
    subject = f"endpoint {settings.url}"
    key = os.environ.get(settings.key_env, "")
    try:
        names = _models(settings.url, key)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code in {401, 403}:
            yield Ailment(subject, False, "refuses the key", f"Set {settings.key_env}.", True)
        else:
            yield Ailment(subject, error.code < 500, f"answers with status {error.code}", "", True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        slow = isinstance(reason, (TimeoutError, socket.timeout))
        found = f"no answer within {_PATIENCE:.0f} s" if slow else f"cannot be reached ({reason})"
        yield Ailment(subject, False, found, "Start it, or correct [tool.workflow.llm].", True)
    else:
        known = not names or settings.model in names
        found = "answers" if known else f"answers, but has no model {settings.model!r}"
        remedy = "" if known else f"It has: {', '.join(names[:8])}."
        yield Ailment(subject, known, found, remedy, True)


def _models(url: str, key: str) -> list[str]:
    if not url.startswith(("http://", "https://")):
        raise ValueError("the address is not http or https")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    # The scheme was checked above. Redirects are refused: the key is for this address only.
    request = urllib.request.Request(f"{url.rstrip('/')}/models", headers=headers)  # noqa: S310
    opener = urllib.request.build_opener(_NoRedirect)
    with opener.open(request, timeout=_PATIENCE) as response:
        data = json.loads(response.read(1 << 20))
    return [str(model["id"]) for model in data.get("data", []) if "id" in model]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_names: Any) -> None:
        """Follows nothing."""


def _disk() -> Iterator[Ailment]:
    folder = weights.models_folder()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    remedy = "" if free > _LOW else "Free some space, or set WORKFLOW_MODELS to another folder."
    yield Ailment(f"disk at {folder}", free > _LOW, f"{free / 1e9:.1f} GB free", remedy)
