"""Runs several conversations with one endpoint at once; a document's keep their order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from threading import Event, Thread
from typing import Any

from workflow.engines.llm.chat import Talk, Talker, Tell, converse
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.estimates import Ratio, reckon
from workflow.engines.llm.profiles import ModelProfile
from workflow.engines.llm.prompts import inline, settled
from workflow.engines.llm.revision import revise
from workflow.engines.usage import Budget
from workflow.model import Draft, Request
from workflow.store.interrupts import deferred_interrupts

_Item = tuple[int, Draft]


class _Mailbox:
    """Results of the conversations on their way to the main thread; the end is None or an error.

    An item stays until it is dropped: an interrupt between any two steps of its taker loses none.
    """

    def __init__(self) -> None:
        self._items: deque[_Item | BaseException | None] = deque()
        self._filled = Event()

    def put(self, item: _Item | BaseException | None) -> None:
        """Add an item; waking the taker costs time, and one that is awake looks again."""
        self._items.append(item)
        if not self._filled.is_set():
            self._filled.set()

    def first(self) -> _Item | BaseException | None:
        """Return the oldest item; wait until there is one."""
        while not self._items:
            self._filled.wait()
            self._filled.clear()
        return self._items[0]

    def drop(self) -> None:
        """Remove the oldest item."""
        self._items.popleft()


@dataclass(frozen=True, slots=True)
class Session:
    """The model, prompts, critic and budget of all conversations.

    Attributes:
        connect: opens the endpoint; called when the first sentence is due.
        talker: who is talked to, and how.
        concurrency: how many conversations to have at once.
        critic: the model that criticises the drafts, empty for the same one; None for no revision.
        budget: what may be spent; None for any amount.
        ratio: how the model's tokens compare with what is reckoned.
    """

    connect: Callable[[], Endpoint]
    talker: Talker
    concurrency: int = 1
    critic: str | None = None
    budget: Budget | None = None
    ratio: Ratio = field(default_factory=Ratio)


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
        yield index, Draft(inline(requests[index]), session.talker.engine)
    if not asked:
        return
    found = _Mailbox()
    conversations = _Conversations(session, session.connect(), requests, found, early)
    try:
        with _beside(conversations.hold(asked), found):
            yield from _arriving(found)
    except KeyboardInterrupt:
        yield from _arriving(found)
        raise


def _arriving(found: _Mailbox) -> Iterator[_Item]:
    """Yield the drafts that arrive, until the conversations have ended."""
    while (item := found.first()) is not None:
        if isinstance(item, asyncio.CancelledError):
            return
        if isinstance(item, BaseException):
            raise item
        yield item
        found.drop()


@contextmanager
def _beside(work: Coroutine[Any, Any, None], found: _Mailbox) -> Iterator[None]:
    """Run conversations in a thread; on leaving the block, cancel those that are unfinished.

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


def _serve(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None], found: _Mailbox) -> None:
    """Run a task to its end and put its result or error into ``found``."""
    try:
        loop.run_until_complete(task)
    except BaseException as error:  # handed over: it is raised where the drafts are awaited
        found.put(error)
    else:
        found.put(None)
    loop.run_until_complete(loop.shutdown_asyncgens())


#: Conversations about one document that follow each other, each knowing what came of those before;
#: a longer document has several rows of them at a time.
_ROW = 8


def rows(
    requests: Sequence[Request], asked: Sequence[int], profile: ModelProfile
) -> Iterator[list[list[int]]]:
    """Divide requests into conversations, grouped into rows that each follow one document.

    Args:
        requests: the sentences.
        asked: those to talk about, as indices, in the order of their documents.
        profile: how many to ask for at once, and whether one conversation is of use to the next.
    """
    for document, indices in groupby(asked, key=lambda index: requests[index].document):
        own = list(indices)
        size = profile.batch
        groups = [own[start : start + size] for start in range(0, len(own), size)]
        length = _ROW if document and profile.context and not profile.turn else 1
        for start in range(0, len(groups), length):
            yield groups[start : start + length]


