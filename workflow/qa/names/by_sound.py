"""Recognise names of a source in a translation by their sound, or by a substitute."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workflow.languages import pack
from workflow.languages.common_words import every
from workflow.languages.meaning.listed_words import PLACES
from workflow.languages.meaning.occupations import anywhere, around
from workflow.languages.orthography.sounds import consonants, likeness
from workflow.qa.both_sides import Sides

_CAPITAL, _WORD = re.compile(r"\b[A-Z]\w+"), re.compile(r"\w+")
#: A single capitalised word where a place is named.
_SEATED = re.compile(
    r"\b(?:in|at|near|from|outside|to) (?:the (?:city|town|port|village|county) of )?"
    r"([A-Z][a-zß-ÿ]{3,})(?![\w'’-]| [A-Z])"
)
#: Names that are not of persons.
_NO_NAMES = (*PLACES, "region")
#: Sounds like a j in many names: Savage, George.
_SOFT = re.compile("g(?=[eiy])")
#: The least similarity of a name to another spelling of it: Krushchev.
_SPELT = 0.7
#: The rest of a word.
_LETTERS = re.compile(r"\w{1,6}")
#: From this many consonants on, sounds with the same beginning are alike.
_LONG = 3
#: The number of consonants by which a name is recognised, and a place by its first ones.
_ALL, _BEGINNING = 99, 2
#: How many letters a name before a rank may have where no spaces part words.
_NAME_SIZES = range(2, 6)
#: Contrasts of offices, and how far after a name one may stand.
_OFFICES, _BESIDE = ("state", "head"), 8
_PRESIDENT = ("state", "president")  # no part of 부통령, as 총리 is of 부총리
_EVERY_OFFICE = (*_OFFICES, "coachrank", "localhead", "diplomat", "ministry", "secgen")


def is_heard(name: str, source: str) -> bool:
    """Tell whether a word in capitals of a source sounds like a name in a translation.

    >>> is_heard("约翰逊", "Boris Johnson"), is_heard("메르켈", "Boris Johnson")
    (True, False)
    """
    sound = consonants(name)
    words = _CAPITAL.findall(source)
    return any(_alike(consonants(word), sound) for word in words) or any(
        likeness(word, name) >= _SPELT for word in words
    )


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LONG and long.startswith(short))


def unheard(both: Sides) -> str:
    """Return a name of a source whose sound its translation lacks; empty without one.

    Args:
        both: a sentence and its translation.

    >>> unheard(Sides("Carla Mendes spoke.", "en", "卡拉·罗伯茨说。", "zh-Hans"))
    'Mendes'
    >>> unheard(Sides("Carla Mendes spoke.", "en", "卡拉·门德斯说。", "zh-Hans"))
    ''
    """
    return _unheard(_CAPITAL.findall(both.source), both.spoken, both.text, both.target)


def unheard_place(name: str, both: Sides) -> str:
    """Return a probable place of a source that its translation replaces by another.

    It has no sound in the translation, and the other one is no part of a word: London, Londonderry.

    Args:
        name: of the other place.
        both: a sentence and its translation.

    >>> unheard_place("서울", Sides("It was built in Kalamata.", "en", "서울에 세워졌다.", "ko"))
    'Kalamata'
    >>> unheard_place("서울", Sides("It was built in Kalamata.", "en",
    ...     "서울 옆 칼라마타에 세워졌다.", "ko"))
    ''
    """
    sound = consonants(name)
    if any(sound in consonants(word) for word in _CAPITAL.findall(both.source)):
        return ""
    return _unheard(_SEATED.findall(both.source), both.spoken, both.text, both.target, _BEGINNING)


def _unheard(words: Iterable[str], spoken: str, text: str, target: str, size: int = _ALL) -> str:
    heard: list[str] | None = None
    known, calendar = pack(spoken).contrasts, pack(spoken).calendar
    for word in words:
        if word in text or word.lower() in every(spoken) or known.said(word, *_NO_NAMES):
            continue
        if any(calendar.weekdays_in(word)) or any(calendar.months_in(word)):
            continue
        if heard is None:
            heard = [consonants(each) for each in pack(target).contrasts.stretches(text)]
        sound = consonants(word)
        if len(sound) > 1 and not any(sound[:size] in each for each in heard):
            return word
    return ""


def is_in_name(place: str, both: Sides) -> bool:
    """Tell whether a possible place is part of a longer name.

    That word is none for a place itself: the 아일랜드 of *Granville Island* is no country. A short
    one goes on as the word does.

    >>> is_in_name("아일랜드", Sides("Granville Island is near", "en", "그랜빌 아일랜드", "ko"))
    True
    >>> is_in_name("오스트리아", Sides("Vienna in Australia", "en", "오스트리아의 빈", "ko"))
    False
    >>> is_in_name("페루", Sides("Perugino of Vienna", "en", "페루지노", "ko")), is_in_name(
    ...     "페루", Sides("Perugino of Vienna", "en", "페루의 빈", "ko"))
    (True, False)
    """
    sound, known = consonants(place), both.there.contrasts
    if len(sound) < _LONG:
        longer = _LETTERS.match(both.text, both.text.find(place))
        least = len(sound) + 1
        sound = consonants(longer[0])[:least] if longer else ""
        if len(sound) < least:
            return False
    return any(
        (sound in consonants(word) or sound in consonants(_SOFT.sub("j", word)))
        and not known.said(word, *_NO_NAMES)
        for word in _CAPITAL.findall(both.source)
    )


def says_office(former: str, both: Sides) -> bool:
    """Tell whether a source names somebody's office, and so might say that it is over."""
    told = both.here.contrasts.said(former, *_EVERY_OFFICE)
    meant = both.there.contrasts.said(both.source, *_EVERY_OFFICE)
    here, there = ({side for word in each for side in word.surely} for each in (told, meant))
    return not here.isdisjoint(there)


