"""Finds the boxes of a page: ``details``, admonitions, and ``aside`` elements with text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.model import Box

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADMONITION = re.compile(r"(?:^|\s)(?:admonition|markdown-alert|theme-admonition)(?:\s|$)")
_TITLE = re.compile(r"(?:^|\s)(?:admonition-title|markdown-alert-title)(?:\s|$)")
#: Names of kinds, after the prefix that some programs give them.
_KIND = re.compile(
    r"(?:markdown-alert-|theme-admonition-|alert--)?"
    r"(note|tip|hint|info|important|warning|caution|danger|error|attention|success|question|"
    r"example|abstract|quote|bug|seealso|todo|failure)"
)
_DOCUMENT_PART = re.compile(r"doc-(?:footnote|endnotes?|footnotes|pullquote|tip|notice)|note")
_PART_NAME = re.compile(r"(?:^|\s)(?:footnotes?|endnotes?|pull-?quote|note|sidenote)(?:\s|$)")


def is_box(element: _Element) -> bool:
    """Return whether an element is a box."""
    return element.tag == "details" or bool(_ADMONITION.search(element.get("class") or ""))


def is_title(element: _Element) -> bool:
    """Return whether an element is the title of a box."""
    return element.tag == "summary" or bool(_TITLE.search(element.get("class") or ""))


def is_text(aside: _Element) -> bool:
    """Return whether an ``aside`` is part of the text: a note or an admonition."""
    names, role = aside.get("class") or "", aside.get("role") or ""
    return is_box(aside) or bool(_PART_NAME.search(names) or _DOCUMENT_PART.fullmatch(role))


def box(element: _Element, number: int, outer: Box | None) -> Box:
    """Return the box that an element begins, inside ``outer``."""
    if element.tag == "details":
        return Box(number, "details", outer)
    kinds = map(_KIND.fullmatch, (element.get("class") or "").lower().split())
    return Box(number, next((kind[1] for kind in kinds if kind), "note"), outer)
