"""Names in Korean text, found by the morphological analyser Kiwi (extra ``names``).

Kiwi (https://github.com/bab2min/Kiwi) tells proper nouns (NNP), also those that it has never seen.
What a name is, is told by how it ends (부산항만**공사**), by what stands beside it (선사 머스크,
오미경 사장), by lists of places, and by family names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from workflow.languages import common_words, gazetteer, places
from workflow.languages.listed_words import PERSON
from workflow.languages.named import Named
from workflow.languages.tables import FactTable
from workflow.model import TermType

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_KINDS = FactTable(__package__, "name_kinds.tsv")
_NAMES = FactTable(__package__, "names.tsv")
_MARKUP = re.compile(r"</?[gx]\d+/?>")
_PROPER, _LATIN = "NNP", "SL"
_NOUNS = frozenset({_PROPER, "NNG", _LATIN})
#: Letters beside a name that are looked at.
_NEAR = 24
#: A title in the same phrase as a person, behind the name of a body or none.
_OFFICE = re.compile(rf"(?: [가-힣A-Za-z·]+){{0,2}} (?:{_KINDS.text('title')})")
_FULL_NAME = re.compile("[가-힣]{3}")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&]+")


def is_ready() -> bool:
    """Tell whether Kiwi is installed."""
    return find_spec("kiwipiepy") is not None


def named(text: str) -> Iterator[Named]:
    """Find the names of a sentence, by place; none without Kiwi."""
    if is_ready():
        plain = _MARKUP.sub(lambda found: " " * len(found[0]), text)
        yield from _joined(plain, [*_names(plain, _runs(plain))])


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun at ``text[start:end]``, and how Kiwi calls its kind."""

    start: int
    end: int
    tag: str


@cache
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


def _runs(text: str) -> Iterator[list[_Noun]]:
    """Yield the nouns that are written together: 부산|항만|공사."""
    run: list[_Noun] = []
    tokens: Sequence[Any] = _kiwi().tokenize(text)
    for token in tokens:
        noun = _Noun(token.start, token.start + token.len, token.tag)
        if run and (noun.tag not in _NOUNS or noun.start != run[-1].end):
            yield run
            run = []
        if noun.tag in _NOUNS and noun.end > noun.start:
            run.append(noun)
    if run:
        yield run


def _names(text: str, runs: Iterator[list[_Noun]]) -> Iterator[Named]:
    title = _KINDS.pattern("title")
    for run in runs:
        while len(run) > 1 and title.fullmatch(text[run[-1].start : run[-1].end]):
            run.pop()  # 손경식회장
        proper = [noun for noun in run if noun.tag == _PROPER]
        if _is_whole(text, run, named=bool(proper)):
            yield _named(text, run[0].start, run[-1].end)
        elif proper and proper[-1].end - proper[0].start >= len("한국"):
            yield _named(text, proper[0].start, proper[-1].end)


def _is_whole(text: str, run: Sequence[_Noun], *, named: bool) -> bool:
    """Tell whether nouns that are written together are one name."""
    start, end = run[0].start, run[-1].end
    name = text[start:end]
    if name in _listed() or (run[0].tag == _LATIN and name[0].isupper()):
        return True
    ends = _KINDS.pattern("org").search(name) or _KINDS.pattern("place").search(name)
    several = len(run) > 1 and (named or len(run) > 2)
    return bool(ends and several) or _is_titled(text, start, end)


def _named(text: str, start: int, end: int) -> Named:
    name = text[start:end]
    if name not in _listed() and _is_titled(text, start, end):
        return Named(name, start, TermType.PERSON, sure=True)
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    beside = _KINDS.pattern("org_before").search(before) or _KINDS.pattern("org_after").match(after)
    if beside and name not in _listed():
        return Named(name, start, TermType.ORG, sure=True)
    return Named(name, start, _kind(name))


def _kind(name: str) -> TermType:
    """Return what a name seems to be by itself."""
    if _KINDS.pattern("org").search(name) and name not in _listed():
        return TermType.ORG
    if name in _listed() or _KINDS.pattern("place").search(name):
        return TermType.PLACE
    if name[0].isascii():
        return TermType.ABBR if _ABBREVIATION.fullmatch(name) else TermType.ORG
    return TermType.PERSON if _is_korean(name) or name in _persons() else TermType.TERM


def _is_titled(text: str, start: int, end: int) -> bool:
    """Tell whether a title follows a name: 오미경 사장, 오미경 부산항만공사 사장."""
    name = text[start:end]
    body_or_place = _KINDS.pattern("org").search(name) or _KINDS.pattern("place").search(name)
    if body_or_place or name in _listed() or len(name) < len("허준"):
        return False
    if text[end : end + 1] == " " and _KINDS.pattern("title").match(text, end + 1):
        return True
    return _is_korean(name) and _OFFICE.match(text, end) is not None


def _is_korean(name: str) -> bool:
    """Tell whether a name may be a Korean's: three syllables, a family name first."""
    return bool(_FULL_NAME.fullmatch(name)) and name[0] in _NAMES.word_set("common")


def _joined(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """Yield names, those of one foreigner as one: 마르틴 린드크비스트; no people or language."""
    kept: list[Named] = []
    for each in found:
        end = each.start + len(each.name)
        if each.type is TermType.PLACE and _KINDS.pattern("people").match(text, end):
            continue
        last = kept[-1] if kept else None
        personal = each.type in (TermType.TERM, TermType.PERSON)
        foreign = last and last.type in (TermType.TERM, TermType.PERSON) and not last.sure
        if last and personal and foreign and _is_beside(text, last, each):
            name = text[last.start : end]
            kept[-1] = Named(name, last.start, TermType.PERSON, each.sure)
        else:
            kept.append(each)
    yield from kept


def _is_beside(text: str, one: Named, other: Named) -> bool:
    """Tell whether nothing but a space stands between two names."""
    return text[one.start + len(one.name) : other.start] == " "


@cache
def _listed() -> frozenset[str]:
    """Return the names of cities, countries and regions that lists know."""
    known = {word.text for word in places.words("ko") if word.sure and word.side[0] != PERSON}
    regions = {each["ko"] for each in gazetteer.names().values()}
    return common_words.groups("ko", "cities.txt")["city"] | known | regions


@cache
def _persons() -> frozenset[str]:
    return frozenset(word.text for word in places.words("ko") if word.side[0] == PERSON)
