"""Who is who in a document: which offices its persons have, and who else has their surnames.

``Chairman Park`` is the Park who is called chairman somewhere in the document; a president is the
company's where the document names him with a company. What the document leaves open stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.glossary import scope
from workflow.glossary.composites import Mention
from workflow.glossary.pieces import Part, Sentence
from workflow.languages import countries
from workflow.languages.en import verbs
from workflow.languages.en.capitals import BODIES, PEOPLES, PLACES
from workflow.languages.en.kinds import kind_of
from workflow.languages.en.surnames import HONORIFICS, HYPHENS, OPENERS, capitals_tell
from workflow.model import Term, TermType

#: A person's office at a body that the glossary lacks.
_ELSEWHERE = re.compile(
    r", (?:the |a |an |then )?[A-Za-z -]{3,40} (?:of|at) (?:the )?"
    r"(?P<body>[A-Z][\w.]+(?: [A-Z]\w+)*)"
)
#: What an office beside its person is said to be of; a company's own words tell nothing new.
_OF_BODY = re.compile(
    r",? (?:of|for) (?:the |a |its |their )?(?P<body>[A-Z][\w.]*(?: [A-Z]\w+)*|[a-z]+)"
)
_OWN_COMPANY = frozenset(
    "company group firm board business carmaker chipmaker conglomerate retailer bank manufacturer "
    "maker unit subsidiary automaker airline years months decades being having taking".split()
)
_BEFORE = re.compile(r"([A-ZÀ-Þ][\w.&-]*)(?:['’]s)? $")
_UNKNOWN = "?"
_HYPHENS = frozenset(HYPHENS)
_GIVEN_AFTER = re.compile(
    rf" [A-Z][a-z]+(?:(?P<hyphen>[{HYPHENS}])[A-Za-z][a-z]+|(?: [A-Z][a-z]+)?)"
)
_GIVEN_BEFORE = re.compile(r"(?:^|(?<=[\s\"“(]))([A-Z][\w-]+) $")


@dataclass(slots=True)
class Cast:
    """What a document says of its persons.

    Attributes:
        titles: by id of a person, the ids of the titles the document gives them.
        scopes: by id of a person, of what their bodies are; ``?`` for a body not listed.
        hints: the same as their other titles tell.
        namesakes: by surname, unlisted persons that have it, as written, and the sentence that
            names them first: before it the surname is nobody else's.
    """

    titles: dict[str, set[str]] = field(default_factory=dict)
    scopes: dict[str, set[str]] = field(default_factory=dict)
    hints: dict[str, set[str]] = field(default_factory=dict)
    namesakes: dict[str, dict[str, int]] = field(default_factory=dict)

    def learn(self, sentence: Sentence, mentions: Iterable[Mention]) -> None:
        """Take in the full names of a sentence, with the offices that stand beside them."""
        text, capitals = sentence.text, sentence.rules.capitals
        for mention in mentions:
            person = mention.main
            if person.type is not TermType.PERSON or person.surname:
                continue
            known = person.terms[0].id
            scopes = self.scopes.setdefault(known, set())
            if mention.title is not None:
                titles = self.titles.setdefault(known, set())
                titles.update(title.id for title in mention.title.terms)
                hints = self.hints.setdefault(known, set())
                hints.update(map(scope.shown, mention.title.terms))
                if mention.body is not None:
                    scopes.add(scope.kind(mention.body))
                elif capitals and (beside := scope_beside(text, mention.start, mention.end)):
                    scopes.add(beside)
            elif capitals and (elsewhere := _ELSEWHERE.match(text, person.end)):
                scopes.add("place" if scope.is_state(elsewhere["body"]) else _UNKNOWN)

    def meet(
        self, number: int, text: str, surnames: Iterable[str], listed: Sequence[tuple[int, int]]
    ) -> None:
        """Take in the persons of a sentence that have a known surname and are not listed."""
        for surname in surnames:
            if surname in text:
                for start, name in _full_names(text, surname):
                    if not any(begin <= start < end for begin, end in listed):
                        self.namesakes.setdefault(surname, {}).setdefault(name, number)

    def resolve(self, number: int, sentence: Sentence, mention: Mention) -> Mention | None:
        """Return the mention in a sentence, with the one person and the title that it means there.

        A title none of whose rows fits is left out; who cannot be told stays ambiguous. None where
        it is nobody's: ``전 회장`` is a former chairman, unless the document has a chairman 전.
        """
        text, title = sentence.text, mention.title
        if title is None:
            return self._doubted(number, text, mention) if mention.main.surname else mention
        if mention.main.surname:
            surname = text[mention.main.start : mention.main.end]
            mistakable = surname in sentence.rules.modifiers and not mention.former
            if mistakable and mention.main.end < title.start:
                return self._modified(mention, title, text)
            mention = self._who(number, text, mention, title)
        fitting = self._fitting(sentence, mention, title)
        if fitting:
            return replace(mention, title=replace(title, terms=fitting))
        person = mention.main
        return Mention(
            person.start, person.end, person, address=text[title.start : title.end],
            doubt=mention.doubt,
        )  # fmt: skip

    def _modified(self, mention: Mention, title: Part, text: str) -> Mention | None:
        ids = {term.id for term in title.terms}
        if any(ids & self.titles.get(person.id, set()) for person in mention.main.terms):
            return replace(mention, doubt=(text[mention.main.start : title.end],))
        return None

    def _who(self, number: int, text: str, mention: Mention, title: Part) -> Mention:
        ids = {term.id for term in title.terms}
        person = mention.main
        titled = tuple(t for t in person.terms if ids & self.titles.get(t.id, set()))
        if len(titled) == 1:
            return replace(mention, main=replace(person, terms=titled))
        return self._doubted(number, text, mention)

    def _doubted(self, number: int, text: str, mention: Mention) -> Mention:
        person = mention.main
        others = self.namesakes.get(text[person.start : person.end], {})
        met = tuple(name for name, first in others.items() if first <= number)
        return replace(mention, doubt=met) if met else mention

    def _fitting(self, sentence: Sentence, mention: Mention, title: Part) -> tuple[Term, ...]:
        """Return the rows of a title that go with its person here.

        What stands beside them tells first, then the rest of the document, then the row's note.
        Where an open title has a row for either and nothing tells, all rows are left.
        """
        if mention.body is not None:
            return scope.fitting(title.terms, mention.body)
        if not sentence.rules.capitals or not any(map(scope.of, title.terms)):
            return title.terms
        known = self._known(sentence.text, mention)
        told = known & {"org", "place"}
        if len(told) == 1:
            return tuple(term for term in title.terms if scope.of(term) in ("", *told))
        if known:
            return tuple(term for term in title.terms if not scope.of(term))
        several = len({scope.of(term) for term in title.terms}) > 1
        if several or not any(map(scope.is_open, title.terms)):
            return () if several and mention.acting else title.terms
        return tuple(term for term in title.terms if scope.of(term) != "org")

    def _known(self, text: str, mention: Mention) -> set[str]:
        """Of what kind the body of a person is; ``?`` for one that is not listed."""
        if beside := scope_beside(text, mention.start, mention.end):
            return {beside}
        persons = mention.main.terms
        for hints in (self.scopes, self.hints):
            if found := hints.get(persons[0].id, set()) - {""}:
                return found
        return {noted} if (noted := scope.noted(persons[0])) else set()


def scope_beside(text: str, start: int, end: int) -> str:
    """Of what kind the body is that stands right before or after an office with its person."""
    before = _scope_before(text, start)
    if before == "place":
        return before
    after = _OF_BODY.match(text, end)
    if after is None or after["body"] in _OWN_COMPANY:
        return before
    return "place" if scope.is_state(after["body"]) else _UNKNOWN


def _scope_before(text: str, start: int) -> str:
    """Of what kind the body is that stands before a title, if any: ``French``, ``Hyundai``."""
    before = _BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return ""
    word = before[1]
    if word in PEOPLES or word in countries.names() or word in ("US", "U.S.", "UK", "U.K."):
        return "place"
    lower = word.lower()
    if lower in OPENERS or lower in verbs.MONTHS or kind_of(lower) in ("function", "adverb"):
        return ""
    return _UNKNOWN


def _full_names(text: str, surname: str) -> Iterator[tuple[int, str]]:
    """Yield places and names of persons with this surname: ``Park Min-su``, ``Bruce Lee``."""
    start = text.find(surname)
    while start >= 0:
        end = start + len(surname)
        if _alone(text, start, end):
            yield from _full_name(text, start, end)
        start = text.find(surname, end)


def _alone(text: str, start: int, end: int) -> bool:
    """Tell whether a surname is a word by itself."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() or before in _HYPHENS or after.isalnum())


