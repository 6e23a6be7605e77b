"""Names in English text, as far as capitals tell: where one begins, where it ends, what it is.

``U.S. Secretary of State Antony Blinken``, ``Hyundai's Chung`` and ``Lee Jae-myung of the
Democratic Party`` are each one run of capitalised words and hold two names. What a name seems to
be is a guess for an editor to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from workflow.languages import gazetteer, romanized
from workflow.languages.en import name_kinds
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.surnames import HONORIFICS, OPENERS
from workflow.model import TermType

ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]*[A-Z0-9]")

_CAPITAL = r"[A-ZÀ-Þ][\w'.&-]*"
_JOINING = frozenset(
    {"of", "for", "and", "the", "on", "de", "von", "van", "del", "al", "bin", "da"}
)
#: Small words of a family name that come in twos: *van der Meer*.
_PAIRED = ("van der", "van den", "van de", "von der", "de la", "de las", "de los")
#: Words of a run; a longer one is no list of names but something else in capitals.
_LONGEST_RUN = 40
_RUN = re.compile(
    rf"\b{_CAPITAL}(?:(?: (?:{'|'.join((*_PAIRED, *sorted(_JOINING)))}))* {_CAPITAL})*"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BODIES = _words(
    "Academy Administration Agency Air Airlines Airways Alliance Army Assembly Association "
    "Authority Bank Board Bureau Cabinet Center Centre Chamber Chemical Club College Commission "
    "Committee Company Conference Congress Corporation Council Court Department Electronics "
    "Exchange Federation Force Foundation Fund Group Holdings House Industries Institute Journal "
    "League Ministry Motor Motors Museum Navy News Office Organisation Organization Parliament "
    "Party Post Press School Securities Senate Service Shipping Society Solution Solutions Steel "
    "Systems Telecom Television Times Trust Union University"
)
COMPANIES = _words("Co Corp Inc LLC Ltd PLC")
PLACES = _words(
    "Airport Avenue Bay Beach Bridge Canal City Coast County Desert District Dynasty Gulf Harbor "
    "Hotel Island Islands Lake Mountain Mountains Ocean Palace Peninsula Port Prefecture Province "
    "Region River Sea Square Station Strait Street Temple Town Valley Village"
)
_STATES = _words("Commonwealth Kingdom Republic State States Union")
_PLACES_BEFORE = _words("Cape Fort Gulf Lake Mount Mt Port Strait")
#: Offices, beside the forms of address, and what stands before one as part of it.
OFFICES = HONORIFICS | _words(
    "adviser advisor chief councilor economist emperor empress envoy king leader minister pope "
    "prince princess queen spokesperson vice-president"
)
OF_OFFICES = _words(
    "Acting Assistant Associate Attorney Chief Commerce Culture Defence Defense Deputy Economic "
    "Education Energy Environment Executive Finance First Foreign Former Health Honorary Industry "
    "Interior Justice Labor Labour Lieutenant Major National Prime Press Science Security Senior "
    "Trade Transport Treasury Under Unification Vice"
)
_ADDRESSES = _words("Dame Dr Lady Lord Madam Miss Mr Mrs Ms Mx Sir")
_SECRETARY_OF = re.compile(r"\bSecretary of (?:State|Defense|Commerce|Energy|Labor|the Treasury)\b")
#: Makes one word of such a title while names are told apart.
_TIE = "\u00a0"
#: Owners whose name a possessive belongs to.
_OWNERS = _words("Children Farmers Lawyers Macy McDonald Men Moody People Teachers Women Workers")
#: Capitalised words that are no names by themselves.
ORDINARY = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December I The A An In On At By It He She "
    "They We You But And Or If As This That These Those There What When Where Who Why How "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec CEO CFO TV US U.S U.K U.N"
)
PEOPLES = name_kinds.PEOPLES


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``text[start : start + len(name)]``, and what it seems to be.

    ``sure`` where what stands beside it says so, and not its words alone.
    """

    name: str
    start: int
    type: TermType
    sure: bool = False


