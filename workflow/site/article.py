"""Hold an article with its translations and the terms in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.model import UNTRANSLATED, Document, Entry, Picture, Segment, TermUse
from workflow.site.body.destinations import Destination


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
        destinations: where links within the project lead, by their addresses in the document.
    """

    document: Document
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    uses: Mapping[str, Sequence[Sequence[TermUse]]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    hidden: str = ""
    original: Path | None = None
    revised: str = ""
    former: tuple[str, ...] = ()
    destinations: Mapping[str, Destination] = field(default_factory=dict)

    @property
    def targets(self) -> tuple[str, ...]:
        """List the languages it is translated into; its own is never among them."""
        return tuple(target for target in self.entries if target != self.document.language)

    def entry(self, segment: Segment, target: str) -> Entry | None:
        """Return a sentence's translation, or None if it needs none.

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


def mentions(article: Article) -> Iterator[str]:
    """Yield the id of each term that is mentioned, once a mention, in reading order."""
    for per_segment in zip(*article.uses.values(), strict=True):
        seen = {(use.start, use.end): use.term for uses in per_segment for use in uses}
        for place in sorted(seen):
            yield from seen[place].split("+")
