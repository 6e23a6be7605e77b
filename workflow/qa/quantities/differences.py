"""Compare the numbers of a translation with its source: missing, added, changed.

What newsrooms do is no fault: miles become kilometres, conversions in brackets go and come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal
from functools import cache, lru_cache

from workflow.documents.detector.texts import detect
from workflow.languages import pack
from workflow.languages.numbers.numbers import has_decimal_comma, with_scales
from workflow.languages.scripts import DENSE, KEPT
from workflow.qa.quantities import retellings
from workflow.qa.quantities.figures import digits, shown, with_points
from workflow.qa.quantities.polyglot import is_read, polyglot
from workflow.qa.quantities.retellings import mentioned

_ONE = Decimal(1)
#: The contrast of what rises and what falls, by a difference.
_CHANGE = "change"
#: The largest number that newspapers of all languages spell, and the last month; and how many
#: digits but zeros at the end others have that some spell: *veintidós*, *une centaine*.
_SPELLED, _SHORT = 12, 2
#: From here on a number in digits has a word that multiplies it.
_LARGE = 10**6
#: What may be the point of a date or a time where decimals have a comma: 18.01., 20.27 Uhr.
_POINT = re.compile(r"(?<=\d)\.(?=\d\d?(?!\d))")
#: Letters of languages whose numerals are all known.
_KNOWN = re.compile(f"[{DENSE}]")
#: How sure the language of a sentence must be; where nothing tells, English is taken for 0.25 sure.
_SURE = 0.3
#: How far a rounded conversion may be from the exact one.
_ROUNDED = Decimal("0.06")
#: A number with its unit and a bracket after it, and the same amount in it: ``80km (50 miles)``.
_BRACKET = re.compile(rf"\d\s?(?:[A-Za-z%°]{{0,12}}|[{DENSE}]{{0,4}})\s?[(（]")


def differing(
    source: str, text: str, target: str, *, dates: bool = False
) -> tuple[set[Decimal], set[Decimal]]:
    """Return the values that only a translation has, and those that only its source has.

    In languages whose words for numbers are not known here, values with the same digits are alike
    (3 kilos, 3000克), and short ones and months may be words (*veintidós*, *noviembre*).

    Args:
        source: a sentence as read.
        text: its translation as read.
        target: BCP 47 tag of the translation.
        dates: as for :func:`invented`.

    >>> differing("1.2 billion", "1,2 Milliarden", "de"), differing("3 people", "4人", "zh-Hans")
    ((set(), set()), ({Decimal('4')}, {Decimal('3')}))
    >>> differing("Murieron tres personas en noviembre.", "11월 3명이 숨졌다.", "ko")
    (set(), set())
    """
    read = is_read(target)
    if read and digits(source) == digits(text):
        return set(), set()
    texts = [text] if read else _readings(text, target)
    found = [_between(source, each, here=read, dates=dates) for each in texts]
    if all(map(any, found)) and not _KNOWN.search(source) and (spoken := unread_language(source)):
        found = [
            _between(other, each, there=False, here=read, dates=dates)
            for other in _readings(source, spoken)
            for each in texts
        ]
    return found[0] if all(map(any, found)) else (set(), set())


def _readings(text: str, tag: str) -> list[str]:
    """Return the ways to read the numbers in a text: its points are of decimals, or of times."""
    readings = (text, _POINT.sub(":", text)) if has_decimal_comma(tag) else (text,)
    return [with_scales(with_points(each, tag), tag) for each in dict.fromkeys(readings)]


def _between(
    source: str, text: str, *, there: bool = True, here: bool, dates: bool
) -> tuple[set[Decimal], set[Decimal]]:
    """Return what only a text has, and what only its source.

    Args:
        source: the source, its numbers written as in English.
        text: its translation, likewise.
        there: the source's words for numbers are known.
        here: those of the translation are.
        dates: as for :func:`invented`.
    """
    new, lost = invented(source, text, dates=dates), missing(source, text)
    if there and here:
        return new, lost
    new, lost = _unlike(new, source), _unlike(lost, text)
    if not (there or lost):
        new = _long(new, text)
    elif not (here or new or _KNOWN.search(text)):
        lost = _long(lost, source)
    return new, lost


@lru_cache(maxsize=KEPT)
def unread_language(text: str) -> str:
    """Return the language of a sentence if its words for numbers are not known, else nothing."""
    found = detect(text)
    sure = found.confidence >= _SURE and not is_read(found.language)
    return found.language if sure else ""


def _long(values: set[Decimal], text: str) -> set[Decimal]:
    """Return the values of a text that no language spells: long ones, and those in per cent."""
    shortest = 0 if polyglot().percent.search(text) else _SHORT
    return {
        value
        for value in values
        if value % 1 or (value > _SPELLED and len(_significant(value)) > shortest)
    }


def unequal(
    source: str, text: str, target: str, named: str = "", *, dates: bool = False
) -> tuple[set[Decimal], set[Decimal]]:
    """Return what :func:`differing` does, without what newsrooms convert.

    Args:
        source: a sentence as read.
        text: its translation as read.
        target: BCP 47 tag of the translation.
        named: what may have numbers in it that need not be on the other side: names.
        dates: tell dates as well that the source puts relative to today.

    >>> unequal("180 miles", "289km", "ko"), unequal("1.2 billion", "1,2 Milliarden", "de")
    ((set(), set()), (set(), set()))
    """
    new, lost = differing(source, text, target, dates=dates)
    if is_read(target):
        new |= swapped(source, text)
    if new and named:
        new -= mentioned(named)
    if new or lost:
        fine = _converted(source, text, lost, new)
        new, lost = new - fine, lost - fine
        fine = _summed(lost | (retellings.counted(source) - mentioned(text)), new)
        new, lost = new - fine, lost - fine
    here = pack(target)
    # What something was, and what it is, are no differences.
    if (
        new
        and here.contrasts.may_surely_say(text, _CHANGE)
        and "was" not in dict(here.number_roles.attached(text))
    ):
        fine = _computed(digits(source), digits(text), lost, new)
        new, lost = new - fine, lost - fine
    return new, lost


def _unlike(values: set[Decimal], other: str) -> set[Decimal]:
    """Return those of ``values`` whose digits another text lacks, or has in another large number.

    What multiplies a small number may be a word that is not known.
    """
    small = {_significant(value) for value in digits(other) if value < _LARGE}
    large = {_significant(value) for value in digits(other)} if values else small
    return {
        value
        for value in values
        if _significant(value) not in (small if value >= _LARGE else large)
    }


def _significant(value: Decimal) -> str:
    return shown(value).replace(".", "").strip("0")


def missing(source: str, text: str) -> set[Decimal]:
    """Return the values ``source`` writes in digits that its translation ``text`` does not mention.

    >>> missing("1.2 billion people in 2021", "2021年有12亿人")
    set()
    """
    absent = digits(source) - digits(text)
    if not absent:
        return set()
    absent -= mentioned(text)
    return set(_unexplained(absent, source, text)) if absent else set()


def swapped(source: str, text: str) -> set[Decimal]:
    """Return values up to ten in digits of ``text`` where ``source`` has other number words.

    They count only if a number word of the source is missing as well: ``five minutes``, 8분.
    """
    new = {value for value in digits(text) - digits(source) if value <= retellings.COUNTED}
    if not new:
        return new
    lost = retellings.counted(source)
    if lost:
        lost = lost - mentioned(text) - retellings.spelled(text)
    if not lost:
        return set()
    return new - mentioned(source) - retellings.spelled(source) - retellings.idioms(text)


def invented(source: str, text: str, *, dates: bool = False) -> set[Decimal]:
    """Return the values but one that ``text`` writes in digits and its ``source`` does not mention.

    One is what languages do not count alike: an hour, 1시간. With ``dates``, dates count as well
    that the source puts relative to today: whoever does not know that day cannot know that Monday
    is the 28일.

    >>> invented("on Monday", "28일"), invented("on Monday", "28일", dates=True)
    (set(), {Decimal('28')})
    """
    new = digits(text) - digits(source) - {_ONE}
    if not new:
        return set()
    new -= mentioned(source)
    return set(_unexplained(new, text, source, dates=dates)) if new else set()


def _unexplained(
    values: frozenset[Decimal], here: str, there: str, *, dates: bool = False
) -> frozenset[Decimal]:
    """Return those of ``values``, in digits here, that the other text does not paraphrase."""
    values -= retellings.spelled(there)
    if _ONE in values and retellings.only_one(here):
        values -= {_ONE}
    values = values and values - retellings.same_spans(here, there)
    if values and not dates:
        values -= retellings.dates(here, there)
    if values and not retellings.idioms(there):
        values -= retellings.idioms(here)
    values = values and values - retellings.unanimous(here, there)
    values = values and values - retellings.in_per_cent(there, here)
    values = values and values - retellings.same_shares(here, there)
    if not values:
        return values
    here_as, there_as = retellings.ways(here), retellings.ways(there)
    others = mentioned(there).union(*there_as.values())
    return frozenset(
        value for value in values - others if others.isdisjoint(here_as.get(value, ()))
    )


def _converted(source: str, text: str, lost: set[Decimal], new: set[Decimal]) -> set[Decimal]:
    """Return the values of ``lost`` and ``new`` that are no fault.

    Args:
        source: a sentence.
        text: its translation.
        lost: values of the source that the translation does not have.
        new: values that only the translation has.

    >>> sorted(map(str, _converted("180 miles", "289km", {Decimal(180)}, {Decimal(289)})))
    ['180', '289']
    >>> sorted(map(str, _converted("200 acres", "81만㎡", {Decimal(200)}, {Decimal(810_000)})))
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


