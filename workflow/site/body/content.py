"""Render the sentences of an article as safe HTML, block by block, in all its languages.

Every sentence is rendered once, in every language, and used by all pages and files of the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urlsplit

from markupsafe import Markup as Html

from workflow import markup
from workflow.documents.heading_anchors import repeated
from workflow.languages import space_between
from workflow.model import (
    UNTRANSLATED,
    Block,
    BlockKind,
    Entry,
    Segment,
    State,
)
from workflow.site import links
from workflow.site.article import Article
from workflow.site.body.aligned_blocks import NOTHING, AlignedBlock, AlignedSentence, Cell
from workflow.site.body.destinations import marks
from workflow.site.body.embeds import medium
from workflow.site.body.footnotes import Footnotes
from workflow.site.body.formulas import displayed
from workflow.site.body.highlights import OPENING, Highlighter
from workflow.site.body.sections import Section, sections
from workflow.site.body.sentence_html import Ways, difference, sentence
from workflow.site.body.typesetting import clean, safe_html, safe_url

#: The least sentences of a long article, and the least headings that deserve a table of contents.
_LONG, _HEADINGS = 60, 3


@dataclass(frozen=True, slots=True)
class Content:
    """All of an article: what opens it (headline, deck, byline) and its body."""

    front: tuple[AlignedBlock, ...]
    body: tuple[Section, ...]

    def outline(self) -> Iterator[AlignedSentence]:
        """Yield the first sentence of each heading of a long article; nothing for a short one."""
        units = [part.units for part in self.parts() if part.units]
        headings = [
            part.units[0]
            for part in self.parts()
            if part.kind is BlockKind.HEADING and part.units and not part.verbatim
        ]
        if sum(map(len, units)) >= _LONG and len(headings) >= _HEADINGS:
            yield from headings

    def parts(self) -> Iterator[AlignedBlock]:
        """Yield every block in reading order."""
        yield from self.front
        for section in self.body:
            yield from section.parts


def content(article: Article, lighting: Highlighter) -> Content:
    """Render an article's sentences, and put its blocks together."""
    parts = _told(list(_BlockWriter(article, lighting).blocks()))
    opening = 0
    while opening < len(parts) and parts[opening][1].kind in OPENING:
        opening += 1
    front = tuple(part for _, part in parts[:opening])
    return Content(front, sections(list(_broken(parts[opening:]))))


def _broken(parts: Sequence[tuple[Block, AlignedBlock]]) -> Iterator[tuple[Block, AlignedBlock]]:
    """Yield blocks, with the scene breaks between paragraphs of running text."""
    yield from parts[:1]
    for (before, _), (block, part) in pairwise(parts):
        kinds = {before.kind, block.kind}
        shown = block.after_break and kinds == {BlockKind.PARAGRAPH} and before.box == block.box
        yield block, replace(part, after_break=True) if shown else part


def _told(parts: Sequence[tuple[Block, AlignedBlock]]) -> list[tuple[Block, AlignedBlock]]:
    """Attach to pictures the alternative texts that stand beside them as blocks of their own."""
    found: list[tuple[Block, AlignedBlock]] = []
    for block, part in parts:
        if block.is_alternative and part.picture and part.units:  # it has no caption
            told = replace(part, image="", picture=None, place="")
            found += (block, replace(part, units=())), (block, told)
        else:
            found.append((block, part))
    for at, (block, part) in enumerate(found):
        if not block.is_alternative or not part.units:
            continue
        for place in (at - 1, at + 1):
            picture = found[place][1] if 0 <= place < len(found) else None
            if picture and picture.picture and not picture.alt:
                found[place] = found[place][0], replace(picture, alt=part)
                found[at] = block, replace(part, is_told=True)
                break
    return found


