"""Find the article in a page: compare what a library finds with the page's own marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_asides import decks_in, left_out
from workflow.documents.readers.html.html_evidence import (
    MARKS,
    article_elements,
    letters_in_body,
    only_article,
)
from workflow.documents.readers.html.html_tags import (
    AROUND_TEXT,
    NO_ARTICLE,
    is_inline,
    is_notes,
    names_of,
)
from workflow.documents.readers.html.html_weights import PageWeights, is_around, letters_of, weigh
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Letters that are enough to go by: of an article that is found, and of prose of our own reading.
_ENOUGH, _ENOUGH_PROSE = 100, 600
#: A page with at most this share of text around the article is read as it is.
_LITTLE = 0.1
#: The article is the innermost element that holds this share of what the library finds; and where
#: that has less than half of the prose of the page, the one that holds most of the prose.
_SHARE, _HALF, _THIRD, _MOST = 0.95, 0.55, 0.35, 0.75
#: The share of linked text that makes a part a list of other pages.
_LINKS = 0.6
#: Elements that are pieces of an article, never all of it.
_PIECES = frozenset(
    {"tbody", "thead", "tr", "table", "ul", "ol", "li", "p", "blockquote", "dl", "dd", "figure",
     "pre"}
)  # fmt: skip
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


def find(body: _Element, title: str, text: str = "") -> FoundArticle:
    """Find the part of a page that is the article with this title.

    A part is left out only if the library does not keep it and it also looks like no text of an
    article: links, or a name that templates give to what they set around it.

    Args:
        body: of the page.
        title: of the article.
        text: the letters of its text that the page gives to programs.
    """
    weights = weigh(body)
    if (titled := _titled(title, weights)) is not None:
        return replace(find(titled, "", text), marked=True)
    if _is_plain(weights):
        return _as_marked(weights, title, 1 - _LITTLE)
    return _searched(weights, title, text) or _as_marked(weights, title)


def _titled(title: str, weights: PageWeights) -> _Element | None:
    """Return the article with the page's title, if others stand beside it that have their own.

    Pages do so that load one article after the other.
    """
    whole: list[_Element] = []
    for each in weights.elements:
        inside = bool(whole) and weights.is_inside(each, whole[-1])
        if each.tag == "article" and weights.long[each] >= _ENOUGH_PROSE and not inside:
            whole.append(each)
    if len(whole) == 1:
        return None
    wanted = letters_of(title)
    texts = ["".join(map(_letters_in, islice(each.iter("h1"), 1))) for each in whole]
    named = [each for each, text in zip(whole, texts, strict=True)
             if len(text) >= _TITLE and text in wanted]  # fmt: skip
    return named[0] if all(texts) and len(named) == 1 else None


def _searched(weights: PageWeights, title: str, text: str) -> FoundArticle | None:
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
    titles = _titles(title, weights) if doubtful else []
    if doubtful and (agreed := only_article(main, titles, weights, _ENOUGH_PROSE)) is not None:
        if not weights.is_inside(main, agreed):
            kept = frozenset()  # the library was misled by what stands beside
        doubtful, main = False, agreed
    elif doubtful:
        main = _common(main, weights.deepest(prose, _MOST), weights)
    elif weights.plain[main] < _THIRD * weights.plain[body]:
        doubtful, main = True, _common(main, weights.deepest(weights.plain, _MOST), weights)
    while main.tag in _PIECES and main is not body and (parent := main.getparent()) is not None:
        main = parent
    said = letters_in_body(main, text, weights)
    left = left_out(main, said or found, weights, told=bool(said)) | _small_forms(main, weights)
    beside = [*_head(main, title, left, weights), *_kept_beside(main, kept, weights)]
    twins = _twins(main, beside, weights)
    for twin in twins:
        left |= left_out(twin, said or found, weights, told=bool(said))
    return replace(_with_beside(main, left, beside, weights, twins), doubtful=doubtful)


def _with_beside(
    main: _Element,
    left: frozenset[_Element],
    beside: list[_Element],
    weights: PageWeights,
    twins: Sequence[_Element] = (),
) -> FoundArticle:
    """Return an article with some elements that stand beside it, its twins and notes below."""
    top, beside = main, [*beside, *_notes_below(main, weights)]
    for each in beside:
        top = _common(each, top, weights)
    whole = {main, *twins}
    return FoundArticle(top, left | _others(top, {*whole, *beside}, whole) if beside else left)


def _as_marked(weights: PageWeights, title: str, least: float = 0) -> FoundArticle:
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
                every = Counter(weights.text)  # a library keeps all of it
                left = left_out(largest, every, weights) | _small_forms(largest, weights)
                head = _head(largest, title, left, weights)
                return _with_beside(largest, left | weights.comments, head, weights)
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
    """Return the innermost element that contains both."""
    while not weights.is_inside(other, one) and (parent := one.getparent()) is not None:
        one = parent
    return one


def _head(
    main: _Element, title: str, left: frozenset[_Element], weights: PageWeights
) -> list[_Element]:
    """Return the elements between the headline and the article: deck, byline, date."""
    titles = _titles(title, weights)
    start, end = weights.place[main], weights.end[main]
    outer = [each for each in titles if weights.end[each] < start]
    inner = [each for each in titles if start <= weights.place[each] <= end]
    inner = [one for one in inner if not any(weights.is_inside(one, each) for each in left)]
    if not outer or (inner and not any(_says_again(outer[-1], one) for one in inner)):
        return []
    first = weights.place[outer[-1]]
    decks = decks_in(weights.body, weights, start)

    def is_aside(element: _Element) -> bool:
        named = bool(NO_ARTICLE.search(names_of(element))) and element not in decks
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

    With it comes a heading right above; also what stands above the text in the same ``article``,
    such as a deck, though the library drops it.
    """
    around = weights.is_within(lambda element: is_around(element, weights))
    article = next(main.iterancestors("article"), None)
    found: list[_Element] = []
    for run in weights.runs:
        element, above = run.element, run.element.getprevious()
        above_text = weights.place[element] < weights.place[main] and "://" not in run.text
        deck = article is not None and above_text and weights.is_inside(element, article)
        if not run.is_long or not (element in kept or deck) or weights.is_inside(element, main):
            continue
        if not around(element):
            if above is not None and above.tag in _SECTIONS and weights.text[above]:
                found.append(above)
            found.append(element)
    return found