@dataclass(frozen=True, slots=True)
class _Conversations:
    """Holds the conversations; results are put into ``found``."""

    session: Session
    endpoint: Endpoint
    requests: Sequence[Request]
    found: _Mailbox
    early: bool

    async def hold(self, asked: Sequence[int]) -> None:
        """Hold them all, some at once, and close the connections.

        Args:
            asked: the requests to talk about, as indices.
        """
        turn = asyncio.Semaphore(self.session.concurrency)
        parts = rows(self.requests, asked, self.session.talker.prompts.profile)
        async with self.endpoint:
            tasks = [asyncio.create_task(self._row(row, turn)) for row in parts]
            try:
                await asyncio.gather(*tasks)
            finally:
                for waiting in tasks:
                    waiting.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _row(self, groups: Sequence[Sequence[int]], turn: asyncio.Semaphore) -> None:
        """Hold conversations one after the other; the next may begin before corrections end."""
        going: list[asyncio.Task[None]] = []
        said: list[tuple[str, str]] = []
        try:
            for group in groups:
                first = asyncio.Event()
                talk = self._one(group, turn, said, first)
                going.append(asyncio.create_task(talk))
                going[-1].add_done_callback(lambda _, first=first: first.set())  # type: ignore[misc]
                await first.wait()
                if going[-1].done():
                    going[-1].result()
            await asyncio.gather(*going)
        finally:
            for task in going:
                task.cancel()
            await asyncio.gather(*going, return_exceptions=True)

    async def _one(
        self,
        group: Sequence[int],
        turn: asyncio.Semaphore,
        said: list[tuple[str, str]],
        first: asyncio.Event,
    ) -> None:
        """Hold one conversation, when it is its turn.

        Args:
            group: the requests that it is about, as indices.
            turn: how many conversations may be held at once.
            said: the sentences of the document that were translated so far; grows.
            first: set when there is something for each request of the group.
        """
        texts: dict[int, str] = {}

        def tell(place: int, draft: Draft, last: bool) -> None:
            texts[place] = draft.text
            if len(texts) == len(group) and not first.is_set():
                self._pass_on(group, texts, said)
                first.set()
            if last or self.early:
                self.found.put((group[place], draft))

        async with turn:
            requests = [self._in_context(self.requests[index], said) for index in group]
            with self._paid_for(requests):
                talk = self._talk(requests, tell)
                try:
                    ask = next(talk)
                    while True:
                        ask = talk.send(await self.endpoint.chat(ask, requests[0].document))
                except StopIteration:
                    return
                finally:
                    talk.close()

    def _talk(self, requests: Sequence[Request], tell: Tell) -> Talk[object]:
        """Hold a conversation about requests; with a critic, have the drafts reviewed."""
        critic, talker = self.session.critic, self.session.talker
        if critic is None:
            return (yield from converse(requests, talker, tell))

        def tell_first(place: int, draft: Draft, last: bool) -> None:
            tell(place, draft, False)

        drafts = yield from converse(requests, talker, tell_first)
        pairs = [*zip(requests, drafts, strict=True)]
        done = yield from revise(pairs, talker.prompts, critic)
        for place, draft in enumerate(done):
            tell(place, draft, True)
        return done

    @contextmanager
    def _paid_for(self, requests: Sequence[Request]) -> Iterator[None]:
        """Reserve the estimated cost of a conversation while it lasts.

        Raises:
            BudgetSpent: there is too little left for it.
        """
        budget, ratio = self.session.budget, self.session.ratio
        if budget is None:
            yield
            return
        tokens = ratio.of(reckon(requests, self.session.talker.prompts))
        cost = budget.usage.price.cost(tokens.prompt, tokens.completion)
        budget.reserve(cost)
        try:
            yield
        finally:
            budget.release(cost)

    def _in_context(self, request: Request, said: Sequence[tuple[str, str]]) -> Request:
        """Add to a request the latest translations of the sentences before it.

        What people have approved is shown, too: it is worth more, but may be farther away.
        """
        known = [pair for pair in request.context if pair not in said]
        return replace(request, context=(*known, *said)) if said else request

    def _pass_on(
        self, group: Sequence[int], texts: Mapping[int, str], said: list[tuple[str, str]]
    ) -> None:
        """Remember the last translations of a conversation for the document's next one."""
        pairs = [(self.requests[group[place]].text, texts[place]) for place in sorted(texts)]
        said[:] = [pair for pair in (*said, *pairs) if pair[1]][-self._shown :]

    @property
    def _shown(self) -> int:
        return self.session.talker.prompts.profile.context or 1
