"""Tell what others have written, lists of teasers and readers' comments, by how it is built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_tags import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element


#: Items of a list of teasers; letters of each, and which share of them leads to another page.
_FEWEST, _LONGEST, _SHARE = 4, 700, 0.8
_ITEMS = frozenset({"li", "div", "article", "section"})
#: The share of a heading that is a link.
_LINKED = 0.9
#: Letters of prose above what readers say: an article that they say it of.
_ARTICLE = 300
_COMMENTS = re.compile(
    r"comments?|comments?[-_]?(?:list|area|section|wrap(?:per)?|container|block|thread)|"
    r"disqus_thread",
    re.IGNORECASE,
)


def teasers(
    elements: Sequence[_Element], text: Mapping[_Element, int], linked: Mapping[_Element, int]
) -> frozenset[_Element]:
    """Return the lists of teasers of other articles: each item has a heading that is a link.

    Args:
        elements: of a page, in reading order.
        text: letters of each.
        linked: those of them that are in links.
    """
    leading: Counter[_Element] = Counter()
    for element in reversed(elements):
        if element.tag in HEADINGS and text[element]:
            leading[element] += linked[element] >= _LINKED * text[element]
        parent = element.getparent()
        if parent is not None and leading[element]:
            leading[parent] += leading[element]
    return frozenset(
        each for each in elements if leading[each] >= _FEWEST and _is_list(each, text, leading)
    )


def _is_list(
    element: _Element, text: Mapping[_Element, int], leading: Mapping[_Element, int]
) -> bool:
    items = [each for each in element if text[each]]
    if len(items) < _FEWEST or len({each.tag for each in items}) > 1 or items[0].tag not in _ITEMS:
        return False
    short = sum(leading[each] == 1 and text[each] <= _LONGEST for each in items)
    return short >= _SHARE * len(items) and short >= _FEWEST


def comments(elements: Sequence[_Element], prose: Mapping[_Element, int]) -> frozenset[_Element]:
    """Return the elements that are named as readers' comments and stand below an article.

    Args:
        elements: of a page, in reading order.
        prose: letters of it that stand directly in each.
    """
    found = []
    above = 0
    inside: set[_Element] = set()
    for element in elements:
        if element.getparent() in inside:
            inside.add(element)
        elif above >= _ARTICLE and _is_named(element) and element.find(".//h1") is None:
            found.append(element)
            inside.add(element)
        else:
            above += prose[element]
    return frozenset(found)


def _is_named(element: _Element) -> bool:
    names = " ".join(filter(None, (element.get("id"), element.get("class")))).split()
    return any(_COMMENTS.fullmatch(name) for name in names)
