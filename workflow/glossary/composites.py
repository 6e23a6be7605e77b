"""Chooses among overlapping hits and joins names, titles and bodies into one mention.

``KEF Chairman Sohn Kyung-shik``, ``Lee In-yong, President of Samsung Electronics``,
``Korea Employers Federation (KEF)``, ``손경식 경총 회장`` and ``韩国经总会长孙京植`` are each one
mention: another language puts their parts in another order, so they can only be rendered together.
Which parts may stand next to each other, and what may stand between them, is each language's
:class:`~workflow.glossary.grammar.Grammar`; a language without one gets single names only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.glossary.grammar import Grammar
from workflow.glossary.matcher import Hit, Kind
from workflow.glossary.overlap import apart
from workflow.glossary.surnames import preceded
from workflow.model import Term, TermType

#: What stands between a name and its abbreviation.
_BRACKET = re.compile(r"\s?[(（]")
#: Letters of the longest word that makes a title or a place another one.
_LONGEST_WORD = 16
_BODIES = frozenset({TermType.ORG, TermType.ABBR, TermType.PLACE})


@dataclass(frozen=True, slots=True)
class Part:
    """A name in the text and the rows it may mean; more than one row makes it ambiguous."""

    start: int
    end: int
    terms: tuple[Term, ...]
    surname: bool = False

    @property
    def type(self) -> TermType:
        """The kind of thing it names."""
        return self.terms[0].type


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: ``text[start:end]``, and the names it is made of.

    ``main`` is the person of a composite, or the only name. ``body`` is what a title belongs to,
    ``host`` where an ambassador is posted, ``abbr`` the abbreviation in brackets after a name.
    """

    start: int
    end: int
    main: Part
    title: Part | None = None
    body: Part | None = None
    host: Part | None = None
    abbr: Part | None = None

    @property
    def roles(self) -> dict[str, Part]:
        """The parts by role, in the order in which their ids are joined."""
        every = {
            "main": self.main,
            "body": self.body,
            "host": self.host,
            "title": self.title,
            "abbr": self.abbr,
        }
        return {role: part for role, part in every.items() if part is not None}


