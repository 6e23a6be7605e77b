"""Write translated text into the pages of an electronic book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from workflow.documents.readers.office.book_elements import Shape
from workflow.documents.readers.office.book_inline import BookPlace
from workflow.documents.readers.office.inline import Written
from workflow.xml import XML_LANG, local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element


def write(place: BookPlace, pieces: Iterable[Written]) -> None:
    """Replace the text of a block, keeping its element and everything else in it."""
    parent = place.parent
    at = 0 if place.after is None else parent.index(place.after) + 1
    kept = [_kept(each) for each in place.kept]
    for each in place.inner:
        parent.remove(each)
    if place.after is None:
        parent.text = None
    else:
        place.after.tail = None
    line = BookLine(parent, at, place.after)
    for each in kept:
        line.element(each)
    for piece in pieces:
        shapes = [pair.owner for pair in piece.pairs]
        if piece.alone is not None:
            alone = deepcopy(piece.alone.owner)
            alone.tail = None
            line.within(shapes, alone)
        else:
            line.within([*shapes, *(piece.template or ())], safe(piece.text))


def speak(root: _Element, old: str, new: str) -> None:
    """Set the language of a page, and of the elements that state the old one."""
    primary = old.partition("-")[0].lower()
    for each in root.iter("*"):
        for key in ("lang", XML_LANG):
            if (each.get(key) or "").partition("-")[0].lower() == primary and each.get(key):
                each.set(key, new)
    if not root.get(XML_LANG):
        root.set(XML_LANG, new)
    if root.get("lang") or local(root) == "html":
        root.set("lang", new)


def keep_language(place: BookPlace, language: str) -> None:
    """State the source's language on a block that is not translated."""
    if place.whole and language and local(place.parent) != "body":
        place.parent.set(XML_LANG, language)
        place.parent.set("lang", language)


class BookLine:
    """Writes text and elements one after the other into an element of the page."""

    def __init__(self, parent: _Element, at: int, before: _Element | None) -> None:
        self._parent = parent
        self._at = at
        self._last = before
        self._open: list[tuple[Shape, _Element]] = []

    def element(self, element: _Element) -> None:
        """Add an element beside the text."""
        self._parent.insert(self._at, element)
        self._at += 1
        self._last = element
        self._open.clear()

    def close(self) -> None:
        """Close the open inline elements."""
        self._open.clear()

    def within(self, shapes: Sequence[Shape], new: _Element | str) -> None:
        """Add text, or an element, inside inline elements of these shapes."""
        same = 0
        while same < min(len(shapes), len(self._open)) and self._open[same][0] == shapes[same]:
            same += 1
        del self._open[same:]
        for shape in shapes[same:]:
            self._begin(shape)
        if not self._open:
            if isinstance(new, str):
                self._text(new)
            else:
                self.element(new)
            return
        inner = self._open[-1][1]
        if not isinstance(new, str):
            inner.append(new)
        elif len(inner):
            inner[-1].tail = (inner[-1].tail or "") + new
        else:
            inner.text = (inner.text or "") + new

    def _begin(self, shape: Shape) -> None:
        from lxml import etree

        tag, attributes = shape
        element = etree.Element(tag, dict(attributes))
        if self._open:
            self._open[-1][1].append(element)
        else:
            self.element(element)
        self._open.append((shape, element))

    def _text(self, text: str) -> None:
        if self._last is None:
            self._parent.text = (self._parent.text or "") + text
        else:
            self._last.tail = (self._last.tail or "") + text


def _kept(element: _Element) -> _Element:
    """Return an element without text; of others only the identifier, in an empty span."""
    from lxml import etree

    if not element.get("id") or "pagebreak" in str(element.attrib.values()):
        copy = deepcopy(element)
        copy.tail = None
        return copy
    namespace = str(element.tag).rpartition("}")[0]
    span = etree.Element(f"{namespace}}}span" if namespace else "span")
    span.set("id", element.get("id") or "")
    return span
