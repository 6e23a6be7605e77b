"""Accepts the tracked changes of a Word document and removes its comments.

Neither may get out with a translation: what was crossed out, and who said what about it, was never
meant for readers (ECMA-376, part 1, section 17.13).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.documents.archive import child, local
from workflow.documents.passed_over import passed_over

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflow.model import PassedOver

#: Elements that are taken out with all that is in them.
_GONE = frozenset(
    "del moveFrom delText delInstrText moveFromRangeStart moveFromRangeEnd moveToRangeStart"
    " moveToRangeEnd commentRangeStart commentRangeEnd commentReference annotationRef proofErr"
    " lastRenderedPageBreak permStart permEnd rPrChange pPrChange sectPrChange tblPrChange"
    " tblGridChange trPrChange tcPrChange tblPrExChange numberingChange customXmlInsRangeStart"
    " customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart"
    " customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd cellIns cellMerge"
    "".split()
)
#: Elements that are taken out while what is in them stays.
_OPENED = frozenset("ins moveTo smartTag".split())
#: The properties of a paragraph's mark, of a row and of a cell, which say if it is crossed out.
_MARKS = frozenset({"rPr", "trPr", "tcPr"})
#: Bookmarks that may stand between a paragraph and the one that it is joined with.
_MOST_BETWEEN = 50


def crossed_out(root: _Element) -> tuple[PassedOver, ...]:
    """Return what tracked changes cross out, paragraph by paragraph, before they are accepted."""
    places = (each for each in root.iter("{*}p") if next(each.iter("{*}delText"), None) is not None)
    return passed_over(places, frozenset({"p"}), frozenset({"delText"}))


def accept(root: _Element) -> bool:
    """Accept all tracked changes of a part and remove its comments.

    Returns:
        Whether there were any changes or comments.
    """
    found = [each for each in root.iter("{*}*") if local(each) in _GONE | _OPENED]
    merged: list[_Element] = []
    dropped: list[_Element] = []
    for element in found:
        if local(element) in {"del", "moveFrom"} and local(_parent(element)) in _MARKS:
            owner = _parent(_parent(element))
            (merged if local(owner) == "pPr" else dropped).append(owner)
    changed = any(local(each) not in {"proofErr", "lastRenderedPageBreak"} for each in found)
    for element in reversed(found):
        _take_out(element, keeping=local(element) in _OPENED)
    for properties in reversed(merged):
        _join(properties.getparent())
    for owner in dropped:
        _drop(owner)
    return changed


def _parent(element: _Element) -> _Element:
    found = element.getparent()
    return element if found is None else found


def _take_out(element: _Element, *, keeping: bool) -> None:
    """Remove an element from its parent; with ``keeping``, its children take its place."""
    parent = element.getparent()
    if parent is None:
        return
    for each in list(element) if keeping and local(parent) not in _MARKS else ():
        element.addprevious(each)
    parent.remove(element)


def _join(paragraph: _Element | None) -> None:
    """Join a paragraph whose paragraph mark is deleted with the next one."""
    following = paragraph.getnext() if paragraph is not None else None
    for _ in range(_MOST_BETWEEN):
        if following is None or local(following) == "p":
            break
        following = following.getnext() if local(following).startswith("bookmark") else None
    if paragraph is None or following is None or local(following) != "p":
        return
    parent = paragraph.getparent()
    start = 1 if child(following, "pPr") is not None else 0
    moved = [each for each in paragraph if local(each) != "pPr"]
    following[start:start] = moved
    if parent is not None:
        parent.remove(paragraph)


def _drop(owner: _Element) -> None:
    """Remove a table row or cell that is deleted."""
    parent = owner.getparent()
    if parent is not None and local(owner) in {"tr", "tc"}:
        parent.remove(owner)
