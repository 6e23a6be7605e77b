"""Asks the library readability-lxml which elements of a page hold its article."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from workflow.documents.readers.html_tags import is_inline, is_left_out

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The sum of the depths of all elements up to which the library is asked: its time grows with it.
#: Real pages have a tenth of it.
_LARGEST = 400_000
#: Nor is it asked about elements inside so many others.
_DEEPEST = 200
_NUMBER = "data-number"
#: What the library goes by, beside tags and text.
_SAID = ("class", "id", "itemprop")
_LINE = frozenset({"a", "br", "img"})
_PLAIN_TAG = re.compile(r"[a-z][a-z0-9]*")


def article_elements(body: _Element) -> frozenset[_Element]:
    """Return the block-level elements of a page that the library keeps as its article.

    It is given a copy of what a reader sees, without addresses and scripts; nothing is fetched.

    Returns:
        none where it finds no article, cannot be asked, or is not there.
    """
    copied = _copy(body)
    if copied is None:
        return frozenset()
    root, numbered = copied
    try:
        from readability import Document
        from readability.readability import Unparseable
    except ImportError:
        return frozenset()
    logging.getLogger("readability").setLevel(logging.CRITICAL + 1)
    kept: set[_Element] = set()
    document = Document(root)

    def result() -> str:
        """Note which elements the library kept; return their text, whose length it decides by."""
        kept.clear()
        for element in document.html.iter("*"):
            if number := element.get(_NUMBER):
                kept.add(numbered[int(number)])
        return "".join(document.html.itertext())

    document.get_clean_html = result
    try:
        document.summary()
    except Unparseable:
        return frozenset()
    return frozenset(kept)


def _copy(body: _Element) -> tuple[_Element, list[_Element]] | None:
    """Copy the visible part of a page; return the copy, and the page's elements by number."""
    from lxml import etree
    from lxml.html import html_parser

    root: _Element = html_parser.makeelement("html")
    top = etree.SubElement(root, "body", {_NUMBER: "0"})
    top.text = body.text
    open_, numbered, depths = [top], [body], 0
    skipped: set[_Element] = set()
    walk = etree.iterwalk(body, events=("start", "end"))
    next(walk)
    for event, element in walk:
        if event == "start" and is_left_out(element):
            walk.skip_subtree()
            skipped.add(element)
        elif event == "start":
            if not is_inline(element) or element.tag in _LINE:
                depths += len(open_)
                if depths > _LARGEST or len(open_) > _DEEPEST:
                    return None
                open_.append(_twin(element, open_[-1], numbered))
            _add(open_[-1], element.text)
        elif element is not body:
            if element in skipped:
                skipped.discard(element)
            elif not is_inline(element) or element.tag in _LINE:
                open_.pop()
            _add(open_[-1], element.tail)
    return root, numbered


def _twin(element: _Element, parent: _Element, numbered: list[_Element]) -> _Element:
    from lxml import etree

    tag = str(element.tag)
    twin = etree.SubElement(parent, tag if _PLAIN_TAG.fullmatch(tag) else "div")
    if tag not in _LINE:
        for name in _SAID:
            if value := element.get(name):
                twin.set(name, value)
        twin.set(_NUMBER, str(len(numbered)))
        numbered.append(element)
    return twin


def _add(parent: _Element, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    last = next(parent.iterchildren(reversed=True), None)
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
