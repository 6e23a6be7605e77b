"""What an English name seems to be by its own words, and by what stands beside it.

The last word tells most (*Aletsch Glacier*); beside a name stand *in*, *province* or *, 41,*. Each
is a guess for an editor to confirm, but what stands beside a name is the surer one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.languages import gazetteer, romanized
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.known_names import is_city, is_given
from workflow.languages.en.name_words import BODIES, ORDINARY, PLACES, PLACES_BEFORE
from workflow.languages.tables import FactTable
from workflow.markup import plain
from workflow.model import TermType

KINDS = FactTable(__package__, "name_kinds.tsv")
#: What is called after a people or its country, and parts of the world.
PEOPLES = KINDS.word_set("people")
NO_NAMES = PEOPLES | KINDS.word_set("creed")
#: Small words within names of other languages: *Corriere della Sera*.
FOREIGN_JOINING = KINDS.words("joining")
ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]*[A-Z0-9]")
#: A capital within a word, as companies have it: *MediaTek*, but not *McDonald* or *DeVos*.
_CAPITAL_INSIDE = re.compile(r"(?!(?:Ma?c|D[ei]|L[ae]|V[ao]n|Fitz)[A-Z])[A-Z][a-z]+[A-Z]\w*")
#: Letters before and after a name that are looked at.
_NEAR = 32
#: What stands before the word that opens a sentence or a quotation.
_OPENS = re.compile(r"(?:^|[(\[:;.?!][\"']?|(?:^|[^a-z] )[\"'])$")
#: What only a verb's subject has after it, and endings that names have not.
_IS_SUBJECT = re.compile(
    r"'s |,? (?:based|who|which) |, (?:an?|the) "
    r"| (?:\w+ed|said|says|told|struck|won|lost|led|went|took|made|has|had|is|was|will) "
)
_LIKE_A_WORD = re.compile(r"(?:ing|ed|ly|tion|sion|ment|ness|ance|ence|ity|ism|ist|er|or|s)$")
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
    return _known(words) or by_head(words) or _by_letters(words)


def _known(words: Sequence[str]) -> TermType | None:
    """Return what lists know a name to be, and what its figures say: *Boeing 737*, *TSMC*."""
    name = " ".join(words)
    if is_known_body(name) or "&" in words:
        return TermType.ORG
    if words[-1] not in KINDS.word_set("summit") and _CODE.fullmatch(words[-1]):
        made = len(words) == 2 and is_known_body(words[0])
        return TermType.PRODUCT if made else TermType.TERM
    if ABBREVIATION.fullmatch(name):
        return TermType.ABBR
    return TermType.PLACE if is_place(words) else None


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
    """Tell whether a word of a name is one of bodies, or is written as those of companies are."""
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
    if (head := _head(words)) in BODIES:
        return TermType.ORG if head != words[-1] else None
    return next((kind for use, kind in _HEADS if head in KINDS.word_set(use)), None)


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
    led = 2 <= len(words) <= 3 and words[0] in KINDS.word_set("place_first")
    return led and not kind_of(words[-1].lower())


def is_person(words: Sequence[str]) -> bool:
    """Tell whether words may be anybody's name: one given name, or at most one common word.

    >>> is_person(["Christine", "Blasey", "Ford"]), is_person(["World", "Forum"])
    (True, False)
    """
    if not 2 <= len(words) <= 3:
        return len(words) == 1 and is_given(words[0])
    if words[0] in KINDS.word_set("given"):
        return True
    if not is_given(words[0]) and kind_of(words[-1].lower()) == "plural":
        return False
    if is_known_body(words[0]):
        return False
    if words[0] in KINDS.word_set("no_person") or words[0] in PEOPLES:
        return False
    unknown = [word for word in words if not kind_of(word.lower())]
    return len(unknown) >= len(words) - 1


def beside(text: str, start: int, end: int, kind: TermType) -> TermType | None:
    """Return what stands beside a name says that it is; None where nothing tells.

    Args:
        text: the sentence.
        start: where the name begins.
        end: where it ends.
        kind: what it seems to be by itself.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if by_head(text[start:end].split(" ")) or text[end - 1].isdigit():
        return None
    works = KINDS.pattern("work").search(before) or KINDS.pattern("surname_is").search(before)
    if kind in (TermType.PERSON, TermType.TERM):
        if KINDS.pattern("org_before").search(before) or KINDS.pattern("org_after").match(after):
            return TermType.ORG
        if kind is TermType.TERM and _is_weak_body(before, after):
            return TermType.ORG
        if works or KINDS.pattern("person_after").match(after):
            return TermType.PERSON
        if _is_where(text[start:end], before, after):
            return TermType.PLACE
    return None


