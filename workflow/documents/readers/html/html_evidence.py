"""Collect evidence for the article's element: marks, readability-lxml, ``articleBody``.

The last is what a page tells programs in its JSON-LD (https://schema.org/articleBody): plain text,
often without lists, captions, boxes and what stands below the article, and it may be cut. So what
it lacks is left out only if that also looks like no text of an article.
"""

from __future__ import annotations

import html
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_tags import is_inline, is_left_out, without_states
from workflow.documents.readers.html.html_weights import letters_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflow.documents.readers.html.html_data import LinkedItem
    from workflow.documents.readers.html.html_weights import PageWeights


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


def only_article(
    main: _Element, titles: Sequence[_Element], weights: PageWeights, least: int
) -> _Element | None:
    """Return the article that the page marks around what the library found, if it has but one.

    Then both say the same, however much else stands on the page; the article has at least so many
    letters of prose. Or it holds most of the page's and its titles, or nearly all: the library was
    misled by what is beside, which is neither another article nor one on which this comments.
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
        titled = bool(titles) and all(weights.is_inside(each, largest) for each in titles)
        most = (2 if titled else 1.1) * weights.prose[largest] > weights.prose[weights.body]
        if alone and (most or weights.is_inside(main, largest)):
            return largest
    return None


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
        """Record which elements the library kept; return their text, whose length it uses."""
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
                twin.set(name, without_states(value))
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


#: Letters of a text that is enough to go by, and of a piece that is looked for in it.
_ENOUGH, _PIECE = 400, 16
#: The share of a run of text that is found there; and that of an article's prose, for the text to
#: be that of the whole article.
_MOST, _WHOLE = 0.5, 0.6
_TAG = re.compile(r"<[^<>]*>")


def article_body(data: Sequence[LinkedItem]) -> str:
    """Return the letters of the longest ``articleBody`` in a page's JSON-LD, if it is not short."""
    texts = (item.values.get("articleBody") for item in data)
    longest = max((each for each in texts if isinstance(each, str)), key=len, default="")
    letters = letters_of(_TAG.sub(" ", html.unescape(longest))).lower()
    return letters if len(letters) >= _ENOUGH else ""


def letters_in_body(main: _Element, letters: str, weights: PageWeights) -> Counter[_Element]:
    """Count, for each element and all in it, the letters that also stand in ``articleBody``.

    Args:
        main: the article; nothing is counted where the text is not nearly all of it.
        letters: of that text, by :func:`article_body`.
        weights: of the page.
    """
    pieces = {letters[at : at + _PIECE] for at in range(len(letters) - _PIECE + 1)}
    own: Counter[_Element] = Counter()
    for run in weights.runs if pieces else ():
        text = letters_of(run.text).lower()
        found = [
            text[at : at + _PIECE] in pieces for at in range(0, len(text) - _PIECE + 1, _PIECE)
        ]
        if found and sum(found) >= _MOST * len(found):
            own[run.element] += run.letters
    said = weights.sums(own)
    return said if said[main] > _WHOLE * weights.prose[main] else Counter()
