"""The ``llm`` engine: any OpenAI-compatible endpoint, several conversations with it at once.

::

    profiles      how a family of models is talked to; families/ has a file for each
    prompts       what a chat model is asked; turns: what one is that takes a single turn
    sessions      conversations with one endpoint, several at once
    chat          one conversation: the term ladder, without input and output
    replies       the translation in a reply; shifts: whether all are in their places
    logprobs      where a missing name belongs, by the model's probabilities
    endpoint      one question over HTTP, and what can go wrong
    responses     what is answered over HTTP
    capabilities  what an endpoint has shown that it can do
    local         the engine for a small model in this process
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.chat import Talker
from workflow.engines.llm.endpoint import Endpoint, Usage
from workflow.engines.llm.profiles import ModelProfile, chosen
from workflow.engines.llm.sessions import Session, drafts
from workflow.engines.llm.turns import prompts_for
from workflow.errors import EngineError
from workflow.languages import language
from workflow.model import Draft, LlmSettings, Project, Request, say
from workflow.parsers import plainly

_LONGEST_GUIDE = 8_000


class LlmEngine:
    """The engine over the endpoint of ``[tool.workflow.llm]``.

    Attributes:
        usage: requests, retries and tokens so far.
    """

    name = "llm"

    def __init__(self, project: Project) -> None:
        self.usage = Usage()
        self._guides = project.glossary
        self._settings = project.settings.llm
        self._capabilities: Capabilities | None = None

    def signature(self, source: str, target: str) -> str:
        """Return ``llm/MODEL``."""
        return f"llm/{'_'.join(self._settings.model.split())}"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether an endpoint and a model are configured; in use it is seen if they answer."""
        configured = self._settings.url and self._settings.model and source != target
        return bool(configured) and find_spec("httpx") is not None

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index, draft)`` as replies arrive. Stopping early cancels what is under way.

        Raises:
            EngineError: the endpoint cannot be reached, refuses, or answers nonsense.
            EngineMissing: httpx or tenacity is not installed.
        """
        return drafts(self._session(source, target), requests)

    def early(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield drafts before they are corrected; see :class:`workflow.protocols.Early`."""
        return drafts(self._session(source, target), requests, early=True)

    def _session(self, source: str, target: str) -> Session:
        settings = self._settings
        key = os.environ.get(settings.key_env, "").strip()
        profile = chosen(settings.profile, settings.model)
        if settings.batch and profile.batch > 1:
            profile = replace(profile, batch=settings.batch)
        prompts = prompts_for(source, target, profile, style_guide(self._guides, target))
        if self._capabilities is None:
            self._capabilities = _known(profile, settings)
        capabilities = self._capabilities
        extra = {**profile.sampling, **prompts.fields}
        return Session(
            lambda: Endpoint(settings, self.usage, key, extra, capabilities),
            Talker(prompts, self.signature(source, target), capabilities),
            settings.concurrency,
        )


def style_guide(folder: Path, target: str) -> str:
    """Read the project's style guide for a language: ``style.ko.md``, else ``style.md``.

    Returns:
        Its text; empty if there is none.

    Raises:
        EngineError: it cannot be read, or is longer than a model should be told each time.
    """
    for name in (f"style.{target}.md", f"style.{language(target).column}.md", "style.md"):
        path = folder / name
        if not path.is_file():
            continue
        try:
            text = path.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            what = say("cannot be read ({reason})", reason=plainly(error))
            raise EngineError(path, what, say("Save it as a text in UTF-8.")) from None
        if len(text) > _LONGEST_GUIDE:
            what = say("is longer than {n} letters", n=_LONGEST_GUIDE)
            raise EngineError(path, what, say("Shorten it: it goes with each request."))
        return text
    return ""


def _known(profile: ModelProfile, settings: LlmSettings) -> Capabilities:
    """Return what is known of an endpoint before it was asked anything."""
    if settings.max_tokens:
        return Capabilities(settings.max_tokens, settings.max_tokens)
    return Capabilities(profile.thoughts)
