"""The sentences of an article as safe HTML, block by block, in all its languages.

Every sentence is rendered once, in every language, and used by all pages and files of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby, zip_longest
from urllib.parse import urlsplit

from markupsafe import Markup as Html

from workflow import markup
from workflow.model import UNTRANSLATED, VERBATIM, Block, BlockKind, Entry, Picture, Segment, State
from workflow.site import links
from workflow.site.article import Article
from workflow.site.highlights import OPENING, Highlighter
from workflow.site.typesetting import clean, difference, safe_url, sentence, without_typography

#: HTML of nothing.
NOTHING = Html()
_TAG = re.compile("<[^>]*>")
#: A number as tables have it: with sign, currency and unit.
_FIGURE = re.compile(
    r"[-+−–(]?(?:[A-Z]{0,3}[$€£¥₩]\s?)?\d[\d,.\u0020\u00a0\u202f]*(?:\s?[%‰])?\)?|[-–—]"
)
_TOGETHER = {
    BlockKind.LIST_ITEM: "list",
    BlockKind.CELL: "table",
    BlockKind.QUOTE: "quote",
}


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
    def missing(self) -> bool:
        """Whether the source stands here because no translation is shown."""
        return self.mark in {"empty", "withheld"}

    @property
    def text(self) -> str:
        """The sentence as plain text; what markup breaks a line at ends one."""
        html = _TAG.sub("", self.html.replace("<br>", "\n"))
        return without_typography(unescape(html))


@dataclass(frozen=True, slots=True)
class AlignedSentence:
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
class AlignedBlock:
    """A block of an article, its sentences in all languages.

    ``verbatim`` is set for what is carried over untranslated. A caption's ``picture`` is there if
    it lies beside the document, and ``image`` is the link to it; of any other picture ``image``
    and ``host`` tell where it is.
    """

    kind: BlockKind
    level: int
    ordered: int
    units: tuple[AlignedSentence, ...]
    verbatim: Cell | None = None
    image: str = ""
    host: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A list item and the items of the list inside it."""

    part: AlignedBlock
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together.

    ``kind`` is ``list``, ``quote``, ``table`` or, for a block alone, ``one``. A table has ``rows``,
    the first of them its head; a list has ``items``.
    """

    kind: str
    parts: tuple[AlignedBlock, ...]
    rows: tuple[tuple[AlignedBlock, ...], ...] = ()
    items: tuple[Item, ...] = ()

    def figures(self) -> frozenset[int]:
        """Return the numbers of a table's columns that hold nothing but figures below their head.

        They count from 1; the first column names the rows and is none of them.
        """
        columns = (list(map(_plain, column)) for column in zip_longest(*self.rows[1:]))
        return frozenset(
            place
            for place, texts in enumerate(columns, 1)
            if place > 1 and any(texts) and all(map(_FIGURE.fullmatch, filter(None, texts)))
        )


def _plain(part: AlignedBlock | None) -> str:
    """Return a table cell's text in the language it was written in."""
    if part is None:
        return ""
    return " ".join(next(iter(unit.cells.values())).text for unit in part.units).strip()


@dataclass(frozen=True, slots=True)
class Content:
    """All of an article: what opens it (headline, deck, byline) and its body."""

    front: tuple[AlignedBlock, ...]
    body: tuple[Section, ...]

    def parts(self) -> Iterator[AlignedBlock]:
        """Yield every block in reading order."""
        yield from self.front
        for section in self.body:
            yield from section.parts


def content(article: Article, lighting: Highlighter) -> Content:
    """Render an article's sentences, and put its blocks together."""
    parts = list(_parts(article, lighting))
    opening = 0
    while opening < len(parts) and parts[opening][1].kind in OPENING:
        opening += 1
    body = (
        _section(kind, list(run))
        for (kind, _), run in groupby(parts[opening:], key=lambda pair: _group(pair[0]))
    )
    return Content(tuple(part for _, part in parts[:opening]), tuple(body))


