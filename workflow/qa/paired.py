"""Two numbers, or names, that are each told of what the other one is of: 38 % of men.

A sentence is cut into clauses at commas and conjunctions. Where two clauses with one number each
stand side by side on both sides, what else stands in them in both languages tells whose number it
is; and so with names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise

from workflow.languages import doers, pack
from workflow.languages.listed_words import PERSON
from workflow.languages.scripts import KEPT
from workflow.languages.things import CountedThing
from workflow.qa.bearings import Bearings, Span
from workflow.qa.shared_names import NOUN, PLACE, SharedName, shared_names, shared_nouns

#: Letters between a number and its noun, in the source.
_NEAR = 28
Numbers = Mapping[Decimal, CountedThing]


def exchanged(both: Bearings, there: Numbers, here: Numbers) -> Iterator[tuple[str, str]]:
    """Yield two numbers of a translation that have changed places.

    Args:
        both: a sentence and its translation.
        there: the numbers in digits of the source that stand once, by value.
        here: those of the translation.
    """
    values = [value for value in there if value in here]
    if len(values) == 2 and _may_pair(both):
        known = (*shared_names(both, words=True), *shared_nouns(both))
        if _led_crosswise(both, there, here, values, known):
            yield here[values[0]].text, here[values[1]].text
            return
        source = [_at(both.source, there[value].text) for value in values]
        text = [_at(both.text, here[value].text) for value in values]
        alike = not here[values[0]].kinds.isdisjoint(here[values[1]].kinds)
        if not (alike or _clauses(both.text, both.target, text)):
            return
        counted = alike and [each for each in known if _is_doer(both, each)]
        if _crossed(both, source, text, known) or (
            counted and _alternating(both, source, text, counted)
        ):
            yield here[values[0]].text, here[values[1]].text


def _led_crosswise(
    both: Bearings,
    there: Numbers,
    here: Numbers,
    values: Sequence[Decimal],
    known: Sequence[SharedName],
) -> bool:
    """Tell whether each of two numbers is told of the very word that the other one should be of.

    *450 jobs in Belgium and 120 in Luxembourg*, 벨기에에서 120명, 룩셈부르크에서 450명.
    """
    source, text = [each.source for each in known], [each.text for each in known]
    one, other = (_of(both.source, both.spoken, there[value].number, source) for value in values)
    told_one, told_other = (
        _of(both.text, both.target, here[value].number, text) for value in values
    )
    straight = one & told_one or other & told_other
    return bool(one & told_other and other & told_one and not straight)


def _of(text: str, tag: str, number: str, words: Sequence[Span]) -> set[int]:
    """Return which of some words a number is told of."""
    at, roles = _at(text, number), pack(tag).number_roles
    return {n for n, word in enumerate(words) if roles.is_of(text, at, word)}


def names(both: Bearings) -> Iterator[tuple[SharedName, SharedName]]:
    """Yield two names that have changed places.

    Args:
        both: a sentence and its translation.
    """
    if not _may_pair(both):
        return
    known = shared_names(both)
    for kind in (PERSON, PLACE):
        alike = [each for each in known if each.kind == kind]
        if len(alike) == 2:
            source, text = ([each.source for each in alike], [each.text for each in alike])
            there = _clauses(both.source, both.spoken, source)
            if there and _crossed(both, source, text, shared_nouns(both)):
                yield alike[0], alike[1]


def _alternating(
    both: Bearings, source: Sequence[Span], text: Sequence[Span], known: Sequence[SharedName]
) -> bool:
    """Tell whether each number stands with the other one's noun.

    On both sides a noun, its number, a noun and its number take turns, in whatever order and near
    each other; nothing that stands so has its own number.
    """
    crossed = straight = 0
    far = _NEAR, round(_NEAR * len(both.text) / len(both.source))
    for one, other in combinations(known, 2):
        there = _owners(source, one.source, other.source, far[0])
        here = _owners(text, one.text, other.text, far[1])
        if there and here:
            straight += there == here
            crossed += there != here
    return crossed > 0 and not straight


def _is_doer(both: Bearings, name: SharedName) -> bool:
    """Tell whether a word is for a person or a body, and no verb."""
    return name.kind != NOUN or doers.is_listed(both.source[slice(*name.source)])


def _owners(
    numbers: Sequence[Span], one: Span, other: Span, far: int
) -> frozenset[tuple[int, int]]:
    """Return which noun each of two numbers has, where they take turns; else nothing."""
    marks = sorted([(span, at) for at, span in enumerate((*numbers, one, other))])
    order = [at for _, at in marks]
    kinds = [at > 1 for at in order]
    if kinds not in ([True, False, True, False], [False, True, False, True]):
        return frozenset()
    gaps = [begin[0] - end[1] for (end, _), (begin, _) in pairwise(marks)]
    if min(gaps) < 0 or max(gaps[::2]) > far:
        return frozenset()
    pairs = (order[:2], order[2:])
    return frozenset((min(pair), max(pair)) for pair in pairs)


def _may_pair(both: Bearings) -> bool:
    return all(pack(tag).things.clauses is not None for tag in (both.spoken, both.target))


def _at(text: str, part: str) -> Span:
    at = text.find(part)
    return at, at + len(part)


def _crossed(
    both: Bearings, source: Sequence[Span], text: Sequence[Span], known: Sequence[SharedName]
) -> bool:
    """Tell whether what stands beside the first is beside the second in the translation."""
    there = _clauses(both.source, both.spoken, source)
    here = _clauses(both.text, both.target, text)
    if not (there and here):
        return False
    (one, other), (told_one, told_other) = _within(known, there, here)
    crossed = bool(one & told_other and other & told_one)
    return crossed and not (one & told_one or other & told_other)


def _within(
    names: Sequence[SharedName], source: Sequence[Span], text: Sequence[Span]
) -> tuple[list[set[int]], list[set[int]]]:
    """Return which names stand in each clause of the source, and in each of the translation."""
    meant = [{at for at, one in enumerate(names) if _is_in(one.source, span)} for span in source]
    told = [{at for at, one in enumerate(names) if _is_in(one.text, span)} for span in text]
    return meant, told


def _is_in(name: Span, clause: Span) -> bool:
    return clause[0] <= name[0] and name[1] <= clause[1]


def _clauses(text: str, tag: str, places: Sequence[Span]) -> list[Span]:
    """Return the clauses in which two names or numbers stand, if they are two neighbours."""
    spans = clauses(text, tag)
    found = [n for place in places for n, span in enumerate(spans) if _is_in(place, span)]
    if len(found) != 2 or abs(found[0] - found[1]) != 1:
        return []
    return [spans[n] for n in found]


@lru_cache(maxsize=KEPT)
def clauses(text: str, tag: str) -> Sequence[Span]:
    """Return from where to where the clauses of a text stand; the whole where none are known."""
    marks: re.Pattern[str] | None = pack(tag).things.clauses
    ends = [each.end() for each in marks.finditer(text)] if marks else []
    return [*zip([0, *ends], [*ends, len(text)], strict=True)]