@dataclass(frozen=True, slots=True)
class _Office:
    """A title with what it belongs to: ``President of Samsung Electronics``."""

    start: int
    end: int
    title: Part
    body: Part | None = None
    host: Part | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts found in one text, by what they can be in a composite."""

    names: list[Part]
    persons: list[Part]
    titles: list[Part]
    bodies: list[Part]


def mentions(
    text: str, hits: Sequence[Hit], rules: Grammar, surnames: Mapping[str, tuple[Term, ...]]
) -> list[Mention]:
    """The mentions in ``text``, longest first where they overlap, in order of place.

    Args:
        text: a sentence.
        hits: what the matcher found in it.
        rules: the grammar of its language.
        surnames: family names, as its language writes them, of the persons whose full names stand
            in the document; only these count.
    """
    if not hits:
        return []
    parts = _sort(text, hits, rules, surnames)
    candidates = [*_singles(text, parts, rules), *_composites(text, parts, rules)]
    candidates.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    chosen = apart(candidates, len(text))
    return sorted(chosen, key=lambda mention: mention.start)


def full_names(hits: Iterable[Hit]) -> Iterator[Term]:
    """The persons whose full names are among ``hits``."""
    for hit in hits:
        for name in hit.names:
            if name.kind is not Kind.SURNAME and name.term.type is TermType.PERSON:
                yield name.term


def _sort(
    text: str, hits: Sequence[Hit], rules: Grammar, surnames: Mapping[str, tuple[Term, ...]]
) -> _Parts:
    parts = _Parts([], [], [], [])
    for hit in hits:
        part = _part(text, hit, surnames)
        if part is None or _is_other(text, part, rules):
            continue
        parts.names.append(part)
        if part.type is TermType.PERSON:
            parts.persons.append(part)
        elif part.type is TermType.TITLE:
            parts.titles.append(part)
        elif part.type in _BODIES:
            parts.bodies.append(part)
    if surnames and rules.surname_title:
        parts.persons.extend(_surnames_before_titles(text, parts, rules, surnames))
    return parts


def _is_other(text: str, part: Part, rules: Grammar) -> bool:
    """Whether a title or a place is the end of another one's name.

    ``Vice Chairman`` is no ``Chairman``, ``North Korea`` not ``Korea``.
    """
    others = {TermType.TITLE: rules.other_office, TermType.PLACE: rules.other_place}
    words = others.get(part.type, ())
    before = text[max(0, part.start - _LONGEST_WORD) : part.start].casefold()
    return any(before.endswith(word.casefold()) for word in words)


def _part(text: str, hit: Hit, surnames: Mapping[str, tuple[Term, ...]]) -> Part | None:
    """The rows a hit may mean: those that bear the name, else those that have it as an alias.

    Where an abbreviation and its full name are written alike, the full name's row counts.
    """
    best = min(name.kind.value for name in hit.names)
    if Kind(best) is Kind.SURNAME:
        terms = surnames.get(hit.names[0].text, ())
        return Part(hit.start, hit.end, terms, surname=True) if terms else None
    found = {name.term.id: name.term for name in hit.names if name.kind.value == best}
    full = [term for term in found.values() if term.type is not TermType.ABBR]
    return Part(hit.start, hit.end, tuple(full or found.values()))


def _surnames_before_titles(
    text: str, parts: _Parts, rules: Grammar, surnames: Mapping[str, tuple[Term, ...]]
) -> Iterator[Part]:
    """``손`` in ``손 회장``, ``孙`` in ``孙会长``: not inside a longer name, not inside a word."""
    taken = [(part.start, part.end) for part in parts.names if part.type is not TermType.TITLE]
    for title in parts.titles:
        for gap in rules.surname_title:
            end = title.start - len(gap)
            if text[end : title.start] != gap:
                continue
            for surname, terms in surnames.items():
                start = end - len(surname)
                if start < 0 or text[start:end] != surname:
                    continue
                hangul = "가" <= surname[0] <= "힣" and "가" <= text[start - 1 : start] <= "힣"
                inside = any(begin < end and start < stop for begin, stop in taken)
                if not hangul and not inside:
                    yield Part(start, end, terms, surname=True)


def _offices(text: str, parts: _Parts, rules: Grammar) -> Iterator[_Office]:
    for title in parts.titles:
        yield _Office(title.start, title.end, title)
        before = [b for b in parts.bodies if text[b.end : title.start] in rules.body_title
                  and b.end <= title.start]  # fmt: skip
        for body in before:
            yield _Office(body.start, title.end, title, body)
        for body in parts.bodies:
            if body.start <= title.end:
                continue
            gap = text[title.end : body.start]
            if gap in rules.title_body:
                yield _Office(title.start, body.end, title, body)
            elif gap in rules.title_host:
                for country in before:
                    yield _Office(country.start, body.end, title, country, body)


def _composites(text: str, parts: _Parts, rules: Grammar) -> Iterator[Mention]:
    if parts.persons and parts.titles:
        offices = list(_offices(text, parts, rules))
        for person in parts.persons:
            for office in offices:
                yield from _with_office(text, person, office, parts.bodies, rules)
    for name in parts.names:
        if not name.surname and name.type not in (TermType.PERSON, TermType.TITLE):
            yield from _with_abbreviation(text, name, parts.names)


def _with_office(
    text: str, person: Part, office: _Office, bodies: Sequence[Part], rules: Grammar
) -> Iterator[Mention]:
    if office.end <= person.start:
        ends_with_body = office.end != office.title.end
        gaps = rules.office_person if ends_with_body else rules.title_person
        if text[office.end : person.start] not in gaps:
            return
        mention = _join(person, office)
        yield mention
        after = [b for b in bodies if person.end < b.start
                 and text[person.end : b.start] in rules.person_body]  # fmt: skip
        if office.body is None:
            yield from (replace(mention, end=body.end, body=body) for body in after)
    elif person.end <= office.start:
        gap = text[person.end : office.start]
        if gap not in (rules.surname_title if person.surname else rules.person_title):
            return
        mention = _join(person, office)
        yield mention
        before = [b for b in bodies if b.end <= person.start
                  and text[b.end : person.start] in rules.body_person]  # fmt: skip
        if office.body is None:
            yield from (replace(mention, start=body.start, body=body) for body in before)


def _join(person: Part, office: _Office) -> Mention:
    start, end = min(person.start, office.start), max(person.end, office.end)
    title = replace(office.title, terms=_of_scope(office.title.terms, office.body))
    return Mention(start, end, person, title, office.body, office.host)


def _of_scope(titles: tuple[Term, ...], body: Part | None) -> tuple[Term, ...]:
    """Where a title is rendered differently for companies and states, the rows for this body.

    A title row may have ``org`` or ``place`` in an extra column ``scope``.
    """
    if body is None:
        return titles
    scope = "place" if body.type is TermType.PLACE else "org"
    return tuple(t for t in titles if t.extra.get("scope", scope) == scope) or titles


def _with_abbreviation(text: str, name: Part, names: Sequence[Part]) -> Iterator[Mention]:
    bracket = _BRACKET.match(text, name.end)
    if bracket is None:
        return
    for abbr in names:
        if abbr.start == bracket.end() and text[abbr.end : abbr.end + 1] in (")", "）"):
            yield Mention(name.start, abbr.end + 1, name, abbr=abbr)


def _singles(text: str, parts: _Parts, rules: Grammar) -> Iterator[Mention]:
    """Names that stand alone: no bare surname inside another name, no title of one word."""
    capitals = text.isupper()  # a surname's could be any word's there
    for part in parts.names:
        surface = text[part.start : part.end]
        if part.surname and (not rules.bare_surname or capitals or preceded(text, part.start)):
            continue
        if part.type is TermType.TITLE and " " not in surface and len(surface) < 5:
            continue
        if part.type is TermType.TITLE and " " not in surface and surface.isascii():
            continue
        yield Mention(part.start, part.end, part)
