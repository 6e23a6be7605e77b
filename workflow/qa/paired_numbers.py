"""Two numbers that are each told of what the other one is of: 38 % of men, 62 % of women.

A sentence is cut into clauses at commas and conjunctions. Where two clauses with one number each
stand side by side on both sides, what else stands in them in both languages tells whose number it
is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.scripts import KEPT
from workflow.languages.things import CountedThing
from workflow.qa.bearings import Bearings, Span
from workflow.qa.shared_names import SharedName, shared_names, shared_nouns

Numbers = Mapping[Decimal, CountedThing]


def exchanged(both: Bearings, there: Numbers, here: Numbers) -> Iterator[tuple[str, str]]:
    """Yield two numbers of a translation that have changed places.

    Args:
        both: a sentence and its translation.
        there: the numbers in digits of the source that stand once, by value.
        here: those of the translation.
    """
    parts = pack(both.spoken).things.clauses, pack(both.target).things.clauses
    values = [value for value in there if value in here]
    if len(values) != 2 or None in parts:
        return
    source = _clauses(both.source, both.spoken, [there[value].text for value in values])
    text = _clauses(both.text, both.target, [here[value].text for value in values])
    if not (source and text):
        return
    names = (*shared_names(both, words=True), *shared_nouns(both))
    meant, told = _within(names, source, text)
    (one, other), (told_one, told_other) = meant, told
    if (one & told_other) and (other & told_one) and not (one & told_one or other & told_other):
        yield here[values[0]].text, here[values[1]].text


def _within(
    names: Sequence[SharedName], source: Sequence[Span], text: Sequence[Span]
) -> tuple[list[set[int]], list[set[int]]]:
    """Return which names stand in each clause of the source, and in each of the translation."""
    meant = [{at for at, one in enumerate(names) if _is_in(one.source, span)} for span in source]
    told = [{at for at, one in enumerate(names) if _is_in(one.text, span)} for span in text]
    return meant, told


def _is_in(name: Span, clause: Span) -> bool:
    return clause[0] <= name[0] and name[1] <= clause[1]


def _clauses(text: str, tag: str, numbers: Sequence[str]) -> list[Span]:
    """Return the clauses in which two numbers stand, if they are two neighbours."""
    found: list[int] = []
    spans = _cut(text, tag)
    for number in numbers:
        at = text.find(number)
        its = [n for n, span in enumerate(spans) if span[0] <= at < span[1]]
        if at < 0 or not its:
            return []
        found.append(its[0])
    return [spans[n] for n in found] if abs(found[0] - found[1]) == 1 else []


@lru_cache(maxsize=KEPT)
def _cut(text: str, tag: str) -> Sequence[Span]:
    clauses: re.Pattern[str] | None = pack(tag).things.clauses
    ends = [each.end() for each in clauses.finditer(text)] if clauses else []
    return [*zip([0, *ends], [*ends, len(text)], strict=True)]
