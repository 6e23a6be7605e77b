"""Tell the names in one run of capitalised words of English apart.

``U.S. Secretary of State Antony Blinken``, ``Hyundai's Chung`` and ``Lee Jae-myung of the
Democratic Party`` each hold two. What a name seems to be is a guess for an editor to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from workflow.languages.en import word_lists
from workflow.languages.en.new_names import long_names, name_kinds
from workflow.languages.en.new_names.name_words import (
    ADDRESSES,
    BODIES,
    COMPANIES,
    OF_OFFICES,
    OFFICES,
    ORDINARY,
    PLACES,
    PLACES_BEFORE,
    STATES,
)
from workflow.languages.en.surnames import OPENERS
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import gazetteer, romanized
from workflow.model import TermType

#: Small words inside names.
JOINING = frozenset({"of", "for", "and", "the", "on", *name_kinds.FOREIGN_JOINING})
#: Small words after a person that begin another name.
_OF = frozenset({"of", "for", "on"})
_LONG_TITLE = re.compile(
    r"\bSecretary of (?:State|Defense|Commerce|Energy|Labor|the Treasury)\b"
    r"|\bChief Executive\b(?! Officer)|\bChief Constable\b|\bSpecial Envoy\b"
    r"|\bChief (?:Financial|Information|Legal|Medical|Operating|Risk|Science|Scientific|Technology)"
    r" Officer\b"
)
#: Ties such a title together while names are separated.
_TIE = "\u00a0"
#: Joins a place or a body to its property: *Melbourne-bound Qantas*.
_BASED = re.compile(r"-(?:bound|born|led|backed|owned|listed|trained|linked|rooted) ")
#: Owners whose name a possessive belongs to.
_OWNERS = frozenset(
    "Children Farmers King Lawyers Macy McDonald Men Moody People Queen Teachers Women Workers "
    "Year".split()
)
#: Months that are given names of Koreans and Chinese as well.
_GIVEN_MONTHS = frozenset({"Jan", "Jun"})
#: Titles that places are called by.
_ROYAL = frozenset("Emperor Empress King Lady Lord Prince Princess Queen".split())
#: Common words that are family names after a given name.
_SURNAMES = frozenset({"An", "May"})


def names(run: str) -> Iterator[tuple[Sequence[str], TermType]]:
    """Yield the names of a run of capitalised words, and what each seems to be."""
    for owned in chain.from_iterable(map(_owners, _seated(run))):
        for piece in _joined(owned):
            words = _LONG_TITLE.sub(_one_word, piece).split(" ")
            for name, kind in _parts(_trimmed(words)):
                yield " ".join(name).replace(_TIE, " ").split(" "), kind


def _seated(run: str) -> list[str]:
    """Split after a place: ``Netherlands-based UN``, in ``China on New Year's Day``."""
    place, based, rest = _BASED.sub("-based ", run).partition("-based ")
    if not based:
        place, _, rest = run.partition(" on ")
    seated = rest and (place in gazetteer.names() or name_kinds.by_head(place.split(" ")))
    return [place, rest] if based or seated else [run]


def _one_word(title: re.Match[str]) -> str:
    return title[0].replace(" ", _TIE)


def _owners(run: str) -> list[str]:
    """Split at possessives: ``Hyundai's Chung``, but not ``People's Bank of China``."""
    words, pieces = run.split(" "), [""]
    for word in words:
        owner = word.removesuffix("'s").rstrip("'")
        kept = owner == word or owner in _OWNERS or _is_own(word, words, f"{pieces[-1]} {owner}")
        pieces[-1] += f" {word if kept else owner}"
        if owner not in (word, *_OWNERS) and not _is_own(word, words, pieces[-1]):
            pieces.append("")
    if len(pieces) == 2 and name_kinds.owns(pieces[0].split(), pieces[1].split()):
        return [run]  # Beacon's Beach
    return pieces


def _is_own(owner: str, words: Sequence[str], whole: str) -> bool:
    """Tell whether those whose a body is have their name in its own: *Growers' Union*."""
    several = owner.endswith("s'") and kind_of(owner.lower().rstrip("'"))
    place = whole.strip().rstrip("'") in gazetteer.names()
    return bool(several) and not place and owner != words[-1] and words[-1] in BODIES


