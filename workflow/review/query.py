"""Search in the review: by words, and by properties of sentences.

It stands in the address of a page, so that it can be kept and handed on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from unicodedata import normalize
from urllib.parse import urlencode

from workflow.languages.orthography.folding import fold, without_ending
from workflow.markup import plain
from workflow.model import Entry, TermUse
from workflow.review.article_view import ArticleRow, Listing

#: How many articles are on one page of the queue.
PAGE = 100
#: A word of this many letters may have one typing mistake, one of twice as many two.
_SLIP = 4
_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_LETTER = re.compile(r"[\W_]+")


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
        nearly: whether the words of ``q`` may stand apart, and be written a little differently;
            no part of an address.
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
    nearly: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Sequence[str]]) -> Query:
        """Read a query from an address, ignoring unknown conditions."""
        names = (each.name for each in fields(cls) if each.name != "nearly")
        given: dict[str, Any] = {name: values.get(name, [""])[0].strip() for name in names}
        return cls(**given)

    @property
    def looser(self) -> Iterator[Query]:
        """Yield looser readings of words that were not found, the likeliest first."""
        if self.q:
            if (bare := without_ending(folded(self.q))) != folded(self.q):
                yield replace(self, q=bare)
            yield replace(self, nearly=True)

    @property
    def wants_sentences(self) -> bool:
        """Whether the query is for sentences rather than articles."""
        return any((self.q, self.state, self.finding, self.term, self.by))

    @property
    def in_article(self) -> str:
        """The part of the address that matters within one article."""
        names = ("q", "state", "finding", "term", "by")
        return urlencode({name: value for name in names if (value := getattr(self, name))})

    def with_(self, **changes: object) -> str:
        """Return the address of the queue with this query and some changes."""
        names = (each.name for each in fields(self) if each.name != "nearly")
        values: dict[str, object] = {name: getattr(self, name) for name in names}
        values |= changes
        return "/?" + urlencode({name: value for name, value in values.items() if value})

    def stands(self, texts: Iterable[str]) -> bool:
        """Tell whether the words of the query stand in one of some texts."""
        return (nearly_found if self.nearly else found)(self.q, texts)

    def names(self, listing: Listing) -> bool:
        """Tell whether an article matches."""
        return found(self.article, (listing.title, listing.path, listing.name))

    def meets_entry(self, entry: Entry, terms: Iterable[TermUse]) -> bool:
        """Tell whether a sentence may match, judging by its entry alone."""
        people = (entry.reviewer, entry.held, entry.changed_since)
        forms = [form for use in terms for form in (use.source, use.rendering)]
        return (
            self.stands((plain(entry.source), plain(entry.text), *entry.comments))
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
    """What the queue shows: one page of articles, how many there are, and the filters."""

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
    """Tell whether words stand in one of some texts, ignoring case; no words always do."""
    sought = folded(wanted)
    return not sought or any(sought in folded(text) for text in texts)


def nearly_found(wanted: str, texts: Iterable[str]) -> bool:
    """Tell whether all words stand in one of some texts, in any order and with slips of the finger.

    Case, accents, marks, and which of its forms a character has do not count; figures have to be
    right. How many letters may be missing, more or other: :data:`_SLIP`; of Hangul the letters
    count, not the syllables.

    >>> nearly_found("Chairwomen Oh Minseo", ["“Fine,” said Chairwoman Oh Min-seo."])
    True
    >>> nearly_found("항만공샤", ["부산항만공사는"]), nearly_found("1,300", ["1,200 people"])
    (True, False)
    """
    words = _letters(wanted).split()
    return bool(words) and any(
        all(_stands(word, text) for word in words) for text in map(_letters, texts)
    )


def _letters(text: str) -> str:
    """Return the letters and figures of a text, with a space between words."""
    return normalize("NFD", _NO_LETTER.sub(" ", _SEPARATOR.sub("", fold(text))))


def _stands(word: str, text: str) -> bool:
    """Tell whether a stretch as long as a word has its letters in order, but for some slips."""
    from rapidfuzz.fuzz import partial_ratio

    slips = 0 if any(map(str.isdecimal, word)) else min(len(word) // _SLIP, 2)
    if word in text or not slips:
        return word in text
    room = " " * len(word)  # or a shorter stretch at an end would do
    return partial_ratio(word, f"{room}{text}{room}") >= 100 * (1 - slips / len(word))


def folded(text: str) -> str:
    """Return a text as searches compare it: case-folded, in Unicode's form NFC."""
    return normalize("NFC", text).casefold()
