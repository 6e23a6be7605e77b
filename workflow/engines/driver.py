"""Drives conversations with an endpoint: several at once, results as they come, safe to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import dataclass

from workflow.engines.dialogue import converse
from workflow.engines.endpoint import Endpoint
from workflow.engines.prompting import Manner, Pair, inline, settled
from workflow.model import Draft, Request

_Item = tuple[int, Draft]


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
    with asyncio.Runner() as runner:
        items = _converse_all(talk, requests, asked)
        try:
            while (item := runner.run(_next(items))) is not None:
                yield item
        finally:
            runner.run(items.aclose())


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
