"""Decides the kind of block that an element of a page becomes, by its tag and class names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.html_boxes import is_title
from workflow.model import BlockKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECK = re.compile(
    r"(?:[\w-]*[_-])?(?:deck|dek|standfirst|sub-?title|sub-?headline)", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:[\w-]*[_-])?byline", re.IGNORECASE)
_CAPTIONED = re.compile(
    r"(?:(?:wp|ima?ge?|photo|pic(?:ture)?|fig(?:ure)?|media|gallery|thumb|slide|video|inline)[_-]?)?"
    r"caption(?:[_-]?(?:text|full|truncated|content|body|title|description))?",
    re.IGNORECASE,
)
_LINE = frozenset({"em", "span", "small", "i"})
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:(?:img|image|photo|pic|picture)[_-]?(?:desc|caption|cap|txt|text)|caption)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = frozenset({"p", "div", "h2", "h3", "h4", "address"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")
#: Elements beside a button that is read; more are a menu.
_BESIDE = 8
#: Letters of a heading that is more than *Read later*.
_WORDS = 12
_RUNNING = frozenset({"p", "li", "dd", "td", "blockquote", "figcaption"})
#: What a cell of a layout table holds, and a cell of a table of data does not; that of a table
#: with headed cells may hold lists and quotations.
_PLACED = ("table", "h1", "h2", "h3", "article", "section")
_IN_LAYOUT = (*_PLACED, "ul", "ol", "blockquote")


def number(value: str | None) -> int | None:
    """Return a list item's number; as in Markdown, one of more than nine digits is none."""
    return int(value) if value and re.fullmatch(r"\d{1,9}", value) else None


def kind(element: _Element, usual: BlockKind) -> BlockKind:
    """Return the kind that an element's class names say (deck, byline …), else the usual one."""
    if is_title(element):
        return BlockKind.BOX_TITLE
    if is_caption(element):
        return BlockKind.CAPTION
    if element.tag in _NAMED and len(element) <= 3:
        names = (element.get("class") or "").split()
        if any(_DECK.fullmatch(name) for name in names):
            return BlockKind.DECK
        if any(_BYLINE.fullmatch(name) for name in names):
            return BlockKind.BYLINE
        if usual is BlockKind.PARAGRAPH and any(_CAPTIONED.fullmatch(name) for name in names):
            return BlockKind.CAPTION
    return usual


def is_caption(element: _Element) -> bool:
    """Return whether an element within a line is named the caption of the picture before it."""
    if element.tag not in _LINE or not _CAPTION.search(element.get("class") or ""):
        return False
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return before.tag == "img" or next(before.iterdescendants("img"), None) is not None


def is_data(table: _Element) -> bool:
    """Return whether a table holds data; older pages use tables to place whole articles."""
    if table.get("role") in {"presentation", "none"}:
        return False
    headed = next(table.iterdescendants("th"), None) is not None
    if next(table.iterdescendants(*(_PLACED if headed else _IN_LAYOUT)), None) is not None:
        return False
    return headed or next(table.iterdescendants("p", "div", "img"), None) is None


def is_text_button(button: _Element) -> bool:
    """Return whether a button is all that a heading says, or stands amid the words of a sentence.

    Headings of that kind show and hide what is below them (the ARIA pattern of the accordion).
    """
    if next(button.iterdescendants(*_HEADINGS), None) is not None:
        return True
    parent = button.getparent()
    if parent is None or len(parent) > _BESIDE:
        return False
    heading = next(parent.iterancestors(*_HEADINGS), None) if parent.tag == "span" else parent
    if heading is not None and heading.tag in _HEADINGS and len(heading) <= _BESIDE:
        said, own = ("".join(map(str, each.itertext())).strip() for each in (heading, button))
        return said == own and (len(own) >= _WORDS or own.endswith(("?", "？")))
    before = button.getprevious()
    said_before = (parent.text if before is None else before.tail) or ""
    return parent.tag in _RUNNING and all(
        re.search(r"\w", each or "") for each in (said_before, button.tail)
    )
