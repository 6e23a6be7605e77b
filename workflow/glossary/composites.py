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

from workflow.glossary import eastern, scope, wording
from workflow.glossary.apposition import (
    THE_FORMER,
    Office,
    explains,
    goes_to_next,
    is_apposed,
    is_beside,
    is_elsewhere,
)  # fmt: skip
from workflow.glossary.grammar import Grammar
from workflow.glossary.matcher import Hit, Kind
from workflow.glossary.overlap import apart
from workflow.glossary.parts import sort
from workflow.glossary.pieces import Part, Parts, Sentence, near
from workflow.languages.en import verbs
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.surnames import address_before
from workflow.model import Term, TermType

#: What stands between a name and its abbreviation.
_BRACKET = re.compile(r"\s?[(（]")
#: Forms of address that are part of the mention: another language has none or its own.
_SWALLOWED = re.compile(r"(?:Mr|Mrs|Ms|Mx)\.? $|Miss $")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: ``text[start:end]``, and the names it is made of.

    ``main`` is the person of a composite, or the only name. ``body`` is what a title belongs to,
    ``host`` where an ambassador is posted, ``abbr`` the abbreviation in brackets after a name,
    ``address`` the form of address before a surname; ``former``: the title was the person's once;
    ``acting``: it is for the time being;
    ``doubt``: unlisted persons that a surname may mean as well.
    """

    start: int
    end: int
    main: Part
    title: Part | None = None
    body: Part | None = None
    host: Part | None = None
    abbr: Part | None = None
    address: str = ""
    former: bool = False
    acting: bool = False
    doubt: tuple[str, ...] = ()

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


def mentions(
    sentence: Sentence, hits: Sequence[Hit], surnames: Mapping[str, tuple[Term, ...]]
) -> list[Mention]:
    """Return the mentions in a sentence, longest first where they overlap, in order of place.

    Args:
        sentence: with the grammar of its language.
        hits: what the matcher found in it.
        surnames: family names, as its language writes them, of the persons whose full names stand
            in the document; only these count.
    """
    if not hits:
        return _polite(sentence, surnames)
    parts = sort(sentence, hits, surnames)
    offices = list(_offices(sentence, parts)) if parts.titles else []
    candidates = [*_singles(sentence, parts, offices), *_composites(sentence, parts, offices)]
    candidates += _polite(sentence, surnames)
    candidates.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    chosen = apart(candidates, len(sentence.text))
    return sorted(chosen, key=lambda mention: mention.start)


def full_names(hits: Iterable[Hit]) -> Iterator[Term]:
    """Return the persons whose full names are among ``hits``."""
    for hit in hits:
        for name in hit.names:
            if name.kind is not Kind.SURNAME and name.term.type is TermType.PERSON:
                yield name.term


def _offices(sentence: Sentence, parts: Parts) -> Iterator[Office]:
    text, rules = sentence.text, sentence.rules
    for title in parts.titles:
        yield Office(title.start, title.end, title)
        bodies = near(parts.bodies, title.start, title.end)
        before = [b for b in bodies if text[b.end : title.start] in rules.body_title
                  and b.end <= title.start]  # fmt: skip
        for body in before:
            yield Office(body.start, title.end, title, body)
        for body in bodies:
            if body.start <= title.end:
                continue
            gap = text[title.end : body.start]
            if gap in rules.title_body:
                yield Office(title.start, body.end, title, body)
            elif gap in rules.title_host:
                yield Office(title.start, body.end, title, None, body)
                for country in before:
                    yield Office(country.start, body.end, title, country, body)


def _composites(sentence: Sentence, parts: Parts, offices: Sequence[Office]) -> Iterator[Mention]:
    for office in offices:
        if not office.title.plural:
            for person in near(parts.persons, office.start, office.end):
                bodies = near(parts.bodies, person.start, person.end)
                yield from _with_office(sentence, person, office, bodies)
    for name in parts.names:
        if name.sure and not name.surname and name.type not in (TermType.PERSON, TermType.TITLE):
            brackets = near(parts.names, name.end, name.end)
            yield from _with_abbreviation(sentence.text, name, brackets)


def _with_office(
    sentence: Sentence, person: Part, office: Office, bodies: Sequence[Part]
) -> Iterator[Mention]:
    text, rules = sentence.text, sentence.rules
    if office.end <= person.start:
        ends_with_body = office.end != office.title.end
        gaps = rules.office_person if ends_with_body else rules.title_person
        gap = text[office.end : person.start]
        if gap not in gaps and not (gap == ", " and explains(text, person, office, rules)):
            return
        mention = _join(text, person, office, rules)
        yield mention
        after = [b for b in bodies if person.end < b.start
                 and text[person.end : b.start] in rules.person_body]  # fmt: skip
        if office.body is None and office.host is None:
            yield from (_of_body(mention, body) for body in after)
    elif person.end <= office.start:
        if not is_apposed(text, person, office, rules):
            return
        mention = _join(text, person, office, rules)
        yield mention
        before = [b for b in bodies if b.end <= person.start
                  and text[b.end : person.start] in rules.body_person]  # fmt: skip
        if office.body is None and office.host is None:
            yield from (_of_body(mention, body) for body in before)


def _join(text: str, person: Part, office: Office, rules: Grammar) -> Mention:
    start, end = min(person.start, office.start), max(person.end, office.end)
    if start == person.start:
        between = text[person.end : office.start]
        was = between in (THE_FORMER if rules.capitals else rules.former)
        return Mention(start, end, person, office.title, office.body, office.host, former=was)
    before = wording.former_before(text, start, rules.former)
    acting = "" if before else wording.former_before(text, start, rules.acting)
    start -= len(before or acting)
    return Mention(
        start, end, person, office.title, office.body, office.host,
        former=bool(before), acting=bool(acting),
    )  # fmt: skip


def _of_body(mention: Mention, body: Part) -> Mention:
    """Return the same with the body that stands beside it."""
    start, end = min(mention.start, body.start), max(mention.end, body.end)
    return replace(mention, start=start, end=end, body=body)


def _with_abbreviation(text: str, name: Part, names: Sequence[Part]) -> Iterator[Mention]:
    bracket = _BRACKET.match(text, name.end)
    if bracket is None:
        return
    for abbr in names:
        if abbr.start == bracket.end() and text[abbr.end : abbr.end + 1] in (")", "）"):
            yield Mention(name.start, abbr.end + 1, name, abbr=abbr)


def _singles(sentence: Sentence, parts: Parts, offices: Sequence[Office]) -> Iterator[Mention]:
    """Name that stand alone: no bare surname inside another name, no title of one word.

    A title beside its body or its person counts, where no composite takes it in.
    """
    placed = {
        (office.title.start, office.title.end): office.body
        for office in offices
        if office.body is not None
    }
    for part in parts.names:
        if part.type is TermType.TITLE:
            yield from _title(sentence, part, placed, parts.persons)
        elif part.surname and not sentence.rules.bare_surname:
            continue
        elif part.sure:
            yield _addressed(sentence, part)


def _polite(sentence: Sentence, surnames: Mapping[str, tuple[Term, ...]]) -> list[Mention]:
    """Return surnames with a form of address after them: 尤女士, 박 씨."""
    text = sentence.text
    return [
        Mention(start, end, Part(start, name, surnames[text[start:name]], surname=True),
                address=text[name:end].strip())
        for start, name, end in eastern.addressed(text, surnames, sentence.rules.language)
    ]  # fmt: skip


def _addressed(sentence: Sentence, part: Part) -> Mention:
    """Return a name by itself, with the form of address before it."""
    if not (part.surname and sentence.rules.capitals):
        return Mention(part.start, part.end, part)
    polite = _SWALLOWED.search(sentence.text[max(0, part.start - 5) : part.start])
    start = part.start - len(polite[0]) if polite else part.start
    address = address_before(sentence.text, part.start)
    return Mention(start, part.end, part, address=address)


def _describes(text: str, title: Part, body: Part) -> bool:
    """Tell whether a title in lower case describes what follows: *China's premier resort*."""
    if body.start > title.start or not text[title.start].islower():
        return False
    following = re.match(r" ([a-z]+)", text[title.end :])
    if following is None or verbs.finite(following[1]):
        return False
    return kind_of(following[1]) in ("noun", "plural", "adjective", "gerund", "")


def _title(
    sentence: Sentence, title: Part, placed: Mapping[tuple[int, int], Part], persons: Sequence[Part]
) -> Iterator[Mention]:
    text = sentence.text
    surface = text[title.start : title.end]
    if body := placed.get((title.start, title.end)):
        terms = scope.fitting(title.terms, body)
        if terms and not (sentence.rules.capitals and _describes(text, title, body)):
            yield Mention(title.start, title.end, replace(title, terms=terms))
        return
    beside = any(
        is_beside(text, person, title)
        for person in near(persons, title.start, title.end)
        if person.end < title.start and not person.surname
    )
    long = " " in surface or (len(surface) >= (4 if sentence.rules.language == "zh" else 5)
                              and not surface.isascii())  # fmt: skip
    known = (
        not sentence.rules.capitals
        or not any(map(scope.of, title.terms))
        or (
            beside
            and not any(map(scope.is_open, title.terms))
            and not is_elsewhere(text, title.end)
        )
    )
    lone = known and len(title.terms) == 1
    if (long and title.sure and known) or (beside and lone and not goes_to_next(text, title.end)):
        yield Mention(title.start, title.end, title)
