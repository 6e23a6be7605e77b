"""A limit, a comparison, an hour or a word of a scale, and another one in its translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.limits import Limit
from workflow.languages.scales import ANY
from workflow.languages.scripts import KEPT
from workflow.qa import quantities

#: Of all may be said what is denied of each: nobody died, all lived.
_ALIKE = frozenset(("all", "none"))


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


def replaced(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield a word of the source, and another one of its scale in a translation: all, some.

    Each side has but one of that scale, and no other word that may be one.

    >>> [*replaced("All the buses were late.", "en", "大部分公交车晚点了。", "zh-Hans")]
    [('All the', '大部分')]
    >>> [*replaced("All the buses were late.", "en", "公交车全部晚点，大部分满员。", "zh-Hans")]
    []
    """
    there = _placed(source, spoken)
    here = _once(pack(target).limits.placed(text, there.keys())) if there else {}
    for scale in there.keys() & here.keys():
        one, other = there[scale], here[scale]
        if len(told := {one.side, other.side}) > 1 and ANY not in told and told != _ALIKE:
            yield one.text, other.text


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
def tells_any(source: str, spoken: str) -> bool:
    """Tell whether a source has a limit, a comparison, an hour or a word of a scale."""
    told = _limits, _compared, _hours, _placed
    return any(each(source, spoken) for each in told)


@lru_cache(maxsize=KEPT)
def _limits(text: str, tag: str) -> Sequence[Limit]:
    return tuple(pack(tag).limits.found(text))


@lru_cache(maxsize=KEPT)
def _compared(text: str, tag: str) -> Sequence[Limit]:
    return tuple(pack(tag).limits.compared(text))


@lru_cache(maxsize=KEPT)
def _placed(text: str, tag: str) -> Mapping[str, Limit]:
    """Return the scales of which a text has one word, each with it."""
    return {
        scale: each
        for scale, each in _once(pack(tag).limits.placed(text)).items()
        if each.side != ANY
    }


def _once(found: Iterable[Limit]) -> Mapping[str, Limit]:
    """Return by scale the words that stand alone of theirs."""
    every = [*found]
    counts = Counter(each.number for each in every)
    return {each.number: each for each in every if counts[each.number] == 1}


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
