"""Every way in which the rows of the termbase may be written in a text of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workflow.glossary import names
from workflow.glossary.grammar import grammar
from workflow.glossary.matcher import Kind, Name
from workflow.languages.zh import pinyin
from workflow.model import Term, TermType

_COUNTED = frozenset({TermType.TERM, TermType.TITLE, TermType.PRODUCT, TermType.ABBR})
#: Offices whose name tells a man or a woman.
_GENDERED = re.compile(
    "(?i:chair|spokes|congress|council|assembly|alder|business|ombuds|police)(man|woman|person)$"
)
#: How English shortens titles before names.
_SHORT = {
    "Admiral": "Adm.", "Ambassador": "Amb.", "Attorney General": "Atty. Gen.", "Captain": "Capt.",
    "Chief Executive Officer": "CEO", "Colonel": "Col.", "Commander": "Cmdr.", "Doctor": "Dr.",
    "Foreign Minister": "FM", "General": "Gen.", "Governor": "Gov.", "Lieutenant": "Lt.",
    "Lieutenant Governor": "Lt. Gov.", "Major": "Maj.", "President": "Pres.",
    "Prime Minister": "PM", "Professor": "Prof.", "Representative": "Rep.", "Reverend": "Rev.",
    "Secretary": "Sec.", "Senator": "Sen.", "Sergeant": "Sgt.", "Superintendent": "Supt.",
    "Vice President": "VP",
}  # fmt: skip


def source_names(terms: Iterable[Term], language: str) -> Iterator[Name]:
    """Yield every way in which each row may stand in a text of ``language``."""
    rows = [*terms]
    taken = {form for term in rows for form in _written(term, language)}
    for term in rows:
        own = names.forms(term, language)
        main = dict.fromkeys(filter(None, (own.first, names.bare(own.first))))
        more = [own.later, *own.aliases, *map(names.bare, own.aliases)]
        more.append(names.abbreviation(own.first))
        if language == "en":
            more += _spellings(term, own.first)
            if term.type is TermType.TITLE:
                more += (form for form in _of_others(own.first, *own.aliases) if form not in taken)
        for form in main:
            yield from _numbers(form, term, Kind.MAIN, language)
        for form in dict.fromkeys(filter(None, more)):
            if form not in main:
                yield from _numbers(form, term, Kind.ALIAS, language)
        if grammar(language).bare_surname and (surname := names.surname(term, language)):
            yield Name(surname, term, Kind.SURNAME)


def _written(term: Term, language: str) -> tuple[str, ...]:
    """Return the forms of a title that its row gives."""
    own = names.forms(term, language)
    return (own.first, *own.aliases) if term.type is TermType.TITLE else ()


def _of_others(*forms: str) -> Iterator[str]:
    """Return the same office of a woman, a man or anybody: ``Chairwoman``, ``Spokesperson``.

    >>> [*_of_others("Vice Chairman")]
    ['Vice Chairwoman', 'Vice Chairperson']
    """
    for form in forms:
        if found := _GENDERED.search(form):
            stem = form[: found.start(1)]
            yield from (f"{stem}{end}" for end in ("man", "woman", "person") if end != found[1])


def _numbers(form: str, term: Term, kind: Kind, language: str) -> Iterator[Name]:
    """Yield a name as written and, in English, its plural and how it stands before a noun.

    Case always counts in abbreviations.
    """
    exact = term.match_case or names.is_abbreviation(form)
    yield Name(form, term, kind, exact)
    if language == "en" and term.type is TermType.TERM and form.count(" ") == 1:
        yield Name(form.replace(" ", "-"), term, Kind.ALIAS, exact)
    if language == "en" and term.type in _COUNTED and form[-1].isalpha():
        yield Name(_plural(form), term, Kind.ALIAS, exact, plural=True)


def _spellings(term: Term, form: str) -> Iterator[str]:
    """Yield spellings that need no alias: ``Amb.`` of a title, ``Xing Hai-ming`` of a person."""
    if term.type is TermType.TITLE and form in _SHORT:
        yield _SHORT[form]
        yield _SHORT[form].rstrip(".")
    if term.type is TermType.TITLE and form.count(" ") == 1:
        yield form.replace(" ", "-")
    if term.type is TermType.PERSON and names.is_east_asian(term):
        surname, _, given = form.partition(" ")
        divided = [*_divisions(given)] if given and " " not in given else []
        for one in divided:
            yield f"{surname} {one}"
        if divided:  # one syllable by itself might as well be the surname
            yield from (f"{one} {surname}" for one in (given, *divided))


def _divisions(given: str) -> Iterator[str]:
    """Return a given name of two syllables written otherwise, with the hyphen, a space or neither.

    >>> sorted(_divisions("Kyung-shik")), sorted(_divisions("Haiming"))
    (['Kyung Shik', 'Kyung shik', 'Kyung-Shik', 'Kyungshik'], ['Hai Ming', 'Hai-Ming', 'Hai-ming'])
    """
    first, hyphen, second = given.partition("-")
    pairs = [(first, second)] if hyphen else pinyin.halves(given)
    for one, other in pairs:
        written = [f"{one}-{other.lower()}", f"{one}-{other.title()}", f"{one} {other.title()}"]
        if hyphen:
            written += [f"{one}{other.lower()}", f"{one} {other.lower()}"]
        yield from (form for form in dict.fromkeys(written) if form != given)


def _plural(form: str) -> str:
    """Return the regular English plural.

    >>> _plural("supply chain"), _plural("Ministry"), _plural("Chairman")
    ('supply chains', 'Ministries', 'Chairmen')
    """
    if form.endswith(("man", "Man")):
        return f"{form[:-2]}en"
    if re.search(r"[^aeiou]y$", form):
        return f"{form[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", form):
        return f"{form}es"
    return f"{form}s"
