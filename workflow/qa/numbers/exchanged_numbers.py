"""Find two numbers that have changed places in a translation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from workflow.languages import pack
from workflow.languages.numbers.counted_things import CountedThing
from workflow.model import Message
from workflow.qa import clauses
from workflow.qa.both_sides import Pair, Sides, Span
from workflow.qa.names.shared_names import SharedName, shared_names, shared_nouns
from workflow.qa.numbers import misplaced_numbers
from workflow.qa.problems import exchanged

#: How many letters after a number may say what it is compared with: 200,000 *more than* last year.
_BEHIND = 16
#: How much nearer the other pairing of two numbers must be, and if words between them let a
#: translation turn them round.
_NUMBERS, _TURNED = 0.25, 0.35
NumbersOnce = Mapping[Decimal, CountedThing]


def changed_places(both: Sides, there: NumbersOnce, here: NumbersOnce) -> Message | None:
    """Return two numbers, each in the other's position, if there are any.

    Args:
        both: a sentence and its translation.
        there: the numbers in digits of the source that stand once, by value, as they follow each
            other.
        here: those of the translation.
    """
    if told := _told_crosswise(both, there, here):
        return told
    if misplaced_numbers.agree(both):
        return None
    return _out_of_order(both, there, here)


def _out_of_order(both: Sides, there: NumbersOnce, here: NumbersOnce) -> Message | None:
    """Return two numbers in another order than in the source, unless their units allow it."""
    order = {value: place for place, value in enumerate(there)}
    things = both.there.things
    for one, other in combinations([value for value in here if value in there], 2):
        if order[one] < order[other] or _bound(there[one], here[one], there[other], here[other]):
            continue
        first, second = (_places(both, there[value], here[value]) for value in (one, other))
        low, high = sorted((first[0], second[0]))
        if things.turned.search(both.source, low[1], high[0]):
            continue
        turning = things.turning.search
        turns = turning(both.source, low[1], high[0]) or turning(
            both.source, high[1], high[1] + _BEHIND
        )
        clearly = _TURNED if turns else _NUMBERS
        told = (there[one], there[other]), (here[one], here[other])
        if both.exchanged(first, second, clearly) and not clauses_turned(both, *told):
            return exchanged(here[one].text, here[other].text)
    return None


def _places(both: Sides, there: CountedThing, here: CountedThing) -> Pair:
    at, to = both.source.find(there.text), both.text.find(here.text)
    return (at, at + len(there.number)), (to, to + len(here.number))


def _bound(
    one: CountedThing, told: CountedThing, other: CountedThing, told_other: CountedThing
) -> bool:
    """Tell whether one of two numbers counts what it should, and not what the other does."""
    return _is_apart(one, told, other, told_other) or _is_apart(other, told_other, one, told)


def _is_apart(
    one: CountedThing, told: CountedThing, other: CountedThing, told_other: CountedThing
) -> bool:
    """Tell whether a number counts the same on both sides, and the other one something else."""
    if one.kinds.isdisjoint(told.kinds):
        return False
    counts_other = bool(other.kinds) and other.kinds.isdisjoint(told.kinds)
    return counts_other or (bool(told_other.kinds) and told_other.kinds.isdisjoint(one.kinds))


def _told_crosswise(both: Sides, there: NumbersOnce, here: NumbersOnce) -> Message | None:
    """Return two numbers, each attached to the other's words."""
    values = [value for value in there if value in here]
    if len(values) == 2 and clauses.are_known(both):
        source = [_at(both.source, there[value].text) for value in values]
        text = [_at(both.text, here[value].text) for value in values]
        roles = both.there.number_roles
        led = all(roles.may_be_of(both.source, _at(both.source, there[n].number)) for n in values)
        if not (led or clauses.are_neighbours(both, source, text)):
            return None
        known = (*shared_names(both, words=True), *shared_nouns(both))
        if (led and _led_crosswise(both, there, here, values, known)) or clauses.crossed(
            both, source, text, known
        ):
            return exchanged(here[values[0]].text, here[values[1]].text)
    return None


def clauses_turned(
    both: Sides, there: Sequence[CountedThing], here: Sequence[CountedThing]
) -> bool:
    """Tell whether two numbers stand in clauses that follow each other the other way round.

    Args:
        both: a sentence and its translation.
        there: the numbers in the source.
        here: the same ones in the translation.
    """
    if not clauses.are_known(both):
        return False
    source = [_at(both.source, each.text) for each in there]
    text = [_at(both.text, each.text) for each in here]
    names = shared_names(both, words=True)
    every = (names, (*names, *shared_nouns(both)))
    return any(clauses.kept(both, source, text, known) for known in every)


def _led_crosswise(
    both: Sides,
    there: NumbersOnce,
    here: NumbersOnce,
    values: Sequence[Decimal],
    known: Sequence[SharedName],
) -> bool:
    """Tell whether each of two numbers is attached to the very word of the other.

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
    """Return the words among some that a number is attached to."""
    at, roles = _at(text, number), pack(tag).number_roles
    return {n for n, word in enumerate(words) if roles.is_of(text, at, word)}


def _at(text: str, part: str) -> Span:
    at = text.find(part)
    return at, at + len(part)
