"""How a page marks its main part, its article, or the text of that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflow.documents.readers.html_weights import PageWeights

#: How pages without elements for it mark an article's text: schema.org and common templates.
_TEXT = re.compile(r"(?:article|entry|post|story)[-_]?(?:body|content|text)", re.IGNORECASE)


def _is_main(element: _Element) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _is_article(element: _Element) -> bool:
    return element.tag == "article"


def _holds_text(element: _Element) -> bool:
    names = (element.get(name) or "" for name in ("itemprop", "id", "class"))
    return any(_TEXT.fullmatch(word) for name in names for word in name.split())


#: From the widest to the closest.
MARKS = (_is_main, _is_article, _holds_text)


def only_article(main: _Element, weights: PageWeights, least: int) -> _Element | None:
    """Return the article that the page marks around what the library found, if it has but one.

    Then both say the same, however much else stands on the page; the article has at least so many
    letters of prose.
    """
    for is_marked in MARKS[1:]:
        marked = [each for each in weights.elements if is_marked(each)]
        largest = max(marked, key=weights.long.__getitem__, default=None)
        if largest is None or weights.long[largest] < least:
            continue
        alone = all(
            4 * weights.long[each] < weights.long[largest] or weights.is_inside(each, largest)
            for each in marked
            if each is not largest
        )
        if alone and weights.is_inside(main, largest):
            return largest
    return None
