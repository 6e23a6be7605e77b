"""Sum an article up: its headline, deck, lead, dates and counts in each of its languages."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from workflow import markup
from workflow.languages import pack, space_between
from workflow.languages.names.authors import apart
from workflow.model import CORRECTION, BlockKind, Document, MarkupKind, Segment, State
from workflow.site.article import Article, mentions
from workflow.site.body.typesetting import clean
from workflow.site.lines import Line
from workflow.site.summary import Summary, in_order
from workflow.site.theming.labels import machine_date

#: 2021-12-07-luncheon, 20211207-luncheon.
_DATED = re.compile(r"(?:\d{4}-\d\d-\d\d|[12]\d{7}(?=[-_. ]|$))(?!\d)")
#: Letters of a title and of a lead made from sentences; half as many where a letter says more.
_TITLE, _LEAD = 80, 240


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
        authors=_clean(*_authors(document)),
        free=document.metadata.free,
        aliases=tuple(dict.fromkeys((*document.metadata.aliases, *article.former))),
        time=_time(document),
    )


def _authors(document: Document) -> Iterator[str]:
    for author in document.metadata.authors or (document.metadata.author,):
        yield from apart(author)


def _clean(*texts: str) -> tuple[str, ...]:
    """Return texts for display, each once."""
    return tuple(dict.fromkeys(filter(None, map(clean, texts))))


def dated_by_name(document: Document) -> str:
    """Return the date at the beginning of a document's name, if it gives none itself."""
    if document.metadata.date:
        return ""
    named = _DATED.match(document.name.rsplit("/", 1)[-1])
    try:
        return datetime.date.fromisoformat(named[0]).isoformat() if named else ""
    except ValueError:
        return ""


def _date(document: Document) -> str:
    """Return a document's own date, that in its name, or else the day of its file.

    Whoever names a file ``2021-12-07-luncheon.docx`` means that day; its properties may be those of
    a template or of a program that converted it.
    """
    said = document.metadata
    return clean(said.date) or dated_by_name(document) or clean(said.created)


def _time(document: Document) -> str:
    """Return from when on it is public on its day; empty where that is all of it."""
    day = machine_date(_date(document))
    moments = (each.since for each in document.metadata.conditions)
    times = (moment[10:] for moment in moments if day and moment.startswith(day))
    return max((time for time in times if not time.startswith("T00:00:00")), default="")


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
    """Return the date of the latest known change of the text in a language."""
    known = {article.document.metadata.updated, article.revised}
    if language != article.document.language:
        entries = (article.entry(segment, language) for segment in article.document.segments)
        known |= {entry.date[:10] for entry in entries if entry and entry.text}
    return max(map(machine_date, known), default="")


def _line(article: Article, segments: Sequence[Segment], language: str) -> Line | None:
    """Join sentences in a language, with the source of those not translated.

    Marks of footnotes are left out: their notes are on the article's page.
    """
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
        marked = article.document.blocks[segment.block].markup
        known = [item for item in marked if item.kind is not MarkupKind.FOOTNOTE]
        parts.append(markup.plain(entry.text if entry else segment.text, known))
        parts.append(space_between(language) if entry else segment.space)
    return Line(clean("".join(parts)).strip(), language)


def _opening(article: Article, language: str) -> Line:
    """Make a title for a document without one: the beginning of its first sentence."""
    document = article.document
    line = _line(article, document.segments[:1], language)
    return _cut(line, _TITLE) if line else Line(document.name, document.language)


def _cut(line: Line, letters: int) -> Line:
    """Cut a line to a length, between words if the language has spaces.

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
