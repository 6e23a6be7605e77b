"""The sentences of an article as safe HTML, block by block, in all its languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest

from markupsafe import Markup as Html

from workflow.model import BlockKind, Entry, Picture

#: Keeps a line from breaking; like the isolates set into HTML for typography's sake, no part of
#: the text.
WORD_JOINER = "\u2060"
#: Begin and end a run from right to left inside a text from left to right (UAX #9, 2.4).
ISOLATE, ISOLATED = "\u2067", "\u2069"
_TYPOGRAPHIC = str.maketrans("", "", WORD_JOINER + ISOLATE + ISOLATED)
#: HTML of nothing.
NOTHING = Html()
_TAG = re.compile("<[^>]*>")
#: A number as tables have it: with sign, currency and unit.
_FIGURE = re.compile(
    r"[-+−–(]?(?:[A-Z]{0,3}[$€£¥₩]\s?)?\d[\d,.\u0020\u00a0\u202f]*(?:\s?[%‰])?\)?|[-–—]"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in one language.

    Attributes:
        language: of the text shown, which is the source's where there is no translation.
        html: the sentence.
        mark: its status, a name in :data:`workflow.site.labels.MARKS`; empty for the original.
        change: for a changed source, the difference; else empty.
        changed: the language of ``change``.
        entry: what the catalog holds, for links to the editor.
    """

    language: str
    html: Html
    mark: str = ""
    change: Html = NOTHING
    changed: str = ""
    entry: Entry | None = None

    @property
    def missing(self) -> bool:
        """Whether the source stands here because no translation is shown."""
        return self.mark in {"empty", "withheld"}

    @property
    def text(self) -> str:
        """The sentence as plain text; what markup breaks a line at ends one."""
        html = _TAG.sub("", self.html.replace("<br>", "\n"))
        return unset(unescape(html))


def unset(text: str) -> str:
    """Text without the characters that only its typography needs."""
    return text.translate(_TYPOGRAPHIC)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence in all languages of its article.

    Attributes:
        key: names it in every output.
        number: its place among the sentences that are translated, from 1; 0 for others.
        cells: by page language.
        space: what parts it from the next sentence in the source.
    """

    key: str
    number: int
    cells: Mapping[str, Cell]
    space: str


@dataclass(frozen=True, slots=True)
class Part:
    """A block.

    ``verbatim`` is set for what is carried over untranslated. A caption's ``picture`` is there if
    it lies beside the document, and ``image`` is the link to it; of any other picture ``image``
    and ``host`` tell where it is.
    """

    kind: BlockKind
    level: int
    ordered: int
    units: tuple[Unit, ...]
    verbatim: Cell | None = None
    image: str = ""
    host: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A list item and the items of the list inside it."""

    part: Part
    children: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together.

    ``kind`` is ``list``, ``quote``, ``table`` or, for a block alone, ``one``. A table has ``rows``,
    the first of them its head; a list has ``items``.
    """

    kind: str
    parts: tuple[Part, ...]
    rows: tuple[tuple[Part, ...], ...] = ()
    items: tuple[Item, ...] = ()

    def figures(self) -> frozenset[int]:
        """The places of a table's columns that have numbers alone below their head.

        They count from 1; the first column names the rows and is none of them.
        """
        columns = (list(map(_plain, column)) for column in zip_longest(*self.rows[1:]))
        return frozenset(
            place
            for place, texts in enumerate(columns, 1)
            if place > 1 and any(texts) and all(map(_FIGURE.fullmatch, filter(None, texts)))
        )


def _plain(part: Part | None) -> str:
    """A table cell's text in the language it was written in."""
    if part is None:
        return ""
    return " ".join(next(iter(unit.cells.values())).text for unit in part.units).strip()


@dataclass(frozen=True, slots=True)
class Content:
    """All of an article: what opens it (headline, deck, byline) and its body."""

    front: tuple[Part, ...]
    body: tuple[Section, ...]
