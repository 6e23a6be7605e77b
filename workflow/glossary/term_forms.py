"""List the forms of a name: without its bracket, in short, its surname.

Chinese and Korean persons are written family name first in their own languages and mostly so in
English, Japanese ones in Chinese and Korean; others family name last. Which it is is read off the
row's own forms. A row may say otherwise in extra columns ``en_surname``, ``ko_surname``,
``zh_surname``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from workflow.languages import language, pack
from workflow.languages.names import romanized
from workflow.languages.names.names import Names
from workflow.languages.names.phrases import Phrase
from workflow.languages.orthography.writing import EAST_ASIAN
from workflow.model import Term, TermForms, TermType

_BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]$")
#: The Arabic article in Latin letters: *al-Assad*, *El Sisi*.
_ARTICLE = re.compile(r"\b[AaEe]l[-‐ ]")
_NO_FORMS = TermForms()
#: Of so many rows the forms are kept that every mention of them asks for.
_KEPT = 16384
#: Words of a foreigner's name.
_TWO = 2


def of(term: Term, tag: str) -> TermForms:
    """Return the forms of the term in ``tag``; empty ones if the row has none."""
    return term.forms.get(tag, _NO_FORMS)


@lru_cache(maxsize=_KEPT)
def bare(form: str) -> str:
    """Return a form without the bracket at its end.

    >>> bare("싱하이밍(邢海明)"), bare("Korea Employers Federation (KEF)")
    ('싱하이밍', 'Korea Employers Federation')
    """
    return _BRACKET.sub("", form) or form


def bracketed(form: str) -> str:
    """Return the text in the bracket at the end of a form; empty without one."""
    match = _BRACKET.search(form)
    return match[0].strip()[1:-1] if match and match.start() else ""


def abbreviation(form: str) -> str:
    """Return the abbreviation in the bracket at the end of a form; empty without one.

    >>> abbreviation("Korea Employers Federation (KEF)"), abbreviation("싱하이밍(邢海明)")
    ('KEF', '')
    """
    short = bracketed(form)
    return short if is_abbreviation(short) else ""


def is_abbreviation(text: str) -> bool:
    """Tell whether a form is one in Latin capitals: ``KEF``, ``G20``, ``R&D``."""
    return bool(re.fullmatch(r"[A-Z][A-Z0-9&-]+", text))


def later(term: Term, tag: str) -> str:
    """Return the name for later mentions: the row's own, or the first form without its bracket."""
    own = of(term, tag)
    return own.later or bare(own.first)


@lru_cache(maxsize=_KEPT)
def short(term: Term, tag: str) -> str:
    """Return what a later mention gets.

    As :func:`later`; but the abbreviation that the first mention has introduced, unless the
    language spells names out.
    """
    own = of(term, tag)
    spelled_out = not set(EAST_ASIAN).isdisjoint(pack(tag).writing.scripts)
    return own.later or (not spelled_out and _own_abbreviation(own)) or bare(own.first)


def _own_abbreviation(own: TermForms) -> str:
    """Return the abbreviation in the first form, if it may be used alone."""
    brief = abbreviation(own.first)
    return "" if brief in own.forbidden else brief


def is_brief(term: Term, surface: str) -> bool:
    """Tell whether a text has a short name of a body: *the Fed*, 유엔."""
    if term.type is TermType.PERSON or " " in surface:
        return False
    own = term.forms.values()
    brief = {form for each in own for form in (each.later, bracketed(each.first))}
    spelled = [bare(each.first) for each in own if surface.isascii() and each.first.isascii()]
    return is_abbreviation(surface) or surface in brief or any(" " in name for name in spelled)


@lru_cache(maxsize=_KEPT)
def variants(term: Term, tag: str) -> tuple[str, ...]:
    """Yield every form that is right in ``tag``, the first-mention form first."""
    own = of(term, tag)
    every = [own.first, short(term, tag), bare(own.first), *own.aliases, _own_abbreviation(own)]
    if term.type in (TermType.TITLE, TermType.ORG):
        every += pack(tag).names.spellings(bare(own.first), term.type)
    if term.type is TermType.ORG and bracketed(own.first) not in own.forbidden:
        every.append(bracketed(own.first))
    every.append(pack(tag).names.attributive(bare(own.first), term.type))
    return tuple(dict.fromkeys(filter(None, every)))


def are_synonyms(terms: Sequence[Term]) -> bool:
    """Tell whether titles that the source tells apart share one word in the target: 총리.

    Either is right then, where a language has one word for both.
    """
    if any(term.type is not TermType.TITLE for term in terms):
        return False
    tags = set.intersection(*(set(term.forms) for term in terms))
    shared = [tag for tag in tags if len({bare(term.forms[tag].first) for term in terms}) == 1]
    return len(shared) > 1


