"""What an engine uses of a service that is paid for: requests, tokens and what they cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.errors import EngineError
from workflow.model import say

#: Prices are for so many tokens.
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in whatever currency the project reckons in.

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
        """Return what tokens cost.

        >>> Price(0.15, 0.6).cost(1_000_000, 500_000)
        0.45
        """
        return (self.prompt * prompt + self.completion * completion) / _MILLION


@dataclass(slots=True)
class Tokens:
    """Tokens asked and answered, and what they cost."""

    prompt: int = 0
    completion: int = 0
    cost: float = 0.0


@dataclass(slots=True)
class Usage:
    """What an engine has used so far; tokens as the endpoint counts them.

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
        """Count the tokens of an answer about an article, if it is about one."""
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
    """What may be spent, and what has been promised to questions that are not yet answered.

    Attributes:
        limit: the most that may be spent.
        usage: what was spent.
    """

    limit: float
    usage: Usage
    _promised: float = 0.0

    def reserve(self, cost: float) -> None:
        """Promise what a question will cost by estimate.

        Raises:
            BudgetSpent: there is too little left for it.
        """
        if self.usage.cost + self._promised + cost > self.limit:
            raise BudgetSpent(
                "--max-cost",
                say("{cost} are spent, and the next question would exceed {limit}",
                    cost=f"{self.usage.cost:.4f}", limit=f"{self.limit:g}"),
                say("What was drafted is kept. Raise it, and run again."),
            )  # fmt: skip
        self._promised += cost

    def release(self, cost: float) -> None:
        """Take a promise back: the question was answered, and is counted, or will not be."""
        self._promised -= cost


class BudgetSpent(EngineError):
    """Nothing more may be asked for the money that is set."""
