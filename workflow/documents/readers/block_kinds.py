"""Tell notices, bylines, captions and decks from the paragraphs of an article.

It does so for every type of file, by what the packs of languages know of newspapers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from workflow.documents.readers.block_text import news_lines, plain_block
from workflow.markup import Close, Open, Standalone, Text, balanced, plain, tags, tokens
from workflow.model import Block, BlockKind, MarkupKind

#: Longer lines are prose.
_LONGEST_NOTICE, _LONGEST_BYLINE, _LONGEST_DEMAND = 300, 100, 500
_MOST_FIELDS = 50
#: Names with their values above other lines of a paragraph.
_FEWEST_FIELDS = 3
_FIELD = re.compile(r"[^\W\d_][\w /().-]{0,30}?\s?(?::\s|：)\s*\S.{0,300}")
#: Among how many blocks the headline below a label is looked for, and how a sentence ends.
_HEAD, _SENTENCE = 8, re.compile(r"[.!?。！？]\W*$")
#: The most lines separated from the beginning and the end of a paragraph.
_MOST_LINES = 5


def is_notice(text: str) -> bool:
    """Return whether a line of plain text says whose the text is."""
    return len(text) <= _LONGEST_NOTICE and bool(news_lines("notice").search(text))


def is_byline(text: str) -> bool:
    """Return whether a line of plain text only says who wrote, from where, or when."""
    if len(text) > _LONGEST_BYLINE:
        return False
    return bool(news_lines("byline").fullmatch(text) or news_lines("dateline").fullmatch(text))


def begins_report(text: str) -> bool:
    """Return whether a line begins with who reports from where, as a first paragraph does."""
    return bool(news_lines("dateline").match(text))


def begins_item(text: str) -> bool:
    """Return whether a line of plain text begins with an item's number in a language's letters."""
    return bool(news_lines("numbering").match(text))


def is_caption(text: str) -> bool:
    """Return whether a line of plain text belongs to a picture."""
    return bool(news_lines("caption").fullmatch(text))


def heads_links(text: str) -> bool:
    """Return whether a line of plain text is one that stands above links to other articles."""
    return len(text) <= _LONGEST_BYLINE and bool(news_lines("related").fullmatch(text.strip()))


def labels_release(text: str) -> bool:
    """Return whether a line of plain text only says that a release follows, above its headline."""
    if len(text) > _LONGEST_BYLINE:
        return False
    return (
        bool(news_lines("label").fullmatch(text.strip())) or sets_embargo(text) or withholds(text)
    )


def sets_embargo(text: str) -> bool:
    """Tell whether a line sets an embargo for the text below it."""
    return len(text) <= _LONGEST_NOTICE and bool(news_lines("embargo").match(text))


def times_release(text: str) -> bool:
    """Return whether a line that names a day says from when on one may publish the text."""
    return len(text) <= _LONGEST_NOTICE and bool(news_lines("releasing").match(text))


def withholds(text: str) -> bool:
    """Tell whether a whole line withholds the text below it from the public."""
    return len(text) <= _LONGEST_BYLINE and bool(news_lines("withheld").fullmatch(text.strip()))


def is_unfinished(headline: str) -> bool:
    """Return whether a headline says that its text is not finished: *[draft]*."""
    return len(headline) <= _LONGEST_NOTICE and bool(news_lines("unfinished").fullmatch(headline))


def asks_to_pay(text: str) -> bool:
    """Tell whether a whole line asks readers to pay or sign in."""
    return len(text) <= _LONGEST_NOTICE and bool(news_lines("gate").fullmatch(text.strip()))


def asks_to_agree(text: str, *, surely: bool = False) -> bool:
    """Return whether a whole line asks for cookies or scripts, or a proof that one is human.

    Args:
        text: the line.
        surely: leave out what an article about such things may say: *You can change your settings*.
    """
    uses = ("consent",) if surely else ("consent", "wall")
    said = text.strip()
    return len(text) <= _LONGEST_DEMAND and any(news_lines(use).fullmatch(said) for use in uses)


def is_detail_of_release(text: str) -> bool:
    """Tell whether a line above a release's headline is a contact or a date."""
    return len(text) <= _LONGEST_BYLINE and bool(news_lines("details").fullmatch(text.strip()))


