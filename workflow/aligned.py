"""An article and its translations, aligned sentence by sentence: what all that is published shows.

Pages, books, memories and every other output are made from these values, so that a sentence has
the same key, and so the same anchor, in all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import unescape
from itertools import combinations
from typing import Protocol

from markupsafe import Markup as Html

from workflow.model import (
    UNTRANSLATED,
    BlockKind,
    Document,
    Entry,
    Segment,
    State,
    Term,
    TermType,
    TermUse,
)

#: Keeps a line from breaking; set into HTML for typography's sake, no part of the text.
WORD_JOINER = "\u2060"
#: HTML of nothing.
NOTHING = Html()
_TAG = re.compile("<[^>]*>")


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


def trio(languages: Sequence[str], source: str) -> tuple[str, ...]:
    """Of an article's languages in page order, those of its trilingual page, if it has one."""
    if len(languages) < 3:
        return ()
    others = [tag for tag in languages if tag != source][:2]
    return tuple(tag for tag in languages if tag == source or tag in others)


def pairs(languages: Sequence[str], source: str) -> tuple[tuple[str, str], ...]:
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
        """Whether an edition may be indexed: it is the original, or all of it was reviewed."""
        return language == self.source or set(self.tallies[language]) <= {State.REVIEWED}


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in one language.

    Attributes:
        language: of the text shown, which is the source's where there is no translation.
        html: the sentence.
        mark: its status, a name in :data:`workflow.site.labels.MARKS`; empty for the original.
        change: for a changed source, the difference; else empty.
        changed: the language of ``change``.
        entry: what the catalog holds, for links to the editor.
    """

    language: str
    html: Html
    mark: str = ""
    change: Html = NOTHING
    changed: str = ""
    entry: Entry | None = None

    @property
    def text(self) -> str:
        """The sentence as plain text; what markup breaks a line at ends one."""
        html = _TAG.sub("", self.html.replace("<br>", "\n"))
        return unescape(html).replace(WORD_JOINER, "")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence in all languages of its article.

    Attributes:
        key: names it in every output.
        number: its place among the sentences that are translated, from 1; 0 for others.
        cells: by page language.
        space: what parts it from the next sentence in the source.
    """

    key: str
    number: int
    cells: Mapping[str, Cell]
    space: str


@dataclass(frozen=True, slots=True)
class Part:
    """A block.

    ``verbatim`` is set for what is carried over untranslated; ``image`` and ``host`` tell where a
    caption's picture is.
    """

    kind: BlockKind
    level: int
    ordered: int
    units: tuple[Unit, ...]
    verbatim: Cell | None = None
    image: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item and the items of the list inside it."""

    part: Part
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together.

    ``kind`` is ``list``, ``quote``, ``table`` or, for a block alone, ``one``. A table has ``rows``,
    the first of them its head; a list has ``items``.
    """

    kind: str
    parts: tuple[Part, ...]
    rows: tuple[tuple[Part, ...], ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All of an article: what opens it (headline, deck, byline) and its body."""

    front: tuple[Part, ...]
    body: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A term of an article.

    Attributes:
        number: its number in the article; sentences mark its mentions with ``data-t``.
        term: the glossary row.
        url: the link to it on the glossary page.
        count: how often it is mentioned.
    """

    number: int
    term: Term
    url: str
    count: int


class Words(Protocol):
    """The words that stand around a text, in one language: ``words("{n} reviewed", n=3)``."""

    language: str

    def __call__(self, name: str, **values: object) -> str:
        """A label, named by its English text, its values filled in."""

    def mark(self, name: str) -> tuple[str, str]:
        """The shape and the word of a status mark."""

    def origin(self, name: str) -> str:
        """Where a translation came from."""

    def kind(self, type_: TermType) -> str:
        """The word for a kind of term."""


@dataclass(frozen=True, slots=True, eq=False)
class Publication:
    """One article, ready to be written in any format.

    Attributes:
        article: the document, its translations and its terms as they are in the project.
        summary: its languages, titles, date and the state of its translations.
        content: its sentences as safe HTML, block by block, in every language.
        terms: the terms mentioned in it, in order of appearance.
        site: the site's name.
        url: the site's public address; empty when it is not known.
        words: the words around the text, by BCP 47 tag.
        render: fills in a template of the site's theme, named by its path.
    """

    article: Article
    summary: Summary
    content: Content
    terms: Sequence[Listed]
    site: str
    url: str
    words: Callable[[str], Words]
    render: Callable[..., str]


class Scope(StrEnum):
    """What an output writes a file for.

    ``PAGE``: every page of an article, editions in one language as well as aligned pages.
    ``ALIGNED``: every aligned page. ``DOCUMENT``: the article as a whole, in all its languages.
    """

    PAGE = "page"
    ALIGNED = "aligned"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside an article's pages.

    Attributes:
        path: below the site's root, not quoted.
        data: its content.
        label: what readers call the format: ``EPUB``.
        media_type: ``application/epub+zip``.
        languages: the languages in it.
        scope: what it was written for.
    """

    path: str
    data: bytes
    label: str
    media_type: str
    languages: tuple[str, ...]
    scope: Scope

    @property
    def size(self) -> str:
        """Its size for readers: ``4 kB``."""
        size = len(self.data)
        return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"

    def belongs(self, languages: Sequence[str]) -> bool:
        """Whether the page with these languages offers it."""
        return self.scope is Scope.DOCUMENT or self.languages == tuple(languages)
