"""Find the names in a sentence that can be combined into a mention, by their context.

A hit of the matcher becomes a part when it is the name it looks like: not the end of another
office or place, not a piece of a longer name. A word that is a name as well is kept for what is
made with it (``Vice Premier He``); alone it counts only where it is certainly the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.glossary import term_forms
from workflow.glossary.matcher import Hit
from workflow.glossary.spellings import COUNTRY, SpellingKind
from workflow.languages import Pack
from workflow.languages.names.joints import Joints, Place
from workflow.model import Term, TermType

#: Letters of the longest name, and of the longest gap between two that belong together.
_LONGEST_NAME, _LONGEST_GAP = 200, 60
#: Letters of the longest words that turn a title or a place into another one.
_LONGEST_WORD = 24
_BODIES = frozenset({TermType.ORG, TermType.ABBR, TermType.PLACE})
#: Words without a capital.
_SMALL_WORD = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence in which mentions are looked for.

    Attributes:
        text: the sentence, with placeholders.
        language: what is known of its language.
        headline: whether it is a headline.
        proven: words, in lower case, that the document has as names and not as words.
        given: names of places that persons of the document have as given names.
    """

    text: str
    language: Pack
    headline: bool = False
    proven: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    @property
    def joints(self) -> Joints:
        """The gaps allowed between the parts of a mention."""
        return self.language.names.joints


