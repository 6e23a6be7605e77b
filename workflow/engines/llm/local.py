"""Translate with ``local``: a small language model that runs in this process.

llama.cpp runs in the process (through xllamacpp) and serves its OpenAI-compatible protocol on the
loopback interface, on a port of its own choosing and behind a random key; from there on it is an
endpoint like any other. Its drafts are usable in Chinese and poor in Korean.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workflow.engines import drafting
from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.chat import Talker
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.profiles import ModelProfile, chosen, profile
from workflow.engines.llm.prompts import prompts_for
from workflow.engines.llm.sessions import Session
from workflow.engines.llm.streams import stream
from workflow.engines.llm.survey import Survey
from workflow.engines.setup import gguf, weights
from workflow.engines.usage import Usage
from workflow.errors import EngineError, EngineMissing, install_hint
from workflow.model import Draft, LlmSettings, Project, Request, say
from workflow.protocols import Arrival, Order

#: Tokens of question and reply together; a long sentence with its corrections takes about 1,500.
_CONTEXT = 4096
#: The name of the prompt profile.
_FAMILY = "small"
#: Against loops, into which a small model falls at temperature 0: the more of the reply a token
#: would repeat, the less likely it is made ("DRY" sampling; these are llama.cpp's usual values).
#: Of six ways of sampling they measured best (tests/bench/bench_sampling.py, docs/measurements.md).
_SAMPLING = {"dry_multiplier": 0.8, "dry_base": 1.75, "dry_allowed_length": 3}
#: More threads than this gain little: memory is the limit.
_THREADS = 8
#: Seconds one sentence may take on a slow and busy machine.
_TIMEOUT = 600.0
#: On a busy machine (seen at a load of 19 on two cores) a connection broke now and then, perhaps as
#: llama.cpp closes those that are idle for some seconds just when they are used again.
_RETRIES = 3


class LocalEngine:
    """The engine of the local model; ``workflow engines install local`` downloads it.

    Attributes:
        usage: requests and tokens so far.
    """

    name = "local"

    def __init__(self, project: Project) -> None:
        self.usage = Usage()
        self._root, self._settings = project.root, project.settings.local
        self._running: _Server | None = None

    def signature(self, source: str, target: str) -> str:
        """Return ``local/MODEL``: the model in the settings, else the one that is downloaded."""
        own = Path(self._settings.model).name.removesuffix(".gguf")
        return f"local/{'_'.join(own.split()) or 'Qwen2.5-Coder-1.5B-Instruct-Q4_K_M'}"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether the model and the library are installed."""
        return source != target and self._is_there() and not _missing_library()

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index, draft)`` in order; the model is loaded at the first one (some seconds).

        Raises:
            EngineMissing: the model or the library is not installed.
            EngineError: the model does not load or fails.
        """
        return drafting.streamed(self._arrivals, requests, source, target)

    def _arrivals(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield what arrives for sentences of one pair.

        Not of all pairs: their questions would take turns, and what llama.cpp keeps of the last
        question, its beginning, would be of no use to the next.
        """
        return stream(self._session, orders, 1)

    def survey(self) -> Survey:
        """Return the model for other questions; see :class:`workflow.engines.Answering`.

        Raises:
            EngineMissing: the model or the library is not installed.
            EngineError: the model only translates.
        """
        _require_library()
        if not self._is_there():
            hint = say("Run: {command}", command="workflow engines install local")
            raise EngineMissing("engine local", say("is not installed"), hint)
        name = self.signature("", "")
        if self._profile.turn:
            what = say("{name} only translates, and answers no questions", name=name)
            hint = say("Name a chat model: {setting}", setting="local.model")
            raise EngineError("engine local", what, hint)
        capabilities = Capabilities(self._profile.thoughts)
        return Survey(name, "", self._profile.batch, partial(self._connect, {}, capabilities),
                      self.usage)  # fmt: skip

    def _is_there(self) -> bool:
        if not self._settings.model:
            return weights.gguf_path() is not None
        try:
            return bool(gguf.find(self._settings.model, self._root))
        except EngineMissing:
            return False

    @property
    def _profile(self) -> ModelProfile:
        """The profile of the model, chosen by its name if it is set."""
        if not self._settings.model:
            return profile(_FAMILY)
        return chosen(self._settings.profile, Path(self._settings.model).name)

    def _session(self, source: str, target: str) -> Session:
        prompts = prompts_for(source, target, self._profile)
        capabilities = Capabilities(self._profile.thoughts)
        talker = Talker(prompts, self.signature(source, target), capabilities)
        return Session(partial(self._connect, prompts.fields, capabilities), talker)

    def _connect(self, fields: Mapping[str, Any], capabilities: Capabilities) -> Endpoint:
        if self._running is None:
            self._running = _Server(self._file(), self._context)
        settings = LlmSettings(
            url=self._running.url, model="local", timeout=_TIMEOUT, retries=_RETRIES, concurrency=1
        )
        extra = {**self._profile.sampling, **fields}
        if not self._settings.model:
            extra |= _SAMPLING
        return Endpoint(settings, self.usage, self._running.key, extra, capabilities)

    @property
    def _context(self) -> int:
        """The context size in tokens, question and reply together: as set, else the profile's."""
        several = self._profile.batch > 1
        return self._settings.context or _CONTEXT * (4 if several else 1) + self._profile.thoughts

    def _file(self) -> Path:
        _require_library()
        if self._settings.model:
            return gguf.verified(gguf.find(self._settings.model, self._root))
        return weights.verified()


def threads(cores: int, load: float) -> int:
    """Return how many threads the model should use.

    llama.cpp's threads wait for each other in a busy loop at every layer: with more of them than
    cores are free, it is many times slower than with one (0.4 against 2.5 to 7 tokens/s, measured
    on two cores at a load of 8).

    Args:
        cores: of the machine.
        load: processes that want a core now, the system's load average.

    >>> threads(4, 0.3), threads(4, 2.6), threads(2, 8.0), threads(64, 0.0)
    (4, 1, 1, 8)
    """
    return max(1, min(cores - round(load), _THREADS))


def _missing_library() -> str:
    return next((name for name in ("xllamacpp", "aiohttp") if find_spec(name) is None), "")


def _require_library() -> None:
    if library := _missing_library():
        raise EngineMissing(
            "engine local",
            say("needs the library {name}", name=library),
            install_hint("local"),
        )


class _Server:
    """A llama.cpp server with the model loaded, on loopback and protected by a key."""

    def __init__(self, path: Path, context: int) -> None:
        import xllamacpp

        self.key = secrets.token_urlsafe(32)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = context
        parameters.n_parallel = 1
        parameters.cpuparams.n_threads = threads(os.cpu_count() or 1, os.getloadavg()[0])
        parameters.api_keys = [self.key]
        parameters.ui = False
        parameters.endpoint_slots = False
        parameters.verbosity = 0
        try:
            self._server: Any = xllamacpp.Server(parameters)
        except RuntimeError:
            hint = say("Run: {command}", command="workflow engines install local")
            raise EngineError(path, say("does not load as a model"), hint) from None
        self.url = f"{self._server.listening_address}/v1"
