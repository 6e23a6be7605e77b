"""Choose among overlapping hits, and join names, titles and bodies into one mention.

``KEF Chairman Sohn Kyung-shik``, ``Lee In-yong, President of Samsung Electronics``,
``Korea Employers Federation (KEF)``, ``손경식 경총 회장`` and ``韩国经总会长孙京植`` are each one
mention: another language puts their parts in another order, so they can only be rendered together.
Which parts may stand next to each other, and what may stand between them, is each language's
:class:`~workflow.languages.names.joints.Joints`; a language without them gets single names only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.glossary import scope
from workflow.glossary.matcher import Hit
from workflow.glossary.occurrences import apart
from workflow.glossary.parts import Families, MentionPart, Parts, SourceSentence, classify, near
from workflow.languages.names.joints import Joints
from workflow.model import TermType

#: The bracket between a name and its abbreviation.
_BRACKET = re.compile(r"\s?[(（]")
#: A gloss in brackets between a name and its title: 트럼프(Donald Trump) 대통령.
_GLOSS = re.compile(r"\s?[(（][^()（）]{1,40}[)）]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: ``text[start:end]``, and the names it consists of.

    ``main`` is the person of a composite, or the only name. ``body`` is what a title belongs to,
    ``host`` where an ambassador is posted, ``abbr`` the abbreviation in brackets after a name,
    ``address`` the form of address before a surname, ``office`` an unlisted title beside it;
    ``former``: the title was the person's once;
    ``acting``: it is for the time being;
    ``doubt``: unlisted persons that a surname may mean as well.
    """

    start: int
    end: int
    main: MentionPart
    title: MentionPart | None = None
    body: MentionPart | None = None
    host: MentionPart | None = None
    abbr: MentionPart | None = None
    address: str = ""
    office: str = ""
    former: bool = False
    acting: bool = False
    doubt: tuple[str, ...] = ()

    @property
    def without_people(self) -> Mention:
        """The same without the country before its office, where a language has no name for it."""
        leads = self.title and self.body and self.body.start == self.start
        start = self.title.start if self.title and leads else self.start
        return replace(self, body=None, start=start)

    @property
    def roles(self) -> dict[str, MentionPart]:
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
    """A title with what it belongs to: ``President of Samsung Electronics (SEC)``."""

    start: int
    end: int
    title: MentionPart
    body: MentionPart | None = None
    host: MentionPart | None = None
    abbr: MentionPart | None = None


def mentions_in(sentence: SourceSentence, hits: Sequence[Hit], surnames: Families) -> list[Mention]:
    """Find the mentions in a sentence, in order; of overlapping ones the longest counts.

    Args:
        sentence: with the grammar of its language.
        hits: what the matcher found in it.
        surnames: family names, as its language writes them, of the persons whose full names stand
            in the document; only these count.
    """
    if not hits:
        return _polite(sentence, surnames)
    parts = classify(sentence, hits, surnames)
    offices = list(_offices(sentence, parts)) if parts.titles else []
    candidates = [*_singles(sentence, parts, offices), *_composites(sentence, parts, offices)]
    candidates += _polite(sentence, surnames)
    candidates.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    chosen = apart(candidates, len(sentence.text))
    return sorted(chosen, key=lambda mention: mention.start)


def _offices(sentence: SourceSentence, parts: Parts) -> Iterator[_Office]:
    text, joints = sentence.text, sentence.joints
    for title in parts.titles:
        yield _Office(title.start, title.end, title)
        bodies = near(parts.bodies, title.start, title.end)
        before = [b for b in bodies if text[b.end : title.start] in joints.body_title
                  and b.end <= title.start]  # fmt: skip
        before += _peoples(sentence, parts, title)
        for body in before:
            yield _Office(body.start, title.end, title, body)
        for body in bodies:
            if body.start <= title.end:
                continue
            gap = text[title.end : body.start]
            if gap in joints.title_body:
                yield _Office(title.start, body.end, title, body)
                for abbr, end in _abbreviations(text, body, near(parts.names, body.end, body.end)):
                    yield _Office(title.start, end, title, body, abbr=abbr)
            elif gap in joints.title_host:
                yield _Office(title.start, body.end, title, None, body)
                for country in before:
                    yield _Office(country.start, body.end, title, country, body)