def _computed(
    there: Set[Decimal], here: Set[Decimal], lost: Set[Decimal], new: Set[Decimal]
) -> set[Decimal]:
    """Return a new value by which two of the source differ, and that of the two which is lost.

    *From 2.1 to 2.4 percent* may be 0.3%포인트 오른 2.4%.

    Args:
        there: the values of a source.
        here: those of its translation.
        lost: values of the source that the translation does not have.
        new: values that only the translation has.

    >>> two, five = Decimal(2), Decimal(5)
    >>> _computed({two, five}, {Decimal(3), five}, {two}, {Decimal(3)}) == {two, Decimal(3)}
    True
    """
    if len(new) != 1 or len(lost) > 1:
        return set()
    (difference,) = new
    kept = there & here
    for one in lost or kept:
        if any(abs(one - other) == difference for other in kept if other != one):
            return {*new, *lost}
    return set()


def _summed(lost: Set[Decimal], new: Set[Decimal]) -> set[Decimal]:
    """Return a new value that is the sum of all those that are lost, and them.

    *312 passengers and 24 crew* may be 승객과 승무원 336명.

    >>> _summed({Decimal(312), Decimal(24)}, {Decimal(336)}) == set(map(Decimal, (24, 312, 336)))
    True
    """
    return {*new, *lost} if len(lost) > 1 and new == {sum(lost)} else set()


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
