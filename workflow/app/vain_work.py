"""Tells when an engine was asked for sentences and translated none of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from workflow.errors import EngineError
from workflow.model import Draft, Message, say
from workflow.qa.engine_problems import is_engine_problem

#: Of fewer sentences nothing can be told: a filter may refuse one or two.
_LEAST = 3


class VainWork:
    """Counts, for each pair of languages, what an engine was asked for, until it translates any."""

    def __init__(self) -> None:
        self._asked: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], Draft] = {}
        self._useful: set[tuple[str, str]] = set()

    def count(self, pair: tuple[str, str], draft: Draft, *, again: bool) -> None:
        """Note a draft; ``again`` where one of the same sentence was there before."""
        if draft.text:
            self._useful.add(pair)
        if pair not in self._useful:
            self._first.setdefault(pair, draft)
            self._asked[pair] += not again

    def errors(self, failed: Collection[tuple[str, str]]) -> Iterator[EngineError]:
        """Yield an error for each pair of which nothing was translated, with the first reason.

        Args:
            failed: pairs whose engine has told an error of its own.
        """
        for pair, first in self._first.items():
            asked = self._asked[pair]
            if asked >= _LEAST and pair not in self._useful and pair not in failed:
                what = say("left all {n} sentences without a translation", n=asked)
                yield EngineError(f"{pair[0]} → {pair[1]}, {first.engine}", what, _hint(first))


def _hint(draft: Draft) -> Message:
    """Return why a sentence stayed empty or, where the engine does not say, how to find out."""
    for problem in filter(is_engine_problem, draft.problems):
        return problem.message
    return say("Run: {command}", command="workflow engines doctor")
