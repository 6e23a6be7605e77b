"""What newsrooms do with numbers: miles become kilometres, conversions in brackets go and come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from workflow.languages.scripts import DENSE
from workflow.qa.quantities.figures import digits
from workflow.qa.quantities.polyglot import polyglot

#: How far a rounded conversion may be from the exact one.
_ROUNDED = Decimal("0.06")
#: A number with its unit and a bracket after it, and the same amount in it: ``80km (50 miles)``.
_BRACKET = re.compile(rf"\d\s?(?:[A-Za-z%°]{{0,12}}|[{DENSE}]{{0,4}})\s?[(（]")


def explained(source: str, text: str, lost: set[Decimal], new: set[Decimal]) -> set[Decimal]:
    """Return the values of ``lost`` and ``new`` that are no fault.

    Args:
        source: a sentence.
        text: its translation.
        lost: values of the source that the translation does not have.
        new: values that only the translation has.

    >>> sorted(map(str, explained("180 miles", "289km", {Decimal(180)}, {Decimal(289)})))
    ['180', '289']
    >>> sorted(map(str, explained("200 acres", "81만㎡", {Decimal(200)}, {Decimal(810_000)})))
    ['200', '810000']
    """
    found: set[Decimal] = set()
    for here, gone, come in ((source, lost, new), (text, new, lost)):
        there = text if here is source else source
        for value, metric in _conversions(here, there) if gone and come else ():
            same = {each for each in come if abs(each - metric) <= metric * _ROUNDED}
            if value in gone and same:
                found |= {value, *same}
    if not new - found and not _BRACKET.search(text):
        found.update(_bracketed(source, lost))
    if not lost - found and not _BRACKET.search(source):
        found.update(_bracketed(text, new))
    return found


def once(text: str) -> str:
    """Return a text without the brackets that say an amount again: ``$50bn (£27bn)``."""
    return _twice().sub(r"\1", text)


@cache
def _twice() -> re.Pattern[str]:
    return re.compile(
        r"(\d[^()（）;:]{0,24})\s?[(（]"
        rf"((?:(?:{polyglot().roughly})\s?){{0,2}}[A-Z]{{0,3}}[$€£¥₩]?\s?\d[^()（）]*)[)）]"
    )


def _bracketed(text: str, values: set[Decimal]) -> Iterator[Decimal]:
    """Yield those of ``values`` that repeat in brackets what stands beside them."""
    for match in _twice().finditer(text) if values else ():
        pair = [digits(side) for side in match.groups()]
        for one, other in (pair, pair[::-1]):
            if other - values:
                yield from one & values


def _conversions(text: str, other: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the values of a text in its own units, and their equivalents in another's."""
    known = polyglot()
    for language in known.units:
        for value, metric in language.conversions(text):
            yield value, -metric if metric < 0 and known.below_zero.search(other) else metric
