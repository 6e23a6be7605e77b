"""Count what an engine uses of a paid service: requests, tokens, cost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING

from workflow.errors import EngineError
from workflow.model import say

if TYPE_CHECKING:
    import asyncio

#: Prices are for so many tokens.
_MILLION = 1_000_000
#: After so many answers none is expected to be so many times as long as the longest of them; until
#: then one is asked alone where that part of the room that it is given can be paid for.
_TELLING, _LONGER, _FIRST = 3, 2, 0.1


@dataclass(frozen=True, slots=True)
class Price:
    """The price of a million tokens, in any currency.

    Attributes:
        prompt: of what is asked.
        completion: of what is answered, thoughts included.
    """

    prompt: float = 0.0
    completion: float = 0.0

    @classmethod
    def of(cls, settings: Mapping[str, float]) -> Price:
        """Return the price that ``llm.price`` says: ``{ input = 0.15, output = 0.6 }``."""
        return cls(settings.get("input", 0.0), settings.get("output", 0.0))

    def cost(self, prompt: float, completion: float) -> float:
        """Return the cost of so many tokens.

        >>> Price(0.15, 0.6).cost(1_000_000, 500_000)
        0.45
        """
        return (self.prompt * prompt + self.completion * completion) / _MILLION


@dataclass(slots=True)
class Tokens:
    """Tokens of questions and answers, with their cost."""

    prompt: int = 0
    completion: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """How far from an estimate the use may be: the least and the most for each estimated token.

    Attributes:
        prompt: of questions.
        completion: of answers.
    """

    prompt: tuple[float, float] = (1.0, 1.0)
    completion: tuple[float, float] = (1.0, 1.0)

    def wider(self, share: float, of_answers: float | None = None) -> Doubt:
        """Return these limits widened for an independent uncertainty of this share.

        Args:
            share: of questions and answers.
            of_answers: another one of answers.

        >>> Doubt((0.6, 1.4), (1.0, 1.0)).wider(0.3).prompt
        (0.5, 1.5)
        """
        shares = (share, share if of_answers is None else of_answers)
        prompt, completion = (
            _within(hypot(1 - least, each), hypot(most - 1, each))
            for (least, most), each in zip((self.prompt, self.completion), shares, strict=True)
        )
        return Doubt(prompt, completion)


def _within(less: float, more: float) -> tuple[float, float]:
    """Return the limits of what may be less or more by these shares, but never nothing at all."""
    return max(1 - less, 1 / (1 + less) ** 2), 1 + more


def tokens_told(value: object) -> int:
    """Return a number of tokens as a server tells it; 0 for anything that is none."""
    return value if isinstance(value, int) and 0 <= value < 10**9 else 0


@dataclass(slots=True)
class Usage:
    """What an engine has used so far, in tokens as the endpoint counts them.

    Attributes:
        requests: how often it was asked.
        retries: how often a request had to be made again.
        prompt_tokens, completion_tokens: what was asked and answered.
        cost: of the tokens; 0 where no price is set.
        articles: the same by article, by the path of its seed.
        price: of the tokens.
    """

    requests: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    articles: dict[str, Tokens] = field(default_factory=dict)
    price: Price = Price()

    def add(self, article: str, prompt: int, completion: int) -> None:
        """Add the tokens of an answer, and to its article if it has one."""
        cost = self.price.cost(prompt, completion)
        self.prompt_tokens += prompt
        self.completion_tokens += completion
        self.cost += cost
        if article:
            own = self.articles.setdefault(article, Tokens())
            own.prompt += prompt
            own.completion += completion
            own.cost += cost


@dataclass(slots=True)
class Budget:
    """The money limit, and what is reserved for unanswered questions.

    Attributes:
        limit: the most that may be spent.
        usage: what was spent.
    """

    limit: float
    usage: Usage
    _answers: int = 0
    _longest: int = 0
    _promised: float = 0.0
    _open: int = 0
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    def note(self, completion: int) -> None:
        """Note how many tokens an answer has taken."""
        self._answers += 1
        self._longest = max(self._longest, completion)

    def _most(self, prompt: int, completion: int) -> float:
        """Return the most that a question is to cost, by the answers so far if they tell that.

        The first ones, which tell more, are asked one by one where all their room might cost too
        much. Some servers heed no limit.
        """
        known, completion = _LONGER * self._longest, max(completion, self._longest)
        if self._answers >= _TELLING:
            completion = min(completion, known)
        elif not self._open:
            completion = min(completion, max(known, round(_FIRST * completion)))
        return self.usage.price.cost(prompt, completion)

    @asynccontextmanager
    async def reserved(self, prompt: int, completion: int) -> AsyncIterator[None]:
        """Reserve the most that a question can cost while it is under way.

        Where too little is left, what is under way is waited for: it is paid for, and may take less
        than was reserved for it.

        Args:
            prompt: the tokens of the question.
            completion: those that the answer may have.

        Raises:
            BudgetSpent: nothing is under way, and there is too little left.
        """
        while self.usage.cost + self._promised + self._most(prompt, completion) > self.limit:
            if not self._open:
                raise BudgetSpent(
                    "--max-cost",
                    say("{cost} are spent, and the next question could exceed {limit}",
                        cost=f"{self.usage.cost:.4f}", limit=f"{self.limit:g}"),
                    say("What was drafted is kept. Raise it, and run again."),
                )  # fmt: skip
            import asyncio  # slow to import

            self._waiting.append(asyncio.get_running_loop().create_future())
            await self._waiting[-1]
        cost = self._most(prompt, completion)
        self._promised += cost
        self._open += 1
        try:
            yield
        finally:
            self._promised -= cost
            self._open -= 1
            self._wake()

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for each in waiting:
            if not each.done():
                each.set_result(None)


class BudgetSpent(EngineError):
    """The money limit is reached; nothing more may be asked."""
