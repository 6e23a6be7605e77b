"""Classify English names by the words beside them: *in*, *province*, *, 41,*.

Context is more reliable than the name's own words. This module also finds what belongs to a name
after it: a number (*S&P 500*), and an ending that is no possessive (*Sotheby's*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.languages.en.new_names.name_kinds import (
    ABBREVIATION,
    KINDS,
    LIKE_A_WORD,
    by_head,
    is_known_body,
    is_namesake,
    is_place,
)
from workflow.languages.en.new_names.name_words import ORDINARY
from workflow.languages.en.word_lists import is_city, is_given, kind_of
from workflow.languages.names import gazetteer
from workflow.markup import plain
from workflow.model import TermType

#: How many letters before and after a name are considered.
_NEAR = 64
#: The text before the first word of a sentence or a quotation.
_OPENS = re.compile(r"(?:^|[(\[:;.?!][\"']?|(?:^|[^a-z] )[\"'])$")
_IS_APPOSED = re.compile(r", (?:an?|the|[A-Z]\w+['’]s) \w")
#: Words that only follow a verb's subject, and endings that names lack.
_IS_SUBJECT = re.compile(
    r"'s |,? (?:based|who|which) |, (?:an?|the|[A-Z]\w+['’]s) "
    r"| (?:\w+ed|said|says|told|struck|won|lost|led|went|took|made|has|had|is|was|will) "
)


def beside(text: str, start: int, end: int, kind: TermType) -> TermType | None:
    """Return the kind that the words beside a name indicate, or None.

    Args:
        text: the sentence.
        start: where the name begins.
        end: where it ends.
        kind: what it seems to be by itself.
    """
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    words = text[start:end].split(" ")
    if is_namesake(words):
        return _namesake(before, after)
    if by_head(words) or text[end - 1].isdigit():
        return None
    if kind not in (TermType.PERSON, TermType.TERM):
        return None
    if _is_body(words, before, after, weakly=kind is TermType.TERM):
        return TermType.ORG
    if _is_somebody(words, before, after):
        return TermType.PERSON
    return TermType.PLACE if _is_where(text[start:end], before, after) else None


def _is_somebody(words: Sequence[str], before: str, after: str) -> bool:
    """Tell whether a trade, what persons do, or a work stands beside a name."""
    told = KINDS.pattern("work").search(before) or KINDS.pattern("surname_is").search(before)
    kin = KINDS.pattern("kin_before").search(before)
    told = told or (kin and KINDS.pattern("closed").match(after))
    made = len(words) == 1 and KINDS.pattern("maker").search(before)
    return bool(told or made or KINDS.pattern("person_after").match(after))


def _is_body(words: Sequence[str], before: str, after: str, *, weakly: bool) -> bool:
    """Tell whether the words beside a name belong to bodies only."""
    person = len(words) > 1 and is_given(words[0]) and after.startswith(", which")
    owned = KINDS.pattern("org_after").match(after) and not person
    if KINDS.pattern("org_before").search(before) or owned or _is_said_to_be_one(after):
        return True
    if len(words) == 1 and KINDS.pattern("maker").search(before):
        return False
    if weakly and _is_weak_body(before, after):
        return True
    apposed = KINDS.pattern("apposed_org").search(before) and KINDS.pattern("closed").match(after)
    return bool(apposed) and not is_given(words[0])


def _is_said_to_be_one(after: str) -> bool:
    """Tell whether the kind of a body follows a comma: *Utilitas, a heating firm in Tallinn*."""
    return KINDS.pattern("org_apposed").match(after) is not None


def _namesake(before: str, after: str) -> TermType | None:
    """Return the kind of *Ines Park* by its context: a place after *in*, *at* or *to*."""
    where = KINDS.pattern("where").search(before) or KINDS.pattern("weak_where").search(before)
    if where or before.endswith(" the ") or KINDS.pattern("place_after").match(after):
        return TermType.PLACE
    works = KINDS.pattern("work").search(before)
    person = works or KINDS.pattern("person_after").match(after)
    return TermType.PERSON if person else None


def keeps_end(before: str, after: str) -> bool:
    """Tell whether the ending of a name is no possessive: *advised by* **Sotheby's**."""
    ends = KINDS.pattern("own_end").match(after)
    return bool(ends) and KINDS.pattern("own_end_before").search(before[-_NEAR:]) is not None


def _is_weak_body(before: str, after: str) -> bool:
    """Tell whether the words beside an unknown word suggest a body: *a deal with Quux*."""
    told = KINDS.pattern("weak_org_before").search(before)
    return bool(told) or KINDS.pattern("weak_org_after").match(after) is not None


def weakly(name: str, before: str) -> TermType:
    """Return the likely kind of an unknown word by the previous word: *from Thodupuzha*."""
    plain = all(part[1:].islower() for part in name.split("-"))
    where = plain and KINDS.pattern("weak_where").search(before[-_NEAR:])
    return TermType.PLACE if where else TermType.TERM


def number_after(words: Sequence[str], after: str) -> str:
    """Return the number that ends a name: `` 500`` of *S&P 500*; nothing for *Spain 3-1*."""
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
    """Tell whether a name of any kind follows: *another name: Pololo*."""
    return KINDS.pattern("naming").search(before[-_NEAR:]) is not None


def _is_where(name: str, before: str, after: str) -> bool:
    """Tell whether a name stands where places stand: *in Encinitas*, *Wheeling, West Virginia*."""
    if KINDS.pattern("place_after").match(after) or KINDS.pattern("on_place").search(before):
        return True
    country = KINDS.pattern("in_country").match(after)
    if country and country["country"] in gazetteer.names():
        return True
    other = KINDS.pattern("beside_place").search(before)
    if other and is_place(other["other"].split(" ")):
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


def is_inside(text: str, start: int, end: int) -> bool:
    """Tell whether a word has its capital because it is a name, not because it opens a sentence."""
    before = plain(text[:start]).strip(" —–-•")
    if _OPENS.search(before) is None:
        return True
    name = text[start:end]
    if is_known_body(name) and not _is_word_before(name, text[end:]):
        return True
    country = name in gazetteer.names()
    if (is_city(name) or country) and not kind_of(name.lower()):
        return True
    if country and text[end : end + 2] == ", ":
        return True  # Brazil, for its part
    word = kind_of(name.lower()) or (LIKE_A_WORD.search(name) and not _is_apposed(name, text[end:]))
    return (country or not word) and _is_subject(text, end)


def _is_word_before(name: str, after: str) -> bool:
    """Tell whether a body's name is a word and a noun follows: *Labour groups*."""
    following = re.match(r" ([a-z]+)", after)
    noun = following and kind_of(following[1]) in ("noun", "plural")
    return bool(noun and kind_of(name.lower()))


def _is_subject(text: str, end: int) -> bool:
    """Tell whether the words after a name make it a subject: *Stockfish* **gave**."""
    following = re.match(r" ([a-z]+)", text[end:])
    verb = following and kind_of(following[1]) in ("past", "singular")
    return bool(verb) or _IS_SUBJECT.match(text, end) is not None


def _is_apposed(name: str, after: str) -> bool:
    """Tell whether what a word is follows a comma, and it ends as agents do: *Unifor*."""
    return name.endswith(("or", "er", "s")) and _IS_APPOSED.match(after) is not None
