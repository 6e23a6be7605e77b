"""Find names in Chinese text that marks or fixed words show: 《…》, “海上来客”特展."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workflow.languages import common_words
from workflow.languages.names.new_names import Named
from workflow.languages.zh.new_names.listed_names import KINDS, listed
from workflow.languages.zh.new_names.tagged_words import TaggedWord
from workflow.model import TermType

_WORK_MARKS = re.compile("《([^《》]{2,20})》")
_QUOTED = re.compile('["“「『]([^"“”「」『』]*)["”」』]')
#: What stands in brackets behind a name and may be short for it.
_BRACKET = re.compile('[（(](?:以下简称|简称)?[“"]?([\u4e00-\u9fff]{2,5})[”"]?[）)]')
#: Letters of the longest name in quotation marks that is looked at, and words of that of a body.
_LONGEST, _LONGEST_CALLED, _TWO_WORDS = 10, 7, 2
_TAGS = {"PER": TermType.PERSON, "LOC": TermType.PLACE, "ORG": TermType.ORG}
_PROPER, _WORK = "nz", "nw"
#: Characters beside a name that are looked at.
_NEAR = 8
_DOT = "·"
_TWO_TO_FOUR = re.compile("[\u4e00-\u9fff]{2,4}")


def named(text: str, words: Sequence[TaggedWord]) -> Iterator[Named]:
    """Find works in 《》, names in quotation marks, and things named after somebody."""
    for found in _WORK_MARKS.finditer(text):
        paper = KINDS.pattern("paper").search(found[1])
        yield Named(found[1], found.start(1), TermType.ORG if paper else TermType.TERM, sure=True)
    for found in KINDS.pattern("on_water").finditer(text):
        yield Named(found[0], found.start(), TermType.PLACE)
    for found in KINDS.pattern("disaster").finditer(text):
        begins, end = found.start(), found.start("what")
        start = next((at for at in range(begins, end - 1) if text[at:end] in listed()), None)
        if start is not None:
            yield Named(text[start : found.end()], start, TermType.TERM, sure=True)
    for found in KINDS.pattern("dotted_org").finditer(text if _DOT in text else ""):
        yield Named(found[0], found.start(), TermType.ORG, sure=True)
    yield from _persons(text)
    yield from _places(text, words)
    for found in _QUOTED.finditer(text):
        if kind := _quoted(text, words, found[1], found.start(1)):
            yield Named(found[1], found.start(1), kind, sure=True)


def _persons(text: str) -> Iterator[Named]:
    """Find Japanese and other persons with long names after an office or *his wife*."""
    for found in KINDS.pattern("japanese_person").finditer(text):
        start, end = found.span("who")
        word = {found["who"][-2:], found["who"][:2]} & common_words.groups("zh")["words"]
        family = KINDS.pattern("long_family").match(found["who"])
        long = len(found["who"]) == len("枝川诚二") and not word
        office = KINDS.pattern("rank_before").search(text[max(0, start - _NEAR) : start])
        owns = "之" in found["who"][:-1]  # 尉迟岚|之手
        if office and not owns and (family or long):
            yield Named(text[start:end], start, TermType.PERSON, sure=True)
    for found in KINDS.pattern("kin_person").finditer(text):
        yield Named(found["who"], found.start("who"), TermType.PERSON, sure=True)


def _places(text: str, words: Sequence[TaggedWord]) -> Iterator[Named]:
    """Find what an enumeration says to be places: **八代**、**人吉**等传统保守地区."""
    known = common_words.groups("zh")["words"]
    for number, word in enumerate(words):
        if not KINDS.pattern("are_places").match(text, word.end):
            continue
        at, places = number, [word]
        while at >= _TWO_WORDS and words[at - 1].text in ("、", "和", "与"):
            at -= 2
            places.append(words[at])
        if len(places) > 1 and all(_TWO_TO_FOUR.fullmatch(each.text) for each in places):
            told = [each for each in places if each.text not in known]
            yield from (Named(one.text, one.start, TermType.PLACE, sure=True) for one in told)


def with_abbreviations(text: str, names: Iterable[Named]) -> Iterator[Named]:
    """Yield names, and the short forms of bodies in brackets after them: 西高所."""
    at = 0
    for each in names:
        if each.start >= at:
            yield each
        short = _BRACKET.match(text, each.start + len(each.name))
        if each.type is TermType.ORG and short and _shortens(short[1], each.name):
            at = short.end()
            yield Named(short[1], short.start(1), TermType.ABBR, sure=True)


def _shortens(short: str, name: str) -> bool:
    """Tell whether characters stand in a name in the same order."""
    letters = iter(name)
    return short != name and all(letter in letters for letter in short)


def _quoted(text: str, words: Sequence[TaggedWord], name: str, start: int) -> TermType | None:
    """Return what a name in quotation marks is; None where they hold words."""
    if not 1 < len(name) <= _LONGEST or KINDS.pattern("pause").search(name):
        return None
    inside = [word for word in words if start <= word.start < start + len(name)]
    before = text[max(0, start - 1 - _NEAR) : start - 1]
    if KINDS.pattern("org_before").search(before) and len(inside) <= _TWO_WORDS:
        return TermType.ORG
    if len(name) <= _LONGEST_CALLED and (kind := _called(text, name, start)):
        return kind
    told = [word for word in inside if word.tag in (*_TAGS, _PROPER, _WORK)]
    if told and told[0].text == name:
        return TermType.TERM if _is_thing(told[0]) else _TAGS.get(told[0].tag, TermType.TERM)
    short = len(inside) <= _TWO_WORDS and len(name) <= len("护川安") and bool(told)
    short = short and all(word.text not in listed() for word in told)
    crown = KINDS.pattern("monarch").match(name)  # 若昂五世冠
    quoted = crown or KINDS.pattern("quoted").fullmatch(name) or _is_building(name, before)
    return TermType.TERM if short or quoted else None


def _is_thing(word: TaggedWord) -> bool:
    """Tell whether a person's or a place's name in marks names something else: “护川安”."""
    name = word.text
    place = KINDS.pattern("place").search(name) or KINDS.pattern("generic_place").search(name)
    known = place or name in listed() or _DOT in name or KINDS.pattern("chinese").fullmatch(name)
    return word.tag in ("PER", "LOC") and not known


def _is_building(name: str, before: str) -> bool:
    """Tell whether something ends like a building, and is introduced by name: 叫“月娥楼”."""
    called = KINDS.pattern("building_called").search(before)
    return called is not None and KINDS.pattern("building").fullmatch(name) is not None


def _called(text: str, name: str, start: int) -> TermType | None:
    """Return the kind of a quoted name by the noun beside it: 大熊猫“圆梦”."""
    before = text[max(0, start - 1 - _NEAR) : start - 1]
    end = start + len(name) + 1
    if KINDS.pattern("house_called").search(before):
        return TermType.ORG
    if KINDS.pattern("animal_called").search(before):
        return TermType.PERSON
    called = KINDS.pattern("thing_called").search(before)
    called = called or KINDS.pattern("called_thing").match(text, end)
    return TermType.TERM if called else None