def _joined(run: str) -> list[str]:
    """Split ``Xi Jinping and Li Qiang``, but not ``Ministry of Trade and Industry``."""
    pieces: list[str] = []
    for piece in run.split(" and "):
        before = pieces[-1].split() if pieces else []
        ruling = next((n for n, word in enumerate(before) if word in BODIES), len(before))
        words = piece.split()
        ruled = name_kinds.is_body_of_words(words) and name_kinds.are_common(before)
        goes_on = JOINING & set(before[ruling:]) and not _is_whole(words)
        if goes_on or (before and ruled and not set(before) & BODIES):
            pieces[-1] += f" and {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_whole(words: Sequence[str]) -> bool:
    """Tell whether the words after an ``and`` are a name: a body, or a titled person."""
    led = name_kinds.ABBREVIATION.fullmatch(words[0]) or name_kinds.is_known_body(" ".join(words))
    return bool(led or BODIES & set(words)) or any(map(is_office, words))


def _parts(words: Sequence[str]) -> Iterator[tuple[Sequence[str], TermType]]:
    """Yield a title, its person and the words before them, or one name without a title."""
    last = next((n for n in range(len(words) - 1, -1, -1) if is_office(words[n])), -1)
    after = words[last + 1 :]
    if last < 0 or (after and not _may_be_person(after, words[last])):
        yield from _person_of(_without_office(words), titled=False)
        return
    first = last
    while first and _belongs_to_office(words[first - 1], words[first]):
        first -= 1
    yield from _parts(words[:first])
    title = words[first : last + 1]
    address = title[-1] in ADDRESSES | name_kinds.KINDS.word_set("address")
    if (first or after) and not title[-1].endswith(".") and not address:
        yield title, TermType.TITLE
    yield from _person_of(after, titled=True)


def _belongs_to_office(word: str, office: str) -> bool:
    """Tell whether a word stands in a title before another: *Under Secretary*, not *Under CEO*."""
    return word in OF_OFFICES and (word != "Under" or office.startswith("Secretary"))


def _without_office(words: Sequence[str]) -> Sequence[str]:
    """Cut off a title that leads a body: ``President of the European Central Bank``."""
    of_office = [is_office(word) or word in OF_OFFICES for word in words]
    end = of_office.index(False) if False in of_office else len(words)
    titled = any(map(is_office, words[:end]))
    return words[end:] if titled and (end == len(words) or words[end] in JOINING) else words


def is_office(word: str) -> bool:
    """Tell whether a word is a title or an address, or is made of several that are one."""
    address = word in name_kinds.KINDS.word_set("address")
    return word.rstrip(".").casefold() in OFFICES or _TIE in word or address


def _may_be_person(words: Sequence[str], title: str) -> bool:
    """Tell whether words after a title may be a person: few, none of a body or place.

    *Ambassador Park* and *Prime Minister Clara Day* are, *Queen Park* is not.
    """
    if words[0] in JOINING or words[0] in OF_OFFICES:
        return False
    name = words[: next((n for n, word in enumerate(words) if word in _OF), len(words))]
    like_place = name[-1] in name_kinds.KINDS.word_set("surname_like_place")
    if like_place and len(name) <= 2 and title not in _ROYAL:
        return not any(kind_of(word.lower()) for word in name[:-1])
    return name_kinds.is_namesake(name) or (
        len(name) <= 4
        and not name_kinds.by_head(["", *name])
        and not (BODIES | PLACES | COMPANIES) & set(name)
    )


def _person_of(words: Sequence[str], *, titled: bool) -> Iterator[tuple[Sequence[str], TermType]]:
    """Split a person from the body after *of*: ``Lee Jae-myung of the Democratic Party``."""
    for number, word in enumerate(words):
        person = titled or _is_person(words[:number]) or name_kinds.is_seated(words, number)
        apart = person or _is_in_place(words, number) or _is_owned(words, number)
        if word in _OF and number and apart:
            yield from _typed(words[:number], titled=titled)
            for name, kind in _typed(words[number + 1 :], titled=False):
                unsure = person and kind in (TermType.PERSON, TermType.TERM)
                yield name, TermType.ORG if unsure else kind
            return
    yield from _typed(words, titled=titled)


