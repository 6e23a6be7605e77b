"""Evaluates the styles of an OpenDocument text (OpenDocument 1.3, part 3, chapter 16)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workflow.documents.archive import child, local, value
from workflow.model import BlockKind, MarkupKind

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
        """Return a style and those that it is based on."""
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
