"""Translate with any OpenAI-compatible endpoint, in parallel conversations: the ``llm`` engine.

::

    profiles      how a family of models is talked to; families/ has a file for each
    prompts       what a chat model is asked, and one that takes a single message
    streams       conversations with one endpoint, of any number of documents and pairs at once
    sessions      those about one document, one after the other
    mailbox       the way of their results from one thread to another
    chat          one conversation: the term ladder, without input and output
    critique      what a model says of translations, and of drafts, which it writes again
    survey        questions that are no translations, many at once
    replies       the translation in a reply; json_replies: several at once; reply_talk: what
                  models say around it
    shifts        whether all translations are in their places, by the pair_evidence
    logprobs      where a missing name belongs, by the model's probabilities
    endpoint      one question over HTTP, and what can go wrong
    connections   the connections that it goes over
    responses     what is answered over HTTP; message_forms: what a message says, thoughts apart
    refusals      why a request is refused
    pacing        how many requests it takes at once; failures: errors in plain words
    capabilities  what an endpoint has shown that it can do; endpoint_memory: in earlier runs
    estimates     what conversations will use; token_history: what they have used
    token_prices  how many tokens a text has, and what they cost
    local         the engine for a small model in this process
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from workflow.engines import drafting
from workflow.engines.constrained.edits import settled
from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.chat import Talker
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.endpoint_memory import EndpointMemory
from workflow.engines.llm.profiles import ModelProfile, chosen, room_for_thoughts, thinks
from workflow.engines.llm.prompts import prompts_for
from workflow.engines.llm.sessions import Session, in_context, rows
from workflow.engines.llm.streams import stream
from workflow.engines.llm.survey import Survey
from workflow.engines.llm.token_history import TokenHistory, UseTally
from workflow.engines.llm.token_prices import is_known, price_of
from workflow.engines.setup import data_folder
from workflow.engines.usage import Budget, Doubt, Price, Usage
from workflow.errors import EngineError, EngineMissing
from workflow.languages import language
from workflow.model import Draft, LlmSettings, Project, Request, say
from workflow.parsers import plainly
from workflow.protocols import Arrival, Order

_LONGEST_GUIDE = 8_000
_T = TypeVar("_T")


class LlmEngine:
    """The engine that uses the endpoint in ``[tool.workflow.llm]``.

    Attributes:
        usage: requests, retries and tokens so far.
    """

    name = "llm"

    def __init__(self, project: Project) -> None:
        self.usage = Usage()
        self._project = project
        self._settings = project.settings.llm
        self._capabilities: Capabilities | None = None
        self._budget: Budget | None = None
        self._tally = UseTally()

    def signature(self, source: str, target: str) -> str:
        """Return ``llm/MODEL``."""
        return f"llm/{'_'.join(self._settings.model.split())}"

    def serves(self, source: str, target: str) -> bool:
        """Tell whether an endpoint and a model are configured; neither is tried."""
        configured = self._settings.url and self._settings.model and source != target
        return bool(configured) and find_spec("aiohttp") is not None

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index, draft)`` as replies arrive. Stopping early cancels pending requests.

        Raises:
            EngineError: the endpoint cannot be reached, refuses, or answers nonsense.
            EngineMissing: aiohttp is not installed.
        """
        return drafting.streamed(self.stream, requests, source, target)

    def stream(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield what arrives, of all pairs; see :class:`workflow.protocols.Streaming`."""
        return self._learning(stream(self._session, orders, self._settings.concurrency))

    def estimate(self, requests: Sequence[Request], source: str, target: str) -> Usage:
        """Estimate the tokens that translating sentences would use, without asking anything.

        They are those of the questions that would be sent, and of what the model has used before
        in this project; see :mod:`workflow.engines.llm.estimates`.
        """
        session = self._session(source, target)
        found = Usage(price=self.usage.price)
        again = 0.0
        for group in _groups(requests, session):
            planned = session.planned(group)
            tokens = planned.total(session.ratio)
            found.requests += 1 + (session.critic is not None)
            again += planned.again * session.ratio.again
            found.add(group[0].document, tokens.prompt, tokens.completion)
        found.requests += round(again)
        return found

    def doubt(self, sentences: int) -> Doubt:
        """Return how far the use may be from an estimate for so many sentences."""
        questions = sentences / self._profile.batch
        return self._history.doubt(sentences, questions)

    def survey(self) -> Survey:
        """Return the model for other questions; see :class:`workflow.engines.Answering`.

        Raises:
            EngineMissing: no endpoint or model is configured, or aiohttp is not installed.
            EngineError: the model only translates.
        """
        settings = self._settings
        model = settings.critic or settings.model
        if not settings.url or not model or find_spec("aiohttp") is None:
            what = say("is not set up")
            hint = say(
                "Set {settings}, then run: {command}",
                settings="llm.url, llm.model",
                command="workflow engines doctor",
            )
            raise EngineMissing("engine llm", what, hint)
        asked = replace(settings, model=model, profile="" if settings.critic else settings.profile)
        family = chosen(asked.profile, model)
        if family.turn:
            what = say("{name} only translates, and answers no questions", name=model)
            hint = say("Name a chat model at the same endpoint: {setting}", setting="llm.critic")
            raise EngineError("engine llm", what, hint)
        usage = replace(self.usage, price=price_of(settings) or Price())
        budget = Budget(settings.max_cost, usage) if settings.max_cost else None
        return Survey(
            name=f"llm/{'_'.join(model.split())}",
            model=model,
            at_once=settings.batch or family.batch,
            connect=lambda: Endpoint(settings, usage, self._key, family.sampling,
                                     self._known(asked), budget=budget),
            usage=usage,
            concurrency=settings.concurrency,
            history=self._history_of(asked, " answers"),
        )  # fmt: skip

    @property
    def has_been_used(self) -> bool:
        """Whether the user has used the model before, so that its token use is known."""
        return self._history.has_any

    def _learning(self, found: Iterator[_T]) -> Iterator[_T]:
        """Pass results on, recording at the end, even of an interruption, the tokens they used."""
        try:
            yield from found
        finally:
            self._history.learn(self._tally)
            self._tally = UseTally()

    @property
    def _key(self) -> str:
        return os.environ.get(self._settings.key_env, "").strip()

    @property
    def _profile(self) -> ModelProfile:
        settings = self._settings
        profile = chosen(settings.profile, settings.model)
        several = settings.batch and profile.batch > 1
        return replace(profile, batch=settings.batch) if several else profile

    @property
    def _history(self) -> TokenHistory:
        return self._history_of(self._settings)

    def _history_of(self, llm: LlmSettings, about: str = "") -> TokenHistory:
        """Return what the use of a model was: with the same fields, for they rule its thoughts."""
        extra = json.dumps(llm.extra, sort_keys=True, default=str) if llm.extra else ""
        return TokenHistory(
            " ".join(filter(None, (llm.model, extra))) + about,
            self._project.cache / "tokens.json",
            _of_all_projects(),
            thinks(llm),
            is_known(llm.model),
        )

    def _session(self, source: str, target: str) -> Session:
        settings, profile = self._settings, self._profile
        prompts = prompts_for(source, target, profile, style_guide(self._project.glossary, target))
        if self._capabilities is None:
            self._capabilities = self._known(settings)
            self.usage.price = price_of(settings) or Price()
            self._budget = Budget(settings.max_cost, self.usage) if settings.max_cost else None
        capabilities, budget = self._capabilities, self._budget
        extra = {**profile.sampling, **prompts.fields}
        return Session(
            lambda: Endpoint(settings, self.usage, self._key, extra, capabilities, budget=budget),
            Talker(prompts, self.signature(source, target), capabilities),
            settings.critic if settings.revise and not profile.turn else None,
            self._history.ratio,
            settings.model,
            self._tally,
        )

    def _known(self, settings: LlmSettings) -> Capabilities:
        """Return what settings, model and earlier runs tell of the endpoint."""
        memory = EndpointMemory(self._project.cache / "endpoints.json", settings)
        if limit := settings.max_tokens:
            return Capabilities(limit, limit, memory=memory)
        return Capabilities(room_for_thoughts(settings), memory=memory)


def _of_all_projects() -> Path | None:
    """Return the file with the token use in all projects of the user; None without a home."""
    try:
        return data_folder() / "tokens.json"
    except RuntimeError:
        return None


def _groups(requests: Sequence[Request], session: Session) -> Iterator[Sequence[Request]]:
    """Yield the groups in which requests are sent, without those that need no model.

    What the model would have said of the sentences before is stood in for.
    """
    asked = [index for index, request in enumerate(requests) if not settled(request)]
    profile, estimator = session.talker.prompts.profile, session.estimator
    for row in rows(requests, asked, profile):
        said: list[tuple[str, str]] = []
        for group in row:
            known = [in_context(requests[index], said) for index in group]
            yield known
            shown = profile.context or 1
            said += [(each.text, estimator.stand_in(each)) for each in known[-shown:]]
            said = said[-shown:]


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
        except UnicodeDecodeError as error:
            what = say("is not UTF-8 (byte {start})", start=error.start)
            raise EngineError(path, what, say("Save it as UTF-8.")) from None
        except OSError as error:
            what = say("cannot be read ({reason})", reason=plainly(error))
            raise EngineError(path, what, say("Check the path.")) from None
        if len(text) > _LONGEST_GUIDE:
            what = say("is longer than {n} letters", n=_LONGEST_GUIDE)
            raise EngineError(path, what, say("Shorten it: it goes with each request."))
        return text
    return ""
