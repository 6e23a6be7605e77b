"""Classify English names by their own words and by those beside them.

The last word tells most (*Aletsch Glacier*); beside a name stand *in*, *province* or *, 41,*. Each
is a guess for an editor to confirm, but what stands beside a name is the surer one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.languages.en.new_names.name_words import BODIES, PLACES, PLACES_BEFORE
from workflow.languages.en.word_lists import is_city, is_given, kind_of
from workflow.languages.names import countries, gazetteer, romanized
from workflow.languages.tables import FactTable
from workflow.model import TermType

KINDS = FactTable("workflow.languages.en", "name_kinds.tsv")
#: Names of peoples and their countries, and parts of the world.
PEOPLES = KINDS.word_set("people")
NO_NAMES = PEOPLES | KINDS.word_set("creed") | KINDS.word_set("feast")
#: Small words within names of other languages: *Corriere della Sera*.
FOREIGN_JOINING = KINDS.words("joining")
ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]*[A-Z0-9]")
#: A capital within a word, as companies have it, not *McDonald* or *DeVos*; what ends in *bank*.
_CAPITAL_INSIDE = re.compile(
    r"(?!(?:Ma?c|D[ei]|L[ae]|V[ao]n|Fitz)[A-Z])[A-Z][a-z]+[A-Z]\w*"
    r"|[A-Z]{2,}[a-z]{3,}|(?!(?:Fair|Bur|West|South|Green)bank)[A-Z][a-z]+bank"
)
LIKE_A_WORD = re.compile(r"(?:ing|ed|ly|tion|sion|ment|ness|ance|ence|ity|ism|ist|er|or|s)$")
_HEADS = (
    ("place", TermType.PLACE),
    ("org", TermType.ORG),
    ("term", TermType.TERM),
    ("product", TermType.TERM),
)
_OF_HEADS = (("of_term", TermType.TERM), ("of_place", TermType.PLACE))
_CODE = re.compile(r"[A-Z][A-Z0-9]*-?\d[\w.+-]*|\d{1,3}|\d{2,}[+-]\d+")


def by_itself(words: Sequence[str]) -> TermType:
    """Return what a name seems to be by its own words.

    >>> str(by_itself(["Rotterdam"])), str(by_itself(["MediaTek"])), str(by_itself(["David"]))
    ('place', 'org', 'person')
    """
    if is_namesake(words) and words[0] not in KINDS.word_set("of_parks"):
        return TermType.PERSON
    return _known(words) or by_head(words) or _by_letters(words)


def is_namesake(words: Sequence[str]) -> bool:
    """Tell whether a given name stands before a word that is a surname as well: *Ines Park*."""
    surname = len(words) == 2 and words[1] in KINDS.word_set("surname_too")
    return surname and (is_given(words[0]) or words[0] in KINDS.word_set("given"))


def _known(words: Sequence[str]) -> TermType | None:
    """Return what lists know a name to be, and what its figures say: *Boeing 737*, *TSMC*."""
    name = " ".join(words)
    if is_known_body(name) or "&" in words:
        return TermType.ORG
    if words[-1] == "Symphony" and words[0] in KINDS.word_set("ordinal"):
        return TermType.TERM
    if words[-1] not in KINDS.word_set("summit") and _CODE.fullmatch(words[-1]):
        made = len(words) == 2 and is_known_body(words[0])
        return TermType.PRODUCT if made else TermType.TERM
    if ABBREVIATION.fullmatch(name):
        return TermType.ABBR
    if is_place(words):
        return TermType.PLACE
    return TermType.ORG if _is_branch(words) else None


def _is_branch(words: Sequence[str]) -> bool:
    """Tell whether a body's name ends with its country's: *Transport Canada*, *Frutas de Chile*.

    Before it stand one word, or two common ones: *Natural Resources Wales*.
    """
    joined = len(words) > 2 and words[-2] in FOREIGN_JOINING and not is_place(words[:1])
    described = joined or len(words) == 2 or (len(words) == 3 and are_common(words[:-1]))
    country = described and words[-1] in KINDS.word_set("nation")
    country = country or (described and words[-1] in countries.names())
    return country and not (is_given(words[0]) or words[0] in KINDS.word_set("of_compass"))


def is_known_body(name: str) -> bool:
    """Tell whether lists know a body whose name does not tell that it is one: *Reuters*."""
    return name in KINDS.word_set("known_org")


def _by_letters(words: Sequence[str]) -> TermType:
    """Return what a name is by the words of bodies and persons in it."""
    if words[-1] in PLACES or words[0] in PLACES_BEFORE:
        return TermType.PLACE
    if _is_body(words):
        return TermType.ORG
    inner = _inner(words)
    joined = inner in KINDS.word_set("person_joining")
    person = joined or romanized.is_person(words)
    return TermType.PERSON if person or is_person(words) else TermType.TERM


def _inner(words: Sequence[str]) -> str:
    return " ".join(word for word in words[1:-1] if word.islower())


def _is_body(words: Sequence[str]) -> bool:
    """Tell whether a word of a name is typical of bodies, or spelt like a company's name."""
    if words[-1] in KINDS.word_set("numeral"):
        words = words[:-1]
    abbreviated = len(words) > 1 and any(map(ABBREVIATION.fullmatch, words))
    if abbreviated or BODIES & set(words) or any(map(_CAPITAL_INSIDE.fullmatch, words)):
        return True
    foreign = _inner(words) in KINDS.word_set("org_joining") and not is_given(words[0])
    return len(words) > 1 and (foreign or words[0] in KINDS.word_set("org_begins"))


