"""Find a number that counts something else in a translation: the check ``bound``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import combinations, pairwise

from workflow.languages import pack
from workflow.languages.numbers.counted_things import THING, CountedThing
from workflow.languages.scripts import KEPT, has_digit
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa import quantities
from workflow.qa.both_sides import Sides, read_sides
from workflow.qa.numbers import misplaced_numbers, shares_and_spans
from workflow.qa.numbers.exchanged_numbers import changed_places, clauses_turned
from workflow.qa.numbers.unit import unit
from workflow.qa.problems import exchanged, instead, warning

#: The greatest age of a person; above it, 4,500년 is as good as 4,500-year-old.
_OLDEST = 120
_AGES = frozenset(("age", "year", "dateyear"))
#: Kinds of things that a number counts only if its source says so: time, parts, measures, money.
_EXACT = frozenset(
    "year month week day hour minute second clock age percent fold km mile metre foot cm inch mm"
    " yard kg gram pound ton ounce stone hectare acre sqkm sqmile sqm sqft litre gallon celsius"
    " fahrenheit money cmonth dateyear kmh mph cubic cuft mu".split()
)
#: Kinds that other things are not counted as, besides these.
_OTHERS = {
    "person": _EXACT | set("case country city game firm".split()),
    "case": _EXACT | set("country city".split()),
    "country": _EXACT | set("person city case game firm goal".split()),
    "city": _EXACT | set("person country case game firm goal".split()),
    "firm": _EXACT | set("person country city case game goal".split()),
    "game": _EXACT | set("goal country city person case firm".split()),
    "goal": _EXACT | set("country city person case firm".split()),
    "date": _EXACT - {"day", "dateyear"},
    "edition": frozenset("clock hour minute month km mile percent".split()),
    "dateyear": _EXACT | set("edition person case country city firm game goal".split()),
    THING: _EXACT - {"percent", "fold", "money"},
}
#: Containers, each of which has a counter of its own.
_CONTAINERS = frozenset("bottle box bag barrel".split())
_COUNTED = frozenset("ship vehicle house animal tree household".split())
_OTHERS |= {kind: _EXACT | (_CONTAINERS - {kind}) for kind in _CONTAINERS}
_OTHERS |= {kind: _EXACT | {"barrel"} for kind in ("ton", "litre", "gallon", "kg")}
_OTHERS |= {kind: _EXACT | (_COUNTED - {kind}) | {"person", "edition"} for kind in _COUNTED}
#: Units of several numbers in the order of the source: 3% of one, 5% of another.
_IN_ORDER = frozenset(
    "percent fold money age km mile metre foot cm mm kg gram ton litre hour minute second".split()
)
#: The largest number that is a day of the month, an hour of the clock, a month.
_MOST = {"date": 31, "clock": 24, "cmonth": 12}
#: Units that translations convert, and the tolerance of a converted number.
_MEASURES = frozenset(
    "mile foot inch yard pound ounce stone gallon acre sqmile sqft mph fahrenheit cuft".split()
)
_NEARLY = Decimal("0.02")

_SPELLED = re.compile(r"(?<![\w-])[A-Z]?[a-z]{2,8}(?![\w-])")


def bound(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find numbers that count something else than in the source, and spans in other units.

    Source: each language lists in ``counted_things.tsv`` what stands behind numbers. A number
    counts only if it stands once on each side, and where both sides say what it counts.

    Examples:
        >>> found(bound, "Police in 21 cities took part.", "21개 도시의 경찰이 참여했다.")
        []
        >>> found(bound, "Police in 21 cities took part.", "21년간 경찰이 참여했다.")
        ['“21 cities” in the source, “21년간” in the translation']
        >>> found(bound, "The road is 142 kilometres long.", "这条路长142英里。")
        ['“142 kilometres” in the source, “142英里” in the translation']
        >>> found(bound, "Oil rose 3% and gold 5% today.", "今天石油上涨5%，黄金上涨3%。")
        ['“3%, 5%” in the source, “5%, 3%” in the translation']
        >>> found(bound, "It took nine years to build.", "历时九个月建成。")
        ['a span of time has become another one']
    """
    both = read_sides(entry, target)
    if not both.spoken:
        return
    message = None
    if has_digit(both.text):
        in_digits = has_digit(both.source)
        message = _rebound(both, entry) if in_digits else next(_misplaced(both), None)
        for lost, new in misplaced_numbers.restepped(both):
            message = message or instead(lost, new)
    if message is None and shares_and_spans.other_span(both):
        message = say("a span of time has become another one")
    if message is None and shares_and_spans.other_share(both):
        message = say("a part of a whole has become another one")
    if message:
        yield warning("bound", message)


def _rebound(both: Sides, entry: Entry) -> Message | None:
    """Return the fault of a number in digits that counts something else.

    Nothing to be told, but no further look, where the check ``unit`` tells it.
    """
    for message in _misplaced(both):
        return message
    every = _once(both.source, both.spoken)
    there = {value: each for value, each in every.items() if each.kinds}
    here = _once(both.text, both.target) if there or len(every) > 1 else {}
    turned = _turned(both, there, here)
    if turned := turned or _crossed(there, here):
        return turned
    if other := _of_another(there, here):
        return Message("") if any(unit(entry, both.target, ())) else other
    kept = _unconverted(both.source, both.spoken, there, here)
    if not kept and len(every) > 1:
        return changed_places(both, every, here)
    return kept


