"""Report text that was not read: what a document shows besides, pages of which hardly any came.

Such a page may need scripts, or be closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.decoding import clean
from workflow.markup import plain
from workflow.model import Block, BlockKind, PassedOver, say
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Kinds of blocks that are prose: menus are lists, and frames of pages are headings and captions.
PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.DECK, BlockKind.DEFINITION})
#: Bytes of prose, in UTF-8, that a page has which holds an article: three sentences in any script.
#: A page of less prose may be a list, or commands with few words; it holds so much of any kind.
LEAST_PROSE, _LEAST_TEXT = 200, 600
#: What a person is told of a page that says more than was read.
SAYS_MORE = say(
    "the page says more than was read: see whether the article is all there; its text can be "
    "saved as .txt"
)
#: What a person is told of a page that asks readers for something before it shows its text.
ASKS_FIRST = say(
    "the page asks readers to pay, sign in or agree to something: see whether the article is all "
    "there; its text can be saved as .txt"
)


def passed_over(
    places: Iterable[_Element], paragraphs: frozenset[str], words: frozenset[str] = frozenset()
) -> tuple[PassedOver, ...]:
    """Return the unread texts of a document, one item a place, without empty or repeated ones.

    Args:
        places: elements, such as the header of a page.
        paragraphs: local names of the elements in them between which words end.
        words: local names of those that hold the words; empty for all text of a paragraph.
    """
    found = (" ".join(_said(place, paragraphs, words)) for place in places)
    texts = (" ".join(clean(text).split()) for text in found)
    return tuple(PassedOver(text) for text in dict.fromkeys(texts) if any(map(str.isalpha, text)))


def picture_not_shown(address: str, told: str, line: int) -> PassedOver:
    """Describe a picture of a kind that pages cannot show: its file, and its description.

    >>> picture_not_shown("media/chart.emf", "Exports", 3).text
    'chart.emf (Exports)'
    """
    name, about = address.rpartition("/")[2], " ".join(clean(told).split())
    return PassedOver(f"{name} ({about})" if about else name, line)


def _said(place: _Element, paragraphs: frozenset[str], words: frozenset[str]) -> Iterable[str]:
    for each in place.iter("*"):
        if local(each) in paragraphs:
            parts = each.iter("*") if words else [each]
            texts = (
                "".join(map(str, part.itertext()))
                for part in parts
                if not words or local(part) in words
            )
            yield "".join(texts)


def weight(blocks: Sequence[Block], kinds: frozenset[BlockKind] | None = None) -> int:
    """Return the size of the text in blocks in bytes, which is comparable in all scripts."""
    texts = (plain(each.text, each.markup) for each in blocks if not kinds or each.kind in kinds)
    return sum(len("".join(text.split()).encode("utf-8", "replace")) for text in texts)


def is_thin(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks hold too little text for an article."""
    return weight(blocks, PROSE) < LEAST_PROSE and weight(blocks) < _LEAST_TEXT
