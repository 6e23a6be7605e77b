"""Shows what a page's tags or its broken nesting hide, though it is what the page is about."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workflow.documents.readers.html_kinds import is_text_button
from workflow.documents.readers.html_tags import SKIPPED, is_hidden, is_inline
from workflow.documents.readers.html_weights import weigh

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements in which there is never an article.
_NEVER = frozenset({"script", "style", "template", "noscript", "svg", "math", "title", "select",
                    "textarea", "canvas", "map", "object", "embed", "video", "audio"})  # fmt: skip
#: What React sends late: hidden until its script has moved it to its place.
_STREAMED = re.compile(r"[\w-]*S:[0-9a-f]+")
#: Letters of a text that is prose, and the share of all prose that must be hidden.
_PROSE, _MOST = 60, 2 / 3
#: Elements that are opened again; more are opened in no real page.
_ROUNDS = 4


def show_hidden(body: _Element) -> None:
    """Make plain elements of those that hide what a page is about.

    A menu or a button that was never closed holds all that follows it; some pages hide their text
    until a script shows it. Such an element holds most of the prose of the page; without prose
    nothing is changed.
    """
    for element in body.iterdescendants("div"):
        if element.get("hidden") is not None and _STREAMED.fullmatch(element.get("id") or ""):
            del element.attrib["hidden"]
    _open_panels(body)
    for _ in range(_ROUNDS):
        prose = _prose(body)
        hiding = [each for each in body.iter("*") if _is_out(each)]
        most = max(hiding, key=prose.__getitem__, default=None)
        if most is None or prose[most] <= _MOST * prose[body]:
            return
        most.tag = "div"
        _show(most)


def _open_panels(body: _Element) -> None:
    """Show what headings open and close: the panels that their buttons name.

    It is the accordion of the ARIA Authoring Practices (w3.org/WAI/ARIA/apg/patterns/accordion);
    what has but one panel is none.
    """
    buttons = [each for each in body.iter("button") if each.get("aria-expanded")]
    named = {each.get("aria-controls") for each in buttons if is_text_button(each)} - {None}
    for element in body.iterdescendants("div", "section", "dd") if len(named) > 1 else ():
        if element.get("id") in named and is_hidden(element):
            _show(element)


def _show(element: _Element) -> None:
    for name in ("hidden", "aria-hidden", "style", "class"):
        element.attrib.pop(name, "")


def open_large(body: _Element, tags: frozenset[str]) -> None:
    """Make plain elements of those with these tags that hold half of a page's text or more.

    They were never closed, or their page is nothing else.
    """
    text = weigh(body).text
    for element in body.iterdescendants(*tags):
        if text[element] and 2 * text[element] >= text[body]:
            element.tag = "div"


def _is_out(element: _Element) -> bool:
    return (element.tag in SKIPPED and element.tag not in _NEVER) or is_hidden(element)


def _prose(body: _Element) -> Counter[_Element]:
    """Return how many letters of prose each element holds, those that are hidden included."""
    own: Counter[_Element] = Counter()
    elements = list(body.iter("*"))
    block, never, linked = {body: body}, set[object](), set[object]()
    for element in elements:
        parent = element.getparent()
        if element is not body and parent is not None:
            block[element] = block[parent] if is_inline(element) else element
        if element.tag in _NEVER or parent in never:
            never.add(element)
        if element.tag == "a" or parent in linked:
            linked.add(element)
        for text, place in ((element.text, element), (element.tail, parent)):
            if text and place in block and place not in never:
                own[block[place]] += len(text.strip()) * (-1 if place in linked else 1)
    sums = Counter({each: size for each, size in own.items() if size >= _PROSE})
    for element in reversed(elements[1:]):
        parent = element.getparent()
        if parent is not None and sums[element]:
            sums[parent] += sums[element]
    return sums
