"""Finds the boxes of a page: ``details``, admonitions, and ``aside`` elements with text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from workflow.documents.readers.html_tags import TEMPLATE_PARTS, names_of
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

#: What stands before and after an aside that is read where it stands.
_TEXT = frozenset({"p", "ul", "ol", "blockquote", "h2", "h3", "h4", "pre", "figure", "table", "dl"})
_PROSE, _MOST_LINKED = 60, 0.2
#: Pieces of its text that are looked at.
_MOST = 300


def is_box(element: _Element) -> bool:
    """Return whether an element is a box."""
    return element.tag == "details" or bool(_ADMONITION.search(element.get("class") or ""))


def is_title(element: _Element) -> bool:
    """Return whether an element is the title of a box."""
    return element.tag == "summary" or bool(_TITLE.search(element.get("class") or ""))


def is_text(aside: _Element) -> bool:
    """Return whether an ``aside`` is part of the text: a note, an admonition, prose in it."""
    names, role = aside.get("class") or "", aside.get("role") or ""
    if is_box(aside) or _PART_NAME.search(names) or _DOCUMENT_PART.fullmatch(role):
        return True
    return _stands_in_text(aside) and not TEMPLATE_PARTS.search(names_of(aside))


def _stands_in_text(aside: _Element) -> bool:
    """Return whether an element between paragraphs holds prose, and neither links nor a form."""
    beside = [aside.getprevious(), aside.getnext()]
    if not all(each is not None and each.tag in _TEXT for each in beside):
        return False
    if next(aside.iterdescendants("form", "input", "button", "iframe"), None) is not None:
        return False
    said = "".join(map(str, islice(aside.itertext(), _MOST)))
    links = islice(aside.iterdescendants("a"), _MOST)
    linked = sum(len("".join(map(str, islice(each.itertext(), _MOST)))) for each in links)
    return len(said.strip()) >= _PROSE and linked <= _MOST_LINKED * len(said)


def box(element: _Element, number: int, outer: Box | None) -> Box:
    """Return the box that an element begins, inside ``outer``."""
    if element.tag == "details":
        return Box(number, "details", outer)
    kinds = map(_KIND.fullmatch, (element.get("class") or "").lower().split())
    return Box(number, next((kind[1] for kind in kinds if kind), "note"), outer)
