"""Find a fraction, or a span of time, that has become another one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.scripts import KEPT
from workflow.qa import quantities
from workflow.qa.both_sides import Sides

#: The tolerance between two forms of one fraction, in per cent: a third is 33, or 30.
_ROUNDED = Decimal(5)
#: The lengths of units of time in seconds or months.
_UNITS = {"second": (1, 60, 3600, 86_400, 604_800), "month": (1, 12)}
#: The range of numbers in which a unit is counted.
_FEW, _MANY = 2, 60
#: An hour, a day, a week and a year, which may stand without a number: the first year.
_SINGLE = frozenset(map(Decimal, (1, 12, 60, 3600, 86_400, 604_800)))
_SECONDS = {"second": 1, "month": 30 * 86_400}
#: The tolerance between two equal spans: 30 days, a month.
_NEARLY = Decimal("0.1")
#: A span of time: what it is counted in, and how many of these it is.
_Span = tuple[str, Decimal]


def other_share(both: Sides) -> bool:
    """Tell whether the only fraction of a translation is none of the source.

    The source tells another one in words, and no number of it may be the share either.

    >>> other_share(Sides("A fifth of the buses burned.", "en",
    ...     "五分之二的公交车被烧毁。", "zh-Hans"))
    True
    >>> other_share(Sides("A fifth of the buses burned.", "en",
    ...     "五分之一的公交车被烧毁。", "zh-Hans"))
    False
    >>> other_share(Sides("Two in five burned, a third of them new.", "en",
    ...     "五分之二被烧毁。", "zh-Hans"))
    False
    """
    here = _shares(both.text, both.target)
    there = _shares(both.source, both.spoken) if len(here) == 1 else ()
    if not there or any(abs(here[0] - share) <= _ROUNDED for share in there):
        return False
    told = [share for share, _ in both.there.numbers.per_cent(both.source)]
    told += [
        *quantities.digits(both.source),
        *map(Decimal, both.there.numbers.mentioned(both.source)),
    ]
    return not any(abs(here[0] - share) <= _ROUNDED for share in told)


@lru_cache(maxsize=KEPT)
def _shares(text: str, tag: str) -> Sequence[Decimal]:
    """Return the fractions that a text spells in words, each once."""
    return tuple(dict.fromkeys(share for share, _ in pack(tag).numbers.shares(text)))


def other_span(both: Sides) -> bool:
    """Tell whether a span of the source has the same number but another unit in the translation."""
    there = _spans(both.source, both.spoken)
    if not there:
        return False
    here = _spans(both.text, both.target)
    if len(there) == len(here) == 1:
        ((base, length),), ((other_base, told),) = there, here
        one, other = _numbers((base, length)), _numbers((base, told))
        if base == other_base and length != told and not {length, told} & _SINGLE:
            elsewhere = other & {*quantities.digits(both.source)} or one & {
                *quantities.digits(both.text)
            }
            if one and other and not elsewhere:
                return True
    return any(
        not _numbers(gone).isdisjoint(_numbers(new)) and not _same(gone, new)
        for gone in there - here
        for new in here - there
    )


@lru_cache(maxsize=KEPT)
def _spans(text: str, tag: str) -> frozenset[_Span]:
    return frozenset((base, length) for base, length, _ in pack(tag).times.spans(text))


def _numbers(span: _Span) -> set[Decimal]:
    """Return the numbers that may express a span, in any of its units."""
    base, length = span
    told = (length / unit for unit in _UNITS[base] if length % unit == 0)
    return {number for number in told if _FEW <= number <= _MANY}


def _same(one: _Span, other: _Span) -> bool:
    long, short = sorted((length * _SECONDS[base] for base, length in (one, other)), reverse=True)
    return one[0] != other[0] and long - short < _NEARLY * long
