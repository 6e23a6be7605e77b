"""Measure how much text the elements of a page hold: in all, in links, as prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_tags import (
    AROUND_TEXT,
    HEADINGS,
    NO_ARTICLE,
    TEMPLATE_PARTS,
    TEMPLATE_PROSE,
    is_inline,
    is_left_out,
    is_notes,
    names_of,
)
from workflow.documents.readers.html.html_teasers import comments, teasers
from workflow.languages.scripts import DENSE

if TYPE_CHECKING:
    from lxml.etree import _Element


#: Headings that a row of headings begins with.
_CELLS = 2
#: Letters of a sentence that are no link, beside others that are.
_UNLINKED = 12
_SENTENCE = re.compile(r"[.!?…。！？][\"”’」』)）\s]*$")
#: Letters of a paragraph that is certainly prose; a Han letter or a syllable carries three times
#: as much as one of an alphabet.
_PROSE, _DENSE = 60, 3
#: The share of linked text above which no text is prose.
_MOST_LINKED = 0.3
#: Elements whose names tell of their looks alone.
_LOOKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "blockquote"})
_DENSE_LETTER = re.compile(f"[{DENSE}]")
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text directly in one block-level element, with no other block around or in it.

    Attributes:
        element: the innermost block-level element.
        letters: how many letters and digits it has.
        linked: how many of them are in links.
        is_long: it is long enough, and free enough of links, to be prose.
        text: all of it.
    """

    element: _Element
    letters: int
    linked: int
    is_long: bool
    text: str


@dataclass(slots=True)
class PageWeights:
    """How much text each element of a page holds, descendants included.

    Attributes:
        body: the element that was weighed.
        runs: its text in reading order.
        elements: itself and all elements in it, in reading order.
        place: the number of each of them.
        end: the number of the last element inside each.
        text, linked: letters in all, and in links.
        long: letters of prose.
        prose, plain: the same, and letters of all text out of links, outside of a template's parts.
        teasers, comments: lists of other articles, and what readers say.
        tabled: elements in which there is a table with headed columns and hardly a link.
        leading: letters in links that lead elsewhere.
    """

    body: _Element
    runs: tuple[TextRun, ...]
    elements: tuple[_Element, ...]
    place: Mapping[_Element, int]
    end: Mapping[_Element, int] = field(default_factory=dict)
    text: Mapping[_Element, int] = field(default_factory=dict)
    linked: Mapping[_Element, int] = field(default_factory=dict)
    long: Mapping[_Element, int] = field(default_factory=dict)
    prose: Mapping[_Element, int] = field(default_factory=dict)
    plain: Mapping[_Element, int] = field(default_factory=dict)
    teasers: frozenset[_Element] = frozenset()
    comments: frozenset[_Element] = frozenset()
    tabled: frozenset[_Element] = frozenset()
    leading: Mapping[_Element, int] = field(default_factory=dict)

    def is_inside(self, element: _Element, outer: _Element) -> bool:
        """Return whether an element is ``outer`` or lies in it."""
        return self.place[outer] <= self.place[element] <= self.end[outer]

    def sums(self, values: Mapping[_Element, int]) -> Counter[_Element]:
        """Add to each element's value those of all its descendants."""
        sums = Counter(values)
        for element in reversed(self.elements[1:]):
            parent = element.getparent()
            if parent is not None and sums[element]:
                sums[parent] += sums[element]
        return sums

    def is_within(self, test: Callable[[_Element], bool]) -> Callable[[_Element], bool]:
        """Return a test of whether an element or one of its ancestors passes ``test``."""
        passed: dict[_Element, bool] = {}
        for element in self.elements:
            parent = element.getparent()
            outer = parent is not None and passed.get(parent, False)
            passed[element] = outer or test(element)
        return passed.__getitem__

    def deepest(self, values: Mapping[_Element, int], share: float) -> _Element:
        """Return the innermost element that holds this share of the whole body's value."""
        least, element = share * values[self.body], self.body
        while True:
            inner = next((each for each in element if values[each] >= least), None)
            if inner is None:
                return element
            element = inner


def weigh(body: _Element) -> PageWeights:
    """Measure a page, or a part of one; hidden elements do not count."""
    elements = tuple(body.iter("*"))
    place = {element: number for number, element in enumerate(elements)}
    weights = PageWeights(body, tuple(runs_of(body)), elements, place)
    weights.end = _ends(elements, place)
    own: Counter[_Element] = Counter()
    linked: Counter[_Element] = Counter()
    long: Counter[_Element] = Counter()
    for run in weights.runs:
        own[run.element] += run.letters
        linked[run.element] += run.linked
        long[run.element] += run.letters if run.is_long else 0
    weights.text, weights.linked = weights.sums(own), weights.sums(linked)
    weights.long = weights.sums(long)
    weights.teasers = teasers(elements, weights.text, weights.linked)
    weights.comments = comments(elements, long)
    weights.leading = weights.sums(_leading(weights))
    weights.tabled = _tabled(weights)
    around = weights.is_within(lambda element: is_around(element, weights))
    plain: Counter[_Element] = Counter()
    prose: Counter[_Element] = Counter()
    for run in weights.runs:
        if not around(run.element):
            plain[run.element] += run.letters - run.linked
            prose[run.element] += run.letters if run.is_long else 0
    weights.prose, weights.plain = weights.sums(prose), weights.sums(plain)
    return weights