@lru_cache(maxsize=_KEPT)
def surname(term: Term, tag: str) -> str:
    """Return the family name of a person in ``tag``; empty if it is not clear.

    Of ``Xing Haiming``, ``싱하이밍(邢海明)`` and ``邢海明`` it is ``Xing``, ``싱`` and ``邢``.
    """
    if term.type is not TermType.PERSON:
        return ""
    if own := term.extra.get(f"{language(tag).column}_surname", ""):
        return own
    name = bare(of(term, tag).first)
    if not name:
        return ""
    names = pack(tag).names
    if _is_japanese(term):
        return names.japanese_surname(name)
    east_asian = is_east_asian(term)
    parts = re.split("[ ·]", name)
    two = not east_asian and len(parts) == _TWO and names.accents
    if two and _is_family_first(term, names, parts):
        return parts[0]
    families = (
        pack(other).names.surname(bare(own.first), east_asian=east_asian)
        for other, own in term.forms.items()
        if other != tag
    )
    told = names.told_surname(name, filter(None, families), east_asian=east_asian)
    return names.surname(name, east_asian=east_asian) if told is None else told


@lru_cache(maxsize=_KEPT)
def surnames(term: Term, tag: str) -> tuple[str, ...]:
    """Return every way in which a text may call a person by the family name, the usual one first.

    Of ``Abdel Fattah el-Sisi`` these are ``el-Sisi``, ``Sisi``, ``al-Sisi`` and with a capital.
    """
    family = surname(term, tag)
    if not family:
        return ()
    own = of(term, tag)
    more = pack(tag).names.families(bare(own.first), family, map(bare, own.aliases))
    return tuple(dict.fromkeys((family, *more)))


def _is_family_first(term: Term, own: Names, parts: Sequence[str]) -> bool:
    """Tell whether a foreigner's family name stands first, as at home, in the parts of a name.

    Hangul tells that (오르반 빅토르), unless the parts sound as in the other order: 维克托·欧尔班.
    """
    every = [(pack(tag).names, bare(own.first)) for tag, own in term.forms.items() if own.first]
    latin = (name.split(" ") for names, name in every if not names.accents)
    spelled = next((words for words in latin if len(words) == _TWO), None)
    for names, name in every if spelled else ():
        if spelled and names.latin(name[0])[:1] == spelled[1][0].casefold():
            heard = [names.latin(word) for word in name.split(" ")]
            if len(heard) != _TWO or not romanized.are_exchanged(spelled, heard):
                return False
            said = [own.sound(part).replace(" ", "") for part in reversed(parts)]
            return not romanized.are_exchanged(spelled, said)
    return False


def is_surname(person: Term, named: str) -> bool:
    """Tell whether words are a person's family name, and no name in full, in some language."""
    own = (of(person, tag) for tag in person.forms)
    full = {form for each in own for form in (each.first, bare(each.first))}
    return named not in full and any(named == surname(person, tag) for tag in person.forms)


@lru_cache(maxsize=_KEPT)
def alone(person: Term, tag: str) -> tuple[str, ...]:
    """Return what a person who was named before may go by: 트럼프, but not 손.

    Only whose name has an Arabic article in some language may do without it.
    """
    if not (family := surname(person, tag)):
        return ()
    forms = tuple(pack(tag).phrases.alone(bare(of(person, tag).first), family))
    has_article = any(_ARTICLE.search(own.first) for own in person.forms.values())
    return forms if has_article else forms[:1]


def titled(
    person: Term, titles: Iterable[str], tag: str, *, former: bool = False
) -> tuple[str, ...]:
    """Return a person's surname with each of some titles; nothing where it is not known."""
    family, compose = surname(person, tag), pack(tag).phrases.compose
    every = (Phrase(family, surname=True, title=title, former=former) for title in titles if family)
    return tuple(dict.fromkeys(form for phrase in every for form in compose(phrase)))


def shared(terms: Sequence[Term], tag: str, *, unlisted: bool) -> tuple[str, ...]:
    """Return the forms that are right whichever of several rows is meant.

    Of two brothers named Sharif it is 샤리프, as it is where others of that name are ``unlisted``.
    Of a country and a person named Jordan it is either: 요르단, or 조던.
    """
    if len({term.type for term in terms}) > 1:
        persons = [form for term in terms for form in alone(term, tag)]
        others = (variants(term, tag) for term in terms if term.type is not TermType.PERSON)
        return tuple(dict.fromkeys((*persons, *(form for each in others for form in each))))
    forms = [(*(() if unlisted else variants(term, tag)), *alone(term, tag)) for term in terms]
    return tuple(form for form in forms[0] if all(form in other for other in forms[1:]))


def _is_japanese(term: Term) -> bool:
    """Tell whether one form of a row marks a person as Japanese, and none the opposite."""
    every = [(pack(tag).names, bare(own.first)) for tag, own in term.forms.items() if own.first]
    told = [names.is_japanese(name, [other for _, other in every]) for names, name in every]
    return True in told and False not in told


def is_east_asian(term: Term) -> bool:
    """Tell whether a person has a Chinese or Korean name, as far as the row's forms tell."""
    written = [(pack(tag).names, bare(own.first)) for tag, own in term.forms.items() if own.first]
    if any(names.is_foreign(name) for names, name in written):
        return False
    told = [name for names, name in written if names.is_east_asian(name)]
    return bool(told) and all(
        name in told or names.is_sounded(name, told) for names, name in written
    )
