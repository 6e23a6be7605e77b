"""What a project knows of how many tokens its models use: it is learned from what was used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workflow.engines.usage import Tokens
from workflow.store.files import write_atomic

#: Reckoned tokens below which nothing is learned, and how many of earlier runs count.
_LEAST, _REMEMBERED = 200, 100_000.0
#: As many questions count as usual, besides those seen: in one run there are few of them.
_USUAL = 4.0
#: Conversations of a run that are all compared, and of those after them, one in so many.
_COMPARED, _ONE_IN = 64, 16


@dataclass(frozen=True, slots=True)
class Ratio:
    """How the use of a model compares with an estimate.

    Attributes:
        prompt, completion: tokens used for each estimated one, of questions and of answers.
        again: questions about single sentences for each estimated one.
    """

    prompt: float = 1.0
    completion: float = 1.0
    again: float = 1.0

    def of(self, reckoned: Tokens) -> Tokens:
        """Return an estimate corrected by this ratio."""
        return Tokens(
            round(self.prompt * reckoned.prompt), round(self.completion * reckoned.completion)
        )


class UseTally:
    """Compares the conversations of a run, or some of them, with what was estimated."""

    def __init__(self) -> None:
        self._held = 0
        self.reckoned, self.used = Tokens(), Tokens()
        self.expected = self.seen = 0.0

    def wants(self) -> bool:
        """Tell whether the next conversation is to be compared: estimating takes time."""
        self._held += 1
        return self._held <= _COMPARED or self._held % _ONE_IN == 0

    def add(self, reckoned: Tokens, used: Tokens, expected: float, seen: int) -> None:
        """Add a conversation.

        Args:
            reckoned: tokens of the questions that every conversation has, and of their answers.
            used: the same as the endpoint counts them.
            expected: the other questions that were to be expected.
            seen: those that there were.
        """
        self.expected += expected
        self.seen += seen
        if min(used.prompt, used.completion) > 0:
            for sums, each in ((self.reckoned, reckoned), (self.used, used)):
                sums.prompt += each.prompt
                sums.completion += each.completion


#: Of each model: what was estimated and used, of questions, of answers, of further questions.
_Sums = tuple[tuple[float, float], ...]


class TokenRatios:
    """The ratios of each model, stored in a file that may be deleted.

    A single run tells little: one needs more corrections than the next, and thoughts are of any
    length. So the tokens of all runs are summed, and older ones count for less.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, model: str) -> Ratio | None:
        """Return the ratio of a model; None if the project has never used it."""
        known = self._read().get(model)
        if not known:
            return None
        prompt, completion = (used / max(1.0, ours) for ours, used in known[:2])
        expected, seen = known[2]
        return Ratio(prompt, completion, (seen + _USUAL) / (expected + _USUAL))

    def learn(
        self, model: str, reckoned: Tokens, used: Tokens, expected: float = 0.0, seen: float = 0.0
    ) -> None:
        """Record what was used for an estimate; too little is ignored."""
        if min(reckoned.prompt, used.prompt) < _LEAST or not used.completion:
            return
        known = self._read()
        sums = known.get(model, ((0.0, 0.0),) * 3)
        new = (
            (reckoned.prompt, used.prompt),
            (reckoned.completion, used.completion),
            (expected, seen),
        )
        share = min(1.0, _REMEMBERED / max(1.0, sums[0][0]))
        known[model] = tuple(
            (share * one + first, share * other + second)
            for (one, other), (first, second) in zip(sums, new, strict=True)
        )
        with suppress(OSError):  # then the next estimate is a rougher one
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._path, json.dumps(known, indent=1, sort_keys=True).encode())

    def learn_from(self, model: str, tally: UseTally) -> None:
        """Record what a run has used."""
        self.learn(model, tally.reckoned, tally.used, tally.expected, tally.seen)

    def _read(self) -> dict[str, _Sums]:
        """Read the sums of each model; those in another form are as none."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
            return {model: sums for model, each in found.items() if (sums := _sums(each))}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def _sums(told: Sequence[tuple[float, float]]) -> _Sums | None:
    sums = tuple((float(ours), float(used)) for ours, used in told)
    return sums if len(sums) == 3 else None
