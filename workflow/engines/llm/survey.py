"""Put independent questions to one endpoint, several at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.estimates import reckon_ask
from workflow.engines.llm.mailbox import Mailbox, beside
from workflow.engines.llm.questions import Ask, Reply
from workflow.engines.llm.token_history import TokenHistory, UseTally
from workflow.engines.usage import Tokens, Usage

_Answer = tuple[int, Reply]


@dataclass(frozen=True, slots=True)
class Survey:
    """A model that answers questions, and its expected cost.

    Attributes:
        name: the model's signature: ``llm/MODEL``.
        model: the model, where it is another than the endpoint's own.
        at_once: sentences or names to ask about in one question.
        connect: opens the endpoint.
        usage: what was used so far, with the price of tokens.
        concurrency: questions at a time.
        history: how its tokens have compared with what was reckoned; None where nothing is paid.
    """

    name: str
    model: str
    at_once: int
    connect: Callable[[], Endpoint]
    usage: Usage
    concurrency: int = 1
    history: TokenHistory | None = None

    @property
    def is_new(self) -> bool:
        """Whether the model is new here, so that its token use is a guess."""
        return self.history is not None and not self.history.has_any

    def estimate(self, asks: Sequence[Ask]) -> Usage:
        """Estimate what questions would use, without asking them."""
        found = Usage(price=self.usage.price)
        for ask in asks:
            tokens = self._tokens(ask)
            found.requests += 1
            found.add("", tokens.prompt, tokens.completion)
        return found

    def replies(self, asks: Sequence[Ask]) -> Iterator[_Answer]:
        """Yield ``(index into asks, reply)`` as replies arrive; stopping early cancels the rest.

        At Ctrl-C what has come in is handed over first.

        Raises:
            EngineError: the endpoint cannot be reached, refuses, or answers nonsense.
            BudgetSpent: the next question might cost more than is left.
        """
        found: Mailbox[_Answer] = Mailbox()
        tally = UseTally()
        try:
            with beside(self._ask_all(asks, found, tally), found):
                while (item := found.first()) is not None:
                    yield item
                    found.drop()
        except KeyboardInterrupt:  # what has come in was paid for
            yield from found.rest()
            raise
        finally:
            if self.history:
                self.history.learn(tally)

    async def _ask_all(self, asks: Sequence[Ask], found: Mailbox[_Answer], tally: UseTally) -> None:
        turn = asyncio.Semaphore(self.concurrency)

        async def one(endpoint: Endpoint, index: int) -> None:
            async with turn:
                ask = replace(asks[index], model=asks[index].model or self.model)
                reply = await endpoint.chat(ask)
                tally.add(reckon_ask(ask), Tokens(reply.asked, reply.answered), 0.0, 0)
                found.put((index, reply))

        async with self.connect() as endpoint:
            tasks = [asyncio.create_task(one(endpoint, index)) for index in range(len(asks))]
            try:
                await asyncio.gather(*tasks)
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    def _tokens(self, ask: Ask) -> Tokens:
        reckoned = reckon_ask(ask)
        return self.history.ratio.of(reckoned) if self.history else reckoned
