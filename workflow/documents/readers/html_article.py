"""Finds the article in a page: compares what a library finds with the page's own marks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.documents.readers.html_library import article_elements
from workflow.documents.readers.html_markings import MARKS, only_article
from workflow.documents.readers.html_tags import (
    AROUND_TEXT,
    NO_ARTICLE,
    is_inline,
    is_named_header,
    names_of,
)
from workflow.documents.readers.html_weights import PageWeights, is_around, is_named_template, weigh

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Letters that are enough to go by: of an article that is found, and of prose of our own reading.
_ENOUGH, _ENOUGH_PROSE = 100, 600
#: A page of which no more than this share stands around the text is read as it is.
_LITTLE = 0.1
#: The article is the innermost element that holds this share of what the library finds; and where
#: that has less than half of the prose of the page, the one that holds most of the prose.
_SHARE, _HALF, _THIRD, _MOST = 0.95, 0.55, 0.35, 0.75
#: The share of linked text from which a part is a list of other pages.
_LINKS = 0.6
#: The share of an article up to which a part of it may be something else.
_SMALL = 0.3
#: What may be a list of links as a whole.
_LISTS = frozenset({"div", "section", "article", "table", "ul", "ol", "dl"})
_ITEMS = frozenset({"ul", "ol"})
#: Elements that are kept or left as a whole.
_UNITS = frozenset({"blockquote", "figure", "p", "pre", "dl", "details"})
#: Elements that are pieces of an article, never all of it.
_PIECES = frozenset(
    {"tbody", "thead", "tr", "table", "ul", "ol", "li", "p", "blockquote", "dl", "dd", "figure",
     "pre"}
)  # fmt: skip
#: As many parts of an article called header are those of its items: of a page there is one.
_ITEM_HEADERS = 3
_NO_LETTER = re.compile(r"[\W_]+")
#: Letters of a heading that can be found again in a title without doubt.
_TITLE = 8
_HEADINGS = frozenset({"h1", "h2", "h3"})
_SECTIONS = frozenset({"h2", "h3", "h4"})


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """Where an article is in a page.

    Attributes:
        top: the element that it lies in.
        left: elements in it that are no part of the article.
        marked: the page says so itself, or a library found it; else it is the whole page.
        doubtful: the library found less than half of the prose, so all of it is kept.
    """

    top: _Element
    left: frozenset[_Element] = frozenset()
    marked: bool = True
    doubtful: bool = False


def find(body: _Element, title: str) -> FoundArticle:
    """Find the part of a page that is the article with this title.

    A part is left out only if the library does not keep it and it also looks like no text of an
    article: links, or a name that templates give to what they set around it.
    """
    weights = weigh(body)
    if _is_plain(weights):
        return _as_marked(weights, 1 - _LITTLE)
    return _searched(weights, title) or _as_marked(weights)


def _searched(weights: PageWeights, title: str) -> FoundArticle | None:
    """Return the article that the library finds; None if it finds hardly anything."""
    body, prose = weights.body, weights.prose
    kept = article_elements(body)
    own: Counter[_Element] = Counter()
    for run in weights.runs:
        own[run.element] += run.letters if run.element in kept else 0
    found = weights.sums(own)
    if found[body] < _ENOUGH:
        return None
    main = weights.deepest(found, _SHARE)
    doubtful = not _holds_most(main, weights)
    if doubtful and (agreed := only_article(main, weights, _ENOUGH_PROSE)) is not None:
        doubtful, main = False, agreed
    elif doubtful:
        main = _common(main, weights.deepest(prose, _MOST), weights)
    elif weights.plain[main] < _THIRD * weights.plain[body]:
        doubtful, main = True, _common(main, weights.deepest(weights.plain, _MOST), weights)
    while main.tag in _PIECES and main is not body and (parent := main.getparent()) is not None:
        main = parent
    left = _left_out(main, found, weights) | _small_forms(main, weights)
    beside = [*_head(main, title, left, weights), *_kept_beside(main, kept, weights)]
    if not beside:
        return FoundArticle(main, left, doubtful=doubtful)
    top = main
    for each in beside:
        top = _common(each, top, weights)
    return FoundArticle(top, left | _others(top, {main, *beside}, main), doubtful=doubtful)


def _as_marked(weights: PageWeights, least: float = 0) -> FoundArticle:
    """Return the element marked as article or main part, if it holds most of the prose.

    Of several marked elements the one with the most text is the article, if it has at least this
    share of all text.
    """
    for is_marked in MARKS:
        marked = [each for each in weights.elements if weights.text[each] and is_marked(each)]
        if marked:
            largest = max(marked, key=weights.text.__getitem__)
            share = weights.text[largest] / weights.text[weights.body]
            enough = len(marked) == 1 or share >= least
            if enough and _holds_most(largest, weights):
                left = _small_forms(largest, weights) | weights.comments
                return FoundArticle(largest, left)
    return FoundArticle(weights.body, weights.comments, marked=False)


def _holds_most(part: _Element, weights: PageWeights) -> bool:
    """Return whether a part holds more than half of the prose, or the page has hardly any."""
    whole = weights.prose[weights.body]
    return whole < _ENOUGH_PROSE or weights.prose[part] >= _HALF * whole


def _is_plain(weights: PageWeights) -> bool:
    """Return whether a page is hardly more than text, so that no template surrounds it."""
    around = weights.is_within(lambda element: is_around(element, weights))
    beside = sum(
        run.letters for run in weights.runs if around(run.element) or run.linked > run.letters / 2
    )
    return beside <= _LITTLE * weights.text[weights.body]


def _common(one: _Element, other: _Element, weights: PageWeights) -> _Element:
    """Return the innermost element in which both lie."""
    while not weights.is_inside(other, one) and (parent := one.getparent()) is not None:
        one = parent
    return one


def _left_out(
    main: _Element, found: Counter[_Element], weights: PageWeights
) -> frozenset[_Element]:
    """Return the elements inside the article's element that do not belong to the article.

    Names alone do not take much away from what the library keeps: then they mean something else.
    """
    last = max(
        (weights.place[run.element] for run in weights.runs
         if weights.prose[run.element] and weights.is_inside(run.element, main)),
        default=0,
    )  # fmt: skip
    asides: list[_Element] = []
    left: list[_Element] = []
    headers = Counter(each.get("class") for each in main.iter("*") if is_named_header(each))
    waiting = [main]
    while waiting:
        for part in waiting.pop():
            if not weights.text[part] or is_inline(part):
                continue
            is_last = weights.place[part] > last
            own = found[part] or headers[part.get("class")] >= _ITEM_HEADERS
            around = not own and _is_template(part, main, weights, is_last=is_last)
            if around or part in weights.comments:
                left.append(part)
            elif _is_aside(part, main, weights):
                (asides if found[part] else left).append(part)
            elif part.tag not in _UNITS:
                waiting.append(part)
    if sum(found[part] for part in asides) > _SMALL * found[main]:
        asides.clear()
    return frozenset((*left, *asides))


def _is_aside(part: _Element, main: _Element, weights: PageWeights) -> bool:
    """Return whether an element's name says share buttons, comments or adverts."""
    small = weights.text[part] <= _SMALL * weights.text[main]
    little = weights.prose[part] < 0.2 * max(1, weights.prose[main])
    return small and little and bool(NO_ARTICLE.search(names_of(part)))