class _BlockWriter:
    """Writes the blocks of one article."""

    def __init__(self, article: Article, lighting: Highlighter) -> None:
        self.article = article
        self.lighting = lighting
        self.notes = Footnotes(article.document)
        self.links = marks(article.destinations, links.slug_of(article.document))
        self.number = 0

    def blocks(self) -> Iterator[tuple[Block, AlignedBlock]]:
        """Yield each block that has anything to show; those that run on are one with the first."""
        before: tuple[Block, AlignedBlock] | None = None
        for block, part in self._each():
            if before and _runs_on(before, block, part):
                first, shown = before
                last = replace(shown.units[-1], space=space_between(self.article.document.language))
                units = (*shown.units[:-1], last, *part.units)
                before = first, replace(shown, units=units)
            else:
                if before:
                    yield before
                before = block, part
        if before:
            yield before

    def _each(self) -> Iterator[tuple[Block, AlignedBlock]]:
        document = self.article.document
        by_block: dict[int, list[tuple[int, Segment]]] = {}
        for index, segment in enumerate(document.segments):
            by_block.setdefault(segment.block, []).append((index, segment))
        again = repeated(document.blocks)
        for position, block in enumerate(document.blocks):
            if position in again:
                continue
            ways = Ways(self.notes.anchors(position), self.links)
            members = by_block.get(position, [])
            units = tuple(self.unit(index, segment, ways) for index, segment in members)
            if units or block.text.strip() or block.url or block.kind is BlockKind.CELL:
                part = self.block(block, units, ways)
                yield block, replace(part, footnote=self.notes.begun(position))

    def block(self, block: Block, units: tuple[AlignedSentence, ...], ways: Ways) -> AlignedBlock:
        document, verbatim = self.article.document, None
        if block.kind in UNTRANSLATED or not units:
            tag = block.language or document.language
            verbatim = Cell(tag, _verbatim(block, tag, ways))
        part = AlignedBlock(
            block.kind, block.level, block.ordered, units, verbatim, checked=block.checked
        )
        if block.kind is BlockKind.EMBED:
            address = safe_url(clean(block.url))
            host = urlsplit(address).hostname or ""
            return replace(part, image=address, host=host, medium=medium(address, block.medium))
        if block.kind is not BlockKind.CAPTION:
            return part
        if picture := self.article.pictures.get(block.url):
            place = document.language, links.slug_of(document)
            path = links.file(links.picture(*place, picture.name))
            return replace(part, image=path, picture=picture, place=links.picture(*place, ""))
        image = safe_url(clean(block.url))
        return replace(part, image=image, host=urlsplit(image).hostname or "")

    def unit(self, index: int, segment: Segment, ways: Ways) -> AlignedSentence:
        article, lighting = self.article, self.lighting
        translated = segment.kind not in UNTRANSLATED
        self.number += translated
        known = article.document.blocks[segment.block].markup
        own = segment.language or article.document.language
        lit = lighting.source(index)
        source = Cell(own, sentence(segment.text, own, known, lit, ways))
        cells: dict[str, Cell] = {}
        for target in (article.document.language, *article.targets):
            entry = article.entry(segment, target)
            if entry is None:
                cells[target] = source
            elif not entry.text:
                cells[target] = Cell(own, source.html, mark(entry), entry=entry)
            else:
                lit = lighting.target(index, target, entry.text)
                html = sentence(entry.text, target, known, lit, ways)
                change = _change(entry, segment) if entry.state is State.STALE else NOTHING
                cells[target] = Cell(target, html, mark(entry), change, own, entry)
        return AlignedSentence(segment.key, self.number * translated, cells, segment.space)


def _runs_on(before: tuple[Block, AlignedBlock], block: Block, part: AlignedBlock) -> bool:
    """Tell whether a block continues the paragraph of the previous one."""
    kinds = {before[0].kind, block.kind}
    return block.runs_on and kinds == {BlockKind.PARAGRAPH} and bool(before[1].units and part.units)


def _verbatim(block: Block, tag: str, ways: Ways) -> Html:
    """Write a block that is carried over verbatim."""
    if block.kind is BlockKind.FORMULA:
        source = markup.plain(block.text, block.markup)
        return safe_html(displayed(source, block.url))
    if block.kind is BlockKind.CODE:
        return Html.escape(clean(markup.plain(block.text, block.markup)))
    return sentence(block.text, tag, block.markup, ways=ways)


def _change(entry: Entry, segment: Segment) -> Html:
    if not entry.previous:
        return NOTHING
    return difference(markup.plain(entry.previous), markup.plain(segment.text))


def mark(entry: Entry) -> str:
    """Return the name of an entry's status; a draft says who drafted it."""
    if entry.state is State.STALE and not entry.previous and not entry.outdated:
        return "revise"
    if entry.state is not State.DRAFT:
        return entry.state.value
    origin = entry.origin.split("/")[0]
    return {"person": "draft", "memory": "memory", "pseudo": "pseudo"}.get(origin, "machine")