def _peoples(sentence: SourceSentence, parts: Parts, title: MentionPart) -> list[MentionPart]:
    """Return the country whose adjective says of what state an office is: *Chinese* Ambassador."""
    if not all(map(scope.is_state_office, title.terms)):
        return []
    return [
        people
        for people in near(parts.adjectives, title.start, title.end)
        if sentence.text[people.end : title.start] == " "
        and len(people.terms) == 1
        and not sentence.language.names.is_other_office(sentence.text[: people.start].casefold())
    ]


def _composites(
    sentence: SourceSentence, parts: Parts, offices: Sequence[_Office]
) -> Iterator[Mention]:
    for office in offices:
        if not office.title.plural:
            for person in near(parts.persons, office.start, office.end):
                bodies = near(parts.bodies, person.start, person.end)
                yield from _with_office(sentence, person, office, bodies)
    for name in parts.names:
        if name.sure and not name.surname and name.type not in (TermType.PERSON, TermType.TITLE):
            beside = near(parts.names, name.end, name.end)
            for abbr, end in _abbreviations(sentence.text, name, beside):
                yield Mention(name.start, end, name, abbr=abbr)


def _with_office(
    sentence: SourceSentence, person: MentionPart, office: _Office, bodies: Sequence[MentionPart]
) -> Iterator[Mention]:
    """Yield mentions of a person with the office beside it, and the body on its other side."""
    text, joints = sentence.text, sentence.joints
    alone = office.body is None and office.host is None
    if office.end <= person.start:
        if not _leads(sentence, person, office):
            return
        mention = _join(sentence, person, office)
        yield mention
        after = [b for b in bodies if person.end < b.start
                 and text[person.end : b.start] in joints.person_body]  # fmt: skip
        yield from (_of_body(mention, body) for body in after if alone)
    elif person.end <= office.start:
        if not _is_apposed(sentence, person, office):
            return
        mention = _join(sentence, person, office)
        yield mention
        before = [b for b in bodies if b.end <= person.start
                  and text[b.end : person.start] in joints.body_person]  # fmt: skip
        yield from (_of_body(mention, body) for body in before if alone)


def _leads(sentence: SourceSentence, person: MentionPart, office: _Office) -> bool:
    """Tell whether an office belongs to the person after it."""
    text, joints = sentence.text, sentence.joints
    gap = text[office.end : person.start]
    if gap in (joints.office_person if office.end != office.title.end else joints.title_person):
        return True
    return gap == ", " and not person.surname and sentence.language.names.explains(
        text, office.title.start, person.end, of_body=office.body is not None
    )  # fmt: skip


def _is_apposed(sentence: SourceSentence, person: MentionPart, office: _Office) -> bool:
    """Tell whether the office after a person is this person's and not of whoever follows it."""
    text, joints = sentence.text, sentence.joints
    gap = text[person.end : office.start]
    allowed = joints.surname_title if person.surname else joints.person_title
    gloss = not joints.capitals and not person.surname and _GLOSS.match(gap)
    beside = gap in allowed or gap in joints.former_apposed
    if not beside and not (gloss and gap[gloss.end() :] in allowed):
        return False
    if not joints.capitals:
        return True
    known = sentence.language.names
    if person.surname or known.goes_to_next(text, office.end):
        return False
    elsewhere = office.body is None and office.host is None
    return not (elsewhere and known.is_of_unlisted(text, office.end))


def _join(sentence: SourceSentence, person: MentionPart, office: _Office) -> Mention:
    """Combine a person and an office, with the words for a former one, into one mention."""
    text, joints = sentence.text, sentence.joints
    start, end = min(person.start, office.start), max(person.end, office.end)
    if start == person.start:
        was = text[person.end : office.start] in joints.former_apposed
        return Mention(
            start, end, person, office.title, office.body, office.host, office.abbr, former=was
        )
    known = sentence.language.names
    before = known.said_before(text, start, joints.former)
    acting = "" if before else known.said_before(text, start, joints.acting)
    start -= len(before or acting)
    return Mention(
        start, end, person, office.title, office.body, office.host, office.abbr,
        former=bool(before), acting=bool(acting),
    )  # fmt: skip


def _of_body(mention: Mention, body: MentionPart) -> Mention:
    """Widen a mention by the body that stands beside it."""
    start, end = min(mention.start, body.start), max(mention.end, body.end)
    return replace(mention, start=start, end=end, body=body)