def _is_template(part: _Element, main: _Element, weights: PageWeights, *, is_last: bool) -> bool:
    """Return whether a part that the library drops also looks like one of the template's."""
    if weights.prose[part] and weights.text[part] > _SMALL * weights.text[main]:
        return False
    if part.tag in AROUND_TEXT or is_named_template(part, weights):
        return True
    if part.tag not in _LISTS or weights.linked[part] < _LINKS * weights.text[part]:
        return False
    return part.tag not in _ITEMS or (is_last and _is_all_links(part, weights))


def _is_all_links(part: _Element, weights: PageWeights) -> bool:
    """Return whether each item of a list is a link and nothing else."""
    items = [each for each in part if weights.text[each]]
    return all(weights.linked[each] >= 0.9 * weights.text[each] for each in items)


def _head(
    main: _Element, title: str, left: frozenset[_Element], weights: PageWeights
) -> list[_Element]:
    """Return the elements between the headline and the article: deck, byline, date."""
    titles = _titles(title, weights)
    start, end = weights.place[main], weights.end[main]
    outer = [each for each in titles if weights.end[each] < start]
    inner = [each for each in titles if start <= weights.place[each] <= end]
    if not outer or not all(any(weights.is_inside(one, each) for each in left) for one in inner):
        return []
    first = weights.place[outer[-1]]

    def is_aside(element: _Element) -> bool:
        named = bool(NO_ARTICLE.search(names_of(element)))
        size = weights.text[element]
        listed = size >= _ENOUGH and weights.linked[element] >= _LINKS * size
        small = size * 2 <= weights.text[weights.body]
        return small and (named or listed or element.tag in AROUND_TEXT)

    aside = weights.is_within(is_aside)
    return [
        run.element
        for run in weights.runs
        if first <= weights.place[run.element] < start
        and run.linked * 2 <= run.letters
        and not aside(run.element)
    ]


def _kept_beside(main: _Element, kept: frozenset[_Element], weights: PageWeights) -> list[_Element]:
    """Return the prose outside the article's element that the library keeps all the same.

    With it comes a heading right above.
    """
    around = weights.is_within(lambda element: is_around(element, weights))
    found: list[_Element] = []
    for run in weights.runs:
        element, above = run.element, run.element.getprevious()
        if not run.is_long or element not in kept or weights.is_inside(element, main):
            continue
        if not around(element):
            if above is not None and above.tag in _SECTIONS and weights.text[above]:
                found.append(above)
            found.append(element)
    return found


def _titles(title: str, weights: PageWeights) -> list[_Element]:
    """Return the first-level headings of a page; without any, headings that its title contains."""
    headings = [each for each in weights.elements if each.tag in _HEADINGS and weights.text[each]]
    if first := [each for each in headings if each.tag == "h1"]:
        return first
    wanted = _NO_LETTER.sub("", title)
    texts = {each: _NO_LETTER.sub("", "".join(map(str, each.itertext()))) for each in headings}
    return [each for each, text in texts.items() if len(text) >= _TITLE and text in wanted]


def _small_forms(main: _Element, weights: PageWeights) -> frozenset[_Element]:
    """Return the forms inside an article, except one that wraps the whole page."""
    return frozenset(
        each
        for each in main.iter("form")
        if each is not main and weights.text[each] < _MOST * weights.text[main]
    )


def _others(top: _Element, kept: set[_Element], whole: _Element) -> frozenset[_Element]:
    """Return the outermost elements in ``top`` that neither are among ``kept`` nor contain one."""
    needed = set(kept)
    for element in kept:
        parent = element.getparent()
        while parent is not None and parent not in needed:
            needed.add(parent)
            parent = parent.getparent()
    left: set[_Element] = set()
    waiting = [top]
    while waiting:
        for part in waiting.pop():
            if part is whole or is_inline(part):
                continue
            if part in needed:
                waiting.append(part)
            else:
                left.add(part)
    return frozenset(left)
