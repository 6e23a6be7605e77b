"""TMX: an article as a translation memory, for every tool that speaks it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from workflow import tmx
from workflow.aligned import Article, Publication, Scope
from workflow.model import UNTRANSLATED, Segment, State, is_pseudo
from workflow.site import links, provenance


class Tmx:
    """One unit a sentence, named like its anchor on the pages.

    Each translation says whether it was reviewed (``x-state``) and what made it (``x-origin``).
    A translation of what the source said before is no translation of it, and is left out; so is a
    pseudo-translation.
    """

    label = "TMX"
    media_type = "application/x-tmx+xml"
    extension = ".tmx"
    scope = Scope.DOCUMENT

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """The memory; empty while nothing is translated."""
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


def _units(article: Article, languages: Sequence[str]) -> Iterator[tmx.Unit]:
    """The sentences that have a translation, each once however often it stands there."""
    seen: set[str] = set()
    for segment in article.document.segments:
        if segment.kind in UNTRANSLATED or segment.text in seen:
            continue
        seen.add(segment.text)
        if variants := tuple(_variants(article, segment, languages)):
            source = tmx.Variant(segment.language, segment.text)
            yield tmx.Unit((source, *variants), f"s-{segment.key}", {"x-kind": segment.kind.value})


def _variants(
    article: Article, segment: Segment, languages: Sequence[str]
) -> Iterator[tmx.Variant]:
    for language in languages:
        entry = article.entry(segment, language) if language in article.entries else None
        if not entry or is_pseudo(entry.origin):
            continue
        if entry.state in {State.REVIEWED, State.DRAFT}:
            about = {"x-state": entry.state.value, "x-origin": entry.origin}
            reviewer = provenance.public_name(entry.reviewer)
            yield tmx.Variant(language, entry.text, entry.date, reviewer, about)
