"""Find names that stand once in a sentence and once in its translation: persons and places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from workflow.languages.common_words import every
from workflow.languages.meaning import actors
from workflow.languages.meaning.listed_words import PERSON, PLACES, SaidWord, Side
from workflow.languages.meaning.notions import in_both, knows
from workflow.languages.names import gazetteer
from workflow.languages.scripts import KEPT
from workflow.qa.both_sides import Sides, Span, named_in

PLACE, WORD, NOUN = "place", "word", "noun"
_WORD = re.compile(r"(?<![\w-])[A-Z][a-zß-ÿ]{3,}(?![\w-])")
_PART = re.compile(r"(?<![\w-])[A-Z][a-zß-ÿ]{2,}(?![\w-])")
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?")


class SharedName(NamedTuple):
    """A name.

    Attributes:
        kind: ``person``, ``place``, ``noun``, or ``word`` for what only sounds alike.
        source: where it stands in the source.
        text: where it stands in the translation.
    """

    kind: str
    source: Span
    text: Span


NamePair = tuple[SharedName, SharedName]


def shared_names(both: Sides, *, words: bool = False) -> tuple[SharedName, ...]:
    """Return the names that a sentence and its translation have once each, as the source has them.

    Args:
        both: a sentence and its translation.
        words: whether other words in capitals count, which the translation has by their sound.

    >>> both = Sides("Kim Hye-rim of Pohang went to Peru.", "en",
    ...     "포항의 김혜림 씨가 페루로 갔다.", "ko")
    >>> [both.text[slice(*each.text)] for each in shared_names(both)]
    ['김혜림', '포항', '페루']
    """
    return _with_words(both) if words else _shared(both)


@lru_cache(maxsize=KEPT)
def shared_nouns(both: Sides) -> tuple[SharedName, ...]:
    """Return words that a table has, which stand once in a sentence and once in its translation.

    >>> both = Sides("The mayor praised the nurse.", "en", "시장은 간호사를 칭찬했다.", "ko")
    >>> "nurse" in [both.source[slice(*each.source)] for each in shared_nouns(both)]
    True
    """
    if not (knows(both.spoken) and knows(both.target)):
        return ()
    found: dict[int, tuple[Span, Span]] = {}
    texts = (both.source, both.spoken), (both.text, both.target)
    persons = ((each.source, each.text) for each in shared_actors(both))
    for there, here in (*persons, *in_both(*texts)):
        known = found.get(there[0])
        if known is None or there[1] > known[0][1]:
            found[there[0]] = (there, here)
    nouns = [SharedName(NOUN, *found[start]) for start in sorted(found)]
    return tuple(each for each in nouns if not _stands_for_two(each, nouns))


def _stands_for_two(noun: SharedName, nouns: Sequence[SharedName]) -> bool:
    """Tell whether a noun may render either of two: 警察, *police* and *officer*."""
    return any(
        _overlap(each.text, noun.text) and not _overlap(each.source, noun.source) for each in nouns
    )


@lru_cache(maxsize=KEPT)
def shared_actors(both: Sides) -> tuple[SharedName, ...]:
    """Return nouns for persons and bodies that stand once in each.

    >>> both = Sides("The mayor praised the nurse.", "en", "시장은 간호사를 칭찬했다.", "ko")
    >>> [both.text[slice(*each.text)] for each in shared_actors(both)]
    ['시장', '간호사']
    """
    found = actors.in_both((both.source, both.there.subtag), (both.text, both.here.subtag))
    return tuple(SharedName(NOUN, there, here) for there, here in found)


@lru_cache(maxsize=KEPT)
def _shared(both: Sides) -> tuple[SharedName, ...]:
    return _once_each(both, _named(both).values())


@lru_cache(maxsize=KEPT)
def _with_words(both: Sides) -> tuple[SharedName, ...]:
    known = [*_named(both).values()]
    others = [
        each
        for each in (_others(both) if _CAPITAL.search(both.source) else ())
        if not any(_overlap(one.source, each.source) for one in known)
    ]
    return _once_each(both, [*known, *others]) if others else _shared(both)


@lru_cache(maxsize=KEPT)
def _named(both: Sides) -> Mapping[int, SharedName]:
    """Return the names that stand once in the source, none within another, by where they begin."""
    if not _CAPITAL.search(both.source):
        return {}
    found = {each.source[0]: each for each in _listed(both)}
    for each in (*_persons(both), *_places(both)):
        if not any(_overlap(one.source, each.source) for one in found.values()):
            found[each.source[0]] = each
    return found


def _once_each(both: Sides, names: Collection[SharedName]) -> tuple[SharedName, ...]:
    """Return the names that stand alone at their place in the translation, as the source has."""
    places = [each.text[0] for each in names]
    persons = [(each.start, each.end) for each in both.named] if names else []
    return tuple(
        each
        for each in sorted(names, key=lambda each: each.source[0])
        if places.count(each.text[0]) == 1 and not _again(both.source, each, persons)
    )


def _again(source: str, name: SharedName, persons: Sequence[Span]) -> bool:
    """Tell whether a source calls a person again by a part of the name: *Kim*, of Kim Jong Un.

    A translation may have either mention. What stands in a full name is no such part.
    """
    if name.kind != PERSON:
        return False
    full = (*persons, name.source)
    parts = frozenset(_PART.findall(source[slice(*name.source)]))
    return any(
        not any(_overlap(again.span(), one) for one in full)
        for again in _PART.finditer(source)
        if again[0] in parts
    )


def _listed(both: Sides) -> Iterator[SharedName]:
    """Yield countries, cities and persons that all languages know."""
    there = _known(both.source, both.spoken)
    here = _known(both.text, both.target) if there else {}
    for side in there.keys() & here.keys():
        one, other = there[side], here[side]
        kind = PERSON if side[0] == PERSON else PLACE
        yield SharedName(kind, _span(*one), _span(*other))


@lru_cache(maxsize=KEPT)
def _known(text: str, tag: str) -> Mapping[Side, tuple[int, SaidWord]]:
    return once(named_in(text, tag))


def once(words: Sequence[tuple[int, SaidWord]]) -> dict[Side, tuple[int, SaidWord]]:
    """Return those of the names in a text that stand once, by what they name.

    A capital beside its country is told apart from it, and alone may stand for it.
    """
    found: dict[Side, list[tuple[int, SaidWord]]] = {}
    for at, word in words:
        if word.surely and word.surely[0][0] in (*PLACES, PERSON):
            found.setdefault(word.surely[0], []).append((at, word))
    for side, each in [*found.items()]:
        if len({word.surely for _, word in each}) > 1:
            found[side] = [one for one in each if one[1].surely == (side,)]
            for one in each:
                if one[1].surely != (side,):
                    found.setdefault(one[1].surely[-1], []).append(one)
    return {side: each[0] for side, each in found.items() if len(each) == 1}


def _span(at: int, word: SaidWord) -> Span:
    return at, at + len(word.text)


def _persons(both: Sides) -> Iterator[SharedName]:
    """Yield persons whose names a translation has by their sound, and not in their own letters."""
    for name, places in both.persons:
        before, kept, _ = both.text.partition(both.source[name.start : name.end])
        heard = not kept or before.endswith(("(", "（"))
        if heard and places and all(_overlap(places[0], each) for each in places):
            yield SharedName(PERSON, (name.start, name.end), places[0])


def _places(both: Sides) -> Iterator[SharedName]:
    """Yield places that the gazetteer has, as they begin a word where words have spaces."""
    for names in _in_gazetteer(both.source):
        for at, name in names:
            form = gazetteer.names()[name].get(both.target, "")
            if form and both.text.count(form) == 1:
                here = both.text.find(form)
                whole = not both.here.writing.spaced or not both.text[:here][-1:].isalpha()
                if whole and not (
                    _in_name(both.source, both.spoken, at) or _in_name(both.text, both.target, here)
                ):
                    yield SharedName(PLACE, (at, at + len(name)), (here, here + len(form)))
                break


def _in_name(text: str, tag: str, at: int) -> bool:
    """Tell whether what may be a place is part of a person's name: *Mayor London Breed*."""
    return any(place == at and word.named for place, word in named_in(text, tag))


@lru_cache(maxsize=KEPT)
def _in_gazetteer(source: str) -> Sequence[Sequence[tuple[int, str]]]:
    """Return what may be the name of a place in a source, and stands once, with where it begins."""
    known = gazetteer.names()
    every = (
        [name for name in (match[0], *match[0].split(" ")) if name in known]
        for match in _CAPITAL.finditer(source)
    )
    return [
        [(source.find(name), name) for name in names if source.count(name) == 1]
        for names in every
        if names
    ]


def _others(both: Sides) -> Iterator[SharedName]:
    """Yield other words in capitals that a translation has by their sound."""
    heard, common = both.here.heard_names, every(both.spoken)
    for match in _WORD.finditer(both.source):
        if match[0].lower() not in common and both.source.count(match[0]) == 1:
            places = heard.place(match[0], both.text)
            if len(places) == 1:
                yield SharedName(WORD, match.span(), places[0])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
