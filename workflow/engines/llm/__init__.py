"""The ``llm`` engine: any OpenAI-compatible endpoint, several conversations with it at once.

::

    chat        one conversation: the term ladder, without input and output
    prompts     what is asked, by the profile of a model
    replies     the translation in a reply
    logprobs    where a missing name belongs, by the model's probabilities
    endpoint    one question over HTTP, and what can go wrong
    local       the engine for a small model in this process
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from queue import SimpleQueue
from threading import Thread
from typing import Any

from workflow.engines.llm.chat import converse
from workflow.engines.llm.endpoint import Endpoint, Usage
from workflow.engines.llm.prompts import ModelProfile, Prompts, inline, settled
from workflow.model import Draft, Project, Request
from workflow.store.interrupts import deferred_interrupts

_Item = tuple[int, Draft]
#: What comes out of the conversations: drafts, and at the end what ended them, None if all is said.
_Found = SimpleQueue[_Item | BaseException | None]


class LlmEngine:
    """The engine over the endpoint of ``[tool.workflow.llm]``.

    Attributes:
        usage: requests, retries and tokens so far.
    """

    name = "llm"

    def __init__(self, project: Project) -> None:
        self.usage = Usage()
        self._settings = project.settings.llm

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
        key = os.environ.get(self._settings.key_env, "").strip()
        return Session(
            lambda: Endpoint(self._settings, self.usage, key),
            Prompts(source, target, ModelProfile(batch=self._settings.batch)),
            self.signature(source, target),
            self._settings.concurrency,
        )


@dataclass(frozen=True, slots=True)
class Session:
    """With whom to talk, about what, and how.

    Attributes:
        connect: opens the endpoint; called when the first sentence is due.
        prompts: what to ask.
        engine: the signature that goes into the drafts.
        concurrency: how many conversations to have at once.
    """

    connect: Callable[[], Endpoint]
    prompts: Prompts
    engine: str
    concurrency: int = 1


def drafts(
    session: Session, requests: Sequence[Request], *, early: bool = False
) -> Iterator[_Item]:
    """Yield ``(index into requests, draft)`` as conversations end.

    Ctrl-C, an error, or dropping the iterator cancels every request under way and closes the
    connections; at Ctrl-C what has come in is handed over first.

    Args:
        session: with whom, and how.
        requests: the sentences.
        early: also yield what is still to be corrected, as soon as it is there; the better draft
            follows.

    Raises:
        EngineError: from the endpoint.
    """
    asked = [index for index, request in enumerate(requests) if not settled(request)]
    for index in sorted({*range(len(requests))} - {*asked}):
        yield index, Draft(inline(requests[index]), session.engine)
    if not asked:
        return
    found: _Found = SimpleQueue()
    conversations = _Conversations(session, session.connect(), requests, found, early)
    try:
        with _beside(conversations.hold(asked), found):
            yield from _arriving(found)
    except KeyboardInterrupt:
        yield from _arriving(found)
        raise


def _arriving(found: _Found) -> Iterator[_Item]:
    """Yield what comes in, until the conversations have ended."""
    while (item := found.get()) is not None:
        if isinstance(item, asyncio.CancelledError):
            return
        if isinstance(item, BaseException):
            raise item
        yield item


@contextmanager
def _beside(work: Coroutine[Any, Any, None], found: _Found) -> Iterator[None]:
    """Run the conversations in a thread of their own; cancel those that the block does not await.

    The main thread may have an event loop running, in which no other can run (a notebook's has),
    and it is interrupted between any two steps, which event loops do not bear.
    """
    loop = asyncio.new_event_loop()
    task = loop.create_task(work)
    thread = Thread(target=_serve, args=[loop, task, found], name="workflow-endpoint", daemon=True)
    try:
        with deferred_interrupts():
            thread.start()
        yield
    finally:
        with deferred_interrupts():
            if not thread.ident:
                thread.start()
            loop.call_soon_threadsafe(task.cancel)
            thread.join()
            loop.close()
            found.put(None)


def _serve(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None], found: _Found) -> None:
    """Run a task to its end, however it ends, and put that into ``found``."""
    try:
        loop.run_until_complete(task)
    except BaseException as error:  # handed over: it is raised where the drafts are awaited
        found.put(error)
    else:
        found.put(None)
    loop.run_until_complete(loop.shutdown_asyncgens())


@dataclass(frozen=True, slots=True)
class _Conversations:
    """Conversations with one endpoint; what comes of them is put into ``found``."""

    session: Session
    endpoint: Endpoint
    requests: Sequence[Request]
    found: _Found
    early: bool

    async def hold(self, asked: Sequence[int]) -> None:
        """Hold them all, some at once, and close the connections.

        Args:
            asked: the requests to talk about, as indices.
        """
        size = self.session.prompts.profile.batch
        groups = [asked[start : start + size] for start in range(0, len(asked), size)]
        turn = asyncio.Semaphore(self.session.concurrency)
        async with self.endpoint:
            tasks = [asyncio.create_task(self._one(group, turn)) for group in groups]
            try:
                await asyncio.gather(*tasks)
            finally:
                for waiting in tasks:
                    waiting.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, group: Sequence[int], turn: asyncio.Semaphore) -> None:
        """Hold one conversation, about the requests of these indices, when it is its turn."""

        def tell(place: int, draft: Draft, last: bool) -> None:
            if last or self.early:
                self.found.put((group[place], draft))

        requests = [self.requests[index] for index in group]
        async with turn:
            talk = converse(requests, self.session.prompts, self.session.engine, tell)
            try:
                ask = next(talk)
                while True:
                    ask = talk.send(await self.endpoint.chat(ask))
            except StopIteration:
                return
            finally:
                talk.close()
