"""Find headline, decks and headings of a plain text: short lines that are no sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from workflow.documents.readers.block_kinds import (
    begins_report,
    is_byline,
    is_caption,
    is_detail_of_release,
    is_notice,
    labels_release,
)
from workflow.documents.readers.text.chat_lines import begins_message, is_chat
from workflow.documents.readers.text.line_joints import ADDRESS
from workflow.documents.readers.text.text_lines import columns, speaker
from workflow.documents.readers.text.unwrapping import TELEPHONE
from workflow.model import Block, BlockKind

_CLOSERS = "\"'”’»」』）)]】》*†‡ "
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.|\b(?:Co|Corp|Inc|Ltd|Jr|Sr|etc|No)\.)$")
_DATE = re.compile(r"[\W\d년월일年月日]+")
#: A question or an answer of an interview.
_TURN = re.compile(r"(?:[QA문답问答問]\s?[:：]|Q\d*\s?\.)\s?\S")

_LONGEST_HEADLINE, _LONGEST_HEADING = 220, 80
#: What ends a sentence, or a heading.
_MARKS = ("?", "!", "？", "！")
#: What ends a line, and no sentence.
_PAUSES = (",", ";", ":", "，", "、", "；", "：")
#: Decks below a headline.
MOST_DECKS = 3


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
        and any(map(str.isalnum, text))
        and not _ends_sentence(text)
        and not (is_notice(text) or is_byline(text) or is_caption(text))
        and not (_DATE.fullmatch(text) or _TURN.match(text) or begins_report(text))
    )


def titled(
    blocks: Sequence[Block], around: Sequence[tuple[bool, str]], *, headline: bool, above: int = 0
) -> Iterator[Block]:
    """Give blocks that look like headline, decks or headings that kind.

    Args:
        blocks: of a text.
        around: for each whether blank lines surround it, and the letter it is underlined with.
        headline: whether the text may begin with one.
        above: how many blocks stand above it, in columns.
    """
    if is_chat([block.text for block in blocks]):
        if headline and not begins_message(blocks[0].text):
            blocks = (replace(blocks[0], kind=BlockKind.HEADLINE), *blocks[1:])
        yield from blocks
        return
    spoken = Counter(filter(None, (speaker(block.text) for block in blocks)))
    first = above or _below_label(blocks) if headline else 0
    titles = _titles(blocks[first:], around[first:], spoken) if headline else 0
    if first and not titles:
        first, titles = 0, _titles(blocks, around, spoken)
    for index, (block, (alone, underline)) in enumerate(zip(blocks, around, strict=True)):
        if first <= index < first + titles:
            yield replace(block, kind=BlockKind.DECK if index > first else BlockKind.HEADLINE)
        elif index < first:
            yield block
        elif underline and block.kind is BlockKind.PARAGRAPH:
            yield replace(block, kind=BlockKind.HEADING, level=2 if underline == "=" else 3)
        elif alone and _is_heading(blocks, index, spoken):
            yield replace(block, kind=BlockKind.HEADING, level=2)
        else:
            yield block


def _below_label(blocks: Sequence[Block]) -> int:
    """Return which block may be the headline: below *Press release*, with its date and contact."""
    if not blocks or not labels_release(blocks[0].text):
        return 0
    apart = [
        index
        for index, (above, block) in enumerate(pairwise(blocks), 1)
        if block.line > above.line + len(above.breaks) + 1
    ]
    below = zip(apart, [*apart[1:], len(blocks)], strict=False)
    return next((start for start, end in below if not _are_details(blocks[start:end])), 0)


def _are_details(blocks: Sequence[Block]) -> bool:
    """Return whether lines say whom to ask about a release, or on which day it was written."""
    if any(_ends_sentence(block.text) or len(block.text) > _LONGEST_HEADING for block in blocks):
        return False
    return any(
        is_detail_of_release(block.text)
        or ADDRESS.search(block.text)
        or TELEPHONE.search(block.text)
        for block in blocks
    )


def _titles(
    blocks: Sequence[Block], around: Sequence[tuple[bool, str]], spoken: Counter[str]
) -> int:
    """Return how many blocks at the beginning are headline and decks."""
    if len(blocks) < 2 or spoken[speaker(blocks[0].text)] > 1:
        return 0
    if blocks[0].text.endswith((",", "，", "、")):  # Dear all,
        return 0
    titles = 0
    while titles <= MOST_DECKS and _is_title(blocks[titles], _LONGEST_HEADLINE):
        if titles and (around[titles][1] or blocks[titles].text.endswith(_PAUSES)):
            break
        titles += 1
        if titles == len(blocks):
            return 1
    if around[0][0]:
        while titles > 1 and not _is_deck(blocks, titles - 1):
            titles -= 1
    return titles


def _is_deck(blocks: Sequence[Block], index: int) -> bool:
    """Return whether a line below a headline is a deck, not a line of a poem or an address.

    Where a blank line parts the headline, one parts the decks from the text as well, unless there
    is one deck only and a paragraph below it.
    """
    deck, below = blocks[index : index + 2]
    if below.line > deck.line + len(deck.breaks) + 1:
        return True
    return (
        index == 1
        and not deck.text.endswith(_PAUSES)
        and columns(below.text) > _LONGEST_HEADING
        and _ends_sentence(below.text)
    )


def _is_heading(blocks: Sequence[Block], index: int, spoken: Counter[str]) -> bool:
    """Tell whether a line between blank lines is a heading."""
    text = blocks[index].text
    if not _is_title(blocks[index], _LONGEST_HEADING) or text.endswith((":", "：", ",", "，")):
        return False
    if text[-1] in _CLOSERS or text[0] in "\"“‘'「『(" or text[0].islower():
        return False
    if spoken[speaker(text)] > 1:
        return False
    below = (each.text for each in blocks[index + 1 : index + 3] if not each.text.isdigit())
    told = next(below, "")  # numbers of pages are passed over
    if text.endswith(_MARKS) and columns(told) <= _LONGEST_HEADING:
        return False  # what somebody says
    return _ends_sentence(told) or told.rstrip(_CLOSERS).endswith(_MARKS)
