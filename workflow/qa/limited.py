"""A limit, a comparison or an hour, and another one in its translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.limits import Limit
from workflow.languages.scripts import KEPT
from workflow.qa import quantities


def turned(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield a limit of the source with what a translation makes of it: at least, at most.

    The same number is meant where it is told in digits, and where each side has but one limit
    and one of them is told in words.

    >>> [*turned("At least 300 people came.", "en", "至多来了300人。", "zh-Hans")]
    [('At least 300', '至多来了300')]
    >>> [*turned("Fewer than 300 people came.", "en", "来的不到300人。", "zh-Hans")]
    []
    """
    there = _limits(source, spoken)
    if not there:
        return
    here = _limits(text, target)
    for one in there:
        same = [each for each in here if _same(one, each, alone=len(there) == len(here) == 1)]
        if same and all(each.side != one.side for each in same):
            yield one.text, same[0].text
            return


def compared(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield a comparison of the source with the contrary one of a translation: lower, higher.

    Each side has but one by the same measure.

    >>> [*compared("Women earn less than men.", "en", "女性收入高于男性。", "zh-Hans")]
    [('less than', '高于')]
    """
    there = _compared(source, spoken)
    if not there:
        return
    here = _compared(text, target)
    for one in there:
        alike, told = ([e for e in every if e.number == one.number] for every in (there, here))
        if len(alike) == len(told) == 1 and told[0].side != one.side:
            yield one.text, told[0].text


def hours(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield an hour of the source with the same one of a translation on the other side of noon.

    >>> [*hours("It opens at 7 a.m. and closes at midnight.", "en", "下午7时开放，午夜关闭。",
    ...     "zh-Hans")]
    [('7 a.m', '下午7')]
    """
    there = _hours(source, spoken)
    here = _hours(text, target) if there else {}
    for hour in there.keys() & here.keys():
        (one, late), (other, told) = there[hour], here[hour]
        if late != told:
            yield one, other


@lru_cache(maxsize=KEPT)
def _limits(text: str, tag: str) -> Sequence[Limit]:
    return tuple(pack(tag).limits.found(text))


@lru_cache(maxsize=KEPT)
def _compared(text: str, tag: str) -> Sequence[Limit]:
    return tuple(pack(tag).limits.compared(text))


@lru_cache(maxsize=KEPT)
def _hours(text: str, tag: str) -> Mapping[int, tuple[str, bool]]:
    """Return the hours that stand once in a text, each with whether it is after noon."""
    every = [*pack(tag).times.hours(text)]
    if not every:
        return {}
    counts = Counter(hour for _, hour, _ in every)
    return {hour: (text, late) for text, hour, late in every if counts[hour] == 1}


def _same(one: Limit, other: Limit, *, alone: bool) -> bool:
    """Tell whether two limits are of one number."""
    value, told = _value(one.number), _value(other.number)
    if value and told:
        return value == told
    return alone


def _value(number: str) -> Decimal | None:
    values: Sequence[Decimal] = [*quantities.digits(number)]
    return values[0] if len(values) == 1 else None
