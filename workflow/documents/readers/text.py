"""Plain text: an article as it is pasted or exported, one paragraph a line or wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.documents.readers import frontmatter
from workflow.documents.readers.block_kinds import is_byline, is_caption, is_notice
from workflow.documents.readers.block_text import plain_block
from workflow.documents.readers.front_values import FrontMatter
from workflow.documents.readers.seams import Filling, Seam, seams
from workflow.documents.readers.text_lines import (
    IMAGE,
    ITEM,
    TextLine,
    columns,
    lines_of,
    runs_of,
    speaker,
)
from workflow.documents.readers.text_parts import Part, parts_of
from workflow.documents.readers.unwrapping import continued, filling
from workflow.model import Block, BlockKind, Metadata

_CLOSERS = "\"'”’»」』）)]】》 "
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.|\b(?:Co|Corp|Inc|Ltd|Jr|Sr|etc|No)\.)$")
_DATE = re.compile(r"[\W\d년월일年月日]+")
#: A question or an answer of an interview.
_TURN = re.compile(r"(?:[QA문답问答問]\s?[:：]|Q\d*\s?\.)\s?\S")

_LONGEST_HEADLINE, _LONGEST_HEADING = 220, 80
_MOST_DECKS = 3


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines that belong together. ``alone``: with blank lines (or the file's end) around it."""

    lines: Sequence[TextLine]
    alone: bool

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


class TextReader:
    """Reads ``.txt``: headline, decks, headings, paragraphs, list items, quotes and image lines.

    Lines are paragraphs unless the text, or a paragraph of it, is visibly wrapped at one width;
    then lines that were broken because the next word did not fit are joined. Nothing is taken as
    markup but a line that is a Markdown image, a list item or a ``>`` quotation.
    """

    extensions = (".txt",)

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read a text, whose metadata can only come from its front matter.

        Raises:
            SourceError: the front matter is malformed.
        """
        front, text = frontmatter.split(text, path, strict=False)
        units = [(_block(unit), unit.alone) for unit in _units(lines_of(text))]
        units = [(block, alone) for block, alone in units if block.text or block.url]
        blocks = _grouped([block for block, _ in units])
        blocks = list(_titled(blocks, [alone for _, alone in units]))
        return (*_head(blocks, front), *blocks), front.metadata


def _head(blocks: list[Block], front: FrontMatter) -> Iterator[Block]:
    """Yield headline and deck of a front matter; what looked like a headline becomes a heading."""
    title = front.metadata.title
    first = blocks[0] if blocks else None
    if title and not (first and first.kind is BlockKind.HEADLINE and first.text == title):
        if first and first.kind is BlockKind.HEADLINE:
            blocks[0] = replace(first, kind=BlockKind.HEADING, level=2)
        yield plain_block(Block(BlockKind.HEADLINE, "", front.lines["title"]), title)
        if front.deck:
            yield plain_block(Block(BlockKind.DECK, "", front.lines["deck"]), front.deck)


def _units(lines: Sequence[TextLine]) -> Iterator[_Unit]:
    """Put lines together into headlines, paragraphs, list items …"""
    speakers = Counter(filter(None, map(speaker, lines)))
    runs = [list(parts_of(run, speakers)) for run in runs_of(lines)]
    known = [(part, seams(part.lines)) for run in runs for part in run]
    fillings = _fillings(known)
    first = True
    for part, joints in known:
        goes_on = continued(
            joints,
            fillings[part.lines[0].depth],
            opening=first and len(part.lines) <= _MOST_DECKS + 1,
            hanging=part.hanging,
        )
        first = False
        yield from _joined(part.lines, goes_on, lines)


def _fillings(parts: Sequence[tuple[Part, Sequence[Seam]]]) -> dict[int, Filling]:
    """Return by the depth of quotations how their lines are filled."""
    depths: dict[int, list[Sequence[Seam]]] = {}
    for part, joints in parts:
        depths.setdefault(part.lines[0].depth, []).append(joints)
    return {depth: filling(found) for depth, found in depths.items()}


def _joined(
    part: Sequence[TextLine], goes_on: Sequence[bool], lines: Sequence[TextLine]
) -> Iterator[_Unit]:
    unit = [part[0]]
    for line, more in zip(part[1:], goes_on, strict=True):
        if not more:
            yield _unit(unit, lines)
            unit = []
        unit.append(line)
    yield _unit(unit, lines)


def _unit(unit: Sequence[TextLine], lines: Sequence[TextLine]) -> _Unit:
    start, end = unit[0].number - 1, unit[-1].number
    alone = not (start and lines[start - 1].text) and not (end < len(lines) and lines[end].text)
    return _Unit(tuple(unit), alone)


def _block(unit: _Unit) -> Block:
    first = unit.lines[0]
    text = unit.text
    if first.depth:
        return plain_block(Block(BlockKind.QUOTE, "", first.number, level=first.depth), text)
    if text.startswith("![") and (image := IMAGE.fullmatch(text)):
        alt = image["alt"].strip() or image["title"] or ""
        return plain_block(Block(BlockKind.CAPTION, "", first.number, url=image["url"]), alt)
    if item := ITEM.match(" " * first.indent + text):
        level = 1 + first.indent // 2
        frame = Block(
            BlockKind.LIST_ITEM, "", first.number, level=level, ordered=int(item["number"] or 0)
        )
        return plain_block(frame, text[item.end() - first.indent :])
    return plain_block(Block(BlockKind.PARAGRAPH, "", first.number), text)


def _grouped(blocks: Sequence[Block]) -> list[Block]:
    """Give list items, and quotations, that follow each other a common number."""
    grouped: list[Block] = []
    group, before = 0, None
    for block in blocks:
        belongs = block.kind in {BlockKind.LIST_ITEM, BlockKind.QUOTE}
        group += belongs and block.kind is not before
        number = group if belongs else 0
        grouped.append(block if block.group == number else replace(block, group=number))
        before = block.kind
    return grouped


def _ends_sentence(text: str) -> bool:
    text = text.rstrip(_CLOSERS)
    return text.endswith(("。", ".", "．")) and not (
        text.endswith("..") or _ABBREVIATION.search(text)
    )


def _is_title(block: Block, longest: int) -> bool:
    """Return whether a block looks like a headline or heading: short, and no sentence."""
    text = block.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and columns(text) <= longest
        and not _ends_sentence(text)
        and not (is_notice(text) or is_byline(text) or is_caption(text))
        and not (_DATE.fullmatch(text) or _TURN.match(text))
    )


def _titled(blocks: Sequence[Block], alone: Sequence[bool]) -> Iterator[Block]:
    """Tell headline, decks and headings from paragraphs."""
    titles = 0
    if len(blocks) > 1:
        while titles <= _MOST_DECKS and _is_title(blocks[titles], _LONGEST_HEADLINE):
            titles += 1
            if titles == len(blocks):
                titles = 1
                break
    for index, block in enumerate(blocks):
        if index < titles:
            yield replace(block, kind=BlockKind.DECK if index else BlockKind.HEADLINE)
        elif alone[index] and _is_heading(blocks, index):
            yield replace(block, kind=BlockKind.HEADING, level=2)
        else:
            yield block


def _is_heading(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line between blank lines names the paragraphs that follow it."""
    text = blocks[index].text
    if not _is_title(blocks[index], _LONGEST_HEADING) or text.endswith((":", "：", ",", "，")):
        return False
    if text[-1] in _CLOSERS or text[0] in "\"“‘'「『":
        return False
    following = blocks[index + 1 : index + 2]
    return bool(following) and _ends_sentence(following[0].text)
