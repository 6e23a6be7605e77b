"""Find lines at the top of an article's own text that keep it from the public.

Agencies and press offices write *EMBARGOED UNTIL …* above a headline, colleagues *DRAFT – not for
publication*, programs for notes *Status: Draft*. Such lines stay text. One that names no moment
that can be understood keeps the article back until somebody changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from workflow.documents.readers.block_kinds import (
    is_unfinished,
    labels_release,
    sets_embargo,
    times_release,
    withholds,
)
from workflow.documents.readers.frontmatter.conditions import (
    REMARK,
    Said,
    conditions,
    plain_key,
    words,
)
from workflow.documents.readers.instants import instant
from workflow.markup import plain
from workflow.model import Block, BlockKind, Condition

#: Blocks at the top that are looked at, up to the first that is longer than such a line.
_MOST_BLOCKS, _LONGEST = 10, 200
_MOST_LINES = 20
_SPOKEN = frozenset({
    BlockKind.HEADLINE, BlockKind.DECK, BlockKind.BYLINE, BlockKind.HEADING, BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CELL, BlockKind.NOTICE,
})  # fmt: skip
_PAIR = re.compile(r"(?P<key>[^\W\d_][\w -]{0,30}?)\s?[:：][ \t]*(?P<value>\S.*)")
#: What parts a label from a remark on it: *First draft – for Ann*.
_ASIDE = re.compile(r"\s[-–—]+\s|\s?[(（]")
#: The number of a draft, as ``plain_key`` leaves it: *Draft v2.1*; a year is none.
_VERSION = re.compile(r"(?:v\d+|\d{1,2})$")
#: What says that an embargo is over: that the fears are, which a headline may say, does not.
_OVER = re.compile(
    r"(?i)embargo(?:ed)?\W+(?:(?:is|was|now|already|has been) )?(?:lifted|expired|over|ended)\b"
    r"|해제됨|종료됨|已解除|解除済"
)
#: The end of a sentence, which tells of an embargo and sets none.
_SENTENCE_END = re.compile(r"(?:\b[a-z]{3,}(?<!\bnotice)[.!?]|다\.|。)$")


def withheld_lines(blocks: Sequence[Block]) -> Iterator[Condition]:
    """Yield what lines at the top of a text say that keeps it from the public.

    >>> first = Block(BlockKind.HEADLINE, "EMBARGOED UNTIL 6 pm, Monday 3 March 2031", 1)
    >>> [each.since for each in withheld_lines([first])]
    ['2031-03-03T18:00:00']
    """
    headed = False
    top = [*islice((each for each in blocks if each.kind in _SPOKEN), _MOST_BLOCKS)]
    titled = next((at for at, each in enumerate(top) if each.kind is BlockKind.HEADLINE), 0)
    for at, block in enumerate(top):
        text = " ".join(plain(block.text, block.markup).split())
        above = at < titled or (not at and labels_release(text))
        is_headline = block.kind is BlockKind.HEADLINE
        begins = is_headline or not at  # a text without a headline may begin with what is one
        if (begins and is_unfinished(text)) or (above and not is_headline and _is_label(text)):
            yield Condition(text, block.line)
            return
        for text, line in islice(_lines(block), _MOST_LINES):
            if len(text) <= _LONGEST:
                yield from _said(text, line, headed=headed)
        headed = headed or is_headline
        if len(block.text) > _LONGEST:
            return


def _is_label(text: str) -> bool:
    """Tell whether a line above a headline says that the text is not finished: *Draft*.

    A remark may stand behind what no article is about: *Draft, Round One* is one on sports.
    """
    word, certain = plain_key(_ASIDE.split(text, maxsplit=1)[0]), words("unfinished_label")
    return word in certain or _VERSION.sub("", plain_key(text)) in certain | words("never")


def _lines(block: Block) -> Iterator[tuple[str, int]]:
    """Yield the lines of a block as written in the source, without markup."""
    ends = (0, *block.breaks, len(block.text))
    for start, end in pairwise(ends):
        text = plain(block.text[start:end], block.markup)
        yield " ".join(text.split()), block.line_at(start)


def _said(text: str, line: int, *, headed: bool) -> Iterator[Condition]:
    if _OVER.search(text):
        return
    if withholds(text):
        yield Condition(text, line)
    elif sets_embargo(text) or times_release(text):
        moment = instant(text)
        if moment:
            yield Condition(text, line, since=moment.last)
        elif sets_embargo(text) and not _SENTENCE_END.search(text):
            yield Condition(text, line, fault="write a date such as 2030-01-31 09:00")
    elif pair := _PAIR.fullmatch(text):
        yield from _told(Said(pair["key"].strip(), pair["value"].strip(), line), headed=headed)


def _told(said: Said, *, headed: bool) -> Iterator[Condition]:
    """Yield the statements of a key and its value about publication, not about the topic.

    Below a headline, a day of release may be that of a film.
    """
    value = plain_key(REMARK.split(str(said.value), maxsplit=1)[0])
    of_texts = tuple(words("from_of_texts"))
    certain = (
        (said.name in words("status", "hiding") and value in words("never", "unfinished"))
        or (said.name in words("hiding") and value in words("true"))
        or (said.name in words("from", "may_from") and said.name.startswith(of_texts))
        or (said.name in words("from") and not headed)
    )
    yield from (each for each in conditions([said]) if certain and not each.fault)