def by_head(words: Sequence[str]) -> TermType | None:
    """Return what the last word of a name says that it is.

    >>> str(by_head(["Aletsch", "Glacier"])), by_head(["Tim", "Cook"])
    ('place', None)
    """
    if words and words[-1] in KINDS.word_set("numeral"):
        words = words[:-1]
    if len(words) < 2:
        return None
    if words[1] == "of" and (
        led := next((kind for use, kind in _OF_HEADS if words[0] in KINDS.word_set(use)), None)
    ):
        return led
    if kind := _by_two(words):
        return kind
    if (head := _head(words)) in BODIES:
        return TermType.ORG if head != words[-1] else None
    return next((kind for use, kind in _HEADS if head in KINDS.word_set(use)), None)


def _by_two(words: Sequence[str]) -> TermType | None:
    """Return the kind that the first or the last two words of a name indicate."""
    if words[-1] == "Summit" and ("-" in words[-2] or ABBREVIATION.fullmatch(words[-2])):
        return TermType.TERM  # Korea-Africa Summit
    if words[1] in ("of", "for") and words[0] in KINDS.word_set("org"):
        return TermType.ORG  # Confederation of African Football
    forum = words[-1] == "Forum" and len(words) > len(["World", "Forum"])
    return TermType.ORG if forum else None  # Pacific Islands Forum


def is_thing(words: Sequence[str]) -> bool:
    """Tell whether a name is that of a work, an event or goods, or begins like a plan.

    >>> is_thing(["World", "Cup"]), is_thing(["Operation", "Kitenge"]), is_thing(["Quux"])
    (True, True, False)
    """
    planned = len(words) > 1 and words[0] in KINDS.word_set("plan_first")
    return planned or by_head(words) is TermType.TERM


def _head(words: Sequence[str]) -> str:
    """Return the word that says what a name is: *Observatory* of *Observatory of Japan*."""
    joining = ("of", "for", *FOREIGN_JOINING)
    inner = next((n for n, word in enumerate(words) if word in joining and n), len(words))
    told = inner > 1 and inner < len(words) and words[inner] in ("of", "for")
    return words[inner - 1] if told else words[-1]


def is_place(words: Sequence[str]) -> bool:
    """Tell whether a name is a place by a list, or by its first word: *San Diego*."""
    name = " ".join(words)
    if name in gazetteer.names() or is_city(name):
        return True
    foreign = any(word.islower() for word in words[1:-1])
    led = 2 <= len(words) <= 3 + foreign and words[0] in KINDS.word_set("place_first")
    return led and (words[0] == "Hotel" or not kind_of(words[-1].lower()))


