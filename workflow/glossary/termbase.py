"""The glossary of a project: its terms, and which rendering each mention in a document gets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workflow.errors import GlossaryError
from workflow.glossary import names, table
from workflow.glossary.composites import Mention, full_names, mentions
from workflow.glossary.grammar import grammar
from workflow.glossary.matcher import Hit, Kind, Matcher, Name
from workflow.glossary.rendering import Renderer
from workflow.model import UNTRANSLATED, Document, Project, Segment, Term, TermType, TermUse

_COUNTED = frozenset({TermType.TERM, TermType.TITLE, TermType.PRODUCT, TermType.ABBR})


class Glossary:
    """Terms, the errors of rows that could not be used, and the search over both.

    Attributes:
        terms: the rows that work, in the order of the files.
        errors: one for each row that does not; it is left out.
    """

    def __init__(
        self,
        terms: Iterable[Term] = (),
        errors: Iterable[GlossaryError] = (),
        styles: Mapping[str, str] | None = None,
    ) -> None:
        self.terms = tuple(terms)
        self.errors = tuple(errors)
        self._styles = dict(styles or {})
        self._matchers: dict[str, Matcher] = {}

    def __len__(self) -> int:
        return len(self.terms)

    def uses(self, document: Document, target: str) -> tuple[tuple[TermUse, ...], ...]:
        """The mentions in each segment of ``document`` and the rendering each must get.

        Args:
            document: with its segments.
            target: BCP 47 tag of the translation.

        Returns:
            One tuple for each segment, in order; within it uses in order of place, never
            overlapping. Nothing for what is carried over or is in the target language already. A
            use whose ``target`` is empty is ambiguous: nothing is required, a person has to look.
        """
        if not self.terms:
            return ((),) * len(document.segments)
        hits = [self._hits(segment, document, target) for segment in document.segments]
        surnames = self._surnames(document, hits)
        renderer = Renderer(target, self._styles)
        uses = []
        for segment, found in zip(document.segments, hits, strict=True):
            spoken = _language(segment, document)
            known = surnames.get(spoken, {})
            mentioned = mentions(segment.text, found, grammar(spoken), known) if found else []
            uses.append(renderer.render(segment.text, mentioned, segment.kind))
        return tuple(uses)

    def find(self, text: str, language: str) -> list[Hit]:
        """Every valid hit of every name of ``language`` in ``text``, overlapping ones too."""
        return self.matcher(language).find(text)

    def mentions(self, text: str, language: str) -> list[Mention]:
        """The mentions in one sentence by itself: no bare surnames."""
        return mentions(text, self.find(text, language), grammar(language), {})

    def matcher(self, language: str) -> Matcher:
        """All names of a language, ready to be found; built when first asked for."""
        if language not in self._matchers:
            self._matchers[language] = Matcher(source_names(self.terms, language))
        return self._matchers[language]

    def _hits(self, segment: Segment, document: Document, target: str) -> list[Hit]:
        spoken = _language(segment, document)
        if segment.kind in UNTRANSLATED or spoken == target:
            return []
        return self.find(segment.text, spoken)

    @staticmethod
    def _surnames(
        document: Document, hits: Sequence[Sequence[Hit]]
    ) -> dict[str, dict[str, tuple[Term, ...]]]:
        """By language: family names of the persons whose full names stand in the document."""
        persons = {person.id: person for found in hits for person in full_names(found)}
        spoken = {_language(segment, document) for segment in document.segments}
        surnames: dict[str, dict[str, tuple[Term, ...]]] = {}
        for language in spoken if persons else ():
            known = surnames.setdefault(language, {})
            for person in persons.values():
                if surname := names.surname(person, language):
                    known[surname] = (*known.get(surname, ()), person)
        return surnames


def _language(segment: Segment, document: Document) -> str:
    return segment.language or document.language or "en"


def load(project: Project) -> Glossary:
    """The glossary of a project: every ``*.csv`` in its glossary folder; empty without any.

    Raises:
        GlossaryError: a file cannot be read or its columns cannot be told. A single bad row does
            not raise: it is left out and stands in :attr:`Glossary.errors`.
    """
    paths = sorted(path for path in project.glossary.glob("*.csv") if path.name[0] not in ".~")
    found = table.read(paths, project.root)
    return Glossary(found.terms, found.errors, project.settings.styles)


def signature(uses: Iterable[TermUse]) -> str:
    """A short hash for each term of a sentence, joined with dots; ``none`` when there are none.

    It changes when the change of a row may make the sentence's translation right or wrong, and
    only then: with what is required, accepted or forbidden and how it is read, not with first or
    later mention, which follow from the document.
    """
    return ".".join(dict.fromkeys(map(_hash, uses))) or "none"


def changed(uses: Iterable[TermUse], signature: str) -> tuple[TermUse, ...]:
    """The uses that a translation with an earlier signature was not made for."""
    known = frozenset(signature.split("."))
    return tuple(use for use in uses if _hash(use) not in known)


def _hash(use: TermUse) -> str:
    right = sorted({use.target, *use.accepted})
    parts = (use.source, *right, "", *sorted(use.forbidden), use.reading)
    return hashlib.sha256("\t".join(parts).encode()).hexdigest()[:8]


def source_names(terms: Iterable[Term], language: str) -> Iterator[Name]:
    """Every way in which each row may stand in a text of ``language``."""
    for term in terms:
        own = names.forms(term, language)
        main = dict.fromkeys(filter(None, (own.first, names.bare(own.first))))
        more = [own.later, *own.aliases, *map(names.bare, own.aliases)]
        more.append(names.abbreviation(own.first))
        for form in main:
            yield from _numbers(form, term, Kind.MAIN, language)
        for form in dict.fromkeys(filter(None, more)):
            if form not in main:
                yield from _numbers(form, term, Kind.ALIAS, language)
        if grammar(language).bare_surname and (surname := names.surname(term, language)):
            yield Name(surname, term, Kind.SURNAME)


def _numbers(form: str, term: Term, kind: Kind, language: str) -> Iterator[Name]:
    """A name as written and, in English, in the plural and before a noun (supply-chain crisis).

    Case always counts in abbreviations.
    """
    exact = term.match_case or names.is_abbreviation(form)
    yield Name(form, term, kind, exact)
    if language == "en" and term.type is TermType.TERM and form.count(" ") == 1:
        yield Name(form.replace(" ", "-"), term, Kind.ALIAS, exact)
    if language == "en" and term.type in _COUNTED and form[-1].isalpha():
        yield Name(_plural(form), term, Kind.ALIAS, exact)


def _plural(form: str) -> str:
    """The regular English plural.

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