def named(text: str) -> Iterator[Named]:
    """Find names in an English sentence, and the titles before persons, by place.

    A single word counts only as an abbreviation, after a title or inside the sentence: any word may
    open one.
    """
    for run in _RUN.finditer(text):
        at = run.start()
        if run[0].count(" ") >= _LONGEST_RUN:
            continue
        titled = False
        for words, seems in _names(_without_opening(run[0], text[:at]).rstrip(".'")):
            name = " ".join(words).replace(_TIE, " ")
            start = text.find(name, at)
            at = start + len(name)
            beside = None if titled else name_kinds.beside(text, start, at, seems)
            sure = beside is not None or (seems is TermType.PERSON and (titled or len(words) == 1))
            kind = beside or (seems if sure else _with_article(text[:start], words, seems))
            titled = kind is TermType.TITLE
            told = sure or kind in (TermType.PERSON, TermType.TITLE, TermType.ABBR)
            if len(words) > 1 or told or name_kinds.is_inside(text, start, at):
                yield Named(name, start, kind, sure)


def _with_article(before: str, words: Sequence[str], kind: TermType) -> TermType:
    """Return what a name is after *the*, which no person has."""
    person = kind is TermType.PERSON and before.endswith((" the ", "The "))
    return TermType.TERM if person and not romanized.is_person(words) else kind


def _without_opening(run: str, before: str) -> str:
    """Cut off the word that opens a sentence: ``Shares of LG Energy``."""
    first, _, rest = run.partition(" ")
    joins = rest.partition(" ")[0] in _JOINING
    kept = first in BODIES | _PLACES_BEFORE | _STATES or _is_office(first)
    opens = not before.strip(" \"'(")
    if opens and rest and name_kinds.works(first) and not _is_office(first):
        return rest
    return rest if joins and not kept and opens else run


def _names(run: str) -> Iterator[tuple[Sequence[str], TermType]]:
    for owned in chain.from_iterable(map(_owners, _seated(run))):
        for piece in _joined(owned):
            words = _SECRETARY_OF.sub(_one_word, piece).split(" ")
            yield from _parts(_trimmed(words))


def _seated(run: str) -> list[str]:
    """Split after the place of a seat: ``Netherlands-based UN``."""
    place, based, rest = run.partition("-based ")
    return [place, rest] if based else [run]


def _one_word(title: re.Match[str]) -> str:
    return title[0].replace(" ", _TIE)


def _owners(run: str) -> list[str]:
    """Split at possessives: ``Hyundai's Chung``, but not ``People's Bank of China``."""
    words, pieces = run.split(" "), [""]
    for word in words:
        owner = word.removesuffix("'s").rstrip("'")
        pieces[-1] += f" {word if owner == word or owner in _OWNERS else owner}"
        if owner not in (word, *_OWNERS):
            pieces.append("")
    if (
        len(pieces) == 2
        and pieces[1].strip() in PLACES
        and pieces[0].strip() not in gazetteer.names()
    ):
        return [run]  # Beacon's Beach
    return pieces


def _joined(run: str) -> list[str]:
    """Split ``Xi Jinping and Li Qiang``, but not ``Ministry of Trade and Industry``."""
    pieces: list[str] = []
    for piece in run.split(" and "):
        before = pieces[-1].split() if pieces else []
        ruling = next((n for n, word in enumerate(before) if word in BODIES), len(before))
        if _JOINING & set(before[ruling:]) and not _is_whole(piece.split()):
            pieces[-1] += f" and {piece}"
        else:
            pieces.append(piece)
    return pieces


def _is_whole(words: Sequence[str]) -> bool:
    """Tell whether what follows an ``and`` is a name by itself: a body, or a titled person."""
    return bool(BODIES & set(words)) or any(_is_office(word) for word in words)


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
    if (first or after) and not title[-1].endswith(".") and title[-1] not in _ADDRESSES:
        yield title, TermType.TITLE
    yield from _person_of(after, titled=True)


