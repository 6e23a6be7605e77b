"""The ``local`` engine: a small language model in this process, for machines without anything else.

llama.cpp runs in the process (through xllamacpp) and serves its OpenAI-compatible protocol on the
loopback interface, on a port of its own choosing and behind a random key; from there on it is an
endpoint like any other. Its drafts are usable in Chinese and poor in Korean.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workflow.engines.llm import Session, drafts
from workflow.engines.llm.endpoint import Endpoint, Usage
from workflow.engines.llm.prompts import ModelProfile, Prompts
from workflow.engines.setup import weights
from workflow.errors import EngineError, EngineMissing
from workflow.model import Draft, LlmSettings, Project, Request, say

#: Tokens of question and reply together; a long sentence with its corrections takes about 1,500.
_CONTEXT = 4096
#: What this model handles best, as measured: JSON, examples and remarks only confuse it.
_PROFILE = ModelProfile(
    batch=1,
    corrections=0,
    context=0,
    notes=False,
    headlines=False,
    examples=False,
    prefills=3,
    decoys=3,
)
#: Against loops, into which a small model falls at temperature 0: the more of the reply a token
#: would repeat, the less likely it is made ("DRY" sampling; these are llama.cpp's usual values).
_SAMPLING = {"dry_multiplier": 0.8, "dry_base": 1.75, "dry_allowed_length": 3}
#: More threads than this gain little: memory is the limit.
_THREADS = 8
#: Seconds one sentence may take on a slow and busy machine.
_TIMEOUT = 600.0


class LocalEngine:
    """The engine over the local model; ``workflow engines install local`` fetches it.

    Attributes:
        usage: requests and tokens so far.
    """

    name = "local"

    def __init__(self, project: Project) -> None:
        self.usage = Usage()
        self._running: _Server | None = None

    def signature(self, source: str, target: str) -> str:
        """Return ``local/Qwen2.5-Coder-1.5B-Instruct-Q4_K_M``."""
        return "local/Qwen2.5-Coder-1.5B-Instruct-Q4_K_M"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether the model and the library are here."""
        return source != target and weights.gguf_path() is not None and not _missing_library()

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index, draft)`` in order; the model is loaded at the first one (some seconds).

        Raises:
            EngineMissing: the model or the library is not installed.
            EngineError: the model does not load or fails.
        """
        return drafts(self._session(source, target), requests)

    def early(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield drafts before they are corrected; see :class:`workflow.protocols.Early`."""
        return drafts(self._session(source, target), requests, early=True)

    def _session(self, source: str, target: str) -> Session:
        prompts = Prompts(source, target, _PROFILE)
        return Session(self._connect, prompts, self.signature(source, target))

    def _connect(self) -> Endpoint:
        if self._running is None:
            self._running = _Server(_model_file())
        settings = LlmSettings(
            url=self._running.url, model="local", timeout=_TIMEOUT, retries=0, concurrency=1
        )
        return Endpoint(settings, self.usage, self._running.key, _SAMPLING)


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
    return next(
        (name for name in ("xllamacpp", "httpx", "tenacity") if find_spec(name) is None), ""
    )


def _model_file() -> Path:
    if library := _missing_library():
        raise EngineMissing(
            "engine local",
            say("needs the library {name}", name=library),
            say("Run: {command}", command="pip install 'translation-workflow[local]'"),
        )
    return weights.verified()


class _Server:
    """llama.cpp with the model loaded, listening on loopback for whoever knows the key."""

    def __init__(self, path: Path) -> None:
        import xllamacpp

        self.key = secrets.token_urlsafe(32)
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.n_ctx = _CONTEXT
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
