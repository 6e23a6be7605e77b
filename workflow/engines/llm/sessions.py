"""Drives conversations with an endpoint: several at once, results as they come, safe to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from typing import Any

from workflow.engines.llm.dialogue import converse
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.prompts import Manner, Pair, inline, settled
from workflow.model import Draft, Request
from workflow.store.interrupts import held_back

_Item = tuple[int, Draft]
#: What comes out of the conversations: drafts, and at the end what ended them, None if all is said.
_Found = SimpleQueue[_Item | BaseException | None]


@dataclass(frozen=True, slots=True)
class Talk:
    """With whom to talk, about what, and how.

    Attributes:
        connect: opens the endpoint; called when the first sentence is due.
        pair: the languages.
        manner: how to ask.
        engine: the signature that goes into the drafts.
        concurrency: how many conversations to have at once.
    """

    connect: Callable[[], Endpoint]
    pair: Pair
    manner: Manner
    engine: str
    concurrency: int = 1


def drafts(talk: Talk, requests: Sequence[Request], *, early: bool = False) -> Iterator[_Item]:
    """Yields ``(index into requests, draft)`` as conversations end.

    Ctrl-C, an error, or dropping the iterator cancels every request under way and closes the
    connections; at Ctrl-C what has come in is handed over first.

    Args:
        talk: with whom, and how.
        requests: the sentences.
        early: also yield what is still to be corrected, as soon as it is there; the better draft
            follows.

    Raises:
        EngineError: from the endpoint.
    """
    asked = [index for index, request in enumerate(requests) if not settled(request)]
    for index in sorted({*range(len(requests))} - {*asked}):
        yield index, Draft(inline(requests[index]), talk.engine)
    if not asked:
        return
    found: _Found = SimpleQueue()
    talks = _Talks(talk, talk.connect(), requests, found, early)
    try:
        with _beside(talks.all(asked), found):
            yield from _come_in(found)
    except KeyboardInterrupt:
        yield from _come_in(found)
        raise


def _come_in(found: _Found) -> Iterator[_Item]:
    """What comes in, until the conversations have ended."""
    while (item := found.get()) is not None:
        if isinstance(item, asyncio.CancelledError):
            return
        if isinstance(item, BaseException):
            raise item
        yield item


@contextmanager
def _beside(work: Coroutine[Any, Any, None], found: _Found) -> Iterator[None]:
    """Runs the conversations in a thread of their own; cancelled where the block ends before them.

    The main thread may have an event loop running, in which no other can run (a notebook's has),
    and it is interrupted between any two steps, which event loops do not bear.
    """
    loop = asyncio.new_event_loop()
    task = loop.create_task(work)
    thread = Thread(target=_serve, args=[loop, task, found], name="workflow-endpoint", daemon=True)
    try:
        with held_back():
            thread.start()
        yield
    finally:
        with held_back():
            if not thread.ident:
                thread.start()
            loop.call_soon_threadsafe(task.cancel)
            thread.join()
            loop.close()
            found.put(None)


def _serve(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None], found: _Found) -> None:
    try:
        loop.run_until_complete(task)
    except BaseException as error:  # handed over: it is raised where the drafts are awaited
        found.put(error)
    else:
        found.put(None)
    loop.run_until_complete(loop.shutdown_asyncgens())


@dataclass(frozen=True, slots=True)
class _Talks:
    """Conversations with one endpoint; what comes of them is put into ``found``."""

    talk: Talk
    endpoint: Endpoint
    requests: Sequence[Request]
    found: _Found
    early: bool

    async def all(self, asked: Sequence[int]) -> None:
        """Has them all, some at once, and closes the connections."""
        size = self.talk.manner.batch
        groups = [asked[start : start + size] for start in range(0, len(asked), size)]
        turn = asyncio.Semaphore(self.talk.concurrency)
        async with self.endpoint:
            tasks = [asyncio.create_task(self._hold(group, turn)) for group in groups]
            try:
                await asyncio.gather(*tasks)
            finally:
                for waiting in tasks:
                    waiting.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _hold(self, group: Sequence[int], turn: asyncio.Semaphore) -> None:
        """One conversation about the requests of these indices, when it is its turn."""

        def tell(place: int, draft: Draft, last: bool) -> None:
            if last or self.early:
                self.found.put((group[place], draft))

        requests, talk = [self.requests[index] for index in group], self.talk
        async with turn:
            conversation = converse(requests, talk.pair, talk.manner, talk.engine, tell)
            try:
                ask = next(conversation)
                while True:
                    ask = conversation.send(await self.endpoint.chat(ask))
            except StopIteration:
                return
            finally:
                conversation.close()
