"""Tells pages that say more than was read of them: to people, or to programs in their head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_weights import letters_of, weigh
from workflow.documents.thin_pages import is_thin
from workflow.markup import plain
from workflow.model import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

#: So many times the letters that were read stand on a page of which hardly any text was read.
_TIMES = 3
#: So many times as much ``articleBody`` has: some pages give programs captions and boxes, too.
_LONGER = 2
_DESCRIPTIONS = frozenset({"description", "og:description"})


def says_more(root: _Element, blocks: Sequence[Block], told: str, rights: str) -> bool:
    """Tell whether a page says clearly more than was read of it.

    A short article is none of these: its page has hardly more text either, and describes it in
    fewer words than it has.

    Args:
        root: the page.
        blocks: what was read of it.
        told: the letters of its ``articleBody``, if it has one that is not short.
        rights: whose it is; a line that is read of every page that says so.
    """
    read = letters_of("".join(plain(each.text, each.markup) for each in blocks))
    if len(told) > _LONGER * len(read):
        return True
    if not is_thin(blocks):
        return False
    if not blocks and rights:
        return True
    described = max(map(letters_of, _descriptions(root)), key=len, default="")
    if len(described) > len(read):
        return True
    body = root.find("body")
    return body is not None and weigh(body).text[body] > _TIMES * len(read)


def _descriptions(root: _Element) -> Sequence[str]:
    named = (
        (meta.get("property") or meta.get("name") or "", meta.get("content"))
        for meta in root.iter("meta")
    )
    return [said for name, said in named if said and name.lower() in _DESCRIPTIONS]