def _full_name(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    told = capitals_tell(text)
    given = _GIVEN_AFTER.match(text, end)
    if given and (given["hyphen"] or (told and _is_given(given[0].split()[0]))):
        yield start, text[start : given.end()]
        return
    before = _GIVEN_BEFORE.search(text[max(0, start - 40) : start])
    if before and told and _is_given(before[1]):
        yield start - len(before[0]), f"{before[1]} {text[start:end]}"


def _is_given(word: str) -> bool:
    """Tell whether a word may be a given name: no common word, title, people or place."""
    lower = word.lower()
    return not (
        kind_of(lower)
        or kind_of(lower.split("-")[0])
        or lower in HONORIFICS
        or lower in OPENERS
        or lower in verbs.MONTHS
        or word in BODIES | PLACES | PEOPLES
        or word.isupper()
    )


def listed_spans(mentions: Iterable[Mention]) -> list[tuple[int, int]]:
    """Return where persons of the glossary stand with their full names."""
    return [
        (mention.main.start, mention.main.end)
        for mention in mentions
        if mention.main.type is TermType.PERSON and not mention.main.surname
    ]


def gather(
    sentences: Sequence[Sentence],
    found: Sequence[Sequence[Mention]],
    surnames: Mapping[str, Mapping[str, tuple[Term, ...]]],
) -> Cast:
    """Return the cast of a document.

    Args:
        sentences: of the document.
        found: the mentions in each.
        surnames: by language, those of the persons that the document names.
    """
    cast = Cast()
    for number, (sentence, mentions) in enumerate(zip(sentences, found, strict=True)):
        cast.learn(sentence, mentions)
        known = surnames.get(sentence.rules.language)
        if sentence.rules.capitals and known:
            cast.meet(number, sentence.text, known, listed_spans(mentions))
    return cast