def leads_link(text: str) -> bool:
    """Return whether words before a link say that it leads to another article: *Related:*."""
    return len(text) <= _LONGEST_BYLINE and bool(news_lines("pointing").fullmatch(text.strip()))


def works_page(text: str, *, several: bool) -> bool:
    """Return whether a text only names tools of a page: *Share this article*, *Print*.

    Args:
        text: in one line.
        several: names of such tools beside each other do so, too: *Share Print*.
    """
    return bool(
        news_lines("tool").fullmatch(text) or (several and news_lines("tools").fullmatch(text))
    )


def notice(rights: str, line: int) -> Block:
    """Return a block for a rights notice that only the metadata holds."""
    return plain_block(Block(BlockKind.NOTICE, "", line), rights)


def refine(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Tell notices, bylines, captions and an emphasised deck from paragraphs.

    A byline before the first sentence of an article becomes a block of its own, and the heading
    below *Press release* the headline.
    """
    refined: list[Block] = []
    led = False
    parted = chain.from_iterable(map(_fields_apart, _below_label(blocks)))
    for block in chain.from_iterable(map(lines_apart, parted)):
        kind = _kind(block, refined)
        if kind is BlockKind.PARAGRAPH and not led:
            led = True
            refined += _without_dateline(block)
        elif kind is BlockKind.DECK and block.kind is BlockKind.PARAGRAPH:
            refined.append(replace(_unwrapped(block), kind=kind))
        else:
            refined.append(block if kind is block.kind else replace(block, kind=kind))
    return tuple(refined)


def _below_label(blocks: Sequence[Block]) -> Sequence[Block]:
    """Make the heading below a headline that is a label, and below date and contact, the headline.

    Where a sentence stands between, or another heading of its level follows, it heads a part of
    the text.
    """
    kinds = [block.kind for block in blocks[:_HEAD]]
    if BlockKind.HEADLINE not in kinds or BlockKind.HEADING not in kinds:
        return blocks
    above, below = kinds.index(BlockKind.HEADLINE), kinds.index(BlockKind.HEADING)
    said = [plain(block.text, block.markup) for block in blocks[above:below]]
    if not said or not labels_release(said[0]) or any(map(_SENTENCE.search, said)):
        return blocks
    if any(each.kind is BlockKind.HEADING and each.level <= blocks[below].level
           for each in blocks[below + 1 :]):  # fmt: skip
        return blocks
    label = replace(blocks[above], kind=BlockKind.PARAGRAPH)
    title = replace(blocks[below], kind=BlockKind.HEADLINE, level=0)
    return (*blocks[:above], label, *blocks[above + 1 : below], title, *blocks[below + 1 :])


def _fields_apart(block: Block) -> list[Block]:
    """Separate the lines of a paragraph of fields: ``Date: 7 May``.

    Programs for notes (Notion) export properties so; speakers of an interview are named so, too.
    What sites put above an article that is copied (author, link, source) may end in other lines.
    """
    several = 0 < len(block.breaks) < _MOST_FIELDS
    quoted = block.kind is BlockKind.QUOTE
    if not (quoted or block.kind is BlockKind.PARAGRAPH) or block.footnote or not several:
        return [block]
    spans = list(pairwise((0, *block.breaks, len(block.text))))
    fields = list(takewhile(lambda span: _is_field(block, span), spans))
    if len(fields) == len(spans) or (len(fields) >= _FEWEST_FIELDS and not quoted):
        rest = [(fields[-1][1], len(block.text))] if len(fields) < len(spans) else []
        return [_part(block, *span) for span in (*fields, *rest)]
    return [block]


def _is_field(block: Block, span: tuple[int, int]) -> bool:
    line = block.text[slice(*span)]
    return balanced(line) and bool(_FIELD.fullmatch(plain(line, block.markup).strip()))


def lines_apart(block: Block) -> list[Block]:
    """Separate a paragraph from a byline or a notice in the lines that begin or end it.

    Such a line ends at a line break of its own, and no sentence runs over it; what stands in a pair
    of marks stays whole.
    """
    pieces = _pieces(block) if block.kind is BlockKind.PARAGRAPH and not block.footnote else []
    first, last = 0, len(pieces)
    while first < min(last - 1, _MOST_LINES) and is_byline(_said(pieces[first], block)):
        first += 1
    if first and _said(pieces[first], block)[:1].islower():
        first -= 1
    least = max(first + 1, len(pieces) - _MOST_LINES)
    while last > least and _ends_article(_said(pieces[last - 1], block)):
        last -= 1
    if last < len(pieces) and _said(pieces[last - 1], block).endswith(","):
        last += 1
    if last - first == len(pieces):
        return [block]
    whole = (pieces[first][0], pieces[last - 1][1])
    return [_part(block, *each) for each in (*pieces[:first], whole, *pieces[last:])]


def _ends_article(text: str) -> bool:
    return is_byline(text) or is_notice(text)


def _pieces(block: Block) -> list[tuple[int, int]]:
    """Return the span of each line of a block; none if every break is inside a pair."""
    breaks = {item.tag for item in block.markup if item.kind is MarkupKind.BREAK}
    pieces: list[tuple[int, int]] = []
    start = at = depth = 0
    for token in tokens(block.text):
        size = len(token.text) if isinstance(token, Text) else len(token.tag) + 2
        size += isinstance(token, Close | Standalone)
        depth += isinstance(token, Open) - isinstance(token, Close)
        if isinstance(token, Standalone) and token.tag in breaks and not depth:
            pieces.append((start, at))
            start = at + size
        at += size
    pieces.append((start, at))
    return [each for each in pieces if block.text[slice(*each)].strip()] if len(pieces) > 1 else []


def _said(piece: tuple[int, int], block: Block) -> str:
    return plain(block.text[slice(*piece)][: _LONGEST_NOTICE + 1], block.markup).strip()


def _part(block: Block, start: int, end: int) -> Block:
    """Return the block of a part of another's text."""
    text = block.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    named = set(tags(text))
    return replace(
        block,
        text=text,
        line=block.line_at(start),
        breaks=tuple(each - start for each in block.breaks if start < each < start + len(text)),
        markup=tuple(item for item in block.markup if item.tag in named),
    )


def _kind(block: Block, before: Sequence[Block]) -> BlockKind:
    if block.kind is not BlockKind.PARAGRAPH or block.footnote:
        return block.kind
    text = plain(block.text, block.markup)
    if is_notice(text):
        return BlockKind.NOTICE
    if is_byline(text):
        return BlockKind.BYLINE
    if is_caption(text):
        return BlockKind.CAPTION
    below = before and before[-1].kind is BlockKind.HEADLINE and not block.box
    if below and _is_emphasised(block):
        return BlockKind.DECK
    return block.kind


def _is_emphasised(block: Block) -> bool:
    """Return whether one pair of emphasis encloses the whole block."""
    if not block.markup or block.markup[0].kind not in {MarkupKind.EMPHASIS, MarkupKind.STRONG}:
        return False
    tag, parts = block.markup[0].tag, list(tokens(block.text))
    return parts[0] == Open(tag) and parts[-1] == Close(tag)


def _unwrapped(block: Block) -> Block:
    """Remove the pair of emphasis that encloses a block."""
    before = len(block.markup[0].tag) + 2
    return replace(
        block,
        text=block.text[before : -before - 1],
        breaks=tuple(offset - before for offset in block.breaks),
        markup=block.markup[1:],
    )


def _without_dateline(block: Block) -> list[Block]:
    """Split a first paragraph into the byline that it begins with and the rest."""
    match = news_lines("dateline").match(block.text)
    if not match:
        return [block]
    end = match.end()
    rest = block.text[end:].lstrip()
    start = len(block.text) - len(rest)
    return [
        Block(BlockKind.BYLINE, match[0], block.line,
              tuple(offset for offset in block.breaks if offset < end)),
        replace(
            block,
            text=rest,
            line=block.line_at(start),
            breaks=tuple(offset - start for offset in block.breaks if offset > start),
        ),
    ]  # fmt: skip
