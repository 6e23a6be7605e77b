"""Tell which parts of an article's element are no part of the article."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_kinds import is_deck
from workflow.documents.readers.html.html_media import is_shown_post
from workflow.documents.readers.html.html_tags import (
    ABOUT_AUTHOR,
    AROUND_TEXT,
    NO_ARTICLE,
    is_inline,
    is_named_header,
    is_notes,
    names_of,
)
from workflow.documents.readers.html.html_weights import is_named_template

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflow.documents.readers.html.html_weights import PageWeights

#: The share of linked text that makes a part a list of other pages.
_LINKS = 0.6
#: The largest share of an article, and of its prose, that may be an aside.
_SMALL, _LITTLE = 0.3, 0.2
#: How much more than a post an element holds that is only there for it.
_FRAMED = 1.2
#: Letters of another article in short, and the share of them that is a link.
_SHORT, _LED = 400, 0.25
#: Elements that may be a list of links as a whole.
_LISTS = frozenset({"div", "section", "article", "table", "ul", "ol", "dl"})
_ITEMS = frozenset({"ul", "ol"})
#: Elements that are kept or left as a whole.
_UNITS = frozenset({"blockquote", "figure", "p", "pre", "dl", "details"})
#: From this many headers in an article on, they belong to items: a page has one.
_ITEM_HEADERS = 3
#: Elements for input, unlike the buttons of picture galleries.
_ASKING = frozenset({"button", "input", "select"})
_PICTURES = frozenset({"figure", "img", "picture"})
_TEASER = re.compile(r"(?:^|[\W_])(?:teaser|excerpt|read[-_]?more)(?=$|[\W_])", re.IGNORECASE)


def left_out(
    main: _Element, found: Counter[_Element], weights: PageWeights, *, told: bool = False
) -> frozenset[_Element]:
    """Return the elements inside the article's element that do not belong to the article.

    Names alone do not take much away from what is found: then they mean something else.

    Args:
        main: the article's element.
        found: letters of each element that certainly are the article's.
        weights: of the page.
        told: that is by the text of the article itself, not by a library's guess.
    """
    places = sorted(
        weights.place[run.element] for run in weights.runs
        if weights.prose[run.element] and weights.is_inside(run.element, main)
    ) or [0]  # fmt: skip
    beside = _leading_or_asking(weights) if told else frozenset()
    headers = Counter(each.get("class") for each in main.iter("*") if is_named_header(each))
    decks = decks_in(main, weights, places[0])
    posts = _posts_in(main, weights)
    asides: list[_Element] = []
    left: list[_Element] = []
    waiting = [main]
    while waiting:
        for part in waiting.pop():
            if not weights.text[part] or (is_inline(part) and part.tag != "a"):
                continue  # a link may hold whole blocks
            if is_notes(part) or part in posts:
                continue
            if part in decks:
                waiting.append(part)  # whatever else is in it: *byline-social*
                continue
            place = weights.place[part]
            own = found[part] or headers[part.get("class")] >= _ITEM_HEADERS
            untold = place > places[0] and part in beside and _is_small(part, main, weights)
            dropped = untold or _is_template(part, main, weights, is_last=place > places[-1])
            below = place > places[len(places) // 2]
            if (dropped and not own) or part in weights.comments:
                left.append(part)
            elif _is_aside(part, main, weights, below=below):
                (asides if found[part] else left).append(part)
            elif part.tag not in _UNITS:
                waiting.append(part)
    if sum(found[part] for part in asides) > _SMALL * found[main]:
        asides.clear()
    return frozenset((*left, *asides))


def _posts_in(main: _Element, weights: PageWeights) -> frozenset[_Element]:
    """Return posts that an article shows with their words, and what holds nothing else.

    They are often called what share buttons are: *social-media-embed*.
    """
    found: set[_Element] = set()
    for post in filter(is_shown_post, main.iter("blockquote")):
        for each in (post, *post.iterancestors()):
            if each is main or weights.text[each] > _FRAMED * weights.text[post]:
                break
            found.add(each)
    return frozenset(found)


def decks_in(main: _Element, weights: PageWeights, end: int) -> frozenset[_Element]:
    """Return the elements around a deck before this place."""
    decks = (each for each in main.iter("p", "h2", "h3", "h4") if is_deck(each))
    above = (each for each in decks if weights.place[each] <= end)
    return frozenset(outer for each in above for outer in each.iterancestors())


def _is_small(part: _Element, main: _Element, weights: PageWeights) -> bool:
    return weights.text[part] <= _SMALL * weights.text[main]


def _is_aside(part: _Element, main: _Element, weights: PageWeights, *, below: bool) -> bool:
    """Return whether an element's name says share buttons, comments, adverts, another article.

    Or, ``below`` the middle of the article, that it is on the author; without prose it is a byline.
    """
    if _is_teaser(part, weights):
        return True
    if not _is_small(part, main, weights):
        return False
    names = names_of(part)
    if below and weights.long[part] and ABOUT_AUTHOR.search(names):
        return True
    little = weights.prose[part] < _LITTLE * max(1, weights.prose[main])
    return little and bool(NO_ARTICLE.search(names))


def _is_teaser(part: _Element, weights: PageWeights) -> bool:
    """Return whether an element is another article in short, which leads to it."""
    size, linked = weights.text[part], weights.linked[part]
    if size > _SHORT or linked < _LED * size:
        return False
    named = _TEASER.search(names_of(part))
    return bool(named) or (part.tag == "article" and _leads(part, weights))


def _is_template(part: _Element, main: _Element, weights: PageWeights, *, is_last: bool) -> bool:
    """Return whether a part that the library drops also looks like one of the template's."""
    if weights.prose[part] and not _is_small(part, main, weights):
        return False
    if part.tag in AROUND_TEXT:
        return True
    if is_named_template(part, weights):
        return not weights.long[part] or 2 * weights.text[part] <= weights.text[main]
    if part.tag not in _LISTS or not _leads(part, weights):
        return False
    return part.tag not in _ITEMS or (is_last and _is_all_links(part, weights))


def _leads(part: _Element, weights: PageWeights) -> bool:
    return weights.leading[part] >= _LINKS * weights.text[part]


def _is_all_links(part: _Element, weights: PageWeights) -> bool:
    """Tell whether each item of a list is just a link."""
    items = [each for each in part if weights.text[each]]
    return all(weights.linked[each] >= 0.9 * weights.text[each] for each in items)


def _leading_or_asking(weights: PageWeights) -> frozenset[_Element]:
    """Return elements that are nearly all links, or to be pressed or filled in; no pictures."""
    asking, shown, captioned = (
        weights.sums(Counter(each for each in weights.elements if each.tag in tags))
        for tags in (_ASKING, _PICTURES, {"figcaption"})
    )
    return frozenset(
        each for each in weights.elements
        if each.tag not in _UNITS and each not in weights.tabled and (
            (asking[each] and not shown[each]) or (_leads(each, weights) and not captioned[each])
        )
    )  # fmt: skip