def is_told_of_bare_name(rank: str, both: Sides) -> bool:
    """Tell whether a rank stands beside a name that the source has without any office.

    >>> is_told_of_bare_name("부통령", Sides("Harris left.", "en", "해리스 부통령은 떠났다.", "ko"))
    True
    >>> is_told_of_bare_name("부통령", Sides("President Harris left.", "en",
    ...     "해리스 부통령은 떠났다.", "ko"))
    False
    """
    if _is_for_office(rank, both):
        return False
    before = both.text[: both.text.find(rank)].rstrip()
    if both.here.writing.spaced:
        names = _WORD.findall(before)[-1:]
    else:
        names = [before[-size:] for size in _NAME_SIZES if before[-size:].isalpha()]
    return any(
        not both.there.names.address_before(both.source, word.start())
        and not around(both.source, *word.span(), both.there.subtag)
        and any(is_heard(name, word[0]) for name in names)
        for word in _CAPITAL.finditer(both.source)
    )


def _is_for_office(rank: str, both: Sides) -> bool:
    """Tell whether a source has an office that its translation has in this rank alone."""
    rest, here, there = both.text.replace(rank, " "), both.here, both.there
    offices = anywhere(rank, here.subtag) & anywhere(both.source, there.subtag)
    if offices - anywhere(rest, here.subtag):
        return True
    meant = {side for word in there.contrasts.said(both.source, *_OFFICES) for side in word.surely}
    told = {side for word in here.contrasts.said(rest, *_OFFICES) for side in word.perhaps}
    return _PRESIDENT in meant - told


def may_stand_for_office(name: str, both: Sides) -> bool:
    """Tell whether a name may render a pronoun or an office: 特朗普总统 for *The President*.

    An office with a name behind it is that person's alone.
    """
    before, _, behind = both.text.partition(name)
    pronoun = both.there.phrases.subject or both.there.phrases.he_or_she
    if not before and pronoun and pronoun.match(both.source):
        return True
    offices = {
        side
        for at, word in both.here.contrasts.located(behind[:_BESIDE].lstrip(), *_OFFICES)
        for side in word.surely
        if at == 0
    }
    return any(
        not both.source[at + len(word.text) :].lstrip()[:1].isupper()
        for at, word in (both.there.contrasts.located(both.source, *_OFFICES) if offices else ())
        if offices.intersection(word.surely)
    )