def _group(block: Block) -> tuple[str, int]:
    """Return a value that blocks of one list, table or quotation share and no other block has."""
    kind = _TOGETHER.get(block.kind, "one")
    return (kind, block.group) if block.group and kind != "one" else (kind, -block.line)


def _section(kind: str, members: Sequence[tuple[Block, AlignedBlock]]) -> Section:
    parts = tuple(part for _, part in members)
    if kind == "list":
        return Section(kind, parts, items=_nest(parts))
    if kind != "table":
        return Section(kind, parts)
    rows = groupby(members, key=lambda pair: pair[0].row)
    return Section(kind, parts, tuple(tuple(part for _, part in row) for _, row in rows))


def _nest(parts: Sequence[AlignedBlock]) -> tuple[Item, ...]:
    """Put items of a deeper level inside the item before them."""
    items = []
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and parts[end].level > parts[at].level:
            end += 1
        items.append(Item(parts[at], _nest(parts[at + 1 : end])))
        at = end
    return tuple(items)


def _parts(article: Article, lighting: Highlighter) -> list[tuple[Block, AlignedBlock]]:
    by_block: dict[int, list[tuple[int, Segment]]] = {}
    for index, segment in enumerate(article.document.segments):
        by_block.setdefault(segment.block, []).append((index, segment))
    number = 0
    parts = []
    for position, block in enumerate(article.document.blocks):
        members = by_block.get(position, [])
        translated = block.kind not in UNTRANSLATED
        units = []
        for index, segment in members:
            number += translated
            units.append(_unit(article, lighting, index, segment, number if translated else 0))
        if units or block.text.strip() or block.url or block.kind is BlockKind.CELL:
            parts.append((block, _part(article, block, tuple(units))))
    return parts


def _part(article: Article, block: Block, units: tuple[AlignedSentence, ...]) -> AlignedBlock:
    document, verbatim = article.document, None
    if block.kind in UNTRANSLATED or not units:
        tag = block.language or document.language
        shown = (
            Html.escape(clean(markup.plain(block.text, block.markup)))
            if block.kind in VERBATIM
            else sentence(block.text, tag, block.markup)
        )
        verbatim = Cell(tag, shown)
    part = AlignedBlock(block.kind, block.level, block.ordered, units, verbatim)
    if block.kind is not BlockKind.CAPTION:
        return part
    if picture := article.pictures.get(block.url):
        path = links.picture(document.language, links.slug(document.name), picture.name)
        return replace(part, image=links.file(path), picture=picture)
    image = safe_url(clean(block.url))
    return replace(part, image=image, host=urlsplit(image).hostname or "")


def _unit(
    article: Article, lighting: Highlighter, index: int, segment: Segment, number: int
) -> AlignedSentence:
    known = article.document.blocks[segment.block].markup
    marks = lighting.source(index)
    own = segment.language or article.document.language
    source = Cell(own, sentence(segment.text, own, known, marks))
    cells: dict[str, Cell] = {}
    for target in (article.document.language, *article.targets):
        entry = article.entry(segment, target)
        if entry is None:
            cells[target] = source
        elif not entry.text:
            cells[target] = Cell(own, source.html, mark(entry), entry=entry)
        else:
            lit = lighting.target(index, target, entry.text)
            html = sentence(entry.text, target, known, lit)
            change = _change(entry, segment) if entry.state is State.STALE else NOTHING
            cells[target] = Cell(target, html, mark(entry), change, own, entry)
    return AlignedSentence(segment.key, number, cells, segment.space)


def _change(entry: Entry, segment: Segment) -> Html:
    if not entry.previous:
        return NOTHING
    return difference(markup.plain(entry.previous), markup.plain(segment.text))


def mark(entry: Entry) -> str:
    """Return the name of an entry's status; a draft says who drafted it."""
    if entry.state is State.STALE and not entry.previous:
        return "revise"
    if entry.state is not State.DRAFT:
        return entry.state.value
    origin = entry.origin.split("/")[0]
    return {"person": "draft", "memory": "memory", "pseudo": "pseudo"}.get(origin, "machine")
