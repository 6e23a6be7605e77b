"""Classify elements of a Word document: tables of data, tables of contents, text boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What is around paragraphs and tables and means nothing for them.
THROUGH = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent",
                      "Choice"})  # fmt: skip
#: Paragraphs in a cell of a table of data; more are a part of the text that is laid out.
_MOST_IN_CELL = 4
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


def is_data(rows: Sequence[Sequence[_Element]]) -> bool:
    """Tell whether a table holds data, or only lays out text."""
    if max(map(len, rows), default=0) < 2:
        return False
    return all(_holds_data(cell) for row in rows for cell in row)


def _holds_data(cell: _Element) -> bool:
    if next(cell.iterchildren("{*}tbl"), None) is not None:
        return False
    found = list(paragraphs_in(cell))
    if sum(1 for each in found if _has_text(each)) > _MOST_IN_CELL:
        return False
    shown = (next(each.iter("{*}blip", "{*}txbxContent"), None) for each in found)
    return all(each is None for each in shown)


def each_in(parent: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows of a table, or the cells of a row, also inside wrapping elements."""
    for element in parent:
        if local(element) == name:
            yield element
        elif local(element) in THROUGH:
            yield from each_in(element, name)


def paragraphs_in(cell: _Element) -> Iterator[_Element]:
    """Yield the paragraphs of a cell."""
    return each_in(cell, "p")


def _has_text(paragraph: _Element) -> bool:
    return any((each.text or "").strip() for each in paragraph.iter("{*}t"))


def is_contents(element: _Element) -> bool:
    """Tell whether a content control holds a table of contents."""
    kind = value(child(element, "sdtPr", "docPartObj", "docPartGallery"))
    return kind == "Table of Contents"


def roman(number: int) -> str:
    """Return a number in Roman numerals, as endnotes have them.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    found = ""
    for sign, worth in _ROMAN:
        while number >= worth:
            found += sign
            number -= worth
    return found


def mirror(root: _Element) -> None:
    """Copy the text of text boxes into the fallback copies that older programs show."""
    for each in list(root.iter("{*}AlternateContent")):
        choice, fallback = child(each, "Choice"), child(each, "Fallback")
        if choice is None or fallback is None:
            continue
        boxes = [list(side.iter("{*}txbxContent")) for side in (choice, fallback)]
        for new, old in zip(*boxes, strict=False):
            old[:] = [deepcopy(inner) for inner in new]
