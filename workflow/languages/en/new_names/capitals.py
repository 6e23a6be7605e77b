"""Find names in English text by capitals: where one begins, where it ends, what it is.

What a name seems to be is a guess for an editor to confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.languages.en.new_names import beside_names, datelines, long_names, name_kinds
from workflow.languages.en.new_names.capital_runs import JOINING, is_office, names
from workflow.languages.en.new_names.name_words import BODIES, PLACES_BEFORE, STATES
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import romanized
from workflow.languages.names.new_names import Named
from workflow.model import TermType

_CAPITAL = r"(?:(?:al|el|as|ash|ad)-|(?:d|l|dell|dall|nell|all)')?[A-ZÀ-Þ][\w'.&-]*"
#: Small words of a family name that come in twos: *van der Meer*.
_PAIRED = ("van der", "van den", "van de", "von der", "de la", "de las", "de los")
#: Words of a run; a longer one is no list of names but something else in capitals.
_LONGEST_RUN = 40
#: Letters in brackets that are short for a body, small ones among them.
_SHORT = re.compile(r" \(([A-Z][A-Za-z]*[A-Z][A-Za-z]*|[A-Z]+-[a-z]+)\)")
_RUN = re.compile(
    rf"\b{_CAPITAL}(?:(?: (?:{'|'.join((*_PAIRED, *sorted(JOINING)))}|&))* {_CAPITAL})*"
)


def named(text: str) -> Iterator[Named]:
    """Find names in an English sentence, and the titles before persons, by place.

    A single word counts only as an abbreviation, after a title or inside the sentence: any word may
    open one. A dateline is the name of a place, which is given as it is written elsewhere: *Busan*.
    """
    told, end = datelines.named(text)
    told_whole, rest = long_names.whole(text)
    there = [replace(each, start=each.start + end) for each in _named(rest[end:])]
    found = sorted([*told_whole, *there], key=lambda each: each.start)
    yield from (*told, *_with_short_forms(text, found))


def _with_short_forms(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """Yield names, and the short forms of bodies in brackets after them: *AfDB*."""
    taken = {each.start for each in found}
    for each in found:
        yield each
        short = _SHORT.match(text, each.start + len(each.name))
        if short and each.type is TermType.ORG and short.start(1) not in taken:
            yield Named(short[1], short.start(1), TermType.ABBR, sure=True)


def _named(text: str) -> Iterator[Named]:
    for run in _RUN.finditer(text):
        at = run.start()
        if run[0].count(" ") >= _LONGEST_RUN:
            continue
        titled = False
        for told_words, told_kind in names(_without_opening(run[0], text[:at]).rstrip(".'")):
            start = text.find(" ".join(told_words), at)
            words, seems = _numbered(told_words, told_kind, text[start:])
            name = " ".join(words)
            if beside_names.keeps_end(text[:start], text[start + len(name) :]):
                name, seems = f"{name}'s", TermType.ORG  # advised by Sotheby's.
            at = start + len(name)
            beside = None if titled else beside_names.beside(text, start, at, seems)
            sure = beside is not None or (seems is TermType.PERSON and titled)
            kind = beside or (seems if sure else _with_article(text[:start], words, seems))
            called = beside_names.is_named(text[:start])
            if kind is TermType.TERM and not (called or name_kinds.is_thing(words)):
                kind = beside_names.weakly(name, text[:start])
            titled = kind is TermType.TITLE
            told = sure or kind in (TermType.PERSON, TermType.TITLE, TermType.ABBR)
            if len(words) > 1 or told or called or beside_names.is_inside(text, start, at):
                yield Named(name, start, kind, sure)


def _is_name(word: str) -> bool:
    """Tell whether a word is a country's or a city's name, or letters: *Ethiopia*, *FIFA*."""
    letters = name_kinds.ABBREVIATION.fullmatch(word) is not None
    return letters or (name_kinds.is_place([word]) and not kind_of(word.lower()))


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
    joins = rest.partition(" ")[0] in JOINING.difference(name_kinds.FOREIGN_JOINING)
    kept = first in BODIES | PLACES_BEFORE | STATES or is_office(first)
    kept = kept or (joins and _is_name(first))
    opens = not before.strip(" \"'(")
    works = name_kinds.works(first) or name_kinds.describes(first, rest.split(" "))
    if opens and rest and (works or name_kinds.opens(first)) and not kept:
        return rest
    return rest if joins and not kept and opens else run
