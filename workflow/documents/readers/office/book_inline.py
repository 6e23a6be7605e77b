"""Read the inline content of an electronic book: emphasis, links, pictures, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from workflow.documents.archive import value
from workflow.documents.heading_anchors import is_within
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html.html_tags import is_hidden
from workflow.documents.readers.html.html_text import CODE, INLINE
from workflow.documents.readers.office.book_elements import (
    Shape,
    shape_of,
    source_of,
    target_of,
)
from workflow.documents.readers.office.inline import Alone, InlinePair, Item, Wording
from workflow.model import MarkupKind
from workflow.xml import local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements that hold nothing to read.
LEFT = frozenset(
    "head script style template nav noscript button input select textarea iframe embed video"
    " audio canvas map".split()
)
#: Elements that a translation is not put into.
_BARE = frozenset("a ruby rb rbc rt rtc rp br wbr time data".split())
#: What the mark of a note says; some books make a word of the text the mark.
_MARK = re.compile(r"[\divxlcIVXLC*†‡§#a-z]{1,5}")
#: What stands alone and is read.
READ = frozenset({MarkupKind.CODE, MarkupKind.FORMULA})


@dataclass(eq=False, slots=True)
class BookPlace:
    """The place of a block's text: in an element, after one of its children, or before them.

    Attributes:
        parent: the element.
        after: the child behind which the text begins; None where it is the element's own.
        inner: the elements within the line that are in it.
        whole: there is nothing else in the element.
        items: its text and inline markup.
        kept: what else is in it, and stays.
    """

    parent: _Element
    after: _Element | None = None
    inner: list[_Element] = field(default_factory=list)
    whole: bool = False
    items: list[Item] = field(default_factory=list)
    kept: list[_Element] = field(default_factory=list)


class BookInline:
    """Reads the lines of one book's pages, in order.

    Args:
        looks: what classes make of text.
        picture: returns the address of a picture, for a page; empty for none that can be shown.

    Attributes:
        names: the names of places since the last block, to which links may lead: page and
            identifier.
    """

    def __init__(self, looks: Mapping[str, MarkupKind], picture: Callable[[str, str], str]) -> None:
        self.names: list[str] = []
        self._looks = looks
        self._picture = picture
        self._page = ""
        self._notes: dict[str, str] = {}

    def begin(self, name: str, root: _Element) -> None:
        """Begin a page, recording its name and the marks of its notes."""
        self._page = name
        self.names.append(f"{name}#")
        for each in root.iter("{*}a"):
            if "noteref" in value(each, "type").split() and each.get("href"):
                label = text_of(each).strip().strip("[]()")
                if _MARK.fullmatch(label):
                    self._notes.setdefault(target_of(name, each.get("href") or ""), label)

    def name(self, element: _Element) -> None:
        """Record the name of an element for links."""
        if name := element.get("id"):
            self.names.append(f"{self._page}#{name}")

    def note_at(self, element: _Element) -> str:
        """Return the mark of the note that an element holds; empty if no page refers to it."""
        return self._notes.get(f"{self._page}#{element.get('id', '')}", "")

    def read(
        self,
        element: _Element,
        place: BookPlace,
        pairs: tuple[InlinePair, ...] = (),
        around: tuple[Shape, ...] = (),
    ) -> None:
        """Read an inline element into a place, without the text after it.

        Args:
            element: within a line.
            place: gets its text, and what of it stays.
            pairs: the placeholders around it.
            around: the other elements around it.
        """
        name = local(element)
        hidden = is_hidden(element) and not _counts(element)
        if not name or name in LEFT or hidden or "pagebreak" in value(element, "type"):
            if name:
                place.kept.append(element)
            return
        if alone := self._alone(name, element, pairs):
            place.items.append(alone)
            return
        if element.get("id"):
            place.kept.append(element)
            self.name(element)
        shape = shape_of(element)
        pair = self._pair(name, element, shape)
        pairs = (*pairs, pair) if pair else pairs
        around = (*around, shape) if not pair and name not in _BARE else around
        bracket = name == "rt" and not _has_brackets(element)
        place.items += [Wording("(", pairs, around)] if bracket else []
        place.items += [Wording(element.text, pairs, around)] if element.text else []
        for each in element:
            self.read(each, place, pairs, around)
            place.items += [Wording(each.tail, pairs, around)] if each.tail else []
        place.items += [Wording(")", pairs, around)] if bracket else []

    def _pair(self, name: str, element: _Element, shape: Shape) -> InlinePair | None:
        """Return the pair of placeholders for an element; None if it has none."""
        if name == "a" and element.get("href"):
            return InlinePair(MarkupKind.LINK, self._address(element), owner=shape)
        if name in INLINE:
            return InlinePair(INLINE[name], owner=shape)
        for each in (element.get("class") or "").split():
            if each in self._looks and name == "span":
                return InlinePair(self._looks[each], owner=shape)
        return None

    def _address(self, link: _Element) -> str:
        """Return the address of a link; inside the book, that of a part of it."""
        address = link.get("href") or ""
        within = is_within(address) and "?" not in address
        return f"#{quote(target_of(self._page, unquote(address)))}" if within else address

    def _alone(self, name: str, element: _Element, pairs: tuple[InlinePair, ...]) -> Alone | None:
        """Return the standalone placeholder for an element without text."""
        if name in {"br", "wbr"}:
            return Alone(MarkupKind.BREAK, pairs=pairs, owner=element) if name == "br" else None
        if name in {"img", "image", "svg"}:
            shown = next(element.iter("{*}img", "{*}image"), None)
            source = value(shown, "src") or value(shown, "href")
            address = self._picture(self._page, source) if source else ""
            alt = " ".join(clean(element.get("alt") or "").split())
            return Alone(MarkupKind.IMAGE, alt, address, pairs=pairs, owner=element)
        if name in CODE:
            text = " ".join(clean(text_of(element)).split())
            return Alone(MarkupKind.CODE, text, pairs=pairs, owner=element) if text else None
        if name == "math":
            return Alone(
                MarkupKind.FORMULA, source_of(element), "mathml", pairs=pairs, owner=element
            )
        if name == "a" and "noteref" in value(element, "type").split() and element.get("href"):
            number = self._notes.get(target_of(self._page, element.get("href") or ""), "")
            said = text_of(element).strip().strip("[]()")
            if number and number == said:
                return Alone(MarkupKind.FOOTNOTE, number, owner=element)
        return None


def _counts(element: _Element) -> bool:
    """Tell whether a link back from a note is its number, as Pandoc writes it: ``1. See``."""
    behind = (element.tail or "").startswith(".")
    return behind and local(element) == "a" and text_of(element).strip().isdecimal()


def _has_brackets(element: _Element) -> bool:
    """Tell whether the reading beside a word (ruby) has brackets of its own."""
    beside = (element.getprevious(), element.getnext())
    return any(each is not None and local(each) == "rp" for each in beside)