@lru_cache(maxsize=KEPT)
def _in_digits(source: str, spoken: str) -> str:
    """Return a source with its small numbers in digits; empty if it spells none."""
    words = _small(spoken)
    if words.keys().isdisjoint(map(str.lower, _SPELLED.findall(source))):
        return ""
    return _SPELLED.sub(lambda match: words.get(match[0].lower(), match[0]), source)


@cache
def _small(tag: str) -> Mapping[str, str]:
    """Return the small numbers of a language from two on, by the words for them."""
    words = pack(tag).number_roles.small
    return {word: str(number) for number, word in enumerate(words, 1) if number > 1}


def _misplaced(both: Sides) -> Iterator[Message]:
    """Yield two numbers that are attached to each other's things, in any order."""
    found = misplaced_numbers.exchanged, misplaced_numbers.miscounted
    for one, other in (pair for find in found for pair in find(both)):
        yield exchanged(one, other)
    if digits := _in_digits(both.source, both.spoken):
        spelled = replace(both, source=digits)
        for one, other in misplaced_numbers.miscounted(spelled, crosswise=True):
            yield exchanged(one, other)
        there, here = _once(digits, both.spoken), _once(both.text, both.target)
        told = _crossed(there, here) or (_of_another(there, here) if _astray(there, here) else None)
        yield from filter(None, (told,))


def _astray(there: Mapping[Decimal, CountedThing], here: Mapping[Decimal, CountedThing]) -> bool:
    """Tell whether two numbers are on both sides, and neither counts the same on both.

    A single number in words is often told of something near it: three seasons ago, 3년 전.
    """
    shared = [(there[value].kinds, here[value].kinds) for value in there if value in here]
    return len(shared) == 2 and all(one.isdisjoint(other) for one, other in shared)


def _of_another(
    there: Mapping[Decimal, CountedThing], here: Mapping[Decimal, CountedThing]
) -> Message | None:
    """Return a number that counts something else than in the source."""
    for value in there.keys() & here.keys():
        if _differ(value, there[value].kinds, here[value].kinds):
            return instead(there[value].text, here[value].text)
    return None


def _turned(
    both: Sides, there: Mapping[Decimal, CountedThing], here: Mapping[Decimal, CountedThing]
) -> Message | None:
    """Return two neighbouring numbers of one kind that are in the opposite order.

    Unless a word between them lets a translation turn them: 5 percent of the 20 percent; or their
    clauses have changed places, each with its number.
    """
    source, turning = both.source, both.there.things.turning
    alike = [
        (value, each)
        for value, each in there.items()
        if value in here and each.kinds & here[value].kinds & _IN_ORDER
    ]
    places = {value: place for place, value in enumerate(here)}
    for (one, first), (other, second) in pairwise(alike):
        if places[one] < places[other] or first.kinds.isdisjoint(second.kinds):
            continue
        start = source.find(first.text) + len(first.text)
        if turning.search(source, start, source.find(second.text, start)):
            continue
        if clauses_turned(both, (first, second), (here[one], here[other])):
            continue
        return instead(f"{first.text}, {second.text}", f"{here[other].text}, {here[one].text}")
    return None


def _crossed(
    there: Mapping[Decimal, CountedThing], here: Mapping[Decimal, CountedThing]
) -> Message | None:
    """Return two numbers, each counting what the other counts in the source."""
    known = [value for value in there if value in here and here[value].kinds]
    for one, other in combinations(known, 2):
        right = (there[one].kinds, there[other].kinds)
        told = (here[one].kinds, here[other].kinds)
        right_way = any(a & b for a, b in zip(right, told, strict=True))
        if not right_way and right[0] & told[1] and right[1] & told[0]:
            return exchanged(here[one].text, here[other].text)
    return None


def _unconverted(
    source: str,
    spoken: str,
    there: Mapping[Decimal, CountedThing],
    here: Mapping[Decimal, CountedThing],
) -> Message | None:
    """Return an amount of a source that has another number and the same unit in the translation.

    The number is what it would be in metric units: 21,000 acres, 8498英亩.
    """
    strange = {value: each for value, each in here.items() if value not in there and each.kinds}
    if not strange:
        return None
    for value, metric in pack(spoken).units.conversions(source):
        if value not in there or value in here:
            continue
        kinds = there[value].kinds & _MEASURES
        for told, each in strange.items() if kinds else ():
            if abs(told - metric) <= _NEARLY * metric and kinds >= each.kinds:
                lost, new = there[value].text, each.text
                return instead(lost, new)
    return None


def _differ(value: Decimal, kinds: frozenset[str], others: frozenset[str]) -> bool:
    others = others - {kind for kind, most in _MOST.items() if value > most} or others
    if not (kinds and others and kinds.isdisjoint(others)):
        return False
    if value > _OLDEST and kinds | others <= _AGES:
        return False
    return all(other in _OTHERS.get(kind, _EXACT) for kind in kinds for other in others)


@lru_cache(maxsize=KEPT)
def _once(text: str, tag: str) -> Mapping[Decimal, CountedThing]:
    """Return the numbers in digits that occur once, by value."""
    found: dict[Decimal, list[CountedThing]] = {}
    for counted in pack(tag).things.counted(text):
        values = quantities.digits(counted.number)
        if len(values) == 1:
            found.setdefault(next(iter(values)), []).append(counted)
    return {value: each[0] for value, each in found.items() if len(each) == 1}
