"""An article with its translations, its summary for index pages, and which pages it has."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from workflow import markup
from workflow.languages import normalize, pack, space_between
from workflow.model import (
    CORRECTION,
    UNTRANSLATED,
    BlockKind,
    Document,
    Entry,
    Picture,
    Segment,
    State,
    TermUse,
)
from workflow.site.labels import machine_date
from workflow.site.lines import Line, packed
from workflow.site.typesetting import clean
from workflow.store.sharing import Sharing, same

#: 2021-12-07-luncheon, 20211207-luncheon.
_DATED = re.compile(r"(?:\d{4}-\d\d-\d\d|[12]\d{7}(?=[-_. ]|$))(?!\d)")
#: Letters of a title and of a lead made from sentences; half as many where a letter says more.
_TITLE, _LEAD = 80, 240


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its translations and the terms found in it.

    Attributes:
        document: read, detected and segmented.
        entries: for each target language (BCP 47), its entries by source text.
        uses: for each target language, the terms of each segment, in the order of
            ``document.segments``; may be empty.
        pictures: the pictures beside the document, by their addresses in it.
        hidden: why it is not public, for a preview; empty if it is.
        original: the seed's file; None where the article is of none.
        revised: ISO 8601 date on which its own text last changed; empty where that is not known.
        former: places in URLs that it had under other names.
    """

    document: Document
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    uses: Mapping[str, Sequence[Sequence[TermUse]]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    hidden: str = ""
    original: Path | None = None
    revised: str = ""
    former: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages it is translated into; its own, in which parts may be, is none of them."""
        return tuple(target for target in self.entries if target != self.document.language)

    def entry(self, segment: Segment, target: str) -> Entry | None:
        """Return a sentence's translation; None where none is called for.

        A notice, code, a sentence that is in the target language already and one without words
        stand as they are.
        """
        known = self.entries.get(target)
        if known is None or segment.kind in UNTRANSLATED or segment.language == target:
            return None
        if target == self.document.language and segment.text not in known:
            return None
        entry = known.get(segment.text) or Entry(segment.text)
        carried = entry.origin == "source" and entry.text == segment.text
        return None if carried else entry


@cache
def trio_of(languages: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Return the languages of an article's trilingual page, in page order, if it has one."""
    if len(languages) < 3:
        return ()
    others = [tag for tag in languages if tag != source][:2]
    return tuple(tag for tag in languages if tag == source or tag in others)


@cache
def pairs_of(languages: tuple[str, ...], source: str) -> tuple[tuple[str, str], ...]:
    """Return the languages of each of an article's bilingual pages, in page order."""
    three = set(trio_of(languages, source))
    return tuple(
        pair for pair in combinations(languages, 2) if source in pair or set(pair) <= three
    )


_DAYS = Sharing[str, str]()
_SAID = Sharing[str, tuple[Line, ...]]()
_TERMS = Sharing[str, int]()


@lru_cache(maxsize=1_024)
def _tallies(*counted: tuple[Any, ...]) -> Mapping[str, Mapping[State, int]]:
    """Return counts for each language; equal ones are one object."""
    return {tag: dict(counts) for tag, *counts in counted}


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
        leads: what feeds and search engines show of the text: the deck, or else its beginning.
        tallies: for each target, how many sentences are in each :class:`State`.
        terms: ids of the terms in it, each with the number of its mentions.
        hidden: why it is not public, in a preview; empty if it is.
        modified: for each language, the ISO 8601 date of its latest change; may be empty.
        corrections: for each language, what is said of mistakes that it had.
        section, tags, authors: as the front matter names them, in the language of the seed.
        free: whether it is a free page (About, Imprint), once a language and in no list.
        aliases: places in URLs that it had before.
    """

    slug: str
    name: str
    date: str
    source: str
    languages: tuple[str, ...]
    titles: Mapping[str, Line]
    decks: Mapping[str, Line]
    leads: Mapping[str, Line]
    tallies: Mapping[str, Mapping[State, int]]
    terms: Mapping[str, int]
    hidden: str = ""
    modified: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    section: str = ""
    authors: tuple[str, ...] = ()
    free: bool = False
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Let what many articles have in common be the same objects: all summaries are kept."""
        keep = partial(object.__setattr__, self)
        keep("languages", same(self.languages))
        keep("titles", packed(self.titles))
        keep("decks", packed(self.decks))
        keep("leads", packed(self.leads))
        keep("tallies", _tallies(*((tag, *its.items()) for tag, its in self.tallies.items())))
        keep("modified", _DAYS.of(self.modified))
        keep("corrections", _SAID.of(self.corrections))
        keep("terms", _TERMS.of(self.terms))
        keep("tags", tuple(map(same, self.tags)))
        keep("authors", tuple(map(same, self.authors)))
        if self.slug == self.name:
            keep("slug", self.name)

    @property
    def trio(self) -> tuple[str, ...]:
        """The languages of its trilingual page; empty when it has fewer than three."""
        return () if self.free else trio_of(self.languages, self.source)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Its bilingual pages: the source with every target, and the pairs within the trio."""
        return () if self.free else pairs_of(self.languages, self.source)

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The languages of each of its pages: editions, pairs, trio."""
        trio = (self.trio,) if self.trio else ()
        return (*((tag,) for tag in self.languages), *self.pairs, *trio)

    @property
    def changed(self) -> str:
        """When it last changed in any language, else its own date; empty if neither is known."""
        return self.changed_in(self.languages)

    def changed_in(self, languages: Sequence[str]) -> str:
        """Return when it last changed in some languages, else its own date."""
        days = (self.modified.get(tag, "") for tag in languages)
        return max(machine_date(self.date), max(days, default=""))

    def begun(self, languages: Sequence[str]) -> bool:
        """Tell whether each of these languages has some of the text; a file without is no use."""
        return all(
            language == self.source
            or not set(self.tallies[language]) <= {State.EMPTY, State.WITHHELD}
            for language in languages
        )

    def complete(self, language: str) -> bool:
        """Tell whether an edition is in full what people wrote: the original, or reviewed."""
        return language == self.source or set(self.tallies[language]) <= {State.REVIEWED}


def page_language(summary: Summary, languages: Sequence[str]) -> str:
    """Return the language of a page as a whole: the article's own, if it is on it."""
    return summary.source if summary.source in languages else languages[0]


def summarize(article: Article, slug: str, order: Sequence[str]) -> Summary:
    """Sum an article up. ``order`` is the project's order of languages."""
    document = article.document
    languages = in_order({document.language, *article.targets}, order)
    headline = _first(document, BlockKind.HEADLINE)
    deck = _first(document, BlockKind.DECK)
    paragraph = _first(document, BlockKind.PARAGRAPH)
    said = _corrections(document)
    title = Line(document.metadata.title, document.language) if document.metadata.title else None
    decks = {tag: line for tag in languages if (line := _line(article, deck, tag))}
    leads = {
        tag: _cut(line, _LEAD) for tag in languages if (line := _line(article, paragraph, tag))
    }
    return Summary(
        slug=slug,
        name=document.name,
        date=_date(document),
        source=document.language,
        languages=languages,
        titles={
            tag: _line(article, headline, tag) or title or _opening(article, tag)
            for tag in languages
        },
        decks=decks,
        leads=leads | decks,
        tallies={target: _tally(article, target) for target in article.targets},
        terms=_terms(article),
        hidden=article.hidden,
        modified={tag: _modified(article, tag) for tag in languages},
        corrections={
            tag: tuple(line for each in said if (line := _line(article, each, tag)))
            for tag in languages
            if said
        },
        tags=_clean(*document.metadata.tags),
        section=clean(document.metadata.section),
        authors=_clean(*(document.metadata.authors or (document.metadata.author,))),
        free=document.metadata.free,
        aliases=tuple(dict.fromkeys((*document.metadata.aliases, *article.former))),
    )


def in_order(languages: set[str], order: Sequence[str]) -> tuple[str, ...]:
    """Sort languages as pages show them: English, then the project's order, then by tag."""
    ranks = {tag: rank for rank, tag in enumerate(dict.fromkeys(("en", *map(normalize, order))))}
    return tuple(sorted(languages, key=lambda tag: (ranks.get(tag, len(ranks)), tag)))


def mentions(article: Article) -> Iterator[str]:
    """Yield the id of each term that is mentioned, once a mention, in reading order."""
    for per_segment in zip(*article.uses.values(), strict=True):
        seen = {(use.start, use.end): use.term for uses in per_segment for use in uses}
        for place in sorted(seen):
            yield from seen[place].split("+")


def _clean(*texts: str) -> tuple[str, ...]:
    return tuple(filter(None, map(clean, texts)))


def dated_by_name(document: Document) -> str:
    """Return the date that a document's name begins with, if it gives none itself."""
    if document.metadata.date:
        return ""
    named = _DATED.match(document.name.rsplit("/", 1)[-1])
    try:
        return datetime.date.fromisoformat(named[0]).isoformat() if named else ""
    except ValueError:
        return ""


def _date(document: Document) -> str:
    """Return a document's own date, or else that of its name: ``2021-12-07-luncheon``."""
    return clean(document.metadata.date) or dated_by_name(document)


def _terms(article: Article) -> Mapping[str, int]:
    return dict(Counter(mentions(article)))


def _tally(article: Article, target: str) -> Mapping[State, int]:
    entries = (article.entry(segment, target) for segment in article.document.segments)
    return dict(Counter(entry.state for entry in entries if entry))


def _first(document: Document, kind: BlockKind) -> tuple[Segment, ...]:
    """Return the sentences of the first block of a kind."""
    found = (each for each in document.segments if each.kind is kind)
    block = next((each.block for each in found if not _is_correction(document, each)), None)
    return tuple(segment for segment in document.segments if segment.block == block)


def _corrections(document: Document) -> Sequence[Sequence[Segment]]:
    """Return the sentences of each block that says what the article had wrong."""
    if not document.metadata.corrections:
        return ()
    found = (each for each in document.segments if _is_correction(document, each))
    return [tuple(block) for _, block in groupby(found, key=lambda each: each.block)]


def _is_correction(document: Document, segment: Segment) -> bool:
    box = document.blocks[segment.block].box
    return box is not None and box.kind == CORRECTION


def _modified(article: Article, language: str) -> str:
    """Return the date of the latest change of the text in a language, as it is known."""
    known = {article.document.metadata.updated, article.revised}
    if language != article.document.language:
        entries = (article.entry(segment, language) for segment in article.document.segments)
        known |= {entry.date[:10] for entry in entries if entry and entry.text}
    return max(map(machine_date, known), default="")


def _line(article: Article, segments: Sequence[Segment], language: str) -> Line | None:
    """Join sentences in a language; those of the source where one is not translated."""
    if not segments:
        return None
    source = article.document.language
    parts = []
    for segment in segments:
        entry = article.entry(segment, language)
        if entry and not entry.text:
            if language != source:
                return _line(article, segments, source)
            entry = None
        known = article.document.blocks[segment.block].markup
        parts.append(markup.plain(entry.text if entry else segment.text, known))
        parts.append(space_between(language) if entry else segment.space)
    return Line(clean("".join(parts)).strip(), language)


def _opening(article: Article, language: str) -> Line:
    """Make a title for a document without one: the beginning of its first sentence."""
    document = article.document
    line = _line(article, document.segments[:1], language)
    return _cut(line, _TITLE) if line else Line(document.name, document.language)


def _cut(line: Line, letters: int) -> Line:
    """Cut a line to so many letters, between two words where there are spaces.

    >>> _cut(Line("It was a quiet morning on the river, and the boats " * 2, "en"), 80).text
    'It was a quiet morning on the river, and the boats It was a quiet morning on…'
    """
    text, language = line.text, line.language
    most = letters // 2 if pack(language).writing.dense else letters
    if len(text) <= most:
        return line
    kept = text[: most - 1]
    whole, space, _ = kept.rpartition(" ")
    return Line(
        (whole if space and len(whole) > most // 2 else kept).rstrip(" ,，、") + "…", language
    )