def is_person(words: Sequence[str]) -> bool:
    """Tell whether words may be anybody's name: one given name, or at most one common word.

    >>> is_person(["Christine", "Blasey", "Ford"]), is_person(["World", "Forum"])
    (True, False)
    """
    if len(words) > 3 and is_given(words[0]):
        return len(words) == 4 and not any(kind_of(word.lower()) for word in words)
    if not 2 <= len(words) <= 3:
        return len(words) == 1 and is_given(words[0])
    if words[0] in KINDS.word_set("given"):
        return True
    if not is_given(words[0]) and kind_of(words[-1].lower()) == "plural":
        return False
    nobody = words[0] in KINDS.word_set("no_person") or words[0] in PEOPLES
    if nobody or is_known_body(words[0]):
        return False
    unknown = [word for word in words if not kind_of(word.lower())]
    return len(unknown) >= len(words) - 1


def is_word(name: str) -> bool:
    """Tell whether a name is a common word with a capital, or its plural: *Category*, *Blues*."""
    word = name.lower()
    body = name in BODIES or name in KINDS.word_set("org")
    return not body and bool(kind_of(word) or kind_of(word.removesuffix("s")))


def place_of(body: str) -> str:
    """Return the place that a body is called after: *Kerala* of *Kerala High Court*."""
    place = KINDS.pattern("of_place_body").sub("", body)
    return place if place != body and " " not in place else ""


def is_body_of_words(words: Sequence[str]) -> bool:
    """Tell whether the last of some words rules them, and the others are common ones."""
    if not words:
        return False
    rules = words[-1] in BODIES or by_head(words) in (TermType.ORG, TermType.TERM)
    return rules and are_common(words[:-1])


def are_common(words: Sequence[str]) -> bool:
    """Tell whether words are common ones, except for a place or a people at the beginning."""
    led = bool(words) and (words[0] in gazetteer.names() or words[0] in PEOPLES)
    rest = [word for word in words[led:] if word not in ("of", "and", "the", "for")]
    return all(kind_of(word.lower().rstrip("'")) for word in rest)


def works(word: str) -> bool:
    """Tell whether a word with a capital says what the person after it does: *Rapper Kanye*."""
    return KINDS.pattern("work").fullmatch(f"{word} ") is not None


def owns(owner: Sequence[str], owned: Sequence[str]) -> bool:
    """Tell whether an owner is part of the name of its property.

    >>> owns(["Beacon"], ["Beach"]), owns(["St", "Brannoc"], ["Infirmary"])
    (True, True)
    >>> owns(["Seoul"], ["University"]), owns(["Hyundai"], ["Chung"])
    (False, False)
    """
    small = [number for number, word in enumerate(owner) if word.islower()]
    owner = owner[small[-1] + 1 :] if small else owner
    if not owner or len(owned) != 1 or is_place(owner) or is_known_body(" ".join(owner)):
        return False
    return owned[0] in PLACES or owner[0] == "St" or by_head(["", *owned]) is TermType.PLACE


def opens(word: str) -> bool:
    """Tell whether the first word describes the following ones: *Rivals Micron*."""
    return word in KINDS.word_set("opens")


def is_seated(words: Sequence[str], of: int) -> bool:
    """Tell whether a company and its city stand at either side of an *of*: *Quux Foods of Oslo*."""
    body = words[of - 1] in KINDS.word_set("org") or ABBREVIATION.fullmatch(words[0])
    return of > 1 and bool(body) and is_city(" ".join(words[of + 1 :]))


def describes(first: str, rest: Sequence[str]) -> bool:
    """Tell whether a word at the beginning says what the person after it is or did.

    >>> describes("Promoted", ["Alan", "Quux"]), describes("Great", ["Barrier", "Reef"])
    (True, False)
    """
    word = kind_of(first.lower()) or LIKE_A_WORD.search(first)
    known = is_given(first) or first in KINDS.word_set("given") or first in PEOPLES
    person = len(rest) > 1 and by_itself(rest) is TermType.PERSON and is_given(rest[0])
    return bool(word) and person and not known
