"""The ``llm`` engine: any OpenAI-compatible endpoint."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from workflow.engines.llm.endpoint import Endpoint, Usage
from workflow.engines.llm.prompts import Manner, Pair
from workflow.engines.llm.sessions import Talk, drafts
from workflow.model import Draft, Project, Request


class LlmEngine:
    """Translates through the endpoint of ``[tool.workflow.llm]``.

    Attributes:
        usage: requests, retries and tokens so far.
    """

    name = "llm"

    def __init__(self, project: Project) -> None:
        self.usage = Usage()
        self._settings = project.settings.llm

    def signature(self, source: str, target: str) -> str:
        """``llm/MODEL``."""
        return f"llm/{'_'.join(self._settings.model.split())}"

    def serves(self, source: str, target: str) -> bool:
        """Whether an endpoint and a model are configured; whether they answer is seen in use."""
        configured = self._settings.url and self._settings.model and source != target
        return bool(configured) and find_spec("httpx") is not None

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yields ``(index, draft)`` as replies arrive. Stopping early cancels what is under way.

        Raises:
            EngineError: the endpoint cannot be reached, refuses, or answers nonsense.
            EngineMissing: httpx or tenacity is not installed.
        """
        return drafts(self._talk(source, target), requests)

    def early(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """As :class:`workflow.protocols.Early` says."""
        return drafts(self._talk(source, target), requests, early=True)

    def _talk(self, source: str, target: str) -> Talk:
        key = os.environ.get(self._settings.key_env, "").strip()
        return Talk(
            lambda: Endpoint(self._settings, self.usage, key),
            Pair(source, target),
            Manner(batch=self._settings.batch),
            self.signature(source, target),
            self._settings.concurrency,
        )