def _is_weak_body(before: str, after: str) -> bool:
    """Tell whether what stands beside an unknown word is said of bodies: *a deal with Quux*."""
    told = KINDS.pattern("weak_org_before").search(before)
    return bool(told) or KINDS.pattern("weak_org_after").match(after) is not None


def weakly(name: str, before: str) -> TermType:
    """Return what an unknown word likely is by the one before it: *from Thodupuzha*."""
    where = name[1:].islower() and KINDS.pattern("weak_where").search(before[-_NEAR:])
    return TermType.PLACE if where else TermType.TERM


def number_after(words: Sequence[str], after: str) -> str:
    """Return the number that a name ends with: `` 500`` of *S&P 500*; nothing for *Spain 3-1*."""
    found = KINDS.pattern("numbered").match(after)
    counted = found and kind_of(found["next"] or "") in ("noun", "plural")
    if year := KINDS.pattern("of_year").match(after):
        return year[0] if words[-1] in KINDS.word_set("has_year") else ""
    if made := KINDS.pattern("made").match(after):
        return made[0]
    if (code := KINDS.pattern("catalogued").match(after)) and ABBREVIATION.fullmatch(words[-1]):
        return code[0]
    if not found or counted or words[-1] in ORDINARY or is_place(words):
        return ""
    return found["number"]


def is_named(before: str) -> bool:
    """Tell whether a name follows, whatever it is of: *another name: Pololo*."""
    return KINDS.pattern("naming").search(before[-_NEAR:]) is not None


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
    """Tell whether words are common ones, but for a place or a people at their beginning."""
    led = bool(words) and (words[0] in gazetteer.names() or words[0] in PEOPLES)
    rest = [word for word in words[led:] if word not in ("of", "and", "the", "for")]
    return all(kind_of(word.lower().rstrip("'")) for word in rest)


def _is_where(name: str, before: str, after: str) -> bool:
    """Tell whether a name stands where places stand: *in Encinitas*, *Wheeling, West Virginia*."""
    if KINDS.pattern("place_after").match(after):
        return True
    if any(after.startswith(f", {word}") for word in _followed(after)):
        return True
    whole = after[:1] not in ("'", "’", "-")
    known = name in KINDS.word_set("in_no_place")
    return whole and not known and KINDS.pattern("where").search(before) is not None


def _followed(after: str) -> list[str]:
    """Return the names of places that may stand after a comma: one word, or two."""
    words = after.removeprefix(", ").replace(",", " ").replace(".", " ").split(" ")
    return [name for name in (words[0], " ".join(words[:2])) if name in gazetteer.names()]


def works(word: str) -> bool:
    """Tell whether a word with a capital says what the person after it does: *Rapper Kanye*."""
    return KINDS.pattern("work").fullmatch(f"{word} ") is not None


def opens(word: str) -> bool:
    """Tell whether a word at the beginning says what those behind it are: *Rivals Micron*."""
    return word in KINDS.word_set("opens")


def is_seated(words: Sequence[str], of: int) -> bool:
    """Tell whether a company and its city stand at either side of an *of*: *Quux Foods of Oslo*."""
    return of > 1 and words[of - 1] in KINDS.word_set("org") and is_city(" ".join(words[of + 1 :]))


def describes(first: str, rest: Sequence[str]) -> bool:
    """Tell whether a word at the beginning says what the person after it is or did.

    >>> describes("Promoted", ["Alan", "Quux"]), describes("Great", ["Barrier", "Reef"])
    (True, False)
    """
    word = kind_of(first.lower()) or _LIKE_A_WORD.search(first)
    known = is_given(first) or first in KINDS.word_set("given") or first in PEOPLES
    person = len(rest) > 1 and by_itself(rest) is TermType.PERSON and is_given(rest[0])
    return bool(word) and person and not known


def is_inside(text: str, start: int, end: int) -> bool:
    """Tell whether a word has its capital because it is a name, not because it opens a sentence."""
    before = plain(text[:start]).strip(" —–-•")
    if _OPENS.search(before) is None:
        return True
    name = text[start:end]
    if is_known_body(name) or (is_city(name) and not kind_of(name.lower())):
        return True
    known = name in gazetteer.names() or not (kind_of(name.lower()) or _LIKE_A_WORD.search(name))
    return known and _IS_SUBJECT.match(text, end) is not None
