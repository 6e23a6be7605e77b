"""Two names or two numbers that have changed places in a translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from workflow.languages import pack
from workflow.languages.contrasts import SaidWord
from workflow.languages.listed_words import PERSON, Side
from workflow.languages.things import CountedThing
from workflow.model import Message, say
from workflow.qa.bearings import Bearings, Pair

#: Contrasts whose words are names, those of places together.
NAMES = ("country", "city", PERSON)
_TWO = 2
#: How much nearer the other pairing of two names and of two numbers has to be, and of numbers with
#: words between them that let a translation turn them.
_NAMES, _NUMBERS, _TURNED = 0.05, 0.04, 0.15


def names(both: Bearings, words: Iterable[tuple[int, SaidWord]]) -> Iterator[Message]:
    """Yield two places, or two persons, that stand each where the other one should.

    Each of them stands once on each side, and their order is another one than in the source: of
    right translations one in six has such two.

    Args:
        both: a sentence and its translation.
        words: what certainly says something in the translation, and where it stands.

    >>> both = Bearings(
    ...     "The ship sailed from Norway with timber and reached Portugal after a week.", "en",
    ...     "这艘船满载木材从葡萄牙启航，一周后抵达挪威。", "zh-Hans")
    >>> [each.render() for each in names(both, pack(both.target).contrasts.located(both.text))]
    ['“葡萄牙” and “挪威” seem to have changed places']
    """
    here = _once(words)
    if len(here) < _TWO:
        return
    there = _once(pack(both.spoken).contrasts.located(both.source, *NAMES))
    for one, other in combinations([side for side in here if side in there], 2):
        turned = (there[one][0] < there[other][0]) != (here[one][0] < here[other][0])
        if turned and (one[0] == PERSON) == (other[0] == PERSON):
            first, second = ((_span(there[side]), _span(here[side])) for side in (one, other))
            if both.exchanged(first, second, _NAMES):
                yield _message(here[one][1].text, here[other][1].text)
                return


def numbers(
    both: Bearings, there: Mapping[Decimal, CountedThing], here: Mapping[Decimal, CountedThing]
) -> Iterator[Message]:
    """Yield two numbers that stand each where the other one should.

    Their order is another one than in the source, and what they count does not show them to be
    where they are.

    Args:
        both: a sentence and its translation.
        there: the numbers in digits of the source that stand once, by value, as they follow each
            other.
        here: those of the translation.
    """
    order = {value: place for place, value in enumerate(there)}
    things = pack(both.spoken).things
    for one, other in combinations([value for value in here if value in there], 2):
        if order[one] < order[other] or _bound(there[one], here[one], there[other], here[other]):
            continue
        first, second = (_places(both, there[value], here[value]) for value in (one, other))
        low, high = sorted((first[0], second[0]))
        if things.turned.search(both.source, low[1], high[0]):
            continue
        clearly = _TURNED if things.turning.search(both.source, low[1], high[0]) else _NUMBERS
        if both.exchanged(first, second, clearly):
            yield _message(here[one].text, here[other].text)
            return


def _message(one: str, other: str) -> Message:
    return say("“{one}” and “{other}” seem to have changed places", one=one, other=other)


def _once(words: Iterable[tuple[int, SaidWord]]) -> Mapping[Side, tuple[int, SaidWord]]:
    """Return those of the names in a text that stand once, by what they name."""
    found: dict[Side, list[tuple[int, SaidWord]]] = {}
    for at, word in words:
        if word.surely and word.surely[0][0] in NAMES:
            found.setdefault(word.surely[0], []).append((at, word))
    return {side: each[0] for side, each in found.items() if len(each) == 1}


def _span(found: tuple[int, SaidWord]) -> tuple[int, int]:
    return found[0], found[0] + len(found[1].text)


def _places(both: Bearings, there: CountedThing, here: CountedThing) -> Pair:
    at, to = both.source.find(there.text), both.text.find(here.text)
    return (at, at + len(there.number)), (to, to + len(here.number))


def _bound(
    one: CountedThing, told: CountedThing, other: CountedThing, told_other: CountedThing
) -> bool:
    """Tell whether one of two numbers counts what it should, and not what the other one does."""
    return _is_apart(one, told, other) or _is_apart(other, told_other, one)


def _is_apart(one: CountedThing, told: CountedThing, other: CountedThing) -> bool:
    right = not one.kinds.isdisjoint(told.kinds)
    return right and bool(other.kinds) and other.kinds.isdisjoint(told.kinds)
