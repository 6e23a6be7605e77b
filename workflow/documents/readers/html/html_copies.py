"""Find content that a page repeats for screens of another width.

Some pages have a copy for each width, of which the style sheet shows one: of a byline, a box or, as
by Framer, of everything. Copies that are identical and named for a width are read once if they
contain prose; parts that are merely identical, such as clauses of a contract, are kept.
"""

from __future__ import annotations

import re
from collections.abc import Set
from hashlib import blake2b
from typing import TYPE_CHECKING

from workflow.documents.readers.html.html_weights import TextRun, letters_of, runs_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Class names for certain screens: of plain style sheets, Bootstrap, Tailwind, Foundation, Framer.
_SCREENS = re.compile(
    r"(?:^|[\s_-])(?:mobile|desktop|tablet|phone|smartphone|pc|sp|ssr-variant|d-(?:none|block|flex)|"
    r"(?:hidden|visible)-(?:xs|sm|md|lg|xl|\w*(?:phone|tablet|desktop|up|down))|"
    r"(?:hide|show)-(?:for|on)-\w+)(?=$|[\s_-])|(?:^|\s)(?:sm|md|lg|xl):(?:hidden|block|flex)",
    re.IGNORECASE,
)
_BEST, _WORST = frozenset({"article", "main"}), frozenset({"header", "footer", "form"})
#: Base and modulus of the rolling hash that stands for some runs of text.
_BASE, _PRIME = 1_000_003, (1 << 61) - 1


def copies(top: _Element, left: Set[_Element]) -> frozenset[_Element]:
    """Return elements that repeat others for some screens.

    The one in an article or main part is kept, else the first that is in no header or footer.

    Args:
        top: an article, or a page.
        left: elements in it that are left out anyway.
    """
    spans = _RunSpans(top)
    known: dict[tuple[int, int], _Element] = {}
    found: set[_Element] = set()
    until = -1
    for number, element in enumerate(spans.elements):
        if number > until and element in left:
            until = spans.end(number)
        if number <= until or element not in spans.first:
            continue
        first, after = spans.first[element], spans.after[element]
        if spans.prose[after] == spans.prose[first]:
            continue
        other = known.setdefault(spans.key(first, after), element)
        if spans.after[other] > first or not spans.is_copy(other, element):
            continue
        if _rank(element) > _rank(other):
            known[spans.key(first, after)] = element
            found.add(other)
        else:
            found.add(element)
        until = spans.end(number)
    return frozenset(found)


class _RunSpans:
    """Which runs of a page's text each of its elements holds, and sums that tell them apart.

    Attributes:
        elements: of the page, in reading order.
        first, after: the numbers of an element's first run, and of the first one behind it.
        prose: how many runs of prose there are before each.
    """

    def __init__(self, body: _Element) -> None:
        self.runs: tuple[TextRun, ...] = tuple(runs_of(body))
        self.elements = tuple(body.iter("*"))
        self.prose, self._sums, self._powers = [0], [0], [1]
        self.first: dict[_Element, int] = {}
        self.after: dict[_Element, int] = {}
        for at, run in enumerate(self.runs):
            digest = blake2b(letters_of(run.text).encode(), digest_size=7).digest()
            self._sums.append((self._sums[-1] * _BASE + int.from_bytes(digest)) % _PRIME)
            self._powers.append(self._powers[-1] * _BASE % _PRIME)
            self.prose.append(self.prose[-1] + run.is_long)
            self.first.setdefault(run.element, at)
            self.after[run.element] = at + 1
        self._named: dict[_Element, _Element] = {}
        self._end = list(range(len(self.elements)))
        places: dict[_Element, int] = {}
        for number, element in enumerate(self.elements):
            places[element] = number
            outer = element.getparent() if number else None
            if _SCREENS.search(element.get("class") or ""):
                self._named[element] = element
            elif outer is not None and outer in self._named:
                self._named[element] = self._named[outer]
        for number in range(len(self.elements) - 1, 0, -1):
            element = self.elements[number]
            parent = element.getparent()
            if parent is None:
                continue
            up = places[parent]
            self._end[up] = max(self._end[up], self._end[number])
            if element in self.first:
                self.first[parent] = min(
                    self.first.get(parent, len(self.runs)), self.first[element]
                )
                self.after[parent] = max(self.after.get(parent, 0), self.after[element])

    def key(self, first: int, after: int) -> tuple[int, int]:
        """Return the hash and the number of some runs: the same for runs of the same text."""
        sums, power = self._sums, self._powers[after - first]
        return (sums[after] - sums[first] * power) % _PRIME, after - first

    def end(self, number: int) -> int:
        """Return the number of the last element inside a given one."""
        return self._end[number]

    def is_copy(self, one: _Element, other: _Element) -> bool:
        """Tell whether two elements, or those around one of them, are named for screens."""
        return self._is_apart(one, other) or self._is_apart(other, one)

    def _is_apart(self, element: _Element, beside: _Element) -> bool:
        """Tell whether the closest element with such a name does not contain ``beside``."""
        named = self._named.get(element)
        return named is not None and not (
            self.first[named] <= self.first[beside] < self.after[named]
        )


def _rank(element: _Element) -> int:
    around = {each.tag for each in (element, *element.iterancestors())}
    return 2 * (not _BEST.isdisjoint(around)) - (not _WORST.isdisjoint(around))
