"""Find words translated as their opposite, or as another of their kind: the check ``contrast``.

*Last year* becomes next year, *Germany* becomes France.

A translation has exchanged the sides of a contrast (``languages/meaning/contrasts.py``) if it
expresses one that nothing in its source can express, and lacks the one that its source expresses.
Words that may express a side excuse it, so that free renderings are no findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from workflow.languages.meaning.listed_words import CITY, COUNTRY, PERSON, PLACES, SaidWord, Side
from workflow.languages.meaning.places import may_hold
from workflow.languages.orthography.sounds import consonants
from workflow.languages.scripts import KEPT
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.both_sides import Sides, named_in, read_sides
from workflow.qa.meaning import closed_classes, omissions, order
from workflow.qa.meaning.other_speakers import other_speaker
from workflow.qa.meaning.paraphrases import (
    acts_alike,
    converse,
    denied_on_one_side,
    denied_once,
    told_conversely,
)
from workflow.qa.names.by_sound import (
    is_heard,
    is_in_name,
    is_told_of_bare_name,
    may_stand_for_office,
    says_office,
    unheard,
    unheard_place,
)
from workflow.qa.names.exchanged_names import changed_places
from workflow.qa.names.glossary_terms import is_listed
from workflow.qa.names.name_variants import name_variants
from workflow.qa.names.renamed import other_body, renamed, retitled
from workflow.qa.names.short_forms import names_in_short
from workflow.qa.problems import instead, warning

#: Contrasts with a side that no translation adds of its own accord.
_NEVER_ADDED = frozenset(
    "rank side day acting elect chiefrank seniorrank profrank honorary corank nominee".split()
)
#: Those that tell nobody's rank.
_OF_NOBODY = frozenset(("side", "day"))
#: The same, of words that make a translation longer.
_REMARKS = frozenset(("comment", "reason", "purpose"))
#: Contrasts with such common words that nearly every translation may express the side.
_LOOSE = frozenset(["before"])
#: The same for words that may stand anywhere in a sentence: a possible counterpart is enough.
_MILD = _LOOSE | frozenset("duty likely extent stage_of institution agency speaker".split())
#: Sides that are wrong if the source cannot express them and may express the opposite; other sides
#: must be opposed for sure.
_LIKELY = frozenset(
    (
        *(("many", "few"), ("bound", "most"), ("change", "down"), ("feel", "negative")),
        *(("clock", "morning"), ("clock", "later")),
    )
)
#: Contrasts unaffected by negation: who is not in Germany need not be in France.
_FACTS = frozenset(
    "person country city region year season month week day night dayrel clock ago ordinal ns ew"
    " side rank once acting elect chiefrank seniorrank profrank honorary corank nominee assistsec"
    " justices secgen currency sex relative ministry body link scope institution"
    " apiece agency".split()
)
#: These, and kinds of things equally unaffected by negation: a court, a medal, a faith.
_KINDS = _FACTS | frozenset(
    "coachrank court medal round royal localhead diplomat embassyrank chiefofficer degree"
    " schoollevel disaster energy cancer game_kind faith offence disease prize".split()
)
_ONCE, _LINK, _WIN = "once", "link", "win"
#: The number of first consonants by which a city is recognised.
_BEGINNING = 2
#: Contrasts of which words of both sides often stand together.
_UNTURNED = (_FACTS | _LOOSE | {_LINK}) - {"day", "year", "currency"}


@dataclass(frozen=True, slots=True)
class _Told:
    """How often a text expresses each side, certainly or possibly, and the first word for it.

    And what words in longer names would say.
    """

    surely: dict[Side, int] = field(default_factory=dict)
    perhaps: dict[Side, int] = field(default_factory=dict)
    words: dict[Side, str] = field(default_factory=dict)
    named: set[Side] = field(default_factory=set)
    first: dict[Side, str] = field(default_factory=dict)

    @classmethod
    def by(cls, found: Iterable[SaidWord]) -> _Told:
        told = cls()
        for word in found:
            told.named.update(word.named)
            for side in word.perhaps:
                told.perhaps[side] = told.perhaps.get(side, 0) + 1
                told.first.setdefault(side, word.text)
            for side in word.surely:
                told.surely[side] = told.surely.get(side, 0) + 1
                told.words.setdefault(side, word.text)
        return told


def contrast(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find opposites and wrong members of a kind, and ranks that are added or lost.

    Source: CLDR for the names of countries and cities; the words of each language stand in its
    ``contrasts.tsv``, and what may say the same excuses what is told in another way.

    Examples:
        >>> found(contrast, "Exports rose last year.", "수출이 지난해 늘었다.")
        []
        >>> found(contrast, "Exports rose last year.", "수출이 내년에 증가했다.")
        ['“last year” in the source, “내년” in the translation']
        >>> found(contrast, "The ship left for Germany.", "船开往法国。")
        ['“Germany” in the source, “法国” in the translation']
        >>> found(contrast, "President Kim came by train.", "김 부통령이 기차로 왔다.")
        ['“부통령” is not in the source']
        >>> found(contrast, "Deputy Governor Kim came by train.", "金行长乘火车前来。")
        ['“Deputy” is not in the translation']
    """
    both = read_sides(entry, target)
    for message in _found(both) if both.spoken else ():
        if not uses or not is_listed(message, both.text, uses):
            yield warning("contrast", message)


