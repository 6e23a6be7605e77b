"""Evaluate a Word document's styles and numberings for its paragraphs and runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.model import BlockKind, MarkupKind
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Built-in styles have these names in files of every language of the program (ECMA-376, part 1,
#: section 17.7.4.9); the kinds that they make. *Author* and *Source Code* are pandoc's.
_KINDS = {
    "title": BlockKind.HEADLINE,
    "subtitle": BlockKind.DECK,
    "author": BlockKind.BYLINE,
    "date": BlockKind.BYLINE,
    "quote": BlockKind.QUOTE,
    "intense quote": BlockKind.QUOTE,
    "block text": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
    "html preformatted": BlockKind.CODE,
    "source code": BlockKind.CODE,
}
_HEADING = re.compile(r"heading ([1-9])")
#: Styles of the entries of tables of contents, of figures and of an index.
_LISTING = re.compile(r"toc \d|toc heading|table of figures|index \d")
#: Styles of characters that mean something beside how they look.
_FORMATS = {"strong": MarkupKind.STRONG, "emphasis": MarkupKind.EMPHASIS}
#: Switches of a run: the element, and the kind of markup that it makes.
SWITCHES = (
    ("b", MarkupKind.STRONG),
    ("i", MarkupKind.EMPHASIS),
    ("strike", MarkupKind.STRIKE),
    ("dstrike", MarkupKind.STRIKE),
)
_ALIGNED = {"superscript": MarkupKind.SUPERSCRIPT, "subscript": MarkupKind.SUBSCRIPT}
_OFF = frozenset({"0", "false", "off", "none"})
#: Styles based on each other.
_DEEPEST = 20
_LEVELS = 9


@dataclass(slots=True)
class WordStyle:
    """A style, with the identifier of the style that it is based on."""

    name: str
    based_on: str
    paragraph: _Element | None
    run: _Element | None


@dataclass(slots=True)
class WordStyles:
    """The styles of a document, by their identifiers."""

    known: dict[str, WordStyle] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, root: _Element | None) -> WordStyles:
        """Read the part with the styles; none without that part."""
        styles = cls()
        for each in root if root is not None else ():
            if local(each) != "style":
                continue
            name = value(child(each, "name")).lower()
            based = value(child(each, "basedOn"))
            identifier = value(each, "styleId")
            styles.known[identifier] = WordStyle(
                name, based, child(each, "pPr"), child(each, "rPr")
            )
            if value(each, "type") == "paragraph" and value(each, "default") not in {"", *_OFF}:
                styles.default = identifier
        return styles

    def chain(self, identifier: str) -> list[WordStyle]:
        """Return a style and its ancestors."""
        found: list[WordStyle] = []
        while identifier in self.known and len(found) < _DEEPEST:
            found.append(self.known[identifier])
            identifier = self.known[identifier].based_on
        return found

    def kind(self, properties: _Element | None) -> tuple[BlockKind, int]:
        """Return the kind of a paragraph by its style, and its level as a heading."""
        chain = self.chain(value(child(properties, "pStyle")) or self.default)
        for style in chain:
            if kind := _KINDS.get(style.name):
                return kind, 0
            if match := _HEADING.fullmatch(style.name):
                return BlockKind.HEADING, min(int(match[1]), 6)
        outline = child(properties, "outlineLvl")
        for source in [outline, *(child(style.paragraph, "outlineLvl") for style in chain)]:
            level = value(source)
            if level.isdecimal():
                deep = int(level) + 1
                return (BlockKind.HEADING, min(deep, 6)) if deep <= _LEVELS else _PLAIN
        return _PLAIN

    def is_listing(self, properties: _Element | None) -> bool:
        """Tell whether a paragraph is an entry of a table of contents or an index."""
        chain = self.chain(value(child(properties, "pStyle")))
        return any(_LISTING.fullmatch(style.name) for style in chain)

    def numbering(self, properties: _Element | None) -> tuple[str, int]:
        """Return the numbering of a paragraph and its level; an empty name if it is in no list."""
        chain = self.chain(value(child(properties, "pStyle")) or self.default)
        number = level = ""
        for source in [properties, *(style.paragraph for style in chain)]:
            number = number or value(child(source, "numPr", "numId"))
            level = level or value(child(source, "numPr", "ilvl"))
        deep = int(level) if level.isdecimal() and int(level) < _LEVELS else 0
        return ("" if number == "0" else number), deep

    def formats(self, properties: _Element | None) -> tuple[MarkupKind, ...]:
        """Return the formats of a run that placeholders can express."""
        if properties is None:
            return ()
        chain = self.chain(value(child(properties, "rStyle")))
        found: dict[MarkupKind, bool] = {}
        for source in [properties, *(style.run for style in chain)]:
            for name, kind in SWITCHES:
                if (switch := child(source, name)) is not None:
                    found.setdefault(kind, value(switch) not in _OFF)
            if aligned := _ALIGNED.get(value(child(source, "vertAlign"))):
                found.setdefault(aligned, True)
        for style in chain:
            if meant := _FORMATS.get(style.name):
                found.setdefault(meant, True)
        return tuple(kind for kind, shown in found.items() if shown)

    def is_hidden(self, properties: _Element | None) -> bool:
        """Tell whether a run is hidden text."""
        if properties is None:
            return False
        chain = self.chain(value(child(properties, "rStyle")))
        for source in [properties, *(style.run for style in chain)]:
            for name in ("vanish", "webHidden") if source is properties else ("vanish",):
                if (switch := child(source, name)) is not None:
                    return value(switch) not in _OFF
        return False


_PLAIN = BlockKind.PARAGRAPH, 0


@dataclass(slots=True)
class Numberings:
    """The list numberings of a document, with the current count of each.

    Attributes:
        formats: by numbering and level, the format of its numbers: ``bullet``, ``decimal`` …
        starts: by the same, the first number.
        roots: by numbering, the one whose count it shares.
    """

    formats: dict[tuple[str, int], str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None) -> Numberings:
        """Read the part with the numberings; none without that part."""
        made = cls()
        levels: dict[str, list[_Element]] = {}
        for each in root if root is not None else ():
            if local(each) == "abstractNum":
                own = [inner for inner in each if local(inner) == "lvl"]
                levels[value(each, "abstractNumId")] = own
            elif local(each) == "num":
                made._add(each, levels)
        return made

    def _add(self, number: _Element, levels: Mapping[str, list[_Element]]) -> None:
        name, root = value(number, "numId"), value(child(number, "abstractNumId"))
        self.roots[name] = root
        for level in levels.get(root, ()):
            self._level(name, level)
        for override in number:
            if local(override) == "lvlOverride":
                self.roots[name] = name
                if (own := child(override, "lvl")) is not None:
                    self._level(name, own)
                start, deep = value(child(override, "startOverride")), value(override, "ilvl")
                if start.isdecimal() and deep.isdecimal():
                    self.starts[name, int(deep)] = int(start[:9])

    def _level(self, name: str, level: _Element) -> None:
        deep, start = value(level, "ilvl"), value(child(level, "start"))
        if deep.isdecimal():
            self.formats[name, int(deep)] = value(child(level, "numFmt"))
            self.starts[name, int(deep)] = int(start[:9]) if start.isdecimal() else 1

    def next(self, name: str, level: int) -> int:
        """Count a list item and return its number; 0 if items have bullets."""
        if self.formats.get((name, level), "bullet") in {"bullet", "none"}:
            return 0
        root = self.roots.get(name, name)
        count = self._counts.get((root, level), self.starts.get((name, level), 1) - 1) + 1
        self._counts[root, level] = count
        for deeper in range(level + 1, _LEVELS):
            self._counts.pop((root, deeper), None)
        return count
