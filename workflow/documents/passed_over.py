"""List the visible text of a document that is not read, so that it can be reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workflow.documents.archive import local
from workflow.documents.readers.decoding import clean
from workflow.model import PassedOver

if TYPE_CHECKING:
    from lxml.etree import _Element


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


def _said(
    place: _Element, paragraphs: frozenset[str], words: frozenset[str]
) -> Iterable[str]:  # fmt: skip
    for each in place.iter("*"):
        if local(each) in paragraphs:
            parts = each.iter("*") if words else [each]
            texts = (
                "".join(map(str, part.itertext()))
                for part in parts
                if not words or local(part) in words
            )
            yield "".join(texts)
