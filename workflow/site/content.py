"""An article's blocks as pages show them: sentences in every language, lists, tables, quotations.

Every sentence is rendered once, in every language, and used by all pages of the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlsplit

from markupsafe import Markup as Html

from workflow import markup
from workflow.aligned import NOTHING, Article, Cell, Content, Item, Part, Section, Unit
from workflow.model import UNTRANSLATED, Block, BlockKind, Entry, Segment, State
from workflow.site import links
from workflow.site.terms import OPENING, Lighting
from workflow.site.text import clean, difference, sentence

_TOGETHER = {
    BlockKind.LIST_ITEM: "list",
    BlockKind.CELL: "table",
    BlockKind.QUOTE: "quote",
}


def content(article: Article, lighting: Lighting) -> Content:
    """Renders an article's sentences and puts its blocks together."""
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
    """Blocks of one list, table or quotation get the same value; any other block its own."""
    kind = _TOGETHER.get(block.kind, "one")
    return (kind, block.group) if block.group and kind != "one" else (kind, -block.line)


def _section(kind: str, members: Sequence[tuple[Block, Part]]) -> Section:
    parts = tuple(part for _, part in members)
    if kind == "list":
        return Section(kind, parts, items=_nest(parts))
    if kind != "table":
        return Section(kind, parts)
    rows = groupby(members, key=lambda pair: pair[0].row)
    return Section(kind, parts, tuple(tuple(part for _, part in row) for _, row in rows))


def _nest(parts: Sequence[Part]) -> tuple[Item, ...]:
    """Items of deeper level go inside the item before them."""
    items = []
    at = 0
    while at < len(parts):
        end = at + 1
        while end < len(parts) and parts[end].level > parts[at].level:
            end += 1
        items.append(Item(parts[at], _nest(parts[at + 1 : end])))
        at = end
    return tuple(items)


def _parts(article: Article, lighting: Lighting) -> list[tuple[Block, Part]]:
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


def _part(article: Article, block: Block, units: tuple[Unit, ...]) -> Part:
    document, verbatim = article.document, None
    if block.kind in UNTRANSLATED or not units:
        tag = block.language or document.language
        shown = (
            Html.escape(clean(markup.plain(block.text, block.markup)))
            if block.kind is BlockKind.CODE
            else sentence(block.text, tag, block.markup)
        )
        verbatim = Cell(tag, shown)
    part = Part(block.kind, block.level, block.ordered, units, verbatim)
    if block.kind is not BlockKind.CAPTION:
        return part
    if picture := article.pictures.get(block.url):
        path = links.picture(document.language, links.slug(document.name), picture.name)
        return replace(part, image=links.file(path), picture=picture)
    image = links.safe(clean(block.url))
    return replace(part, image=image, host=urlsplit(image).hostname or "")


def _unit(article: Article, lighting: Lighting, index: int, segment: Segment, number: int) -> Unit:
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
    return Unit(segment.key, number, cells, segment.space)


def _change(entry: Entry, segment: Segment) -> Html:
    if not entry.previous:
        return NOTHING
    return difference(markup.plain(entry.previous), markup.plain(segment.text))


def mark(entry: Entry) -> str:
    """The name of an entry's status; a draft says who drafted it."""
    if entry.state is State.STALE and not entry.previous:
        return "revise"
    if entry.state is not State.DRAFT:
        return entry.state.value
    origin = entry.origin.split("/")[0]
    return {"person": "draft", "memory": "memory", "pseudo": "pseudo"}.get(origin, "machine")
