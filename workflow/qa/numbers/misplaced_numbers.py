"""Find numbers that are attached to each other's things.

The dead and the hurt, votes for and against, part and whole: where both sides tell it, numbers that
have changed places are certain to be wrong, whatever stands around them. So are two of which one
stands beside what the other one counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from workflow.languages import pack
from workflow.languages.meaning.notions import knows, located
from workflow.languages.numbers.number_roles import PAIRS
from workflow.languages.scripts import KEPT
from workflow.qa import quantities
from workflow.qa.both_sides import Sides

_TWO = 2
_Told = Mapping[str, frozenset[Decimal]]


def exchanged(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield two numbers that have changed places.

    >>> source = "It killed 32 people and wounded 102."
    >>> [*exchanged(Sides(source, "en", "102명이 숨지고 32명이 다쳤다.", "ko"))]
    [('102', '32')]
    >>> [*exchanged(Sides(source, "en", "32명이 숨지고 102명이 다쳤다.", "ko"))]
    []
    """
    there = _told(both.source, both.spoken)
    if len(there) < _TWO:
        return
    here = _told(both.text, both.target)
    for one, other in PAIRS:
        first, second = there.get(one), there.get(other)
        told = here.get(one), here.get(other)
        if first and second and told == (second, first) and first != second:
            yield _shown(second), _shown(first)


def agree(both: Sides) -> bool:
    """Tell whether two numbers are attached to the same things on both sides, in any order.

    >>> agree(Sides("It killed 3 people and wounded 12.", "en",
    ...     "爆炸造成12人受伤、3人死亡。", "zh-Hans"))
    True
    """
    there = _told(both.source, both.spoken)
    if len(there) < _TWO:
        return False
    here = _told(both.text, both.target)
    return any(
        there.keys() & here.keys() >= {one, other}
        and (there[one], there[other]) == (here[one], here[other])
        for one, other in PAIRS
    )


def miscounted(both: Sides, *, crosswise: bool = False) -> Iterator[tuple[str, str]]:
    """Yield two numbers of which one is next to what the other counts.

    Args:
        both: a sentence and its translation.
        crosswise: whether each has to stand beside what the other one counts.

    >>> [*miscounted(Sides("It hired 45 firefighters and 120 nurses.", "en",
    ...     "소방관 120명과 간호사 45명을 뽑았다.", "ko"))]
    [('120', '45')]
    """
    there = _beside(both.source, both.spoken)
    here = _beside(both.text, both.target) if len(there) > 1 else {}
    for one, other in permutations([value for value in there if value in here], _TWO):
        counted = there[one] - there[other]
        if counted & here[other] and not counted & here[one]:
            others = there[other] - there[one]
            if not others & here[other] and (others & here[one] or not crosswise):
                yield f"{other:f}", f"{one:f}"
                return


def restepped(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield a change *to* a number that has become a change *by* it, or the reverse.

    >>> [*restepped(Sides("The rate fell to 4.7%.", "en", "失业率下降了4.7%。", "zh-Hans"))]
    [('fell to 4.7', '下降了4.7')]
    """
    there = _changes(both.source, both.spoken)
    here = _changes(both.text, both.target) if there else {}
    for value in there.keys() & here.keys():
        (one, *more), (other, *others) = there[value].items(), here[value].items()
        if not (more or others) and one[0] != other[0]:
            yield one[1], other[1]


@lru_cache(maxsize=KEPT)
def _changes(text: str, tag: str) -> Mapping[Decimal, Mapping[str, str]]:
    """Return, by number, whether something changes to it or by it, and in which words."""
    found: dict[Decimal, dict[str, str]] = {}
    for use, number, words in pack(tag).number_roles.changes(text):
        value = _value(number, tag)
        if value is not None:
            found.setdefault(value, {})[use] = words
    return found


@lru_cache(maxsize=KEPT)
def _beside(text: str, tag: str) -> Mapping[Decimal, frozenset[int]]:
    """Return the notions next to the numbers in digits that occur once."""
    found: dict[Decimal, list[frozenset[int]]] = {}
    numbers = [*pack(tag).number_roles.beside(text)]
    if len(numbers) < _TWO or not knows(tag):
        return {}
    rows = [(row, at) for row, places in located(text, tag).items() for at in places]
    for number, spans in numbers:
        value = _value(number, tag)
        if value is not None:
            beside = [row for start, end in spans for row, at in rows if start <= at < end]
            found.setdefault(value, []).append(frozenset(beside))
    return {value: each[0] for value, each in found.items() if len(each) == 1}


def _shown(values: frozenset[Decimal]) -> str:
    return ", ".join(f"{value:f}" for value in sorted(values))


@lru_cache(maxsize=KEPT)
def _told(text: str, tag: str) -> _Told:
    """Return the numbers of a text by what they are attached to, one number each."""
    found: dict[str, set[Decimal]] = {}
    for name, number in pack(tag).number_roles.attached(text):
        value = _value(number, tag)
        if value is not None:
            found.setdefault(name, set()).add(value)
    return {name: frozenset(values) for name, values in found.items() if len(values) == 1}


def _value(number: str, tag: str) -> Decimal | None:
    small = pack(tag).number_roles.small
    if number.lower() in small:
        return Decimal(small.index(number.lower()) + 1)
    values = quantities.digits(number)
    return next(iter(values)) if len(values) == 1 else None
