"""Tells notices, bylines, captions and decks from the paragraphs of an article.

It does so for every type of file, by what the packs of languages know of newspapers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache

from workflow.documents.readers.block_text import plain_block
from workflow.languages.news import NewsLines
from workflow.languages.packs import registered
from workflow.markup import Close, Open, plain, tokens
from workflow.model import Block, BlockKind, MarkupKind

#: Longer lines are prose, whatever stands in them.
_LONGEST_NOTICE, _LONGEST_BYLINE = 300, 100


@cache
def _lines() -> NewsLines:
    """Return the patterns of notices and bylines of all languages: a seed may quote any agency."""
    known = [pack.news for pack in registered()]
    return NewsLines(
        **{
            use.name: re.compile("|".join(getattr(each, use.name).pattern for each in known))
            for use in fields(NewsLines)
        }
    )


def is_notice(text: str) -> bool:
    """Return whether a line of plain text says whose the text is."""
    return len(text) <= _LONGEST_NOTICE and bool(_lines().notice.search(text))


def is_byline(text: str) -> bool:
    """Return whether a line of plain text only says who wrote, from where, or when."""
    if len(text) > _LONGEST_BYLINE:
        return False
    return bool(_lines().byline.fullmatch(text) or _lines().dateline.fullmatch(text))


def begins_item(text: str) -> bool:
    """Return whether a line of plain text begins with an item's number in a language's letters."""
    return bool(_lines().numbering.match(text))


def is_caption(text: str) -> bool:
    """Return whether a line of plain text belongs to a picture."""
    return bool(_lines().caption.fullmatch(text))


def notice(rights: str, line: int) -> Block:
    """Return a block for a rights notice that only the metadata holds."""
    return plain_block(Block(BlockKind.NOTICE, "", line), rights)


def refine(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Tell notices, bylines, captions and an emphasised deck from paragraphs.

    A byline before the first sentence of an article becomes a block of its own.
    """
    refined: list[Block] = []
    led = False
    for block in blocks:
        kind = _kind(block, refined)
        if kind is BlockKind.PARAGRAPH and not led:
            led = True
            refined += _without_dateline(block)
        elif kind is BlockKind.DECK and block.kind is BlockKind.PARAGRAPH:
            refined.append(replace(_unwrapped(block), kind=kind))
        else:
            refined.append(block if kind is block.kind else replace(block, kind=kind))
    return tuple(refined)


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
    match = _lines().dateline.match(block.text)
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
