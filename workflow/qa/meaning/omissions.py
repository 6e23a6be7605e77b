"""Find places, persons and ranks of a source that its translation leaves out.

Of places, those where something is, or where it comes from or goes to, must be kept; of offices,
the rank, and that they are over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from workflow.languages import pack
from workflow.languages.meaning.listed_words import PLACES, SaidWord, Side
from workflow.languages.meaning.occupations import beside
from workflow.languages.names import romanized
from workflow.languages.names.heard_names import SpokenName
from workflow.languages.orthography.sounds import consonants
from workflow.languages.scripts import KEPT
from workflow.qa.both_sides import Sides, named_in
from workflow.qa.names import short_forms

_REGION = "region"
#: Contrasts with a side that every translation keeps.
_OFFICE = ("rank", "once", "acting", "elect", "chiefrank", "seniorrank", "honorary")
#: Roles of places that say where something is, and not only whose it is.
_WHERE = frozenset(("part_in", "part_from", "part_to", "part_near", "part_born"))
#: The number of first consonants by which a place is recognised.
_BEGINNING = 2
_WORD = re.compile(r"\w+")


def office(both: Sides) -> Iterator[tuple[str, str, str]]:
    """Yield what is missing from an office, such as its rank: contrast, word, nothing."""
    if words := _offices(both.source, both.spoken):
        here = both.here.contrasts
        lost = {side for side in words if not here.may_say(both.text, side, 1)}
        if unsure := {side[0] for side in words.keys() - lost}:
            told = {side for word in here.said(both.text, *unsure) for side in word.perhaps}
            lost |= {side for side in words if side[0] in unsure and side not in told}
        for side in filter(here.tells, lost):
            yield side[0], words[side], ""


@lru_cache(maxsize=KEPT)
def _offices(source: str, spoken: str) -> Mapping[Side, str]:
    """Return the parts of offices in a source that every translation keeps."""
    there = pack(spoken).contrasts
    if not there.may_surely_say(source, *_OFFICE):
        return {}
    return {
        side: word.text for word in reversed(there.said(source, *_OFFICE)) for side in word.surely
    }


def place(both: Sides) -> str:
    """Return a place of a source that its translation leaves out; usually empty.

    The name of its country stands for a capital, and a similar sound for any place.

    >>> place(Sides("The fair opened in Lisbon.", "en", "박람회가 개막했다.", "ko"))
    'Lisbon'
    >>> place(Sides("The fair opened in Lisbon.", "en", "포르투갈에서 박람회가 개막했다.", "ko"))
    ''
    """
    here = both.here.contrasts
    for word in _where(both.source, both.spoken):
        if word.text in both.text or not any(map(here.tells, word.surely)):
            continue
        told = {side for _, name in named_in(both.text, both.target) for side in name.perhaps}
        if short_forms.names(word, told, both.text, both.target):
            continue
        if not (_heard(word.text, both.text) or _is_region(word, both.text, both.target)):
            return word.text
    return ""


def person(both: Sides) -> str:
    """Return a person of a source of whom the translation has no sound; usually nobody.

    The full name has to stand in the source, with a given name that is known, or beside what the
    person is. A Chinese has another name in Hangul than in Latin letters.

    >>> person(Sides("Greta Hoffmann won.", "en", "독일 선수가 우승했다.", "ko"))
    'Greta Hoffmann'
    >>> person(Sides("Greta Hoffmann won.", "en", "호프만이 우승했다.", "ko"))
    ''
    """
    for name, found in both.persons:
        if found or any(each in both.text for each in (name.family, *name.given)):
            continue
        if not (name.known or beside(both.source, name.start, name.end, both.spoken)):
            continue
        if any(map(romanized.characters_abroad, (name.family, *name.given))):
            continue  # 양조위 is Tony Leung.
        if not (_is_of_place(name, both) or both.here.heard_names.may_stand(name, both.text)):
            return both.source[name.start : name.end]
    return ""


@lru_cache(maxsize=KEPT)
def _where(source: str, spoken: str) -> Sequence[SaidWord]:
    """Return the places in a source where something is, or where it comes from or goes to."""
    roles = pack(spoken).roles
    if not roles.tells_parts:
        return ()
    return tuple(
        word
        for at, word in named_in(source, spoken)
        if word.surely
        and word.surely[0][0] in PLACES
        and not roles.parts(source, (at, at + len(word.text))).isdisjoint(_WHERE)
    )


def _is_of_place(name: SpokenName, both: Sides) -> bool:
    """Tell whether a place is part of what seems to be a name: *the Los Angeles Lakers*."""
    return any(
        at < name.end and name.start < at + len(word.text) and word.perhaps[0][0] in PLACES
        for at, word in named_in(both.source, both.spoken)
    )


def _is_region(place: SaidWord, text: str, target: str) -> bool:
    """Tell whether a translation names the region of a place."""
    said = pack(target).contrasts.said(text, _REGION)
    return any(side in place.perhaps for word in said for side in word.perhaps)


def _heard(name: str, text: str) -> bool:
    """Tell whether a translation has the first sounds of any word of a name."""
    sounds = [consonants(word)[:_BEGINNING] for word in _WORD.findall(name)]
    told = consonants(text)
    return any(len(sound) < _BEGINNING or sound in told for sound in sounds)
