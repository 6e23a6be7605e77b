"""Write an article for programs: as JSON, and as a translation memory in TMX.

``article-1.schema.json`` beside this file defines the JSON. Members may be added under the same
version; none is renamed or taken away.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workflow import markup
from workflow.memory import tmx
from workflow.model import (
    UNTRANSLATED,
    VERBATIM,
    Block,
    BlockKind,
    Box,
    Entry,
    Markup,
    MarkupKind,
    Segment,
    State,
    is_pseudo,
)
from workflow.site import links, provenance
from workflow.site.article import Article
from workflow.site.body.typesetting import clean, safe_url
from workflow.site.publication import OutputScope, Publication


class Json:
    """The whole article as JSON: blocks, sentences, translations and the state of each."""

    label = "JSON"
    media_type = "application/json"
    extension = ".json"
    scope = OutputScope.DOCUMENT

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Write the article as JSON, leaving out what is not known."""
        data = {"schema": "article/1", **_about(publication), "blocks": list(_blocks(publication))}
        return (json.dumps(data, ensure_ascii=False) + "\n").encode(errors="replace")


def _about(publication: Publication) -> Mapping[str, Any]:
    summary, meta = publication.summary, publication.article.document.metadata
    return _known(
        name=summary.name,
        slug=summary.slug,
        url=links.absolute(publication.url, links.edition(summary.source, summary.slug)),
        site=publication.site,
        date=summary.date,
        updated=summary.modified.get(summary.source, ""),
        author=meta.author,
        authors=summary.authors,
        tags=list(meta.tags),
        section=meta.section,
        source_url=safe_url(clean(meta.source_url)),
        rights=meta.rights,
        language=summary.source,
        languages=summary.languages,
        titles={tag: line.text for tag, line in summary.titles.items() if line.language == tag},
        translations={
            tag: {
                "complete": summary.complete(tag),
                **{state.value: tally.get(state, 0) for state in State},
            }
            for tag, tally in summary.tallies.items()
        },
        terms=[
            {
                "id": clean(each.term.id),
                "forms": {tag: clean(forms.first) for tag, forms in each.term.forms.items()},
            }
            for each in publication.terms
        ],
    )


def _blocks(publication: Publication) -> Iterator[Mapping[str, Any]]:
    article = publication.article
    segments: dict[int, list[Segment]] = {}
    for segment in article.document.segments:
        segments.setdefault(segment.block, []).append(segment)
    for number, block in enumerate(article.document.blocks):
        sentences = [_sentence(article, block, each) for each in segments.get(number, [])]
        yield _known(
            kind=block.kind.value,
            line=block.line,
            level=block.level,
            ordered=block.ordered,
            row=block.row,
            group=block.group,
            url="" if block.kind in VERBATIM else safe_url(clean(block.url)),
            format=block.url if block.kind in VERBATIM else "",
            footnote=block.footnote,
            checked=block.checked,
            box=_box(block.box),
            medium=block.medium,
            picture=_picture(article, block),
            language=block.language,
            markup=[_markup(item) for item in block.markup],
            **({} if sentences else _text(block.text, block)),
            sentences=sentences,
        )


def _box(box: Box | None) -> Mapping[str, Any]:
    if box is None:
        return {}
    return _known(number=box.number, kind=box.kind, outer=_box(box.outer))


def _picture(article: Article, block: Block) -> Mapping[str, Any]:
    """Describe a caption's picture, if that lies beside this file."""
    picture = article.pictures.get(block.url) if block.kind is BlockKind.CAPTION else None
    if picture is None:
        return {}
    return {"file": picture.name, "width": picture.width, "height": picture.height}


def _markup(item: Markup) -> Mapping[str, Any]:
    formula = item.kind is MarkupKind.FORMULA
    return _known(
        tag=item.tag,
        kind=item.kind.value,
        text=item.text,
        url="" if formula else safe_url(clean(item.url)),
        format=item.url if formula else "",
        title=item.title,
    )


def _sentence(article: Article, block: Block, segment: Segment) -> Mapping[str, Any]:
    translations = {
        target: _translation(entry, block)
        for target in article.entries
        if (entry := article.entry(segment, target))
    }
    return _known(
        key=segment.key,
        anchor=f"s-{segment.key}",
        line=segment.line,
        **_text(segment.text, block),
        space=segment.space,
        translations=translations,
    )


def _translation(entry: Entry, block: Block) -> Mapping[str, Any]:
    return _known(
        state=entry.state.value,
        **_text(entry.text, block),
        origin=entry.origin,
        reviewer=provenance.public_name(entry.reviewer),
        date=entry.date,
        previous_source=entry.previous,
    )


def _text(text: str, block: Block) -> Mapping[str, str]:
    """Return a sentence as readers see it and, where that differs, with its placeholders."""
    shown = markup.plain(text, block.markup)
    return {"text": shown, "tagged": "" if shown == text else text}


def _known(**values: Any) -> Mapping[str, Any]:
    """Drop unknown values, and characters that no text should have."""
    return {
        name: clean(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value or value is False
    }


class Tmx:
    """The article as a memory: one unit a sentence, named like its anchor on the pages.

    Each translation says whether it was reviewed (``x-state``) and what made it (``x-origin``).
    A translation of what the source said before is no translation of it, and is left out; so is a
    pseudo-translation.
    """

    label = "TMX"
    media_type = "application/x-tmx+xml"
    extension = ".tmx"
    scope = OutputScope.DOCUMENT

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Write the memory; empty while nothing is translated."""
        summary = publication.summary
        units = list(_units(publication.article, languages))
        if not units:
            return b""
        file = io.BytesIO()
        about = {
            "x-document": summary.name,
            "x-url": links.absolute(publication.url, links.edition(summary.source, summary.slug)),
        }
        tmx.write(file, units, source=summary.source, properties=about)
        return file.getvalue()


def _units(article: Article, languages: Sequence[str]) -> Iterator[tmx.TmxUnit]:
    """Yield the translated sentences, each once however often it occurs."""
    seen: set[str] = set()
    for segment in article.document.segments:
        if segment.kind in UNTRANSLATED or segment.text in seen:
            continue
        seen.add(segment.text)
        if variants := tuple(_variants(article, segment, languages)):
            source = tmx.TmxVariant(segment.language, segment.text)
            kind = {"x-kind": segment.kind.value}
            yield tmx.TmxUnit((source, *variants), f"s-{segment.key}", kind)


def _variants(
    article: Article, segment: Segment, languages: Sequence[str]
) -> Iterator[tmx.TmxVariant]:
    for language in languages:
        entry = article.entry(segment, language) if language in article.entries else None
        if not entry or is_pseudo(entry.origin):
            continue
        if entry.state in {State.REVIEWED, State.DRAFT}:
            about = {"x-state": entry.state.value, "x-origin": entry.origin}
            reviewer = provenance.public_name(entry.reviewer)
            yield tmx.TmxVariant(language, entry.text, entry.date, reviewer, about)