def _found(both: Sides) -> Iterator[Message]:
    words = both.here.contrasts.located(both.text)
    told: dict[str, str] = {}
    conversely: tuple[str, ...] = ()
    for name, lost, new in (*_contraries(both, words), *_other_cities(both)):
        if name not in _KINDS and told_conversely(both, (lost,)):
            conversely = (*conversely, lost)
        elif name not in told:
            told[name] = lost
            yield instead(lost, new)
    for lost, new in (
        *(_names(both) if PERSON not in told else ()),
        *_nuances(both, told.values()),
    ):
        told[PERSON] = lost
        yield instead(lost, new)
    if told:
        return
    for message in (
        *(_two_ways(one, other) for one, other in name_variants(both)),
        *_turned_round(both),
        *(() if told_conversely(both, conversely) else changed_places(both)),
        *(instead(lost, new) for lost, new in order.reordered(both)),
    ):
        yield message
        return
    if speakers := other_speaker(both):
        yield instead(*speakers)
    elif lost := omissions.place(both) or omissions.person(both):
        yield instead(lost, "")


def _nuances(both: Sides, gone: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what nuances there are but those of words that are told to be lost: *Deputy*."""
    words = [*filter(None, gone)]
    for lost, new in closed_classes.nuances(both):
        if not any(word in lost for word in words):
            yield lost, new


def _contraries(
    both: Sides, words: Iterable[tuple[int, SaidWord]]
) -> Iterator[tuple[str, str, str]]:
    """Yield the results of :func:`_faults`, unless only one of the two words is negated."""
    for name, lost, new in _faults(both, words):
        if converse(name, new, both.text, both.target) or (name == _WIN and acts_alike(both)):
            continue
        if name in _KINDS or not denied_once(both, lost, new):
            yield name, lost, new


def _other_cities(both: Sides) -> Iterator[tuple[str, str, str]]:
    """Yield a city of a source and the one named instead, even if its country is named.

    *Iran and Oman met in Muscat*, told to be in Tehran.
    """
    latin = both.there.writing.scripts == ("Latin",)
    here = _cities(both.text, both.target) if latin else {}
    there = _cities(both.source, both.spoken) if here else here
    lost, new = there.keys() - here.keys(), here.keys() - there.keys()
    if len(lost) == len(new) == 1:
        one, other = lost.pop(), new.pop()
        heard = consonants(there[one])[:_BEGINNING] in consonants(both.text)
        if not (heard or may_hold(one, other) or may_hold(other, one)):
            yield CITY, there[one], here[other]


@lru_cache(maxsize=KEPT)
def _cities(text: str, tag: str) -> Mapping[Side, str]:
    """Return the cities that a text names directly, each with its word."""
    found = ((side, word.text) for _, word in named_in(text, tag) for side in word.surely)
    return {side: word for side, word in found if side[0] == CITY}


def _names(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield persons of a source with another name in the translation, and added persons."""
    if span := next(both.here.heard_names.strangers(both.source, both.text), None):
        yield "", both.text[slice(*span)]
    else:
        yield from (*renamed(both), *retitled(both), *other_body(both))


def _two_ways(usual: str, form: str) -> Message:
    return say("{form} here, but {usual} elsewhere in the document", form=form, usual=usual)


def _turned_round(both: Sides) -> Iterator[Message]:
    """Yield limits, comparisons, hours and causes that are reversed."""
    compared = () if told_conversely(both, ()) else closed_classes.compared(both)
    for lost, new in (*closed_classes.other_limits(both), *compared):
        others = both.source.replace(lost, " "), both.text.replace(new, " ")
        if not denied_on_one_side(*others, both.target):
            yield instead(lost, new)
    for lost, new in (*closed_classes.replaced(both), *closed_classes.hours(both)):
        yield instead(lost, new)
    if closed_classes.turned(both):
        yield say("cause and effect seem to have changed places")


def _faults(both: Sides, words: Iterable[tuple[int, SaidWord]]) -> Iterator[tuple[str, str, str]]:
    """Yield contrasts, each with the word of the source and that of the translation."""
    here, there = both.here.contrasts, both.there.contrasts
    excused: set[Side] = set()
    for name, told in _by_contrast(word for _, word in words).items():
        if all(there.may_say(both.source, side, n) for side, n in told.items()):
            if name not in _UNTURNED:
                excused.update(side for side in told if there.may_say_another(both.source, side))
            continue
        meant = _Told.by(there.said(both.source, name))
        said = _Told.by(here.said(both.text, name))
        for side, n in said.surely.items():
            if n > meant.perhaps.get(side, 0):
                lost = _instead(side, meant, said, both)
                new = said.words[side]
                added = side not in meant.perhaps and (
                    (name in _NEVER_ADDED and not _is_of_bare_name(name, new, both))
                    or (name in _REMARKS and closed_classes.has_room(both))
                    or (name == _ONCE and says_office(new, both))
                )
                if lost or added:
                    yield name, lost, new
    if turned := {
        side: word.text for _, word in words for side in excused.intersection(word.surely)
    }:
        yield from _turned(turned, both)
    yield from omissions.office(both)


def _is_of_bare_name(name: str, word: str, both: Sides) -> bool:
    """Tell whether a word is the rank of somebody of whom the source has the name only."""
    return name not in _OF_NOBODY and is_told_of_bare_name(word, both)


def _instead(side: Side, meant: _Told, said: _Told, both: Sides) -> str:
    """Return the word of a source that the translation replaces by a side, if any."""
    lost, new = _lost(side, meant, said, both), said.words[side]
    if side[0] == PERSON:
        return _other_person(side, lost, meant, said, both)
    if side[0] in PLACES and side not in meant.perhaps and is_in_name(new, both):
        return ""
    if side[0] == CITY and side not in meant.perhaps:
        return lost or unheard_place(new, both)
    if side[0] == _LINK and lost and not order.begin_alike(both, lost, new):
        return ""
    if side[0] in _LOOSE and lost and order.is_kept(both, lost, new):
        return ""
    return lost


def _other_person(side: Side, lost: str, meant: _Told, said: _Told, both: Sides) -> str:
    """Return the name of a source that the translation replaces by another person's."""
    name = said.words[side]
    if side in meant.perhaps or side[1] in both.source or is_heard(name, both.source):
        return ""
    if may_stand_for_office(name, both):
        return ""
    return lost or unheard(both)


def _turned(told: Mapping[Side, str], both: Sides) -> Iterator[tuple[str, str, str]]:
    """Yield a side translated as its opposite, although a word of the source may express it.

    The source says the contrary for sure, and nothing in the translation may.
    """
    meant = _Told.by(both.there.contrasts.surely(both.source)).words
    for side, word in told.items():
        others = [one for one in meant if one[0] == side[0]] if side not in meant else ()
        if others:
            said = _Told.by(both.here.contrasts.said(both.text, side[0])).perhaps
            for other in others:
                if other not in said:
                    yield side[0], meant[other], word


def _by_contrast(words: Iterable[SaidWord]) -> dict[str, dict[Side, int]]:
    """Count, by contrast, the words that certainly express each side."""
    told: dict[str, dict[Side, int]] = {}
    for word in words:
        for side in word.surely:
            counted = told.setdefault(side[0], {})
            counted[side] = counted.get(side, 0) + 1
    return told


def _lost(side: Side, there: _Told, here: _Told, both: Sides) -> str:
    """Return the word of the source that the translation replaces by another side, if any."""
    exchanged = _exchanged(side, there, here)
    lost = next(
        (there.words[one] for one in exchanged if not names_in_short(one, both.text, both.target)),
        "",
    )
    if lost or not (side in _LIKELY or side[0] == COUNTRY) or side in there.perhaps:
        return lost
    told = here.named.union(here.surely)
    others = (one for one in there.perhaps if one != side and one not in told)
    lost = next((there.first[one] for one in others), "")
    return lost if side in _LIKELY or lost[:1].isupper() else ""


def _exchanged(side: Side, there: _Told, here: _Told) -> Iterator[Side]:
    """Yield the sides of a source that the translation replaces by others."""
    for other, count in there.surely.items():
        if other[0] != side[0] or other == side or (side[0] == CITY and may_hold(side, other)):
            continue
        fewer = here.perhaps.get(other, 0) < count
        told = other in here.surely or other in here.named
        if fewer or not (side[0] in _MILD or side in there.perhaps or told):
            yield other
