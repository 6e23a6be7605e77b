"""Read plain text: an article as pasted or exported, one paragraph a line or wrapped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow.documents.readers import frontmatter
from workflow.documents.readers.block_text import plain_block
from workflow.documents.readers.frontmatter.front_values import FrontMatter
from workflow.documents.readers.text import mail_head
from workflow.documents.readers.text.chat_lines import is_chat
from workflow.documents.readers.text.line_joints import LineJoints
from workflow.documents.readers.text.line_pairs import Filling, LinePair, seams
from workflow.documents.readers.text.mail_head import MailHead
from workflow.documents.readers.text.soft_breaks import flowed, over_pages, without_soft_breaks
from workflow.documents.readers.text.text_lines import (
    IMAGE,
    TextLine,
    counted_in_letters,
    is_rule,
    is_signature,
    is_underline,
    lines_of,
    runs_of,
    speaker,
)
from workflow.documents.readers.text.text_parts import ITEM, Part, parts_of
from workflow.documents.readers.text.text_titles import MOST_DECKS, titled
from workflow.documents.readers.text.unwrapping import EXACT, continued, filling
from workflow.languages.scripts import TWO_COLUMNS
from workflow.model import Block, BlockKind, Metadata

#: Blocks below the mark of a signature that lacks its space (RFC 3676, 4.3).
_LONGEST_SIGNATURE = 10
#: Two columns have a wide space and words on both sides, for a title may have one between letters.
_WIDE, _WORD = " " * 4, re.compile(r"\w\w")
#: The fewest lines: a title may have its author or its date beside it.
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines that make one block.

    Attributes:
        first: of the lines.
        text: of all.
        alone: there are blank lines, or an end of the file, around them.
        underline: the letter of the rule that is drawn below.
    """

    first: TextLine
    text: str
    alone: bool
    underline: str = ""


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
        head, text = mail_head.split(text, path)
        if not head:
            front, text = frontmatter.split(text, path, strict=False)
        found = _read(text, head)
        blocks = _grouped([block for block, _ in found])
        around = [(unit.alone, unit.underline) for _, unit in found]
        above = _in_columns([unit.first for _, unit in found])
        blocks = list(titled(blocks, around, headline=not head, above=above))
        if not head:
            return (*_head(blocks, front), *blocks), front.metadata
        return (*_head(blocks, head.front), *head.notices, *blocks), head.front.metadata


def _in_columns(lines: Sequence[TextLine]) -> int:
    """Return how many lines a text has in two columns at its top, as memos and standards do."""
    head = lines[:_FEWEST_LINES]
    if len(head) < _FEWEST_LINES or not all(_is_columned(line.text) for line in head):
        return 0
    right = lines[0].width // 2
    inside = (n for n, line in enumerate(lines)
              if not _is_columned(line.text) and line.indent < right)  # fmt: skip
    return next(inside, 0)


def _is_columned(text: str) -> bool:
    left, _, rest = text.partition(_WIDE)
    return bool(_WORD.search(left) and _WORD.search(rest))


def paragraphs(text: str, line: int) -> tuple[Block, ...]:
    """Return the paragraphs, list items … of plain text inside another document, without a title.

    Args:
        text: the text.
        line: where in the document it begins.
    """
    blocks = _grouped([block for block, _ in _read(text)])
    return tuple(replace(block, line=block.line + line - 1) for block in blocks)


def _read(text: str, head: MailHead | None = None) -> list[tuple[Block, _Unit]]:
    """Return the blocks of a text, each with its lines."""
    units = list(_underlined(list(_units(text, head or MailHead()))))
    marks = [place for place, unit in enumerate(units) if is_signature(unit.first)]
    last = len(marks) == 1 and marks[0] >= len(units) - _LONGEST_SIGNATURE
    found = (
        (_block(unit), unit)
        for unit in units
        if not (is_signature(unit.first) and (last or unit.first.spaces == 1))
    )
    return [(block, unit) for block, unit in found if block.text or block.url]


def _head(blocks: list[Block], front: FrontMatter) -> Iterator[Block]:
    """Yield headline and deck of a front matter; the text's own headline becomes a heading."""
    title = front.metadata.title
    first = blocks[0] if blocks else None
    if title and not (first and first.kind is BlockKind.HEADLINE and first.text == title):
        if first and first.kind is BlockKind.HEADLINE:
            blocks[0] = replace(first, kind=BlockKind.HEADING, level=2)
        yield plain_block(Block(BlockKind.HEADLINE, "", front.lines["title"]), title)
        if front.deck:
            yield plain_block(Block(BlockKind.DECK, "", front.lines["deck"]), front.deck)