def _tabled(weights: PageWeights) -> frozenset[_Element]:
    found: set[_Element] = set()
    for element in weights.elements:
        headed = element.tag == "table" and any(True for _ in element.iterdescendants("th"))
        if headed and weights.leading[element] <= _MOST_LINKED * weights.text[element]:
            found.update((element, *element.iterancestors()))
    return frozenset(found)


def _leading(weights: PageWeights) -> Counter[_Element]:
    """Count the letters of links that lead elsewhere.

    No words of a sentence do, no cells of data, and no heading right above text.
    """
    columned = weights.is_within(_is_columned)
    headed = weights.is_within(lambda element: element.tag in HEADINGS)
    leading: Counter[_Element] = Counter()
    for run, below in zip_longest(weights.runs, weights.runs[1:]):
        heads = headed(run.element) and below is not None and 2 * below.linked <= below.letters
        if not (heads or columned(run.element) or _is_linked_sentence(run)):
            leading[run.element] += run.linked
    return leading


def _is_columned(element: _Element) -> bool:
    row = next(element.iter("tr"), None) if element.tag == "table" else None
    return row is not None and [each.tag for each in islice(row, _CELLS)] == ["th"] * _CELLS


def _is_linked_sentence(run: TextRun) -> bool:
    """Return whether words of a sentence lead elsewhere, but not the whole of it."""
    return run.letters - run.linked >= _UNLINKED and bool(_SENTENCE.search(run.text))


def is_around(element: _Element, weights: PageWeights) -> bool:
    """Return whether an element is named like what templates put around an article.

    What holds half of the page is not, whatever its name.
    """
    if element in weights.comments or element in weights.teasers:
        return True
    if is_notes(element):
        return False
    if weights.text[element] * 2 > weights.text[weights.body]:
        return False
    return element.tag in AROUND_TEXT or is_named_template(element, weights)


def is_named_template(element: _Element, weights: PageWeights) -> bool:
    """Return whether an element's name says that it is the template's, and nothing denies that.

    Names such as ``header`` or ``widget`` say nothing of a heading, nor of a part with prose or
    with a table of data.
    """
    names = names_of(element)
    if element.tag in _LOOKS:
        return bool(NO_ARTICLE.search(names))
    is_text = weights.long[element] or element in weights.tabled
    return bool((TEMPLATE_PROSE if is_text else TEMPLATE_PARTS).search(names))


def _ends(elements: tuple[_Element, ...], place: Mapping[_Element, int]) -> dict[_Element, int]:
    ends = dict(place)
    for element in reversed(elements[1:]):
        parent = element.getparent()
        if parent is not None:
            ends[parent] = max(ends[parent], ends[element])
    return ends


def runs_of(body: _Element) -> Iterator[TextRun]:
    """Yield the runs of text of a page in reading order."""
    from lxml import etree

    outer, parts = [body], [body.text or ""]
    skipped: set[_Element] = set()
    links = linked = 0
    walk = etree.iterwalk(body, events=("start", "end"))
    next(walk)
    for event, element in walk:
        if event == "start" and is_left_out(element):
            walk.skip_subtree()
            skipped.add(element)
            continue
        text = element.text if event == "start" else element.tail
        if element in skipped:
            skipped.discard(element)
        else:
            if not is_inline(element):
                if run := _run(outer[-1], parts, linked):
                    yield run
                parts, linked = [], 0
                if event == "start":
                    outer.append(element)
                else:
                    outer.pop()
            links += (element.tag == "a") * (1 if event == "start" else -1)
        if text and outer:
            parts.append(text)
            linked += len(letters_of(text)) if links else 0


def _run(element: _Element, parts: list[str], linked: int) -> TextRun | None:
    text = "".join(parts)
    letters = len(letters_of(text))
    if not letters:
        return None
    is_long = letters + more_of(text) >= _PROSE and linked <= _MOST_LINKED * letters
    return TextRun(element, letters, linked, is_long, text)


def more_of(text: str) -> int:
    """Return how many letters of an alphabet the dense ones of a text weigh beyond their number."""
    return (_DENSE - 1) * len(_DENSE_LETTER.findall(text))


def letters_of(text: str) -> str:
    """Return the letters and digits of a text."""
    return _NO_LETTER.sub("", text)