def _abbreviations(
    text: str, name: MentionPart, names: Sequence[MentionPart]
) -> Iterator[tuple[MentionPart, int]]:
    """Yield the abbreviation in brackets after a name, and the end of its bracket."""
    bracket = _BRACKET.match(text, name.end)
    if bracket is None:
        return
    for abbr in names:
        if abbr.start == bracket.end() and text[abbr.end : abbr.end + 1] in (")", "）"):
            yield abbr, abbr.end + 1


def _singles(
    sentence: SourceSentence, parts: Parts, offices: Sequence[_Office]
) -> Iterator[Mention]:
    """Yield names that stand alone: no surname inside another name, no short title.

    A title beside its body or its person counts, where no composite takes it in.
    """
    placed = {
        (office.title.start, office.title.end): office.body
        for office in offices
        if office.body is not None and _settles(sentence, office)
    }
    for part in parts.names:
        if part.type is TermType.TITLE:
            yield from _title(sentence, part, placed, parts.persons)
        elif part.sure:
            yield _addressed(sentence, part)


def _settles(sentence: SourceSentence, office: _Office) -> bool:
    """Tell whether the body of a title without its person identifies it.

    By a country's adjective only where all countries call it alike: *the Chinese president* is a
    主席, the French one a 总统. Nor does it stand by itself in *the ambassador's residence*,
    *French Ambassador Award*.
    """
    if office.body is None or not office.body.adjective:
        return True
    text, known, end = sentence.text, sentence.language.names, office.title.end
    acting = known.said_before(text, office.start, known.joints.acting)
    goes_on = text[end : end + 1] in ("'", "’") or known.goes_to_next(text, end)
    return all(map(scope.is_posted, office.title.terms)) and not (acting or goes_on)


def _polite(sentence: SourceSentence, surnames: Families) -> list[Mention]:
    """Find surnames with a form of address after them: 尤女士, 박 씨."""
    text = sentence.text
    return [
        Mention(start, end, MentionPart(start, name, surnames[text[start:name]], surname=True),
                address=text[name:end].strip())
        for start, name, end in sentence.language.names.addressed(text, surnames)
    ]  # fmt: skip


def _addressed(sentence: SourceSentence, part: MentionPart) -> Mention:
    """Make a mention of a name by itself, with the form of address before it.

    Where offices follow names, an office that is not listed may be the form of address: 奥卡福外长.
    """
    if not part.surname:
        return Mention(part.start, part.end, part)
    known, text = sentence.language.names, sentence.text
    if not sentence.joints.bare_surname:
        office = known.office_beside(text, part.start, part.end)
        return Mention(part.start, part.end, part, address=text[part.end :], office=office)
    start = part.start - len(known.polite_before(text, part.start))
    address = known.address_before(text, part.start)
    return Mention(start, part.end, part, address=address)


def _title(
    sentence: SourceSentence,
    title: MentionPart,
    placed: Mapping[tuple[int, int], MentionPart],
    persons: Sequence[MentionPart],
) -> Iterator[Mention]:
    """Yield a title that stands alone, if this sentence certainly speaks of that office."""
    text, known = sentence.text, sentence.language.names
    if body := placed.get((title.start, title.end)):
        terms = scope.fitting(title.terms, body)
        before = body.start <= title.start
        if terms and not (before and known.describes_next(text, title.start, title.end)):
            yield Mention(title.start, title.end, replace(title, terms=terms))
        return
    beside = any(
        known.is_beside(text, person.end, title.start)
        for person in near(persons, title.start, title.end)
        if person.end < title.start and not person.surname
    )
    settled = _is_settled(sentence, title, beside=beside)
    long = title.sure and _is_long(text[title.start : title.end], known.joints)
    lone = beside and len(title.terms) == 1 and not known.goes_to_next(text, title.end)
    if settled and (long or lone):
        yield Mention(title.start, title.end, title)


def _is_settled(sentence: SourceSentence, title: MentionPart, *, beside: bool) -> bool:
    """Tell whether it is known if a title is a company's or a state's."""
    if not sentence.joints.capitals or not any(map(scope.of_title, title.terms)):
        return True
    elsewhere = sentence.language.names.is_elsewhere(sentence.text, title.end)
    return beside and not elsewhere and not any(map(scope.is_open, title.terms))


def _is_long(surface: str, joints: Joints) -> bool:
    """Tell whether a title is too long to be another word."""
    return " " in surface or (len(surface) >= joints.long_title and not surface.isascii())