def _twins(main: _Element, beside: list[_Element], weights: PageWeights) -> list[_Element]:
    """Return the elements like the article's around what is kept beside it: its other parts."""
    found: list[_Element] = []
    for each in beside:
        like = (outer for outer in each.iterancestors(main.tag)
                if outer.get("class") and outer.get("class") == main.get("class"))  # fmt: skip
        twin = next(like, None)
        if twin is not None and twin not in found and not weights.is_inside(main, twin):
            found.append(twin)
    return found


def _notes_below(main: _Element, weights: PageWeights) -> list[_Element]:
    """Return the notes below an article that has marks for them."""
    end = weights.end[main]
    notes = {each for each in weights.elements if weights.place[each] > end and is_notes(each)}
    if not notes or next(main.iter("sup"), None) is None:
        return []
    inside = weights.is_within(notes.__contains__)
    found = [run for run in weights.runs if inside(run.element)]
    small = sum(run.letters for run in found) <= weights.text[main]
    return [run.element for run in found] if small else []


def _titles(title: str, weights: PageWeights) -> list[_Element]:
    """Return the first-level headings of a page; without any, headings that its title contains."""
    headings = [each for each in weights.elements if each.tag in _HEADINGS and weights.text[each]]
    if first := [each for each in headings if each.tag == "h1"]:
        return first
    wanted = letters_of(title)
    texts = {each: _letters_in(each) for each in headings}
    return [each for each, text in texts.items() if len(text) >= _TITLE and text in wanted]


def _says_again(heading: _Element, other: _Element) -> bool:
    said = _letters_in(heading)
    return len(said) >= _TITLE and said == _letters_in(other)


def _letters_in(element: _Element) -> str:
    return letters_of(text_of(element))


def _small_forms(main: _Element, weights: PageWeights) -> frozenset[_Element]:
    """Return the forms inside an article, except one that wraps the whole page."""
    return frozenset(
        each
        for each in main.iter("form")
        if each is not main and weights.text[each] < _MOST * weights.text[main]
    )


def _others(top: _Element, kept: set[_Element], whole: Set[_Element]) -> frozenset[_Element]:
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
            if part in whole or is_inline(part):
                continue
            if part in needed:
                waiting.append(part)
            else:
                left.add(part)
    return frozenset(left)
