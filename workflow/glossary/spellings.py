"""List how the rows of a glossary may be written in a text: names, adjectives, plurals."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import chain

from workflow.glossary.term_forms import (
    abbreviation,
    bare,
    bracketed,
    is_abbreviation,
    is_east_asian,
    of,
    surnames,
)
from workflow.languages import common_words, pack
from workflow.languages.names import countries, gazetteer
from workflow.languages.names.names import Names
from workflow.model import Term, TermForms, TermType

#: Characters of a foreigner's family name in Hangul or Han that is hardly another word.
TELLING = 3
#: What the id begins with of a country that the glossary does not list.
COUNTRY = "country:"


class SpellingKind(Enum):
    """How a spelling stands to its row."""

    MAIN = 0
    ALIAS = 1
    SURNAME = 2
    ADJECTIVE = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way a row may be written in the source language.

    Attributes:
        text: as in the row, or as a rule makes it of the row.
        term: the row.
        kind: how it stands to the row.
        exact: whether case counts.
        plural: whether it names several.
    """

    text: str
    term: Term
    kind: SpellingKind = SpellingKind.MAIN
    exact: bool = True
    plural: bool = False


def spellings(terms: Iterable[Term], tag: str) -> Iterator[Spelling]:
    """Yield every spelling of each row in a text of a language."""
    rows = [*terms]
    named = [*_named(rows, tag)]
    yield from named
    yield from _adjectives(rows, tag, {one.text.casefold() for one in named})


def _adjectives(rows: Iterable[Term], tag: str, taken: Container[str]) -> Iterator[Spelling]:
    """Yield the adjectives of countries that are the names of nothing else in the glossary.

    Also of countries that it does not list: what they are called is in the Unicode CLDR.
    """
    language, known = pack(tag).names, set()
    if not any(term.type is TermType.TITLE for term in rows):
        return
    for term in rows:
        own = of(term, tag)
        every = (language.adjectives(form, term.type) for form in (own.first, *own.aliases))
        for word in dict.fromkeys(chain.from_iterable(every)):
            if word.casefold() not in taken:
                known.add(word)
                yield Spelling(word, term, SpellingKind.ADJECTIVE)
    for country in language.countries():
        for word in language.adjectives(country, TermType.PLACE):
            if word not in known and word.casefold() not in taken:
                yield Spelling(word, _country(country), SpellingKind.ADJECTIVE)


@cache
def _country(name: str) -> Term:
    """Return a row for a country that a glossary does not list."""
    told = {tag: form.split("|") for tag, form in countries.renderings(name).items()}
    forms = {tag: TermForms(first, "", tuple(more)) for tag, (first, *more) in told.items()}
    return Term(COUNTRY + name, TermType.PLACE, forms)


def _named(rows: Sequence[Term], tag: str) -> Iterator[Spelling]:
    """Yield every name of each row."""
    language = pack(tag).names
    taken = {form for term in rows for form in _written(term, tag)}
    for term in rows:
        own = of(term, tag)
        main = dict.fromkeys(filter(None, (own.first, bare(own.first))))
        more = [own.later, *own.aliases, *map(bare, own.aliases)]
        more.append(bracketed(own.first) if term.type is TermType.ORG else abbreviation(own.first))
        east_asian = term.type is TermType.PERSON and is_east_asian(term)
        # any state's ministry may be called so: a right wording, but no mention of one
        of_any = term.type is TermType.ORG
        written = () if of_any else language.spellings(own.first, term.type, east_asian=east_asian)
        more += (form for form in written if form not in taken)
        if term.type is TermType.TITLE:
            others = (
                one for form in (own.first, *own.aliases) for one in language.counterparts(form)
            )
            more += (form for form in others if form not in taken)
        for form in main:
            yield from _numbers(form, term, SpellingKind.MAIN, language)
        for form in dict.fromkeys(filter(None, more)):
            if form not in main:
                yield from _numbers(form, term, SpellingKind.ALIAS, language)
        foreign = term.type is TermType.PERSON and language.is_foreign(bare(own.first))
        for family in surnames(term, tag):
            telling = language.is_compound(family) or (foreign and _is_telling(family, tag))
            if language.joints.bare_surname or telling:
                yield Spelling(family, term, SpellingKind.SURNAME)


def _is_telling(family: str, tag: str) -> bool:
    """Tell whether a foreigner's family name is no word and no place: 오카포르, but not 워싱턴."""
    known = pack(tag).subtag
    if len(family) < TELLING or family in common_words.every(known):
        return False
    cities = common_words.groups(known, "cities.txt").get("city", ())
    return family not in cities and not gazetteer.called(family, tag)[0]


def _written(term: Term, tag: str) -> tuple[str, ...]:
    """Return the forms of a title that its row gives."""
    own = of(term, tag)
    return (own.first, *own.aliases) if term.type is TermType.TITLE else ()


def _numbers(form: str, term: Term, kind: SpellingKind, language: Names) -> Iterator[Spelling]:
    """Yield a name as written, before a noun, and in the plural.

    Case always counts in abbreviations.
    """
    exact = term.match_case or is_abbreviation(form)
    yield Spelling(form, term, kind, exact)
    joined = language.attributive(form, term.type)
    if joined:
        yield Spelling(joined, term, SpellingKind.ALIAS, exact)
    for one in filter(None, (form, joined)):
        if plural := language.plural(one, term.type):
            yield Spelling(plural, term, SpellingKind.ALIAS, exact, plural=True)
