"""A number that is a limit in the source, and the contrary limit in the translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from workflow.languages import pack
from workflow.languages.limits import Limit
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
    there = [*pack(spoken).limits.found(source)]
    if not there:
        return
    here = [*pack(target).limits.found(text)]
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
    there = [*pack(spoken).limits.compared(source)]
    if not there:
        return
    here = [*pack(target).limits.compared(text)]
    for one in there:
        alike, told = ([e for e in every if e.number == one.number] for every in (there, here))
        if len(alike) == len(told) == 1 and told[0].side != one.side:
            yield one.text, told[0].text


def _same(one: Limit, other: Limit, *, alone: bool) -> bool:
    """Tell whether two limits are of one number."""
    value, told = _value(one.number), _value(other.number)
    if value and told:
        return value == told
    return alone


def _value(number: str) -> Decimal | None:
    values: Sequence[Decimal] = [*quantities.digits(number)]
    return values[0] if len(values) == 1 else None
