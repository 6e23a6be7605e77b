"""What the site is made from: one article, and the little that index pages keep of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from workflow import markup
from workflow.languages import normalize
from workflow.model import UNTRANSLATED, BlockKind, Document, Entry, Segment, State, TermUse
from workflow.site.text import clean

_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its translations and the terms found in it.

    Attributes:
        document: read, detected and segmented.
        entries: for each target language (BCP 47), its entries by source text.
        uses: for each target language, the terms of each segment, in the order of
            ``document.segments``; may be empty.
    """

    document: Document
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    uses: Mapping[str, Sequence[Sequence[TermUse]]] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages it is translated into; never its own."""
        return tuple(target for target in self.entries if target != self.document.language)

    def entry(self, segment: Segment, target: str) -> Entry | None:
        """The translation of a sentence, or nothing where none is called for.

        A notice, code, and a sentence that is in the target language already stand as they are.
        """
        if segment.kind in UNTRANSLATED or segment.language == target:
            return None
        return self.entries[target].get(segment.text) or Entry(segment.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of plain text and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What index pages, feeds and the site map keep of an article: small, whatever its length.

    Attributes:
        slug: its place in URLs, not quoted.
        name: the document's name, for messages.
        date: ISO 8601 or empty.
        source: the language it was written in.
        languages: all its languages in page order.
        titles, decks: headline and deck by language; a missing translation is the source's line.
        tallies: for each target, how many sentences are in each :class:`State`.
        terms: ids of the terms in it, each with the number of its mentions.
    """

    slug: str
    name: str
    date: str
    source: str
    languages: tuple[str, ...]
    titles: Mapping[str, Line]
    decks: Mapping[str, Line]
    tallies: Mapping[str, Mapping[State, int]]
    terms: Mapping[str, int]

    @property
    def trio(self) -> tuple[str, ...]:
        """The languages of its trilingual page; empty when it has fewer than three."""
        if len(self.languages) < 3:
            return ()
        others = [tag for tag in self.languages if tag != self.source][:2]
        return tuple(tag for tag in self.languages if tag == self.source or tag in others)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Its bilingual pages: the source with every target, and the pairs within the trio."""
        return tuple(
            pair
            for pair in combinations(self.languages, 2)
            if self.source in pair or set(pair) <= set(self.trio)
        )

    def complete(self, language: str) -> bool:
        """Whether an edition may be indexed: it is the original, or all of it was reviewed."""
        return language == self.source or set(self.tallies[language]) <= {State.REVIEWED}


def summarize(article: Article, slug: str, order: Sequence[str]) -> Summary:
    """The summary of an article. ``order`` is the project's order of languages."""
    document = article.document
    languages = in_order({document.language, *article.targets}, order)
    headline = _first(document, BlockKind.HEADLINE)
    deck = _first(document, BlockKind.DECK)
    title = Line(document.metadata.title or _opening(document), document.language)
    return Summary(
        slug=slug,
        name=document.name,
        date=_date(document),
        source=document.language,
        languages=languages,
        titles={tag: _line(article, headline, tag) or title for tag in languages},
        decks={tag: line for tag in languages if (line := _line(article, deck, tag))},
        tallies={target: _tally(article, target) for target in article.targets},
        terms=_terms(article),
    )


def in_order(languages: set[str], order: Sequence[str]) -> tuple[str, ...]:
    """Languages as pages show them: English first, then in the project's order, then by tag."""
    ranks = {tag: rank for rank, tag in enumerate(dict.fromkeys(("en", *map(normalize, order))))}
    return tuple(sorted(languages, key=lambda tag: (ranks.get(tag, len(ranks)), tag)))


def mentions(article: Article) -> Iterator[str]:
    """The ids of the terms mentioned, once for each mention, in reading order."""
    for per_segment in zip(*article.uses.values(), strict=True):
        seen = {(use.start, use.end): use.term for uses in per_segment for use in uses}
        for place in sorted(seen):
            yield from seen[place].split("+")


def _date(document: Document) -> str:
    """The date it gives, or else the one its name begins with: ``2021-12-07-luncheon``."""
    if document.metadata.date:
        return clean(document.metadata.date)
    named = _DATED.match(document.name.rsplit("/", 1)[-1])
    return named[0] if named else ""


def _terms(article: Article) -> Mapping[str, int]:
    return Counter(mentions(article))


def _tally(article: Article, target: str) -> Mapping[State, int]:
    entries = (article.entry(segment, target) for segment in article.document.segments)
    return Counter(entry.state for entry in entries if entry)


def _first(document: Document, kind: BlockKind) -> tuple[Segment, ...]:
    """The sentences of the first block of a kind."""
    block = next((segment.block for segment in document.segments if segment.kind is kind), None)
    return tuple(segment for segment in document.segments if segment.block == block)


def _line(article: Article, segments: Sequence[Segment], language: str) -> Line | None:
    """Sentences in a language as one line; the source's where one of them is not translated."""
    if not segments:
        return None
    source = article.document.language
    parts = []
    for segment in segments:
        entry = article.entry(segment, language) if language != source else None
        if entry and not entry.text:
            return _line(article, segments, source)
        known = article.document.blocks[segment.block].markup
        parts.append(markup.plain(entry.text if entry else segment.text, known) + segment.space)
    return Line(clean("".join(parts)).strip(), language)


def _opening(document: Document) -> str:
    """A title for a document without one: the beginning of its first sentence."""
    if not document.segments:
        return document.name
    first = document.segments[0]
    text = clean(markup.plain(first.text, document.blocks[first.block].markup))
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
