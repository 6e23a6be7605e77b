"""Tell what a Korean name is by its letters: by its end, by lists, by the family name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain

from workflow.languages import common_words
from workflow.languages.ko import romanized_names
from workflow.languages.meaning import places
from workflow.languages.meaning.listed_words import PERSON
from workflow.languages.names import countries, gazetteer
from workflow.languages.tables import FactTable
from workflow.model import TermType

KINDS = FactTable("workflow.languages.ko", "name_kinds.tsv")
_NAMES = FactTable("workflow.languages.ko", "names.tsv")
_TWO = 2


def kind_of(name: str, *, parts: int, proper: bool) -> TermType | None:
    """Return what a name is by its letters; None where they do not tell.

    Args:
        name: without particles.
        parts: the nouns it is made of.
        proper: whether one of them is a proper noun, or unknown.
    """
    if is_listed(name):
        return TermType.PLACE
    if KINDS.pattern("no_name").fullmatch(name):
        return None
    if KINDS.pattern("body").fullmatch(name) or is_known_body(name):
        return TermType.ORG
    return _by_end(name, parts, proper=proper) or _by_letters(name, proper=proper)


def _by_end(name: str, parts: int, *, proper: bool) -> TermType | None:
    """Return what the end of a name says: 자연재해대책법, 목련국제영화제."""
    if KINDS.pattern("court").fullmatch(name):
        return TermType.ORG
    law = (parts > 1 or proper) and KINDS.pattern("law").search(name)
    whole = proper or parts > _TWO
    if law or (whole and KINDS.pattern("event").search(name)):
        return TermType.TERM
    return TermType.ORG if whole and KINDS.pattern("org").search(name) else None


def _by_letters(name: str, *, proper: bool) -> TermType | None:
    """Return what a name is by its first letters, or where it ends as a place does."""
    stem = KINDS.pattern("place_by_stem").fullmatch(name)
    if (stem and is_listed(stem["stem"])) or (proper and KINDS.pattern("island").fullmatch(name)):
        return TermType.PLACE
    if is_korean(name) and proper and not KINDS.pattern("seat").search(name):
        return TermType.PERSON
    if proper and KINDS.pattern("place").search(name):
        return TermType.PLACE
    if name[0].isascii():
        return _latin(name, proper=proper)
    return TermType.PERSON if name in _persons() else None


def is_korean(name: str) -> bool:
    """Tell whether a name may be a Korean's: three syllables, a family name first."""
    return KINDS.pattern("korean").fullmatch(name) is not None


def is_full_name(name: str) -> bool:
    """Tell whether a name is a Korean's by all its syllables, which given names have.

    >>> [is_full_name(each) for each in ("민성욱", "남궁현", "마르틴", "마리아")]
    [True, True, False, False]
    """
    size = _TWO if has_double_family(name) else 1
    family = name[:size] in KINDS.word_set("family") or is_korean(name)
    given = name[size:]
    whole = family and size < len(name) <= len("남궁현수") and len(given) <= _TWO
    known = name in KINDS.word_set("given") or (size == 1 and len(given) < _TWO)
    return whole and not known and all(map(romanized_names.may_be_given, given))


def has_double_family(name: str) -> bool:
    """Tell whether a name begins with a family name of two syllables: 남궁현."""
    return name[:_TWO] in _NAMES.word_set("double")


def is_listed(name: str) -> bool:
    """Tell whether a name is that of a listed city, country or region."""
    return name in _listed()


def is_country(name: str) -> bool:
    """Tell whether a name is that of a country: 독일."""
    return name in _countries()


def is_acronym(short: str, name: str) -> bool:
    """Tell whether letters of a name stand in a word in their order, its first and its last too.

    >>> is_acronym("국토부", "국토교통부"), is_acronym("국방부", "국토교통부")
    (True, False)
    """
    ends = short[:1] == name[:1] and short[-1:] == name[-1:]
    letters = iter(name)
    return 1 < len(short) < len(name) and ends and all(letter in letters for letter in short)


def is_made_of_words(nouns: Sequence[str]) -> bool:
    """Tell whether nouns that are written together begin with a word: 연구|팀, not 방|소라."""
    return len(nouns) > 1 and len(nouns[0]) >= _TWO and is_common(nouns[0])


def is_common(name: str) -> bool:
    """Tell whether the list of frequent nouns has a name."""
    return name in common_words.groups("ko", "nouns.txt")["nouns"]


def _latin(name: str, *, proper: bool) -> TermType | None:
    """Return the kind of a name that begins in Latin letters: TSMC, SK온; none for C등급."""
    if name in KINDS.word_set("no_abbreviation") or not name[0].isupper():
        return None
    if KINDS.pattern("abbreviation").fullmatch(name):
        return TermType.ABBR
    return TermType.ORG if name.isascii() or proper else None


def is_known_body(name: str) -> bool:
    """Tell whether lists have a body that its name does not show to be one: 카이스트, 강원대."""
    return name in KINDS.word_set("known_org") or _is_university(name)


def _is_university(name: str) -> bool:
    """Tell whether a name is that of a university without its last syllable: 강원대."""
    return name.endswith("대") and is_listed(name[:-1])


@cache
def _listed() -> frozenset[str]:
    known = {word.text for word in places.words("ko") if word.sure and word.side[0] != PERSON}
    regions = {each["ko"] for each in gazetteer.names().values()}
    short = KINDS.word_set("province")
    every = common_words.groups("ko", "cities.txt")["city"] | known | regions | short
    every |= KINDS.word_set("region")
    return every - KINDS.word_set("no_place") - {""}


@cache
def _countries() -> frozenset[str]:
    every = (countries.renderings(each)["ko"].split("|") for each in countries.names())
    return frozenset(chain.from_iterable(every))


@cache
def _persons() -> frozenset[str]:
    return frozenset(word.text for word in places.words("ko") if word.side[0] == PERSON)
