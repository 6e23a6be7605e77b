"""The little that index pages keep of an article, and what its pages begin with."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from workflow import markup
from workflow.aligned import Article, Line, Summary
from workflow.languages import normalize, space_between
from workflow.model import BlockKind, Document, Segment, State
from workflow.site.text import clean

#: 2021-12-07-luncheon, 20211207-luncheon.
_DATED = re.compile(r"(?:\d{4}-\d\d-\d\d|[12]\d{7}(?=[-_. ]|$))(?!\d)")
#: Letters of a title and of a lead made from sentences; half of them in Chinese, Japanese, Korean.
_TITLE, _LEAD = 80, 240


def summarize(article: Article, slug: str, order: Sequence[str]) -> Summary:
    """The summary of an article. ``order`` is the project's order of languages."""
    document = article.document
    languages = in_order({document.language, *article.targets}, order)
    headline = _first(document, BlockKind.HEADLINE)
    deck = _first(document, BlockKind.DECK)
    paragraph = _first(document, BlockKind.PARAGRAPH)
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


def dated_by_name(document: Document) -> str:
    """The date that the name of a document begins with, where it gives none itself."""
    if document.metadata.date:
        return ""
    named = _DATED.match(document.name.rsplit("/", 1)[-1])
    try:
        return datetime.date.fromisoformat(named[0]).isoformat() if named else ""
    except ValueError:
        return ""


def _date(document: Document) -> str:
    """The date it gives, or else the one its name begins with: ``2021-12-07-luncheon``."""
    return clean(document.metadata.date) or dated_by_name(document)


def _terms(article: Article) -> Mapping[str, int]:
    return dict(Counter(mentions(article)))


def _tally(article: Article, target: str) -> Mapping[State, int]:
    entries = (article.entry(segment, target) for segment in article.document.segments)
    return dict(Counter(entry.state for entry in entries if entry))


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
    """A title for a document without one: the beginning of its first sentence."""
    document = article.document
    line = _line(article, document.segments[:1], language)
    return _cut(line, _TITLE) if line else Line(document.name, document.language)


def _cut(line: Line, letters: int) -> Line:
    """A line of so many letters, cut between two words where there are spaces.

    >>> _cut(Line("It was a quiet morning on the river, and the boats " * 2, "en"), 80).text
    'It was a quiet morning on the river, and the boats It was a quiet morning on…'
    """
    text, language = line.text, line.language
    most = letters // 2 if language.startswith(("ja", "ko", "zh")) else letters
    if len(text) <= most:
        return line
    kept = text[: most - 1]
    whole, space, _ = kept.rpartition(" ")
    return Line(
        (whole if space and len(whole) > most // 2 else kept).rstrip(" ,，、") + "…", language
    )
