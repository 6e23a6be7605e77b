"""Names that stand once in a sentence and once in its translation: persons and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workflow.languages import gazetteer, pack
from workflow.languages.common_words import every
from workflow.languages.contrasts import SaidWord
from workflow.languages.listed_words import PERSON, Side
from workflow.languages.scripts import KEPT
from workflow.qa.bearings import Bearings, Span

#: Contrasts whose words are names.
_PLACES = ("country", "city")
_PLACE, WORD = "place", "word"
_WORD = re.compile(r"(?<![\w-])[A-Z][a-zß-ÿ]{3,}(?![\w-])")
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?")


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name.

    Attributes:
        kind: ``person``, ``place``, or ``word`` for what only sounds alike.
        source: where it stands in the source.
        text: where it stands in the translation.
    """

    kind: str
    source: Span
    text: Span


NamePair = tuple[SharedName, SharedName]


def shared_names(both: Bearings, *, words: bool = False) -> tuple[SharedName, ...]:
    """Return the names that a sentence and its translation have once each, as the source has them.

    Args:
        both: a sentence and its translation.
        words: whether other words in capitals count, which the translation has by their sound.

    >>> both = Bearings("Kim Hye-rim of Pohang went to Peru.", "en",
    ...     "포항의 김혜림 씨가 페루로 갔다.", "ko")
    >>> [both.text[slice(*each.text)] for each in shared_names(both)]
    ['김혜림', '포항', '페루']
    """
    return _shared(both.source, both.spoken, both.text, both.target, words)


@lru_cache(maxsize=KEPT)
def _shared(
    source: str, spoken: str, text: str, target: str, words: bool
) -> tuple[SharedName, ...]:
    if not _CAPITAL.search(source):
        return ()
    found = {each.source[0]: each for each in _listed(source, spoken, text, target)}
    names = [*_persons(source, spoken, text, target), *_places(source, text, target)]
    if words:
        names += _others(source, spoken, text, target)
    for each in names:
        if not any(_overlap(one.source, each.source) for one in found.values()):
            found[each.source[0]] = each
    places = Counter(each.text[0] for each in found.values())
    return tuple(each for _, each in sorted(found.items()) if places[each.text[0]] == 1)


def _listed(source: str, spoken: str, text: str, target: str) -> Iterator[SharedName]:
    """Yield countries, cities and persons that all languages know."""
    there, here = (
        once(pack(tag).contrasts.located(each, *_PLACES, PERSON))
        for each, tag in ((source, spoken), (text, target))
    )
    for side in there.keys() & here.keys():
        one, other = there[side], here[side]
        kind = PERSON if side[0] == PERSON else _PLACE
        yield SharedName(kind, _span(*one), _span(*other))


def once(words: list[tuple[int, SaidWord]]) -> dict[Side, tuple[int, SaidWord]]:
    """Return those of the names in a text that stand once, by what they name."""
    found: dict[Side, list[tuple[int, SaidWord]]] = {}
    for at, word in words:
        if word.surely and word.surely[0][0] in (*_PLACES, PERSON):
            found.setdefault(word.surely[0], []).append((at, word))
    return {side: each[0] for side, each in found.items() if len(each) == 1}


def _span(at: int, word: SaidWord) -> Span:
    return at, at + len(word.text)


def _persons(source: str, spoken: str, text: str, target: str) -> Iterator[SharedName]:
    names = pack(spoken).persons(source)
    heard = pack(target).heard_names
    for name in names:
        places = heard.found(name, text) or ()
        if len(places) == 1:
            yield SharedName(PERSON, (name.start, name.end), places[0])


def _places(source: str, text: str, target: str) -> Iterator[SharedName]:
    """Yield places that the gazetteer has, as they begin a word where words have spaces."""
    for match in _CAPITAL.finditer(source):
        for name in (match[0], *match[0].split(" ")):
            form = gazetteer.names().get(name, {}).get(target, "")
            if form and source.count(name) == 1 and text.count(form) == 1:
                at, here = source.find(name), text.find(form)
                whole = not pack(target).writing.spaced or not text[:here][-1:].isalpha()
                if whole:
                    yield SharedName(_PLACE, (at, at + len(name)), (here, here + len(form)))
                break


def _others(source: str, spoken: str, text: str, target: str) -> Iterator[SharedName]:
    """Yield other words in capitals that a translation has by their sound."""
    heard, common = pack(target).heard_names, every(spoken)
    for match in _WORD.finditer(source):
        if match[0].lower() not in common and source.count(match[0]) == 1:
            places = heard.place(match[0], text)
            if len(places) == 1:
                yield SharedName(WORD, match.span(), places[0])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
