"""Search in the review: by words, and by properties of sentences.

It stands in the address of a page, so that it can be kept and handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from unicodedata import normalize
from urllib.parse import urlencode

from workflow.languages.orthography.folding import without_ending
from workflow.markup import plain
from workflow.model import Entry, TermUse
from workflow.review.article_view import ArticleRow, Listing

#: How many articles are on one page of the queue.
PAGE = 100


@dataclass(frozen=True, slots=True)
class Query:
    """A search in the queue or in all sentences; empty conditions do not matter.

    Attributes:
        q: words that stand in source, translation or a comment.
        state: an :attr:`ArticleRow.state`, or ``open``.
        finding: the name of a check, ``error``, ``warning`` or ``none``.
        term: a word of the glossary's rows for it.
        by: whose approval, draft or comment it is.
        article: words of the article's title or path.
        to: the language of the translation.
        sort: one of :data:`workflow.review.descriptions.ORDERS`.
        page: of the queue, from 1.
    """

    q: str = ""
    state: str = ""
    finding: str = ""
    term: str = ""
    by: str = ""
    article: str = ""
    to: str = ""
    sort: str = ""
    page: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Sequence[str]]) -> Query:
        """Read a query from an address; what it does not know is left out."""
        given = {each.name: values.get(each.name, [""])[0].strip() for each in fields(cls)}
        return cls(**given)

    @property
    def wants_sentences(self) -> bool:
        """Whether sentences are looked for, and not articles."""
        return any((self.q, self.state, self.finding, self.term, self.by))

    @property
    def without_ending(self) -> Query:
        """The same for the English word that is looked for, but for its ending, if it has one."""
        word = folded(self.q)
        return self if (bare := without_ending(word)) == word else replace(self, q=bare)

    @property
    def in_article(self) -> str:
        """The part of the address that matters within one article."""
        names = ("q", "state", "finding", "term", "by")
        return urlencode({name: value for name in names if (value := getattr(self, name))})

    def with_(self, **changes: object) -> str:
        """Return the address of the queue with this query and some changes."""
        values: dict[str, object] = {each.name: getattr(self, each.name) for each in fields(self)}
        values |= changes
        return "/?" + urlencode({name: value for name, value in values.items() if value})

    def names(self, listing: Listing) -> bool:
        """Tell whether an article matches."""
        return found(self.article, (listing.title, listing.path, listing.name))

    def meets_entry(self, entry: Entry, terms: Iterable[TermUse]) -> bool:
        """Tell whether a sentence may match, as far as its entry shows."""
        people = (entry.reviewer, entry.held, entry.changed_since)
        forms = [form for use in terms for form in (use.source, use.rendering)]
        return (
            found(self.q, (plain(entry.source), plain(entry.text), *entry.comments))
            and found(self.by, (*people, *entry.comments))
            and (not self.term or found(self.term, forms))
        )

    def meets(self, row: ArticleRow) -> bool:
        """Tell whether a sentence matches, after :meth:`meets_entry` has said that it may."""
        checks = {each.check for each in row.findings}
        severities = {str(each.severity) for each in row.findings}
        none = self.finding == "none" and not checks
        return (
            not self.state or row.state == self.state or (self.state == "open" and row.open)
        ) and (not self.finding or none or self.finding in checks | severities)


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence that was found, in its article."""

    name: str
    title: str
    row: ArticleRow


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What the queue shows: one page of articles, of how many, and what they are chosen by."""

    query: Query
    listings: Sequence[Listing]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))

    @classmethod
    def of(cls, query: Query, listings: Iterable[Listing]) -> QueuePage:
        """Choose, sort and divide the articles."""
        chosen = [each for each in listings if query.names(each)]
        if query.to:
            chosen = [each for each in chosen if query.to in each.locales]
        chosen.sort(key=lambda each: _place(each, query.sort))
        asked = int(query.page) if query.page.isdecimal() else 1
        page = min(max(asked, 1), max(1, -(-len(chosen) // PAGE)))
        return cls(query, chosen[(page - 1) * PAGE : page * PAGE], len(chosen), page)


def _place(listing: Listing, order: str) -> tuple[object, ...]:
    counts = listing.locales.values()
    match order:
        case "errors":
            return (-sum(each.errors for each in counts), -sum(each.warnings for each in counts))
        case "left":
            return (-sum(each.left for each in counts),)
        case "title":
            return (listing.title.casefold(),)
        case "path":
            return (listing.path,)
    return (listing.done,)


def found(wanted: str, texts: Iterable[str]) -> bool:
    """Tell whether words stand in one of some texts, whatever their case; no words always do."""
    sought = folded(wanted)
    return not sought or any(sought in folded(text) for text in texts)


def folded(text: str) -> str:
    """Return a text as searches compare it: case-folded, in Unicode's form NFC."""
    return normalize("NFC", text).casefold()
