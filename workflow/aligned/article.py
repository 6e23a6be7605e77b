"""A document with its translations, and which pages it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from workflow.model import UNTRANSLATED, Document, Entry, Picture, Segment, State, TermUse


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
    """

    document: Document
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    uses: Mapping[str, Sequence[Sequence[TermUse]]] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    hidden: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages it is translated into; its own, in which parts may be, is none of them."""
        return tuple(target for target in self.entries if target != self.document.language)

    def entry(self, segment: Segment, target: str) -> Entry | None:
        """The translation of a sentence, or nothing where none is called for.

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


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of plain text and the language it is in."""

    text: str
    language: str


@cache
def trio(languages: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Of an article's languages in page order, those of its trilingual page, if it has one."""
    if len(languages) < 3:
        return ()
    others = [tag for tag in languages if tag != source][:2]
    return tuple(tag for tag in languages if tag == source or tag in others)


@cache
def pairs(languages: tuple[str, ...], source: str) -> tuple[tuple[str, str], ...]:
    """Of an article's languages in page order, those of each of its bilingual pages."""
    three = set(trio(languages, source))
    return tuple(
        pair for pair in combinations(languages, 2) if source in pair or set(pair) <= three
    )


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

    @property
    def trio(self) -> tuple[str, ...]:
        """The languages of its trilingual page; empty when it has fewer than three."""
        return trio(self.languages, self.source)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Its bilingual pages: the source with every target, and the pairs within the trio."""
        return pairs(self.languages, self.source)

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The languages of each of its pages: editions, pairs, trio."""
        trio = (self.trio,) if self.trio else ()
        return (*((tag,) for tag in self.languages), *self.pairs, *trio)

    def complete(self, language: str) -> bool:
        """Whether all of an edition is as people wrote it: the original, or reviewed."""
        return language == self.source or set(self.tallies[language]) <= {State.REVIEWED}
