"""Find the terms of an article in its sentences, number them to light up together, list them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflow.model import BlockKind, Term, TermType, TermUse
from workflow.site import links
from workflow.site.article import Article, mentions
from workflow.site.body.sentence_html import Highlight, plain

#: Terms of one article that light up together; the stylesheet has a rule for each number.
LIT = 96
#: What opens an article, before its running text.
OPENING = frozenset({BlockKind.HEADLINE, BlockKind.DECK, BlockKind.BYLINE})


@dataclass(frozen=True, slots=True)
class ListedTerm:
    """A term of an article.

    Attributes:
        number: its number in the article; sentences mark its mentions with ``data-t``.
        term: the glossary row.
        url: the link to it on the glossary page.
        count: how often it is mentioned.
    """

    number: int
    term: Term
    url: str
    count: int


class Termbase:
    """The glossary as pages need it: terms by id, each with its anchor on the glossary page."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms: Mapping[str, Term] = {term.id: term for term in terms}
        self.anchors: dict[str, str] = {}
        taken: set[str] = set()
        for id_ in self.terms:
            anchor = base = "t-" + links.slug(id_).replace("/", "-")
            count = 1
            while anchor in taken:
                count += 1
                anchor = f"{base}-{count}"
            taken.add(anchor)
            self.anchors[id_] = anchor

    def url(self, id_: str) -> str:
        """Return the link to a term's place on the glossary page; empty for an unknown one."""
        return links.to("glossary/", self.anchors[id_]) if id_ in self.anchors else ""

    def principal(self, use: TermUse) -> str:
        """Return the term that a mention is about: of ``Ambassador Xing``, the person."""
        ids = use.term.split("+")
        people = (
            id_ for id_ in ids if id_ in self.terms and self.terms[id_].type is TermType.PERSON
        )
        return next(people, ids[0])


def version(terms: Iterable[Term]) -> str:
    """Return a short name for some terms, which changes when one of them or a decision does."""
    rows = [(each.id, sorted(each.forms.items()), each.approved) for each in terms]
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:8]


class Highlighter:
    """Finds the terms of one article in its sentences, the same number in every language.

    Sentences are asked for in reading order: the first mention in running text leads to the
    glossary; later ones only light up, so that a page is not all links.
    """

    def __init__(self, article: Article, termbase: Termbase) -> None:
        self.article = article
        self.termbase = termbase
        self.counts: dict[str, int] = {}
        for id_ in mentions(article):
            self.counts[id_] = self.counts.get(id_, 0) + 1
        self.numbers = {id_: number for number, id_ in enumerate(self.counts, 1)}
        self._linked: set[tuple[str, str]] = set()

    def listed(self) -> tuple[ListedTerm, ...]:
        """List the article's terms that are in the glossary, in order of appearance."""
        terms = self.termbase.terms
        return tuple(
            ListedTerm(number, terms[id_], self.termbase.url(id_), self.counts[id_])
            for id_, number in self.numbers.items()
            if id_ in terms
        )

    def source(self, index: int) -> tuple[Highlight, ...]:
        """Find the terms of the segment with this index in its source text."""
        segment = self.article.document.segments[index]
        spans: dict[tuple[int, int], TermUse] = {}
        for uses in self.article.uses.values():
            spans.update({(use.start, use.end): use for use in uses[index]})
        if not spans:
            return ()
        _, places = plain(segment.text)
        position: Mapping[int, int] | range
        if isinstance(places, range):
            position = places
        else:
            position = {place: at for at, place in enumerate(places)}
        return _without_overlaps(
            self._mark(index, segment.language, position[start], position[end - 1] + 1, use)
            for (start, end), use in spans.items()
            if start < end and start in position and end - 1 in position
        )

    def target(self, index: int, target: str, text: str) -> tuple[Highlight, ...]:
        """Find the same terms in a translation: their approved forms, in reading order."""
        uses = self.article.uses.get(target, ())
        if not text or index >= len(uses) or not uses[index]:
            return ()
        shown, _ = plain(text)
        found: list[Highlight] = []
        for use in uses[index]:
            for form in sorted({use.rendering, *use.accepted} - {""}, key=len, reverse=True):
                at = _find_free(shown, form, found)
                if at >= 0:
                    found.append(self._mark(index, target, at, at + len(form), use))
                    break
        return _without_overlaps(found)

    def _mark(self, index: int, language: str, start: int, end: int, use: TermUse) -> Highlight:
        id_ = self.termbase.principal(use)
        running = self.article.document.segments[index].kind not in OPENING
        url = self.termbase.url(id_) if running and (id_, language) not in self._linked else ""
        if url:
            self._linked.add((id_, language))
        return Highlight(start, end, self.numbers.get(id_, 0), url)


def _find_free(text: str, form: str, taken: Sequence[Highlight]) -> int:
    """Find ``form`` in ``text`` outside the spans already taken; -1 if it is not there."""
    at = text.find(form)
    while at >= 0 and any(at < mark.end and mark.start < at + len(form) for mark in taken):
        at = text.find(form, at + 1)
    return at


def _without_overlaps(marks: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Put highlights in order, without those that overlap an earlier or longer one."""
    kept: list[Highlight] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)
