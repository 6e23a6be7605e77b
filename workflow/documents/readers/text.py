"""Plain text: an article as it is pasted or exported, one paragraph a line or wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise, takewhile

from workflow.documents.readers import frontmatter
from workflow.documents.readers.block_kinds import is_byline, is_caption, is_notice
from workflow.documents.readers.block_text import plain_block
from workflow.documents.readers.front_values import FrontMatter
from workflow.languages.scripts import BREAKABLE, TWO_COLUMNS
from workflow.model import Block, BlockKind, Metadata

_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*•]|(?P<number>\d{1,3})[.)])\s+(?=\S)(?!\d+\.\s?\d)")
_QUOTE = re.compile(r"\s*(?P<marks>>(?:\s?>)*)\s*")
_IMAGE = re.compile(r"""\s*!\[(?P<alt>.*)\]\((?P<url>[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"""
                    r"""(?:\s+["'](?P<title>.*)["'])?\)\s*""")  # fmt: skip
_CLOSERS = "\"'”’»」』）)]】》 "
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.|\b(?:Co|Corp|Inc|Ltd|Jr|Sr|etc|No)\.)$")
_DATE = re.compile(r"[\W\d년월일年月日]+")
#: A question or an answer of an interview.
_TURN = re.compile(r"(?:[QA문답问答問]\s?[:：]|Q\d*\s?\.)\s?\S")

#: Columns (a Korean or Chinese letter takes two) between which text is wrapped by programs.
_NARROWEST_WRAP, TWO_COLUMNSST_WRAP = 40, 120
_SAME_COLUMN = 2
_LONGEST_HEADLINE, _LONGEST_HEADING = 220, 80
_MOST_DECKS = 3


@dataclass(slots=True)
class _Unit:
    """Lines that belong together. ``alone``: with blank lines (or the file's end) around it."""

    line: int
    lines: list[str] = field(default_factory=list)
    alone: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


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
        units = [(_block(unit), unit.alone) for unit in _units(text.split("\n"))]
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


def _width(text: str) -> int:
    return len(text) + len(TWO_COLUMNS.findall(text))


def _is_special(line: str) -> bool:
    """Return whether a line begins something of its own, however long the line before it is."""
    text = line.strip()
    return bool(
        _ITEM.match(line)
        or _QUOTE.match(line)
        or _IMAGE.fullmatch(line)
        or is_notice(text)
        or is_byline(text)
    )


def _first_word(line: str) -> str:
    word = line.split(maxsplit=1)[0]
    return word[:1] if BREAKABLE.match(word) else word


def _widths(lines: Sequence[str]) -> list[int]:
    """Return for each line the width at which its text or paragraph is wrapped, 0 if it is not.

    A paragraph is taken for wrapped by itself only if its last line ends a sentence.
    """
    if whole := _wrap_width(lines):
        return [whole] * len(lines)
    widths = [0] * len(lines)
    opening = True
    for blank, group in groupby(range(len(lines)), key=lambda number: not lines[number].strip()):
        numbers = list(group)
        paragraph = lines[numbers[0] : numbers[-1] + 1]
        if blank or not _ends_sentence(paragraph[-1]):
            opening = opening and blank
            continue
        width = _wrap_width(paragraph, opening=opening)
        for number in numbers:
            widths[number] = width
        opening = False
    return widths


def _wrap_width(lines: Sequence[str], *, opening: bool = True) -> int:
    """Return the width at which lines are wrapped, 0 if they are not.

    Wrapped text has lines that end where the next word no longer fits, most of them in the middle
    of a sentence. ``opening``: these lines begin the text, and the first ones may be titles.
    """
    plain = [line if line.strip() and not _is_special(line) else "" for line in lines]
    widest = max(map(_width, plain))
    pairs = [(n, a, b) for n, (a, b) in enumerate(pairwise(plain)) if a and b]
    if not pairs or not _NARROWEST_WRAP <= widest <= TWO_COLUMNSST_WRAP:
        return 0
    full = [pair for pair in pairs if _is_full(pair[1], pair[2], widest)]
    ended = sum(_ends_sentence(line) for _, line, _ in full)
    if len(full) < 0.6 * len(pairs) or ended > 0.5 * len(full):
        return 0
    titles = _title_lines(lines) if opening else 0
    certain = any(number >= titles or after.strip()[0].islower() for number, _, after in full)
    return widest if certain or _are_equally_wide([line for _, line, _ in full]) else 0


def _title_lines(lines: Sequence[str]) -> int:
    """Return up to which line a text that begins with ``lines`` may hold headline and decks."""
    first = next(number for number, line in enumerate(lines) if line.strip())
    group = takewhile(str.strip, lines[first : first + 1 + _MOST_DECKS])
    return first + sum(1 for _ in group)


def _are_equally_wide(lines: Sequence[str]) -> bool:
    """Return whether several lines end in the same column, as Chinese is wrapped."""
    widths = [_width(line.rstrip()) for line in lines]
    return len(widths) > 1 and max(widths) - min(widths) <= _SAME_COLUMN


def _is_full(line: str, following: str, width: int) -> bool:
    return _width(line.rstrip()) + 1 + _width(_first_word(following)) > width


def _units(lines: Sequence[str]) -> Iterator[_Unit]:
    """Put lines together into headlines, paragraphs, list items …"""
    unit: _Unit | None = None
    before = ""
    for number, (line, width) in enumerate(zip([*lines, ""], [*_widths(lines), 0], strict=True), 1):
        if unit and line.strip() and _continues(unit, line, width):
            unit.lines.append(line)
        else:
            if unit:
                unit.alone = not before.strip() and not line.strip()
                yield unit
            before = lines[number - 2] if number > 1 else ""
            unit = _Unit(number, [line]) if line.strip() else None


def _continues(unit: _Unit, line: str, width: int) -> bool:
    first, last = unit.lines[0], unit.lines[-1]
    if _is_special(line):
        return False
    if item := _ITEM.match(first):
        indent = len(line) - len(line.lstrip())
        return indent > len(item["indent"]) + 1 or bool(width and _is_full(last, line, width))
    return not _is_special(last) and bool(width and _is_full(last, line, width))


def _block(unit: _Unit) -> Block:
    text = unit.text
    if image := _IMAGE.fullmatch(text):
        alt = image["alt"].strip() or image["title"] or ""
        return plain_block(Block(BlockKind.CAPTION, "", unit.line, url=image["url"]), alt)
    if quote := _QUOTE.match(text):
        frame = Block(BlockKind.QUOTE, "", unit.line, level=quote["marks"].count(">"))
        return plain_block(frame, text[quote.end() :])
    if item := _ITEM.match(text):
        level = 1 + len(item["indent"].expandtabs(4)) // 2
        frame = Block(
            BlockKind.LIST_ITEM, "", unit.line, level=level, ordered=int(item["number"] or 0)
        )
        return plain_block(frame, text[item.end() :])
    return plain_block(Block(BlockKind.PARAGRAPH, "", unit.line), text)


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
        and _width(text) <= longest
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