def _without_office(words: Sequence[str]) -> Sequence[str]:
    """Cut off a title that leads a body: ``President of the European Central Bank``."""
    of_office = [_is_office(word) or word in OF_OFFICES for word in words]
    end = of_office.index(False) if False in of_office else len(words)
    titled = any(map(_is_office, words[:end]))
    return words[end:] if titled and (end == len(words) or words[end] in _JOINING) else words


def _is_office(word: str) -> bool:
    return word.rstrip(".").casefold() in OFFICES or _TIE in word


def _may_be_person(words: Sequence[str]) -> bool:
    """Tell whether words after a title may be a person: few, none that rules a body or place."""
    if words[0] in _JOINING or words[0] in OF_OFFICES:
        return False
    name = words[: next((n for n, word in enumerate(words) if word == "of"), len(words))]
    return (
        len(name) <= 4
        and not name_kinds.by_head(name)
        and not (BODIES | PLACES | COMPANIES) & set(name)
    )


def _person_of(words: Sequence[str], *, titled: bool) -> Iterator[tuple[Sequence[str], TermType]]:
    """Split a person from the body after *of*: ``Lee Jae-myung of the Democratic Party``."""
    for number, word in enumerate(words):
        person = titled or romanized.is_person(words[:number])
        if word == "of" and number and (person or _is_in_place(words, number)):
            yield from _typed(words[:number], titled=titled)
            yield from _typed(words[number + 1 :], titled=False)
            return
    yield from _typed(words, titled=titled)


def _is_in_place(words: Sequence[str], of: int) -> bool:
    """Tell whether a place follows *of* that has the other in it: *Xining of Qinghai Province*."""
    ruling = BODIES | PLACES | _PLACES_BEFORE | _STATES
    plain = of == 1 and words[0] not in ruling and not kind_of(words[0].lower())
    return plain and (words[-1] in PLACES or " ".join(words[of + 1 :]) in gazetteer.names())


def _typed(words: Sequence[str], *, titled: bool) -> Iterator[tuple[Sequence[str], TermType]]:
    """Yield the name without ordinary words around it, and its type, if anything is left."""
    words = _trimmed(words)
    company = False
    while words and words[-1].rstrip(".,") in COMPANIES:
        words, company = words[:-1], True
    words = _trimmed(words)
    if words and len(words[0]) > 1 and not set(words) <= PEOPLES:
        yield words, TermType.ORG if company else _type(words, titled=titled)


def _trimmed(words: Sequence[str]) -> list[str]:
    """Cut off joining and ordinary words at either end: ``On Monday``, ``The``."""
    kept = [word for word in words if word]
    while kept and (kept[0] in _JOINING or is_ordinary(kept[0])):
        kept.pop(0)
    while kept and (kept[-1] in _JOINING or kept[-1] in ORDINARY):
        kept.pop()
    return kept


def is_ordinary(first: str) -> bool:
    """Tell whether a capitalised word is no name by itself: a weekday, an opening word."""
    plain = first.partition("'")[0]  # I'm
    return plain.rstrip(".") in ORDINARY or plain.casefold() in OPENERS - {"will"}


def _type(words: Sequence[str], *, titled: bool) -> TermType:
    name = " ".join(words)
    if titled:
        return TermType.PERSON
    if ABBREVIATION.fullmatch(name):
        return TermType.ABBR
    if name_kinds.is_place(words) or words[-1] in PLACES or words[0] in _PLACES_BEFORE:
        return TermType.PLACE
    body = BODIES & set(words) or (len(words) > 1 and any(map(ABBREVIATION.fullmatch, words)))
    person = romanized.is_person(words) or name_kinds.is_person(words)
    unruled = TermType.ORG if body else TermType.PERSON if person else TermType.TERM
    return name_kinds.by_head(words) or unruled