@dataclass(frozen=True, slots=True)
class MentionPart:
    """A name in the text and the rows it may mean; more than one row makes it ambiguous.

    Attributes:
        start, end: its place.
        terms: the rows.
        surname: whether only the family name stands there.
        sure: whether it counts where it stands alone.
        plural: whether it names several: ``Presidents``.
        adjective: whether it is a country's adjective, which only an office can take in.
    """

    start: int
    end: int
    terms: tuple[Term, ...]
    surname: bool = False
    sure: bool = True
    plural: bool = False
    adjective: bool = False

    @property
    def type(self) -> TermType:
        """The kind of thing it names."""
        return self.terms[0].type

    @property
    def listed(self) -> bool:
        """Whether it stands in the glossary, and not in the list of countries alone."""
        return not self.terms[0].id.startswith(COUNTRY)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts found in one text, by their possible roles in a mention."""

    names: list[MentionPart]
    persons: list[MentionPart]
    titles: list[MentionPart]
    bodies: list[MentionPart]
    adjectives: list[MentionPart]

    def add(self, part: MentionPart) -> None:
        """Add a part by what it names; a body only if it certainly is one."""
        if part.adjective:
            self.adjectives.append(part)
            return
        self.names.append(part)
        if part.type is TermType.PERSON:
            self.persons.append(part)
        elif part.type is TermType.TITLE:
            self.titles.append(part)
        elif part.type in _BODIES and part.sure:
            self.bodies.append(part)


#: The persons of a document by family name, as a language writes it.
Families = Mapping[str, tuple[Term, ...]]


def classify(sentence: SourceSentence, hits: Sequence[Hit], surnames: Families) -> Parts:
    """Sort out which hits are parts of mentions, and of what kind.

    Args:
        sentence: where they stand.
        hits: what the matcher found.
        surnames: of the persons whose full names stand in the document; only these count.
    """
    parts = Parts([], [], [], [], [])
    edges = _edges(sentence.joints, hits)
    for hit in hits:
        part = _part(sentence, hit, surnames)
        if part is None or _is_other(sentence, part, edges):
            continue
        if meant := _namesakes(sentence, hit, surnames):
            parts.persons.append(replace(part, terms=meant, surname=True, sure=False))
            if sentence.language.names.address_before(sentence.text, hit.start):
                parts.names.append(replace(part, terms=meant, surname=True))
                continue
            part = replace(part, terms=(*part.terms, *meant))
        if part.sure and not _is_sure(sentence, part):
            part = replace(part, sure=False)
        parts.add(part)
    if surnames and sentence.joints.surname_title:
        parts.persons.extend(_surnames_before_titles(sentence, parts, surnames))
        parts.persons.sort(key=_start_of)
    return parts


def near(parts: Sequence[MentionPart], start: int, end: int) -> Sequence[MentionPart]:
    """Return the parts near enough to belong to the span from ``start`` to ``end``."""
    first = bisect_left(parts, start - _LONGEST_NAME, key=_start_of)
    return parts[first : bisect_right(parts, end + _LONGEST_GAP, key=_start_of)]


def _start_of(part: MentionPart) -> int:
    return part.start


def _edges(joints: Joints, hits: Sequence[Hit]) -> frozenset[int]:
    """Return the ends of known names beside which another one may stand.

    Not places: *America* may end a company's name. Where capitals tell nothing, titles only.
    """
    beside = (
        hit
        for hit in hits
        if hit.type is TermType.TITLE or (joints.capitals and hit.type is not TermType.PLACE)
    )
    return frozenset(edge for hit in beside for edge in (hit.start, hit.end))


def _part(sentence: SourceSentence, hit: Hit, surnames: Families) -> MentionPart | None:
    """Make a part of a hit: of the rows that bear the name, else of those that have it as alias.

    Where an abbreviation and its full name are written alike, the full name's row counts.
    """
    best = min(spelling.kind.value for spelling in hit.spellings)
    if SpellingKind(best) is SpellingKind.SURNAME:
        terms = surnames.get(hit.spellings[0].text, ())
        return _surname(sentence, hit, terms) if terms else None
    if SpellingKind(best) is SpellingKind.ADJECTIVE:
        countries = {spelling.term.id: spelling.term for spelling in hit.spellings}
        return MentionPart(hit.start, hit.end, tuple(countries.values()), adjective=True)
    surface = sentence.text[hit.start : hit.end]
    first = hit.spellings[0]
    if len(hit.spellings) == 1 and not first.plural and surface[0].isupper():
        raised = hit.start > 0 and hit.type is TermType.TITLE and first.text[0].islower()
        return MentionPart(hit.start, hit.end, (first.term,), sure=not (first.exact and raised))
    meant = [spelling for spelling in hit.spellings if spelling.kind.value == best]
    found = {spelling.term.id: spelling.term for spelling in meant}
    full = [term for term in found.values() if term.type is not TermType.ABBR]
    small = surface[0].islower() and all(one.exact and one.text[0].isupper() for one in meant)
    plural = all(spelling.plural for spelling in meant)
    terms = tuple(full or found.values())
    return MentionPart(hit.start, hit.end, terms, sure=not small, plural=plural)


def _namesakes(sentence: SourceSentence, hit: Hit, surnames: Families) -> tuple[Term, ...]:
    """Return the persons of the document whose surname is a company's name as well: *Ford*."""
    if len(hit.spellings) == 1 or not sentence.joints.bare_surname:
        return ()
    kinds = {spelling.kind is SpellingKind.SURNAME for spelling in hit.spellings}
    known = surnames.get(sentence.text[hit.start : hit.end], ())
    place = Place(sentence.text, hit.start, hit.end, TermType.PERSON, surname=True)
    places = any(spelling.term.type is TermType.PLACE for spelling in hit.spellings)
    if known and places and sentence.language.names.is_city(place):
        return ()
    body = all(spelling.term.type is not TermType.PERSON for spelling in hit.spellings
               if spelling.kind is not SpellingKind.SURNAME)  # fmt: skip
    return known if len(kinds) == 2 and body else ()


def _surname(sentence: SourceSentence, hit: Hit, terms: tuple[Term, ...]) -> MentionPart | None:
    """Make a part of a family name; one after its initial is a name of its own: ``C. Rice``."""
    initials = sentence.language.names.initial_before(sentence.text, hit.start)
    if not initials:
        return MentionPart(hit.start, hit.end, terms, surname=True)
    tag = sentence.language.tag
    meant = tuple(term for term in terms if _begins_with(term, initials[0], tag))
    if len(meant) != 1:
        return None
    return MentionPart(hit.start - len(initials), hit.end, meant)


