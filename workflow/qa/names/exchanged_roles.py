"""Find two names whose roles are exchanged in a translation: who does what to whom.

*Peru beat Ecuador* is 페루가 에콰도르를 꺾었다: where a language marks who does something and
whom it is done to, the marks tell, wherever the names stand. Only verbs count whose object is one
in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations, product

from workflow.languages import pack
from workflow.languages.meaning.listed_words import PERSON
from workflow.languages.meaning.roles import IS, NEVER
from workflow.languages.scripts import KEPT
from workflow.qa import clauses
from workflow.qa.both_sides import Sides, Span
from workflow.qa.names.shared_names import (
    PLACE,
    WORD,
    NamePair,
    SharedName,
    shared_actors,
    shared_names,
    shared_nouns,
)

_TWO = 2
#: A name after its noun; and what may stand between the noun and the last name.
_APPOSED = re.compile(r"(?: [A-Z][\w.'’-]*){1,4}")
_BEFORE_NAME = re.compile(r"(?<![\w-])([a-z]{4,}) (?=[A-Z][a-z])")
_NO_NOUNS = frozenset(
    "with from that when while than after before where near into over under against between said"
    " told about since until outside inside around through during called named like including last"
    " next both because following beat without toward towards upon which but".split()
)
#: Parts of a place that another one has only where the two have changed places.
_SURE = frozenset({"part_from", "part_to", "part_with"})
_BESIDE = re.compile(r"(?: [^\W\d_]{1,12})? ")


def turned(both: Sides) -> Iterator[NamePair]:
    """Yield two names of which the first acts on the other in the source only.

    Args:
        both: a sentence and its translation.
    """
    there, here = both.there.roles, both.here.roles
    if not (there.known and here.known and _may_act(both.source, both.spoken)):
        return
    if not here.may_show(both.text):
        return
    nouns = (
        _with_name(both.source, each)
        for each in shared_nouns(both)
        if both.source[slice(*each.source)] not in _NO_NOUNS
    )
    names = (*shared_names(both, words=True), *nouns)
    acting = {*shared_actors(both), *(each for each in names if each.kind == PERSON)}
    for at, to in there.acting(both.source, [each.source for each in names]):
        one, other = names[at], names[to]
        if here.acts(both.text, other.text, one.text) or (
            acting >= {one, other} and here.precedes(both.text, other.text, one.text)
        ):
            yield one, other


def _with_name(source: str, noun: SharedName) -> SharedName:
    """Return a noun with the name after it: *the rival Nordwing*."""
    name = _APPOSED.match(source, noun.source[1])
    return noun._replace(source=(noun.source[0], name.end())) if name else noun


def apposed(both: Sides) -> Iterator[NamePair]:
    """Yield two nouns, each before the other's name in the translation.

    >>> both = Sides("The airline Balta bought its rival Nordwing.", "en",
    ...     "항공사 노르드윙이 경쟁사 발타를 인수했다.", "ko")
    >>> [both.text[slice(*one.text)] for pair in apposed(both) for one in pair]
    ['경쟁사', '항공사']
    """
    if sum(word not in _NO_NOUNS for word in _BEFORE_NAME.findall(both.source)) < _TWO:
        return
    named = [each for each in shared_names(both, words=True) if each.kind != PLACE]
    nouns = [
        each
        for each in (shared_nouns(both) if named else ())
        if both.source[each.source[0]].islower() and _APPOSED.match(both.source, each.source[1])
    ]
    for name in named if len(nouns) >= _TWO else ():
        for one, other in permutations(nouns, _TWO):
            if one.source[1] <= other.source[0] or other.source[1] <= one.source[0]:
                its = _leads(both.source, other.source, name.source)
                told = _leads(both.text, one.text, name.text)
                if its and told and not _leads(both.source, one.source, name.source):
                    yield one, other
                    return


def _leads(text: str, noun: Span, name: Span) -> bool:
    """Tell whether a noun precedes a name, with at most another name between them."""
    return noun[1] < name[0] and _BESIDE.fullmatch(text, noun[1], name[0]) is not None


def heading(both: Sides) -> Iterator[NamePair]:
    """Yield two places between which something moves in the opposite direction.

    Args:
        both: a sentence and its translation.
    """
    if not _may_go(both.source, both.spoken):
        return
    there, here = both.there.roles, both.here.roles
    for one, other in permutations(shared_names(both, words=True), _TWO):
        if there.goes(both.source, one.source, other.source) and here.goes(
            both.text, other.text, one.text
        ):
            yield one, other


def marked(both: Sides) -> Iterator[NamePair]:
    """Yield two names whose relation is reversed.

    In whose place somebody comes, with whom somebody is compared, who it was not, who says
    something, whose child or work it is. Nouns for persons and bodies count as well.

    >>> both = Sides("Peru sold more copper than Zambia.", "en",
    ...     "잠비아는 페루보다 많이 팔았다.", "ko")
    >>> len([*marked(both)])
    1
    >>> both = Sides("Witnesses, not the police, heard it.", "en",
    ...     "목격자가 아니라 경찰이 들었다.", "ko")
    >>> len([*marked(both)])
    1
    """
    names, nouns = _may_mark(both.source, both.spoken)
    if not (names or nouns):
        return
    there, here = both.there.roles, both.here.roles
    if not here.may_mark(both.text):
        return
    known = (*shared_names(both, words=names), *shared_actors(both))
    meant = [there.marks(both.source, each.source) for each in known]
    if not any(meant):
        return
    told = [here.marks(both.text, each.text) for each in known]
    every = zip(known, meant, told, strict=True)
    for (one, is_one, told_one), (other, is_other, told_other) in permutations(every, _TWO):
        if (is_one - is_other) & (told_other - told_one) and not _meet(one, other):
            yield one, other


def miscast(both: Sides) -> Iterator[tuple[str, str]]:
    """Yield what tells of somebody who is spoken to, or does something, and the contrary.

    >>> [*miscast(Sides("Locals told the nurse it was late.", "en", "护士表示太晚了。", "zh-Hans"))]
    [('told the nurse', '护士表示')]
    """
    if not _may_be(both.source, both.spoken):
        return
    there, here = both.there.roles, both.here.roles
    for each in (*shared_names(both, words=True), *shared_actors(both)):
        its = there.told(IS, both.source, each.source)
        told = here.told(NEVER, both.text, each.text) if its else its
        yield from ((its[use], told[use]) for use in its if use in told)


def _meet(one: SharedName, other: SharedName) -> bool:
    """Tell whether two names overlap: *Governor Lee*, *governor*."""
    return any(
        each[0] < its[1] and its[0] < each[1]
        for each, its in ((one.source, other.source), (one.text, other.text))
    )


def placed(both: Sides, known: Sequence[SharedName]) -> Iterator[NamePair]:
    """Yield two places, each in the other's role.

    Where something happens, whose officials act, from where something comes: one of them alone may
    be told in another way, both crosswise hardly, nor one from where or to where it goes.

    Args:
        both: a sentence and its translation.
        known: names that stand once in each.

    >>> both = Sides("Greek police said the ship was seen near Malta.", "en",
    ...     "몰타 경찰은 배가 그리스 인근에서 보였다고 밝혔다.", "ko")
    >>> [both.text[slice(*one.text)] for one, _ in placed(both, shared_names(both))]
    ['그리스']
    """
    places = [each for each in known if each.kind == PLACE]
    if len(places) < _TWO:
        return
    there, here = both.there.roles, both.here.roles
    parts = [
        (there.parts(both.source, each.source), here.parts(both.text, each.text), each)
        for each in places
    ]
    for (meant, told, one), (other_meant, other_told, other) in combinations(parts, _TWO):
        its = (meant - other_meant) & (other_told - told)
        others = (other_meant - meant) & (told - other_told)
        kept = meant & told or other_meant & other_told
        surely = not kept and not _SURE.isdisjoint(its | others)
        if (its and others) or (
            surely and not there.are_listed(both.source, one.source, other.source)
        ):
            yield one, other


def attached(both: Sides) -> Iterator[NamePair]:
    """Yield two places of which the translation has one beside what the other belongs to.

    Args:
        both: a sentence and its translation.

    >>> both = Sides("Kenyan runner Mercy Chelagat overtook Ethiopia's Hirut Tadesse.", "en",
    ...     "에티오피아의 머시 첼라갓이 케냐의 히루트 타데세를 제쳤다.", "ko")
    >>> [both.text[slice(*each.text)] for each in next(attached(both))]
    ['케냐', '에티오피아']
    """
    there, here = both.there.roles, both.here.roles
    for its, told, named in _company(both) if there.tells_parts else ():
        yield from (
            (one, other)
            for one, other in product(its, told)
            if one not in told
            and other not in its
            and (named or not there.elides(both.source, other.source))
            and not there.are_listed(both.source, one.source, other.source)
            and not here.stands_by(both.text, one.text, other.text)
        )


@lru_cache(maxsize=KEPT)
def _company(both: Sides) -> Sequence[tuple[Sequence[SharedName], Sequence[SharedName], bool]]:
    """Return the places beside each word on both sides, and whether that word is a name."""
    every = shared_names(both, words=True)
    places = [each for each in every if each.kind == PLACE]
    if len(places) < _TWO:
        return ()
    others = (each for each in every if each.kind != PLACE)
    there, here = both.there.roles.stands_by, both.here.roles.stands_by
    found = []
    for each in (*others, *shared_nouns(both), *clauses.shared_as_written(both)):
        named = each.kind in (PERSON, WORD)
        its = [one for one in places if there(both.source, one.source, each.source, named=named)]
        if its:
            told = [one for one in places if here(both.text, one.text, each.text, named=named)]
            found.append((its, told, named))
    return found


def keep_parts(both: Sides, one: SharedName, other: SharedName) -> bool:
    """Tell whether one of two places has its own role or company, and they have not each other's.

    >>> both = Sides("Rice reached Malta from Peru.", "en", "쌀이 페루발 배로 몰타에 도착했다.",
    ...     "ko")
    >>> keep_parts(both, *shared_names(both))
    True
    """
    there, here = both.there.roles, both.here.roles
    for first, second in permutations((one, other)):
        if there.goes(both.source, first.source, second.source) and here.goes(
            both.text, first.text, second.text
        ):
            return True
    meant, other_meant = (there.parts(both.source, each.source) for each in (one, other))
    told, other_told = (here.parts(both.text, each.text) for each in (one, other))
    if meant & other_told and other_meant & told:
        return False
    if there.elides(both.source, one.source) or there.elides(both.source, other.source):
        return True
    kept, other_kept = meant & told, other_meant & other_told
    return (
        bool(kept and other_kept)
        or not _SURE.isdisjoint(kept | other_kept)
        or any(
            [each] == its == beside for its, beside, _ in _company(both) for each in (one, other)
        )
    )


@lru_cache(maxsize=KEPT)
def _may_act(text: str, tag: str) -> bool:
    roles = pack(tag).roles
    return roles.may_act(text) and roles.may_show(text)


@lru_cache(maxsize=KEPT)
def _may_be(text: str, tag: str) -> bool:
    return pack(tag).roles.may_be(text)


@lru_cache(maxsize=KEPT)
def _may_go(text: str, tag: str) -> bool:
    return pack(tag).roles.may_go(text)


@lru_cache(maxsize=KEPT)
def _may_mark(text: str, tag: str) -> tuple[bool, bool]:
    """Tell whether a text may express the role of a name, and of a noun."""
    roles = pack(tag).roles
    return roles.may_mark(text), roles.has("may_mark_noun", text)
