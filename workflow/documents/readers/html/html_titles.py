"""Find the headline of a web page, and the deck below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.block_text import plain_block
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html.html_text import line_of
from workflow.documents.readers.html.html_walk import Walk
from workflow.markup import plain
from workflow.model import Block, BlockKind, Metadata

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What parts the title of a page from the name of its site.
_SITE = re.compile(r"\s+(?:[-–—·•»]|::)\s+\S|\s*[|_]\s*\S")
_ANY_SITE = re.compile(r"\s*(?:[-–—·•»|_:<]|::)+\s*\S")
_BEFORE_SITE = re.compile(r"\s*[-–—·•»|_:<]+\s*$")
_SITE_NAMES = frozenset({"og:site_name", "application-name"})
_FIRST_LEVEL = (BlockKind.HEADING, 1)
#: Among how many blocks the page's title is searched, and the letters of that line.
_HEAD, _LINE = 6, 8
#: Letters of a heading that is a deck, which ends as a sentence does.
_DECK = 60
_SENTENCE = re.compile(r"[.!?…。！？][\"”’」』)）]*$")


def titled(blocks: list[Block], root: _Element, metadata: Metadata) -> list[Block]:
    """Make the first ``h1`` the headline; without one in the article, the page's or its title.

    That of the page may be the name of the site; then a heading of the article is its title. Where
    each section is an ``h1``, as pandoc has them, the one that is the title may stand outside.
    """
    title, sole = metadata.title, _sole_title(root)
    outer = _outer_title(blocks, root, title)
    if outer is not None:
        return [outer, *blocks]
    own = [n for n, each in enumerate(blocks) if (each.kind, each.level) == _FIRST_LEVEL]
    if not own and sole is not None and not _has_another(blocks, title, _said(sole)):
        return [sole, *blocks]
    own = own or [n for n, each in enumerate(blocks[:_HEAD]) if _is_shortened(each, title)]
    if own:
        blocks[own[0]] = replace(blocks[own[0]], kind=BlockKind.HEADLINE, level=0)
    elif title and blocks:
        place = title_element(root)
        line = line_of(place) if place is not None else 1
        shown = plain_block(Block(BlockKind.HEADLINE, "", line), _without_site(title, _sites(root)))
        return [shown, *blocks]
    return blocks


def _said(block: Block) -> str:
    return plain(block.text, block.markup)


def _sole_title(root: _Element) -> Block | None:
    """Return the only ``h1`` of a page as a headline; None if there are several, or none."""
    headings = list(root.iter("h1"))
    found = Walk().blocks(headings[0]) if len(headings) == 1 else []
    return replace(found[0], kind=BlockKind.HEADLINE, level=0) if found else None


def _has_another(blocks: Sequence[Block], title: str, shown: str) -> bool:
    """Tell whether a heading of the article is the page's title, and what the page shows is not."""
    headings = (each for each in blocks[:_HEAD] if each.kind is BlockKind.HEADING)
    named = any(_is_shortened(each, title) for each in headings)
    return named and not (title.startswith(shown) or title in shown)


def _outer_title(blocks: list[Block], root: _Element, title: str) -> Block | None:
    """Return the headline outside the article that is the page's title word for word, no site's."""
    texts = {*map(_said, blocks), *_sites(root)}
    if title and title not in texts and any(each.level == 1 for each in blocks):
        for heading in root.iter("h1"):
            found = Walk().blocks(heading)
            if found and _said(found[0]) == title:
                return replace(found[0], kind=BlockKind.HEADLINE, level=0)
    return None


def decked(read: Sequence[Block]) -> list[Block]:
    """Make a heading right below the headline the deck, if it is a long sentence."""
    blocks = list(read)
    for index, (block, below) in enumerate(pairwise(blocks)):
        if block.kind is BlockKind.HEADLINE:
            text = _said(below)
            if below.kind is BlockKind.HEADING and len(text) >= _DECK and _SENTENCE.search(text):
                blocks[index + 1] = replace(below, kind=BlockKind.DECK, level=0)
            break
    return blocks


def _is_shortened(block: Block, title: str) -> bool:
    """Tell whether a line is the title of its page, except for the site's name after it."""
    if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
        return False
    text = _said(block)
    if not text or not title.startswith(text):
        return False
    rest = title[len(text) :]
    if block.kind is BlockKind.HEADING and (not rest or _SITE.match(rest)):
        return True
    # A line may also be the name of a section, which titles begin with: *Economy: Trade grows*.
    whole = block.kind is BlockKind.HEADING or len(text) > len(rest)
    return len(text) >= _LINE and whole and bool(not rest or _ANY_SITE.match(rest))


def _sites(root: _Element) -> set[str]:
    """Return the names that a page gives its site."""
    names = set()
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in _SITE_NAMES:
            names.add(" ".join(clean(meta.get("content") or "").split()))
    return names - {""}


def _without_site(title: str, sites: set[str]) -> str:
    """Return the title of a page without the name of its site."""
    for site in sites:
        before = title.removesuffix(site)
        if before != title and (found := _BEFORE_SITE.search(before)) and found.start():
            return before[: found.start()]
    return title


def title_element(root: _Element) -> _Element | None:
    """Return the element with the title of the page, not of a drawing."""
    drawn = {title for drawing in root.iter("svg") for title in drawing.iter("title")}
    return next((title for title in root.iter("title") if title not in drawn), None)
