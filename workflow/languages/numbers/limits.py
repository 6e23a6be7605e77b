"""Find the words that make a number a limit or a comparison.

*More than 300*, 300多人 and 300명이 넘는 say that it is more; *fewer than*, *up to* and *nearly*
say that it is less, or no more. A language tells its own in ``limits.tsv``: words before and after
numbers, and what is a number to them. Nothing else than words beside a number counts, so they may
say other things elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from workflow.languages.tables import FactTable

#: More than the number, or it at the least; less, or it at the most.
UP, DOWN = "up", "down"
#: Begins the uses of a table that compare two things by something: ``than_amount_up``.
_THAN = "than_"
#: How many letters before and after a word a limit may begin and end.
_BEFORE, _BEHIND = 30, 40
#: The same before a word that compares: *fewer people came this year than* last.
_COMPARED = 60


@dataclass(frozen=True, slots=True)
class Limit:
    """A number in a text, with its limit.

    Attributes:
        text: the number and the words beside it, as they stand.
        number: the number, in digits or in words.
        side: :data:`UP` or :data:`DOWN`.
    """

    text: str
    number: str
    side: str


class Limits:
    """How a language makes a number a limit, as its ``limits.tsv`` tells.

    The table's uses are ``number``; ``before_up``, ``before_down``, ``after_up`` and
    ``after_down``; ``hint``: words of which every text with a limit has one, quick to look for;
    ``to_number`` and ``from_number``: what may stand between a word and the number behind or before
    it; ``than_WHAT_up`` and ``than_WHAT_down``: what compares two things, and ``compared`` their
    hints.

    Args:
        package: where the table is; without one, nothing is known.
    """

    def __init__(self, package: str = "") -> None:
        self._table = FactTable(package, "limits.tsv")

    @cached_property
    def _hints(self) -> AhoCorasick:
        return AhoCorasick(self._table.words("hint"), store_patterns=False)

    @cached_property
    def _number(self) -> re.Pattern[str]:
        return self._table.pattern("number")

    @cached_property
    def _limit(self) -> re.Pattern[str]:
        told = self._table.text
        number = told("number")
        before, after = (
            f"(?P<{where}_up>{told(f'{where}_up')})|(?P<{where}_down>{told(f'{where}_down')})"
            for where in ("before", "after")
        )
        return re.compile(
            rf"(?:{before})(?:{told('to_number')})(?P<one>{number})"
            rf"|(?P<other>{number})(?:{told('from_number')})(?:{after})"
        )

    def found(self, text: str) -> Iterator[Limit]:
        """Yield the numbers of a text that are limits, from left to right.

        >>> [(each.text, each.side) for each in Limits("workflow.languages.en").found(
        ...     "At least 300 came, no more than ten of them from Rome.")]
        [('At least 300', 'up'), ('no more than ten', 'down')]
        >>> [(each.number, each.side) for each in Limits("workflow.languages.zh").found(
        ...     "至少来了三百多人，其中不超过10人来自罗马。")]
        [('三百', 'up'), ('10', 'down')]
        """
        for match in self._matches(text):
            up = match["before_up"] or match["after_up"]
            yield Limit(match[0].strip(), match["one"] or match["other"], UP if up else DOWN)

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        """Yield limits, looked for about the words that every one of them has."""
        end = 0
        for _, start, stop in self._hints.find_matches_as_indexes(text.lower()):
            near = max(end, start - _BEFORE), stop + _BEHIND
            match = self._number.search(text, *near) and self._limit.search(text, *near)
            while match:
                yield match
                end = match.end()
                match = self._limit.search(text, end, stop + _BEHIND)

    @cached_property
    def _comparing(self) -> AhoCorasick:
        return AhoCorasick(self._table.words("compared"), store_patterns=False)

    def compared(self, text: str) -> Iterator[Limit]:
        """Yield the comparisons in a text; their number is the kind of measure.

        >>> [(each.number, each.side) for each in Limits("workflow.languages.zh").compared(
        ...     "女性收入低于男性。")]
        [('amount', 'down')]
        """
        end = 0
        for _, start, stop in self._comparing.find_matches_as_indexes(text.lower()):
            match = self._comparison.search(text, max(end, start - _COMPARED), stop + _BEHIND)
            if match:
                _, what, side = str(match.lastgroup).split("_")
                yield Limit(match[0], what, side)
                end = match.end()

    @cached_property
    def _comparison(self) -> re.Pattern[str]:
        uses = (use for use in self._table.uses if use.startswith(_THAN))
        return re.compile("|".join(f"(?P<{use}>{self._table.text(use)})" for use in uses))
