"""Run in a worker: translate the chunks that come, and keep nothing.

A worker does a chunk only if it would do it as the coordinator does: the signature of its engine
and the hashes of its models are compared first.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Protocol, runtime_checkable

from workflow import __version__, engines
from workflow.engines.spread.errands import Chunk, ChunkAnswer, Errand
from workflow.errors import fault
from workflow.model import Draft, Message, Project, Request, say
from workflow.protocols import Engine


class _Hashed(Protocol):
    @property
    def digest(self) -> str:
        """SHA-256 of a model's weights."""


@runtime_checkable
class Routed(Protocol):
    """An engine whose models are files."""

    def route(self, source: str, target: str) -> Sequence[_Hashed]:
        """Return the models that a sentence goes through."""


def errand_of(engine: Engine, source: str, target: str) -> Errand:
    """Describe what a worker must have to translate a pair exactly as this machine does."""
    route = engine.route(source, target) if isinstance(engine, Routed) else ()
    models = tuple(model.digest for model in route)
    return Errand(engine.name, engine.signature(source, target), models, source, target)


def ordered(chunk: Chunk) -> bytes:
    """Pickle a chunk for a worker."""
    return pickle.dumps((chunk.errand, chunk.requests))


@cache
def description() -> tuple[str, str, str]:
    """Describe this node: Python, this package (its version and contents), Ray's authentication."""
    hasher = hashlib.sha256()
    root = Path(str(resources.files("workflow")))
    for path in sorted(root.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            name = path.relative_to(root).as_posix().encode()
            hasher.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    ours = f"{__version__} ({hasher.hexdigest()[:8]})"
    return platform.python_version(), ours, os.environ.get("RAY_AUTH_MODE", "")


class _Elsewhere(Project):
    """A project whose folder is on another machine; its cache is the user's on this one."""

    @property
    def cache(self) -> Path:
        """A folder of this user."""
        folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(folder) / "translation-workflow"


class ChunkWorker:
    """Translates chunks, one after the other."""

    def __init__(self) -> None:
        self._project: Project | None = None
        self._engines: dict[str, Engine] = {}
        self._able: dict[Errand, Message | None] = {}

    def ready(self, project: Project) -> tuple[str, str]:
        """Take the project; tell on which machine this is, and what people call it."""
        here = project.root.is_dir()
        self._project = project if here else _Elsewhere(project.root, project.settings)
        machine = Path("/proc/sys/kernel/random/boot_id")
        name = platform.node()
        return machine.read_text("ascii").strip() if machine.is_file() else name, name

    def pin(self, place: int) -> None:
        """Keep to one processor: a model that sees all of them would take all of them."""
        if hasattr(os, "sched_setaffinity"):
            granted = sorted(os.sched_getaffinity(0))
            os.sched_setaffinity(0, {granted[place % len(granted)]})

    def translate(self, order: bytes) -> bytes:
        """Translate a chunk; what is yielded before an error is in the answer too."""
        errand, requests = pickle.loads(order)  # noqa: S301 - from the coordinator
        return pickle.dumps(self._answer(errand, requests))

    def _answer(self, errand: Errand, requests: Sequence[Request]) -> ChunkAnswer:
        drafts: list[tuple[int, Draft]] = []
        try:
            engine = self._engine(errand.engine)
            if errand not in self._able:
                self._able[errand] = _lacking(engine, errand)
            if lacks := self._able[errand]:
                return ChunkAnswer(lacks=lacks)
            drafts.extend(engine.translate(requests, errand.source, errand.target))
        except Exception as error:  # told where the work was asked for
            return ChunkAnswer(drafts, fault(f"{errand.source} → {errand.target}", error))
        return ChunkAnswer(drafts)

    def _engine(self, name: str) -> Engine:
        if self._project is None:
            raise RuntimeError
        if name not in self._engines:
            self._engines[name] = engines.load(self._project, name)
        return self._engines[name]


def _lacking(engine: Engine, errand: Errand) -> Message | None:
    """Say what an engine on this node lacks for an errand; None if it lacks nothing."""
    if not engine.serves(errand.source, errand.target):
        return say("it has no model from {source} to {target}",
                   source=errand.source, target=errand.target)  # fmt: skip
    ours = errand_of(engine, errand.source, errand.target)
    if ours.signature != errand.signature:
        return say("it has {name}, not {other}", name=ours.signature, other=errand.signature)
    if ours.models != errand.models:
        return say("its files of {name} are not those of this machine", name=ours.signature)
    return None
