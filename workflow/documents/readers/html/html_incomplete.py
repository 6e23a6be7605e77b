"""Tell pages that say more than was read of them: to people, or to programs in their head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.block_kinds import asks_to_agree, asks_to_pay
from workflow.documents.readers.html.html_weights import letters_of, weigh
from workflow.documents.unread_text import is_thin
from workflow.markup import plain
from workflow.model import Block, BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

#: If this many times more letters are on a page than were read, hardly any text was read.
_TIMES = 3
#: How many times longer ``articleBody`` must be, since some pages add captions and boxes to it.
_LONGER = 2
#: Among how many last blocks a request to pay is searched; and the part of an article that a
#: request for consent may be.
_END, _SHARE = 5, 4
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


def gate(blocks: Sequence[Block]) -> int:
    """Return the line at which a page asks readers to pay, sign in or consent, or 0.

    It asks to pay where its article ends; and what asks to agree is a good part of all it says.
    """
    prose = [each for each in blocks if each.kind is not BlockKind.NOTICE]
    said = [(plain(each.text, each.markup), each.line) for each in prose]
    if found := next((line for text, line in said[-_END:] if asks_to_pay(text)), 0):
        return found
    demands = [(text, line) for text, line in said if asks_to_agree(text)]
    asked = sum(map(len, {text for text, _ in demands}))  # often above each thing that is shown
    whole = sum(len(text) for text, _ in said)
    return demands[0][1] if demands and _SHARE * asked >= whole else 0


def _descriptions(root: _Element) -> Sequence[str]:
    named = (
        (meta.get("property") or meta.get("name") or "", meta.get("content"))
        for meta in root.iter("meta")
    )
    return [said for name, said in named if said and name.lower() in _DESCRIPTIONS]
