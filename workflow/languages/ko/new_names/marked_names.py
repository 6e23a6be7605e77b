"""Find names in Korean text that marks and figures show: '소금의 딸', 《토지》, 제36보병사단."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workflow.languages.ko.new_names import noun_runs
from workflow.languages.ko.new_names.name_kinds import (
    KINDS,
    is_common,
    is_country,
    is_listed,
    kind_of,
)
from workflow.languages.names.new_names import Named
from workflow.languages.orthography.boundaries import ends_word
from workflow.model import TermType

_WORK_MARKS = re.compile("[《〈「『]([^《》〈〉「」『』]{2,30})[》〉」』]")
_QUOTED = re.compile("['‘]([^'‘’]{2,20})['’]")
_BRACKET = re.compile(
    r" ?\(([가-힣]{2,5}|[A-Z][A-Z0-9&]{1,7}|[A-Z]{1,4}-[a-z]{3,8}|[A-Z]{2,4}[가-힣]{2,4})\)"
)
#: Names that Kiwi parts, by what they are made of.
_BY_PATTERN = (
    ("vessel", TermType.TERM),
    ("vessel_numbered", TermType.TERM),
    ("craft", TermType.TERM),
    ("sailing", TermType.TERM),
    ("ship_numbered", TermType.TERM),
    ("department", TermType.ORG),
    ("group", TermType.ORG),
    ("group_of", TermType.ORG),
    ("siblings", TermType.PERSON),
    ("state_body", TermType.ORG),
    ("embassy", TermType.ORG),
    ("of_country", TermType.ORG),
    ("part_of", TermType.ORG),
    ("movement", TermType.ORG),
    ("hospital_of", TermType.ORG),
    ("district", TermType.PLACE),
    ("joint_event", TermType.TERM),
    ("law_on", TermType.TERM),
    ("law_named", TermType.TERM),
    ("prize", TermType.TERM),
    ("port_of", TermType.PLACE),
    ("vietnamese_whole", TermType.PERSON),
    ("school", TermType.ORG),
    ("school_of", TermType.ORG),
    ("team_of", TermType.ORG),
    ("society", TermType.ORG),
    ("spelled", TermType.ORG),
)
#: How many letters before and after the marks are considered.
_NEAR = 16


def in_marks(text: str) -> Iterator[Named]:
    """Find works, and what a word beside quotation marks says to be a name."""
    for found in _WORK_MARKS.finditer(text):
        yield Named(found[1], found.start(1), TermType.TERM, sure=True)
    closed = len(text)  # where the marks of the last work are closed
    for found in _QUOTED.finditer(text):
        before = text[max(0, found.start() - _NEAR) : found.start()]
        after = text[found.end() : found.end() + _NEAR]
        if KINDS.pattern("org_before").search(before):
            yield Named(found[1], found.start(1), TermType.ORG, sure=True)
        elif _is_work(found[1], before, after) or KINDS.pattern("goes_on_in_marks").fullmatch(
            text, closed, found.start()
        ):
            yield Named(found[1], found.start(1), TermType.TERM, sure=True)
            closed = found.end() - 1


def _is_work(name: str, before: str, after: str) -> bool:
    """Tell whether quoted words, or those beside them, show that they are the title of a work."""
    told = KINDS.pattern("work_before").search(before) or KINDS.pattern("quoted_event").search(name)
    return told is not None or _is_made(name, after) or _has_maker(name, before)


def _has_maker(name: str, before: str) -> bool:
    """Tell whether who made something, or when, stands before it; or a list knows its name."""
    if KINDS.pattern("clause").search(name):
        return False
    maker = KINDS.pattern("maker").search(before)
    person = maker and (noun_runs.is_person(maker["who"]) or noun_runs.is_unseen(maker["who"]))
    long = len(name) > len("사기") and kind_of(name, parts=1, proper=True) is None
    return bool(
        person or KINDS.pattern("made_in").search(before) or (long and noun_runs.is_proper(name))
    )


def _is_made(name: str, after: str) -> bool:
    """Tell whether something is said of a quotation that is said of works, and it is no clause."""
    clause = KINDS.pattern("clause").search(name)
    return clause is None and KINDS.pattern("work_after").match(after) is not None


def units(text: str) -> Iterator[Named]:
    """Find what Kiwi may part: armies with numbers, bodies called by words, villages by their town.

    육군 제36보병사단, 국민의힘, 욕지면 **하도리**.
    """
    for found in KINDS.pattern("unit").finditer(text):
        yield Named(found[0], found.start(), TermType.ORG, sure=True)
    for found in KINDS.pattern("org_of_words").finditer(text):
        if ends_word(text, found.end()):
            yield Named(found[0], found.start(), TermType.ORG, sure=True)
    for found in KINDS.pattern("corporation").finditer(text):
        own = _without_particle(found["own"])
        name = text[found.start() : found.start("own")] + own
        yield Named(name, found.start(), TermType.ORG, sure=True)
    for use, kind in _BY_PATTERN:
        for found in KINDS.pattern(use).finditer(text):
            start, end = found.span("own" if "own" in found.re.groupindex else 0)
            if not _is_word(found):
                yield Named(text[start:end], start, kind, sure=True)
    for found in KINDS.pattern("village").finditer(text):
        if ends_word(text, found.end()) and not is_common(found["own"]):
            yield Named(found["own"], found.start("own"), TermType.PLACE, sure=True)


def _is_word(found: re.Match[str]) -> bool:
    """Tell whether what a pattern found is a common word: 최우수상, 해당 국방부."""
    groups = found.groupdict()
    own, of = groups.get("own") or "", groups.get("of")
    if of is not None and not (is_listed(of) or of in KINDS.word_set("dot_sides")):
        return True
    if KINDS.pattern("of_compass").fullmatch(own):
        return False  # 인천 서구
    if (country := groups.get("country")) is not None and not is_country(country):
        return True
    stem = groups.get("stem") or own.partition(" ")[0]
    return own in KINDS.word_set("prize_word") or is_common(stem)


def _without_particle(name: str) -> str:
    """Return a name without the particle that is written onto it: 다온**의**."""
    return KINDS.pattern("particle").sub("", name) if len(name) > len("다온") else name


def with_abbreviations(text: str, names: Iterable[Named]) -> Iterator[Named]:
    """Yield names, and the short forms in brackets after them: 영진위, KF."""
    found = [*names]
    short = {each.start: each for one in found if (each := _short(text, one))}
    kept = [each for each in found if each.start not in short]
    yield from sorted([*kept, *short.values()], key=lambda each: each.start)


def _short(text: str, name: Named) -> Named | None:
    """Return the short form of a body or an event in brackets after it."""
    bracket = _BRACKET.match(text, name.start + len(name.name))
    told = name.type in (TermType.ORG, TermType.TERM)
    if not bracket or not told or not _shortens(bracket[1], name.name):
        return None
    return Named(bracket[1], bracket.start(1), TermType.ABBR, sure=True)


def _shortens(short: str, name: str) -> bool:
    """Tell whether letters stand in a name in the same order; Latin ones always may."""
    letters = iter(name)
    return short[0].isascii() or all(letter in letters for letter in short)
