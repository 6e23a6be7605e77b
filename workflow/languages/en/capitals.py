"""Names in English text, as far as capitals tell: where one begins, where it ends, what it is.

``U.S. Secretary of State Antony Blinken``, ``Hyundai's Chung`` and ``Lee Jae-myung of the
Democratic Party`` are each one run of capitalised words and hold two names. What a name seems to
be is a guess for an editor to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from workflow.languages import gazetteer, romanized
from workflow.languages.en import beside_names, datelines, known_names, long_names, name_kinds
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.name_words import (
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
from workflow.languages.named import Named
from workflow.model import TermType

_CAPITAL = r"(?:(?:al|el|as|ash|ad)-|(?:d|l|dell|dall|nell|all)')?[A-ZÀ-Þ][\w'.&-]*"
_JOINING = frozenset({"of", "for", "and", "the", "on", *name_kinds.FOREIGN_JOINING})
#: Small words of a family name that come in twos: *van der Meer*.
_PAIRED = ("van der", "van den", "van de", "von der", "de la", "de las", "de los")
#: Small words behind a person that begin another name.
_OF = frozenset({"of", "for", "on"})
#: Words of a run; a longer one is no list of names but something else in capitals.
_LONGEST_RUN = 40
_RUN = re.compile(
    rf"\b{_CAPITAL}(?:(?: (?:{'|'.join((*_PAIRED, *sorted(_JOINING)))}|&))* {_CAPITAL})*"
)
_LONG_TITLE = re.compile(
    r"\bSecretary of (?:State|Defense|Commerce|Energy|Labor|the Treasury)\b"
    r"|\bChief Executive\b(?! Officer)"
)
#: Joins a place or a body to what is its own: *Melbourne-bound Qantas*.
_BASED = re.compile(r"-(?:bound|born|led|backed|owned|listed|trained|linked|rooted) ")
#: Makes one word of such a title while names are told apart.
_TIE = "\u00a0"
#: Owners whose name a possessive belongs to.
_OWNERS = frozenset(
    "Children Farmers Lawyers Macy McDonald Men Moody People Teachers Women Workers Year".split()
)
#: Months that are given names of Koreans and Chinese as well.
_GIVEN_MONTHS = frozenset({"Jan", "Jun"})


def named(text: str) -> Iterator[Named]:
    """Find names in an English sentence, and the titles before persons, by place.

    A single word counts only as an abbreviation, after a title or inside the sentence: any word may
    open one. A dateline is the name of a place, which is given as it is written elsewhere: *Busan*.
    """
    told, end = datelines.named(text)
    told_whole, rest = long_names.whole(text)
    there = [replace(each, start=each.start + end) for each in _named(rest[end:])]
    yield from (*told, *sorted([*told_whole, *there], key=lambda each: each.start))


def _named(text: str) -> Iterator[Named]:
    for run in _RUN.finditer(text):
        at = run.start()
        if run[0].count(" ") >= _LONGEST_RUN:
            continue
        titled = False
        for told_words, told_kind in _names(_without_opening(run[0], text[:at]).rstrip(".'")):
            start = text.find(" ".join(told_words).replace(_TIE, " "), at)
            words, seems = _numbered(told_words, told_kind, text[start:])
            name = " ".join(words).replace(_TIE, " ")
            if beside_names.keeps_end(text[:start], text[start + len(name) :]):
                name, seems = f"{name}'s", TermType.ORG  # advised by Sotheby's.
            at = start + len(name)
            beside = None if titled else beside_names.beside(text, start, at, seems)
            sure = beside is not None or (seems is TermType.PERSON and titled)
            kind = beside or (seems if sure else _with_article(text[:start], words, seems))
            called = beside_names.is_named(text[:start])
            if kind is TermType.TERM and len(words) == 1 and not called:
                kind = beside_names.weakly(name, text[:start])
            titled = kind is TermType.TITLE
            told = sure or kind in (TermType.PERSON, TermType.TITLE, TermType.ABBR)
            if len(words) > 1 or told or called or beside_names.is_inside(text, start, at):
                yield Named(name, start, kind, sure)


def _numbered(words: Sequence[str], kind: TermType, text: str) -> tuple[Sequence[str], TermType]:
    """Return a name with the number that it ends with, and what it is then: *S&P 500*."""
    number = beside_names.number_after(words, text[len(" ".join(words)) :])
    numbered = [*words, *number.split()]
    return numbered, name_kinds.by_itself(numbered) if number else kind


def _with_article(before: str, words: Sequence[str], kind: TermType) -> TermType:
    """Return what a name is after *the*, which no person has."""
    person = kind is TermType.PERSON and before.endswith((" the ", "The "))
    return TermType.TERM if person and not romanized.is_person(words) else kind


def _without_opening(run: str, before: str) -> str:
    """Cut off the word that opens a sentence: ``Shares of LG Energy``."""
    first, _, rest = run.partition(" ")
    joins = rest.partition(" ")[0] in _JOINING.difference(name_kinds.FOREIGN_JOINING)
    kept = first in BODIES | PLACES_BEFORE | STATES or _is_office(first)
    opens = not before.strip(" \"'(")
    works = name_kinds.works(first) or name_kinds.describes(first, rest.split(" "))
    if opens and rest and (works or name_kinds.opens(first)) and not kept:
        return rest
    return rest if joins and not kept and opens else run


def _names(run: str) -> Iterator[tuple[Sequence[str], TermType]]:
    for owned in chain.from_iterable(map(_owners, _seated(run))):
        for piece in _joined(owned):
            words = _LONG_TITLE.sub(_one_word, piece).split(" ")
            yield from _parts(_trimmed(words))


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
        goes_on = _JOINING & set(before[ruling:]) and not _is_whole(words)
        if goes_on or (before and ruled and not set(before) & BODIES):
            pieces[-1] += f" and {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_whole(words: Sequence[str]) -> bool:
    """Tell whether what follows an ``and`` is a name by itself: a body, or a titled person."""
    led = name_kinds.ABBREVIATION.fullmatch(words[0]) or name_kinds.is_known_body(" ".join(words))
    return bool(led or BODIES & set(words)) or any(map(_is_office, words))


def _parts(words: Sequence[str]) -> Iterator[tuple[Sequence[str], TermType]]:
    """Yield a title, its person and what stands before them, or one name without title."""
    last = next((n for n in range(len(words) - 1, -1, -1) if _is_office(words[n])), -1)
    after = words[last + 1 :]
    if last < 0 or (after and not _may_be_person(after)):
        yield from _person_of(_without_office(words), titled=False)
        return
    first = last
    while first and words[first - 1] in OF_OFFICES:
        first -= 1
    yield from _parts(words[:first])
    title = words[first : last + 1]
    address = title[-1] in ADDRESSES | name_kinds.KINDS.word_set("address")
    if (first or after) and not title[-1].endswith(".") and not address:
        yield title, TermType.TITLE
    yield from _person_of(after, titled=True)


def _without_office(words: Sequence[str]) -> Sequence[str]:
    """Cut off a title that leads a body: ``President of the European Central Bank``."""
    of_office = [_is_office(word) or word in OF_OFFICES for word in words]
    end = of_office.index(False) if False in of_office else len(words)
    titled = any(map(_is_office, words[:end]))
    return words[end:] if titled and (end == len(words) or words[end] in _JOINING) else words


def _is_office(word: str) -> bool:
    address = word in name_kinds.KINDS.word_set("address")
    return word.rstrip(".").casefold() in OFFICES or _TIE in word or address


def _may_be_person(words: Sequence[str]) -> bool:
    """Tell whether words after a title may be a person: few, none that rules a body or place."""
    if words[0] in _JOINING or words[0] in OF_OFFICES:
        return False
    name = words[: next((n for n, word in enumerate(words) if word in _OF), len(words))]
    return (
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
    known = known_names.is_given(words[0]) or not any(kind_of(word.lower()) for word in words)
    named = known and 2 <= len(words) <= 3 and name_kinds.by_itself(words) is TermType.PERSON
    return named or romanized.is_person(words)


def _is_owned(words: Sequence[str], of: int) -> bool:
    """Tell whether a body or a plan of several words has its owner behind *of*, short or a person.

    *Vessel Day Scheme of the PNA*; *Boutokaan Alliance of Maria Tabwai*.
    """
    owner = [word for word in words[of + 1 :] if word != "the"]
    head = words[of - 1] in BODIES or name_kinds.by_head(words[:of])
    if of < 2 or not head or not owner or words[of] != "of":
        return False
    short = len(owner) == 1 and name_kinds.ABBREVIATION.fullmatch(owner[0])
    given = 1 < len(owner) < 4 and known_names.is_given(owner[-2])
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
    """Cut off what says whence a person is: *Venezuelan Rafael Payare*."""
    whence = len(words) > 2 and words[0] in name_kinds.PEOPLES
    return words[1:] if whence and _is_person(words[1:]) else words


def _trimmed(words: Sequence[str]) -> list[str]:
    """Cut off joining and ordinary words at either end: ``On Monday``, ``The``."""
    kept = [word for word in words if word]
    while kept and (kept[0] in _JOINING or is_ordinary(kept[0])):
        if long_names.keeps_first(kept):
            break
        kept.pop(0)
    while kept and (kept[-1] in _JOINING or kept[-1] in ORDINARY) and not _ends_name(kept):
        kept.pop()
    return kept


def _ends_name(words: Sequence[str]) -> bool:
    """Tell whether an ordinary word with a capital ends a name: *SK On*, *Heo Jun*."""
    if len(words) < 2 or words[-1][0].islower():
        return False
    if words[-1] in _GIVEN_MONTHS:
        return romanized.is_person(words[-2:])
    weekday_or_month = len(words[-1]) > 2 or words[-1] == "I"
    return not weekday_or_month and name_kinds.ABBREVIATION.fullmatch(words[-2]) is not None


def is_ordinary(first: str) -> bool:
    """Tell whether a capitalised word is no name by itself: a weekday, an opening word."""
    plain = first.partition("'")[0]  # I'm
    return plain.rstrip(".") in ORDINARY or plain.casefold() in OPENERS - {"will"}
