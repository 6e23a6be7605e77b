"""Drives conversations with an endpoint: several at once, results as they come, safe to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from typing import Any, TypeVar

from workflow.engines.dialogue import converse
from workflow.engines.endpoint import Endpoint
from workflow.engines.prompting import Manner, Pair, inline, settled
from workflow.model import Draft, Request

_T = TypeVar("_T")
_Item = tuple[int, Draft]
#: Runs a coroutine to its end and gives its result.
Run = Callable[[Coroutine[Any, Any, Any]], Any]


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


def drafts(talk: Talk, requests: Sequence[Request]) -> Iterator[_Item]:
    """Yields ``(index into requests, draft)`` as conversations end.

    The event loop runs only while the next result is awaited. Ctrl-C, an error, or dropping the
    iterator cancels every request under way and closes the connections.

    Raises:
        EngineError: from the endpoint.
    """
    asked = [index for index, request in enumerate(requests) if not settled(request)]
    for index in sorted({*range(len(requests))} - {*asked}):
        yield index, Draft(inline(requests[index]), talk.engine)
    if not asked:
        return
    with _loop() as run:
        items = _converse_all(talk, requests, asked)
        try:
            while (item := run(_next(items))) is not None:
                yield item
        finally:
            run(items.aclose())


@contextmanager
def _loop() -> Iterator[Run]:
    """Runs coroutines one after the other on one event loop.

    A notebook's thread has a loop running already, in which no other can run: there the loop gets
    a thread of its own.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        with asyncio.Runner() as runner:
            yield runner.run
        return
    loop = asyncio.new_event_loop()
    thread = Thread(target=_serve, args=[loop], name="workflow-endpoint", daemon=True)
    thread.start()
    try:
        yield partial(_run_on, loop)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    """Runs a loop until it is stopped, then puts it away."""
    loop.run_forever()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def _run_on(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, _T]) -> _T:
    """Waits for work on a loop of another thread; if interrupted, for its cancellation."""
    ended = Event()

    async def whole() -> _T:
        try:
            return await work
        finally:
            ended.set()

    future = asyncio.run_coroutine_threadsafe(whole(), loop)
    try:
        return future.result()
    except BaseException:
        future.cancel()
        ended.wait()
        raise


async def _next(items: AsyncGenerator[_Item]) -> _Item | None:
    return await anext(items, None)


async def _converse_all(
    talk: Talk, requests: Sequence[Request], asked: Sequence[int]
) -> AsyncGenerator[_Item]:
    size = talk.manner.batch
    groups = [asked[start : start + size] for start in range(0, len(asked), size)]
    turn = asyncio.Semaphore(talk.concurrency)
    async with talk.connect() as endpoint:

        async def hold(group: Sequence[int]) -> list[_Item]:
            async with turn:
                texts = [requests[index] for index in group]
                return list(zip(group, await _converse(talk, endpoint, texts), strict=True))

        tasks = [asyncio.create_task(hold(group)) for group in groups]
        try:
            for task in asyncio.as_completed(tasks):
                for item in await task:
                    yield item
        finally:
            for waiting in tasks:
                waiting.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _converse(talk: Talk, endpoint: Endpoint, requests: Sequence[Request]) -> list[Draft]:
    conversation = converse(requests, talk.pair, talk.manner, talk.engine)
    try:
        ask = next(conversation)
        while True:
            ask = conversation.send(await endpoint.chat(ask))
    except StopIteration as end:
        result: list[Draft] = end.value
        return result
    finally:
        conversation.close()