def _begins_with(person: Term, initial: str, tag: str) -> bool:
    """Tell whether one of a person's given names begins with an initial."""
    return any(word.startswith(initial) for word in term_forms.of(person, tag).first.split())


def _is_other(sentence: SourceSentence, part: MentionPart, edges: frozenset[int]) -> bool:
    """Tell whether a part is a piece of another name.

    ``Vice Chairman`` is no ``Chairman``, ``North Korea`` not ``Korea``, ``大使馆`` no ``大使``.
    """
    text, known = sentence.text, sentence.language.names
    if part.type is not TermType.TITLE:
        place = Place(text, part.start, part.end, part.type, part.surname)
        return known.is_part(place, edges)
    before = text[max(0, part.start - _LONGEST_WORD) : part.start].casefold()
    after = text[part.end : part.end + _LONGEST_WORD].casefold()
    return known.is_other_office(before) or after.startswith(known.joints.office_goes_on)


def _is_sure(sentence: SourceSentence, part: MentionPart) -> bool:
    """Tell whether a word that is a name as well is certainly the name here."""
    surface = sentence.text[part.start : part.end]
    place = Place(
        sentence.text,
        part.start,
        part.end,
        part.type,
        part.surname,
        headline=sentence.headline,
        proven=surface.lower() in sentence.proven,
        written=surface.isupper() and _is_written(part, surface, sentence.language.tag),
        given=surface in sentence.given,
    )
    return sentence.language.names.is_certain(place)


def _is_written(part: MentionPart, surface: str, tag: str) -> bool:
    """Tell whether a row writes its name with the same capitals."""
    own = (term_forms.of(term, tag) for term in part.terms)
    return any(surface in form for each in own for form in (each.first, *each.aliases))


def proven(sentences: Sequence[SourceSentence], hits: Sequence[Sequence[Hit]]) -> frozenset[str]:
    """Return the words, in lower case, that a document has as names and never as words.

    Only where capitals tell names from words can a sentence show that.
    """
    shown = {
        sentence.text[hit.start : hit.end].lower()
        for sentence, found in zip(sentences, hits, strict=True)
        if sentence.joints.capitals
        for hit in _outermost(found)
        if sentence.language.names.proves(Place(sentence.text, hit.start, hit.end, hit.type))
    }
    if not shown:
        return frozenset()
    used = {word for sentence in sentences for word in _SMALL_WORD.findall(sentence.text)}
    return frozenset(shown - used)


def given_names(
    sentences: Sequence[SourceSentence], hits: Sequence[Sequence[Hit]]
) -> frozenset[str]:
    """Return the names of places that persons of a document have as given names: *Jordan*."""
    return frozenset(
        sentence.text[hit.start : hit.end]
        for sentence, found in zip(sentences, hits, strict=True)
        for hit in found
        if hit.type is TermType.PLACE
        and sentence.language.names.is_given(sentence.text, hit.start, hit.end)
    )


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits of a sentence that are inside no other hit."""
    found: list[Hit] = []
    reached = 0
    for hit in hits:  # by place, the longer one first
        if hit.end > reached:
            found.append(hit)
            reached = hit.end
    return found


def _surnames_before_titles(
    sentence: SourceSentence, parts: Parts, surnames: Families
) -> Iterator[MentionPart]:
    """Find ``손`` in ``손 회장``, ``孙`` in ``孙会长``: inside no longer name and no word."""
    text, known = sentence.text, sentence.language.names
    taken = [(part.start, part.end) for part in parts.names if part.type is not TermType.TITLE]
    gaps = (*known.joints.surname_title, *(gap for gap in known.joints.former if gap))
    for title in parts.titles:
        for gap in gaps:
            end = title.start - len(gap)
            if end < 0 or text[end : title.start] != gap:
                continue
            for surname, terms in surnames.items():
                start = end - len(surname)
                if start < 0 or text[start:end] != surname:
                    continue
                inside = any(begin < end and start < stop for begin, stop in taken)
                if not inside and known.begins_surname(text, start, end):
                    yield MentionPart(start, end, terms, surname=True)
