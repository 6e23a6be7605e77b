"""Finds what only works a page: the size of its letters, ways to share, to keep and to print it.

Words that do so in a language stand in its table ``news.tsv``. An element goes only if they are all
that it says; one within a line only if no text stands beside it, which a sentence would have.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from workflow.documents.readers.block_kinds import works_page
from workflow.documents.readers.html_tags import SKIPPED, is_inline

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Pieces of text in such an element, or cells in its row, and letters.
_MOST, _LONGEST = 12, 60
#: Elements in such an element, with those of its drawings.
_MOST_ELEMENTS = 200
#: Elements that are of the text, whatever they say.
_TEXT = SKIPPED | {"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6", "title",
                   "pre", "code", "kbd", "samp", "dt", "th", "b", "strong", "mark", "q",
                   "cite"}  # fmt: skip
#: What works when it is touched.
_WORKING = ("a", "button", "input", "img", "svg")


def controls(body: _Element) -> frozenset[_Element]:
    """Return the elements of a page that say nothing but how to work it."""
    return frozenset(each for each in body.iterdescendants("*") if _is_control(each))


def _is_control(element: _Element) -> bool:
    if element.tag in _TEXT or next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None:
        return False
    pieces = list(islice(map(str, element.itertext()), _MOST + 1))
    text = " ".join(" ".join(pieces).split())
    if not text or len(pieces) > _MOST or len(text) > _LONGEST:
        return False
    works = next(element.iter(*_WORKING), None) is not None
    if not works_page(text, several=works):
        return False
    if element.tag == "td":
        return _is_alone(element)
    return not (is_inline(element) and _is_in_line(element))


def _is_alone(cell: _Element) -> bool:
    """Return whether a cell is the only one in its row with a text: others belong to a column."""
    row = cell.getparent()
    if row is None or len(row) > _MOST:
        return row is None
    others = (each for each in row if each is not cell)
    return not any(str(text).strip() for each in others for text in each.itertext())


def _is_in_line(element: _Element) -> bool:
    """Return whether text stands beside an element, as in a sentence that names a button."""
    parent = element.getparent()
    if parent is None:
        return True
    if len(list(islice(element.iterdescendants("a", "button"), 2))) > 1:
        return False  # no sentence names a button after the other
    beside = (parent.text, *(each.tail for each in parent))
    return any(text and text.strip(" \t\n|/·") for text in beside)