def _is_person(words: Sequence[str]) -> bool:
    """Tell whether words before *of* are a person, or say whose member somebody is: *Democrat*."""
    if len(words) < 2:
        return bool(words) and words[0] in name_kinds.PEOPLES
    known = word_lists.is_given(words[0]) or words[0] in name_kinds.KINDS.word_set("given")
    known = known or not any(kind_of(word.lower()) for word in words)
    named = known and 2 <= len(words) <= 3 and name_kinds.by_itself(words) is TermType.PERSON
    return named or romanized.is_person(words)


def _is_owned(words: Sequence[str], of: int) -> bool:
    """Tell whether a body or a plan of several words is followed by *of* and its owner.

    *Vessel Day Scheme of the PNA*; *Boutokaan Alliance of Maria Tabwai*.
    """
    owner = [word for word in words[of + 1 :] if word != "the"]
    head = words[of - 1] in BODIES or name_kinds.by_head(words[:of])
    if of < 2 or not head or not owner or words[of] != "of":
        return False
    short = len(owner) == 1 and name_kinds.ABBREVIATION.fullmatch(owner[0])
    given = 1 < len(owner) < 4 and word_lists.is_given(owner[-2])
    return bool(short or given)


def _is_in_place(words: Sequence[str], of: int) -> bool:
    """Tell whether a place follows *of* that has the other in it: *Xining of Qinghai Province*."""
    ruling = BODIES | PLACES | PLACES_BEFORE | STATES
    plain = of == 1 and words[0] not in ruling and not kind_of(words[0].lower())
    return plain and (words[-1] in PLACES or " ".join(words[of + 1 :]) in gazetteer.names())


def _typed(words: Sequence[str], *, titled: bool) -> Iterator[tuple[Sequence[str], TermType]]:
    """Yield the name without ordinary words around it, and its type, if anything is left."""
    words = _trimmed(words)
    if words:
        words[-1] = _BASED.sub("", f"{words[-1]} ").rstrip()
    company = False
    while words and words[-1].rstrip(".,") in COMPANIES:
        words, company = words[:-1], True
    words = _without_people(_trimmed(words))
    initial = words and len(words[0]) == 1 and not long_names.keeps_first(words)
    if words and not initial and not set(words) <= name_kinds.NO_NAMES:
        kind = TermType.PERSON if titled else name_kinds.by_itself(words)
        yield words, TermType.ORG if company else kind


def _without_people(words: list[str]) -> list[str]:
    """Cut off the origin of a person: *Venezuelan Rafael Payare*."""
    whence = len(words) > 2 and words[0] in name_kinds.PEOPLES
    return words[1:] if whence and _is_person(words[1:]) else words


def _trimmed(words: Sequence[str]) -> list[str]:
    """Cut off joining and ordinary words at either end: ``On Monday``, ``The``."""
    kept = [word for word in words if word]
    while kept and (kept[0] in JOINING or is_ordinary(kept[0])):
        if long_names.keeps_first(kept):
            break
        kept.pop(0)
    while kept and (kept[-1] in JOINING or kept[-1] in ORDINARY) and not _ends_name(kept):
        kept.pop()
    return kept


def _ends_name(words: Sequence[str]) -> bool:
    """Tell whether an ordinary word with a capital ends a name: *SK On*, *Viña del Mar*."""
    if len(words) < 2 or words[-1][0].islower():
        return False
    if words[-2] in name_kinds.FOREIGN_JOINING:
        return True
    if words[-1] in _GIVEN_MONTHS:
        return romanized.is_person(words[-2:])
    if words[-1] in _SURNAMES and len(words) == len(("Clara", "May")):
        return word_lists.is_given(words[0])
    weekday_or_month = len(words[-1]) > 2 or words[-1] == "I"
    return not weekday_or_month and name_kinds.ABBREVIATION.fullmatch(words[-2]) is not None


def is_ordinary(first: str) -> bool:
    """Tell whether a capitalised word is no name by itself: a weekday, an opening word."""
    plain = first.partition("'")[0]  # I'm
    if plain == "WHO":
        return False
    return plain.rstrip(".") in ORDINARY or plain.casefold() in OPENERS - {"will"}
