"""Every way in which the rows of a glossary may be written in a text of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.glossary import term_forms
from workflow.glossary.matcher import Spelling, SpellingKind
from workflow.languages import pack
from workflow.languages.names import Names
from workflow.model import Term, TermType


def spellings(terms: Iterable[Term], tag: str) -> Iterator[Spelling]:
    """Yield every way in which each row may stand in a text of a language."""
    rows, language = [*terms], pack(tag).names
    taken = {form for term in rows for form in _written(term, tag)}
    for term in rows:
        own = term_forms.of(term, tag)
        main = dict.fromkeys(filter(None, (own.first, term_forms.bare(own.first))))
        more = [own.later, *own.aliases, *map(term_forms.bare, own.aliases)]
        more.append(term_forms.abbreviation(own.first))
        east_asian = term.type is TermType.PERSON and term_forms.is_east_asian(term)
        more += language.spellings(own.first, term.type, east_asian=east_asian)
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
        if language.joints.bare_surname and (surname := term_forms.surname(term, tag)):
            yield Spelling(surname, term, SpellingKind.SURNAME)


def _written(term: Term, tag: str) -> tuple[str, ...]:
    """Return the forms of a title that its row gives."""
    own = term_forms.of(term, tag)
    return (own.first, *own.aliases) if term.type is TermType.TITLE else ()


def _numbers(form: str, term: Term, kind: SpellingKind, language: Names) -> Iterator[Spelling]:
    """Yield a name as it is written, as it stands before a noun, and in the plural.

    Case always counts in abbreviations.
    """
    exact = term.match_case or term_forms.is_abbreviation(form)
    yield Spelling(form, term, kind, exact)
    if attributive := language.attributive(form, term.type):
        yield Spelling(attributive, term, SpellingKind.ALIAS, exact)
    if plural := language.plural(form, term.type):
        yield Spelling(plural, term, SpellingKind.ALIAS, exact, plural=True)
