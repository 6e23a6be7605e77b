"""Evaluate the styles of an OpenDocument text, and count the items of its numbered lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.model import BlockKind, MarkupKind
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element


_KINDS = {
    "title": BlockKind.HEADLINE, "subtitle": BlockKind.DECK, "quotations": BlockKind.QUOTE,
    "quote": BlockKind.QUOTE, "caption": BlockKind.CAPTION, "illustration": BlockKind.CAPTION,
    "author": BlockKind.BYLINE, "date": BlockKind.BYLINE,  # as pandoc calls them
    "figure": BlockKind.CAPTION, "figurecaption": BlockKind.CAPTION,
    "preformatted_20_text": BlockKind.CODE,
}  # fmt: skip
#: Styles based on each other.
_DEEPEST = 20


class OpenStyles:
    """The styles of a document by name, and those of its lists."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        self._known: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        self._found: dict[str, tuple[MarkupKind, ...]] = {}
        for root in roots:
            self._known |= {value(each, "name"): each for each in root.iter("{*}style")}
            self._lists |= {value(each, "name"): each for each in root.iter("{*}list-style")}

    def chain(self, name: str) -> list[_Element]:
        """Return a style and its ancestors."""
        found: list[_Element] = []
        while name in self._known and len(found) < _DEEPEST:
            found.append(self._known[name])
            name = value(found[-1], "parent-style-name")
        return found

    def kind(self, name: str) -> BlockKind | None:
        """Return the kind of a paragraph of a style; None for an ordinary one.

        A style need not be defined to have a name: pandoc's *Title* is not.
        """
        if name not in self._known:
            return _KINDS.get(name.lower())
        for style in self.chain(name):
            if kind := _KINDS.get(value(style, "name").lower()):
                return kind
        return None

    def is_hidden(self, name: str) -> bool:
        """Tell whether text in a style is hidden."""
        for style in self.chain(name):
            if shown := value(child(style, "text-properties"), "display"):
                return shown == "none"
        return False

    def formats(self, name: str) -> tuple[MarkupKind, ...]:
        """Return the formats of a style that placeholders can express."""
        if name not in self._found:
            self._found[name] = self._formats(name)
        return self._found[name]

    def list_level(self, name: str, level: int) -> _Element | None:
        """Return what a style of lists says of a level."""
        for each in self._lists.get(name, ()):
            if value(each, "level") == str(level):
                return each
        return None

    def _formats(self, name: str) -> tuple[MarkupKind, ...]:
        found: dict[MarkupKind, bool] = {}
        for style in self.chain(name):
            look = child(style, "text-properties")
            if weight := value(look, "font-weight"):
                found.setdefault(MarkupKind.STRONG, weight in {"bold", "600", "700", "800", "900"})
            if slant := value(look, "font-style"):
                found.setdefault(MarkupKind.EMPHASIS, slant in {"italic", "oblique"})
            if line := value(look, "text-line-through-style"):
                found.setdefault(MarkupKind.STRIKE, line != "none")
            place = value(look, "text-position").split(" ")[0]
            if place.startswith("super") or (place[:1].isdigit() and place[:1] != "0"):
                found.setdefault(MarkupKind.SUPERSCRIPT, True)
            elif place.startswith(("sub", "-")):
                found.setdefault(MarkupKind.SUBSCRIPT, True)
        return tuple(kind for kind, shown in found.items() if shown)


def is_numbered(level: _Element | None) -> bool:
    """Tell whether items of a level have numbers or letters, and no bullets."""
    numbered = level is not None and local(level) == "list-level-style-number"
    return numbered and bool(value(level, "num-format"))


_DIGITS = 6


class OpenLists:
    """The lists of one document, in order."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._named: list[str] = []
        self._last: dict[tuple[str, int], int] = {}
        self._by_id: dict[str, int] = {}

    def items(self, element: _Element, level: int) -> Iterator[tuple[_Element, int]]:
        """Yield the items of a list with their numbers; 0 for unnumbered ones."""
        outer = self._named[-1] if self._named else ""
        style = value(element, "style-name") or outer
        self._named.append(style)
        look = self._styles.list_level(style, level)
        numbered = is_numbered(look)
        count = self._first(element, style, level) if numbered else 0
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            if numbered and local(item) == "list-item":
                count = _number(value(item, "start-value"), count)
                yield item, count
                count += 1
                self._last[style, level] = count
                self._by_id[value(element, "id")] = count
            else:
                yield item, 0
        self._named.pop()

    def _first(self, element: _Element, style: str, level: int) -> int:
        """Return the number of a list's first item: it may go on with a list before it."""
        if (continued := value(element, "continue-list")) in self._by_id:
            return self._by_id[continued]
        if value(element, "continue-numbering") == "true" and (style, level) in self._last:
            return self._last[style, level]
        return _number(value(self._styles.list_level(style, level), "start-value"), 1)


def _number(said: str, usual: int) -> int:
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else usual