def _units(text: str, head: MailHead) -> Iterator[_Unit]:
    """Put lines together into headlines, paragraphs, list items …"""
    written = lines_of(text, stuffed=head.flowed)
    if is_chat([line.text for line in written]):
        yield from (
            _Unit(line, line.text, _is_alone([line], written)) for line in written if line.text
        )
        return
    joints = LineJoints.of(written)
    if head.flowed:
        lines = flowed(written, joints, delsp=head.delsp)
    else:
        lines = without_soft_breaks(written, joints)
    known, fillings = _parts(lines)
    if _share(fillings) < EXACT and TWO_COLUMNS.search(text):
        others = _parts(list(map(counted_in_letters, lines)))
        if _share(others[1]) >= EXACT:
            known, fillings = others
    fillings = _fillings(known)
    units = over_pages(
        list(_blocks(known, fillings, opening=not head.front.metadata.title)), fillings
    )
    for unit in units:
        spaced = fillings[unit[0].depth].spaced
        yield _Unit(unit[0], joints.joined(unit, spaced=spaced), _is_alone(unit, written))


def _blocks(
    known: Sequence[tuple[Part, Sequence[LinePair]]],
    fillings: Mapping[int, Filling],
    *,
    opening: bool,
) -> Iterator[list[TextLine]]:
    """Yield the lines of each block, the first of which may be the headline (``opening``)."""
    for part, found in known:
        goes_on = continued(
            found,
            fillings[part.lines[0].depth],
            opening=opening and len(part.lines) <= MOST_DECKS + 1,
            hanging=part.hanging,
        )
        opening = False
        yield from _joined(part.lines, goes_on)


def _underlined(units: list[_Unit]) -> Iterator[_Unit]:
    """Remove the rules drawn below a heading, or above and below it."""
    dropped: set[int] = set()
    for place, unit in enumerate(units):
        below = units[place + 1] if place + 1 < len(units) else None
        above = units[place - 1] if place else None
        if below and is_underline(unit.first, below.first) and unit.text == unit.first.text:
            dropped.add(place + 1)
            if above and is_underline(unit.first, above.first, above=True):
                dropped.add(place - 1)
            units[place] = replace(unit, alone=True, underline=below.text[0])
    yield from (unit for place, unit in enumerate(units) if place not in dropped)


def _share(fillings: dict[int, Filling]) -> float:
    return max((each.share for each in fillings.values()), default=0)


def _parts(
    lines: Sequence[TextLine],
) -> tuple[list[tuple[Part, list[LinePair]]], dict[int, Filling]]:
    """Return the parts of a text, each with its pairs of lines, and how the lines are filled."""
    speakers = Counter(filter(None, (speaker(line.text) for line in lines)))
    known = [
        (part, seams(part.lines)) for run in runs_of(lines) for part in parts_of(run, speakers)
    ]
    return known, _fillings(known)


def _fillings(parts: Sequence[tuple[Part, Sequence[LinePair]]]) -> dict[int, Filling]:
    """Return how lines are filled, for each depth of quotation."""
    depths: dict[int, list[Sequence[LinePair]]] = {}
    hanging: Counter[int] = Counter()
    for part, found in parts:
        depth = part.lines[0].depth
        depths.setdefault(depth, []).append(found)
        hanging[depth] += part.hanging * len(found)
    return {depth: filling(known, hanging=hanging[depth]) for depth, known in depths.items()}


def _joined(part: Sequence[TextLine], goes_on: Sequence[bool]) -> Iterator[list[TextLine]]:
    unit = [part[0]]
    for line, more in zip(part[1:], goes_on, strict=True):
        if not more:
            yield unit
            unit = []
        unit.append(line)
    yield unit


def _is_alone(unit: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    start, end = unit[0].number - 1, unit[-1].end
    return not (start and lines[start - 1].text) and not (end < len(lines) and lines[end].text)


def _block(unit: _Unit) -> Block:
    first, text = unit.first, unit.text
    if first.depth:
        return plain_block(Block(BlockKind.QUOTE, "", first.number, level=first.depth), text)
    if text.startswith("![") and (image := IMAGE.fullmatch(text)):
        alt = image["alt"].strip() or image["title"] or ""
        return plain_block(Block(BlockKind.CAPTION, "", first.number, url=image["url"]), alt)
    if not is_rule(text) and (item := ITEM.match(" " * first.indent + text)):
        level = 1 + first.indent // 2
        frame = Block(
            BlockKind.LIST_ITEM, "", first.number, level=level, ordered=int(item["number"] or 0)
        )
        return plain_block(frame, text[item.end() - first.indent :])
    return plain_block(Block(BlockKind.PARAGRAPH, "", first.number), text)


def _grouped(blocks: Sequence[Block]) -> list[Block]:
    """Give consecutive list items, or quotations, a common group number."""
    grouped: list[Block] = []
    group, before = 0, None
    for block in blocks:
        belongs = block.kind in {BlockKind.LIST_ITEM, BlockKind.QUOTE}
        group += belongs and block.kind is not before
        number = group if belongs else 0
        grouped.append(block if block.group == number else replace(block, group=number))
        before = block.kind
    return grouped
