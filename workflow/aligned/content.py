"""The sentences of an article as safe HTML, block by block, in all its languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup as Html

from workflow.model import BlockKind, Entry

#: Keeps a line from breaking; set into HTML for typography's sake, no part of the text.
WORD_JOINER = "\u2060"
#: HTML of nothing.
NOTHING = Html()
_TAG = re.compile("<[^>]*>")


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
    def text(self) -> str:
        """The sentence as plain text; what markup breaks a line at ends one."""
        html = _TAG.sub("", self.html.replace("<br>", "\n"))
        return unescape(html).replace(WORD_JOINER, "")


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

    ``verbatim`` is set for what is carried over untranslated; ``image`` and ``host`` tell where a
    caption's picture is.
    """

    kind: BlockKind
    level: int
    ordered: int
    units: tuple[Unit, ...]
    verbatim: Cell | None = None
    image: str = ""
    host: str = ""


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


@dataclass(frozen=True, slots=True)
class Content:
    """All of an article: what opens it (headline, deck, byline) and its body."""

    front: tuple[Part, ...]
    body: tuple[Section, ...]
