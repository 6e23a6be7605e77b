"""Identify the people in a document: the offices they hold, and who shares their surnames.

``Chairman Park`` is the Park who is called chairman somewhere in the document; a president is the
company's where the document names him with a company. What the document leaves open stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.glossary import scope
from workflow.glossary.composites import Mention
from workflow.glossary.parts import Families, MentionPart, SourceSentence
from workflow.glossary.spellings import TELLING
from workflow.model import Term, TermType


@dataclass(slots=True)
class Cast:
    """What a document says of its persons.

    Attributes:
        titles: by id of a person, the ids of the titles the document gives them.
        scopes: by id of a person, of what their bodies are; ``?`` for a body not listed.
        hints: the same as their other titles tell.
        namesakes: by surname, unlisted persons that have it, as written, and where they are named
            first, by sentence and place: before it the surname is nobody else's.
        introduced: by id of a person, where the full name stands first.
        offices: by id of a person, the words for offices beside the full name, listed or not.
    """

    titles: dict[str, set[str]] = field(default_factory=dict)
    scopes: dict[str, set[str]] = field(default_factory=dict)
    hints: dict[str, set[str]] = field(default_factory=dict)
    namesakes: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    introduced: dict[str, tuple[int, int]] = field(default_factory=dict)
    offices: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        sentences: Sequence[SourceSentence],
        found: Sequence[Sequence[Mention]],
        families: Mapping[str, Families],
    ) -> Cast:
        """Read a whole document for what it says of its persons.

        Args:
            sentences: of the document.
            found: the mentions in each.
            families: by language, the persons that the document names in full.
        """
        cast = cls()
        for number, (sentence, mentions) in enumerate(zip(sentences, found, strict=True)):
            cast._learn(number, sentence, mentions)
            known = families.get(sentence.language.subtag)
            if sentence.joints.capitals and known:
                cast._meet(number, sentence, known, _listed_spans(mentions))
        return cast

    def meant(
        self, sentences: Sequence[SourceSentence], found: Sequence[Sequence[Mention]]
    ) -> list[list[Mention]]:
        """Settle, sentence by sentence, whom and which title each mention means."""
        return [
            [known for each in mentions for known in self._resolve(number, sentence, each)]
            for number, (sentence, mentions) in enumerate(zip(sentences, found, strict=True))
        ]

    def _learn(self, number: int, sentence: SourceSentence, mentions: Iterable[Mention]) -> None:
        """Note the full names of a sentence and the offices that stand beside them."""
        text, language = sentence.text, sentence.language.names
        for mention in mentions:
            person = mention.main
            if person.type is not TermType.PERSON or person.surname:
                continue
            known = person.terms[0].id
            self.introduced.setdefault(known, (number, person.start))
            office = language.office_beside(text, person.start, person.end)
            self.offices.setdefault(known, set()).add(office)
            scopes = self.scopes.setdefault(known, set())
            if mention.title is not None:
                titles = self.titles.setdefault(known, set())
                titles.update(title.id for title in mention.title.terms)
                hints = self.hints.setdefault(known, set())
                hints.update(map(scope.of_holder, mention.title.terms))
                if mention.body is not None:
                    scopes.add(scope.of_body(mention.body))
                elif beside := language.scope_beside(text, mention.start, mention.end):
                    scopes.add(beside)
            elif elsewhere := language.scope_of_office(text, person.end):
                scopes.add(elsewhere)

    def _meet(
        self,
        number: int,
        sentence: SourceSentence,
        surnames: Iterable[str],
        listed: Sequence[tuple[int, int]],
    ) -> None:
        """Note full names with a known surname that no glossary name covers, as namesakes."""
        text = sentence.text
        for surname in surnames:
            if surname in text:
                for start, name in sentence.language.names.full_names(text, surname):
                    if not any(begin < start + len(name) and start < end for begin, end in listed):
                        self.namesakes.setdefault(surname, {}).setdefault(name, (number, start))

    def _resolve(self, number: int, sentence: SourceSentence, mention: Mention) -> list[Mention]:
        """Settle which one person and title a mention in a sentence means.

        Of a title none of whose rows fits, the person and the body are left; who cannot be told
        stays ambiguous. Nothing is left where it is nobody's: ``전 회장`` is a former chairman,
        unless the document has a chairman 전.
        """
        text, title = sentence.text, mention.title
        if title is None:
            return self._called(number, sentence, mention) if mention.main.surname else [mention]
        if mention.main.surname:
            surname = text[mention.main.start : mention.main.end]
            mistakable = surname in sentence.joints.modifiers and not mention.former
            if mistakable and mention.main.end < title.start:
                return self._modified(mention, title, text)
            other = any(self.titles.get(one.id) for one in mention.main.terms)
            if (
                other
                and surname in sentence.joints.articles
                and not self._has_title(mention, title)
            ):
                return []
            mention = self._who(number, text, mention, title)
        if fitting := self._fitting(sentence, mention, title):
            return [replace(mention, title=replace(title, terms=fitting))]
        person, body = mention.main, mention.body
        alone = Mention(
            person.start, person.end, person, address=text[title.start : title.end],
            doubt=mention.doubt,
        )  # fmt: skip
        beside = [Mention(body.start, body.end, body)] if body and not body.adjective else []
        return sorted([alone, *beside], key=lambda one: one.start)

    def _called(self, number: int, sentence: SourceSentence, mention: Mention) -> list[Mention]:
        """Settle whom a surname means; a short one before an unlisted office, by that office."""
        titles, person, text = sentence.language.titles, mention.main, sentence.text
        office = mention.address if mention.end > person.end else ""
        if re.fullmatch(titles.words, office) and not re.fullmatch(titles.polite, office):
            meant = tuple(one for one in person.terms if office in self.offices.get(one.id, ()))
            mention = replace(mention, end=person.end, office=office)
            if len(meant) == 1:
                return [replace(mention, main=replace(person, terms=meant))]
            surname = text[person.start : person.end]
            if len(surname) < TELLING and not sentence.language.names.is_compound(surname):
                return []
        return [self._doubted(number, text, mention)]

    def _modified(self, mention: Mention, title: MentionPart, text: str) -> list[Mention]:
        if self._has_title(mention, title):
            return [replace(mention, doubt=(text[mention.main.start : title.end],))]
        return []

    def _has_title(self, mention: Mention, title: MentionPart) -> bool:
        """Tell whether the document gives one of the persons of a surname that title."""
        ids = {term.id for term in title.terms}
        return any(ids & self.titles.get(person.id, set()) for person in mention.main.terms)

    def _who(self, number: int, text: str, mention: Mention, title: MentionPart) -> Mention:
        ids = {term.id for term in title.terms}
        person = mention.main
        titled = tuple(t for t in person.terms if ids & self.titles.get(t.id, set()))
        if len(titled) == 1:
            return replace(mention, main=replace(person, terms=titled))
        return self._doubted(number, text, mention)

    def _doubted(self, number: int, text: str, mention: Mention) -> Mention:
        """Leave whom the document has named before, with those whom it may mean as well."""
        person, here = mention.main, (number, mention.main.start)
        known = tuple(t for t in person.terms if self.introduced.get(t.id, here) < here)
        if len(known) == 1:
            mention = replace(mention, main=replace(person, terms=known))
        others = self.namesakes.get(text[person.start : person.end], {})
        met = tuple(name for name, first in others.items() if first <= here)
        return replace(mention, doubt=met) if met else mention

    def _fitting(
        self, sentence: SourceSentence, mention: Mention, title: MentionPart
    ) -> tuple[Term, ...]:
        """Return the rows of a title that go with its person in this sentence.

        What stands beside them tells first, then the rest of the document, then the row's note.
        Where an open title has a row for either and nothing tells, all rows are left.
        """
        if mention.body is not None:
            return scope.fitting(title.terms, mention.body)
        if not sentence.joints.capitals or not any(map(scope.of_title, title.terms)):
            return title.terms
        known = self._known(sentence, mention)
        told = known & {"org", "place"}
        if len(told) == 1:
            return tuple(term for term in title.terms if scope.of_title(term) in ("", *told))
        if known:
            return tuple(term for term in title.terms if not scope.of_title(term))
        several = len({scope.of_title(term) for term in title.terms}) > 1
        if several or not any(map(scope.is_open, title.terms)):
            return () if several and mention.acting else title.terms
        return tuple(term for term in title.terms if scope.of_title(term) != "org")

    def _known(self, sentence: SourceSentence, mention: Mention) -> set[str]:
        """Return of what kind a person's body is; ``?`` for one that is not listed."""
        language = sentence.language.names
        if beside := language.scope_beside(sentence.text, mention.start, mention.end):
            return {beside}
        persons = mention.main.terms
        for hints in (self.scopes, self.hints):
            if found := hints.get(persons[0].id, set()) - {""}:
                return found
        return {mark} if (mark := scope.of_person(persons[0])) else set()


def _listed_spans(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return where names of the glossary stand, of persons the full ones."""
    parts = (part for mention in mentions for part in mention.roles.values())
    return [(part.start, part.end) for part in parts if not part.surname]
