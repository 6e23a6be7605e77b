"""Detect replies whose translations stand under the ids of other sentences.

A model that skips or repeats one of several sentences may give all that follow under right ids with
wrong texts, or have two change places. Each text alone can look like a translation; together they
fit other sentences better than their own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from workflow.engines.llm.pair_evidence import Notions, Pairs
from workflow.languages.scripts import weight
from workflow.markup import plain
from workflow.model import Request

#: Words and figures unlikely to occur in two sentences by chance.
_TELLING = re.compile(r"\d[\d.,]+\d|[A-Za-z][A-Za-z0-9]{2,}")
_WORD = re.compile(r"[^\W_]")
#: How far a row of texts, or two exchanged texts, may have moved.
_FARTHEST, _APART = 2, 8
#: A translation this long is not that of two different sentences.
_LONG = 12.0
#: The most evidence for a text of which nothing supports its own sentence.
_STRANGE = 0.5
#: The least evidence against a text although a figure or name supports its own sentence.
_CONTRADICTED = 6.0


@dataclass(frozen=True, slots=True)
class _Limits:
    """From how much evidence on texts are in doubt. What is in doubt is asked for alone, so that a
    mistake costs a request; tests/bench/bench_shifts.py has the figures.

    Attributes:
        shifted, each: of a row that is shifted, and more for each sentence: there are more rows.
        exchanged: of two that have changed places.
        unclear, little: of either, in a reply of so few sentences that too little may tell, and in
            one of a few more.
    """

    shifted: float
    each: float
    exchanged: float
    unclear: float = math.inf
    little: float = math.inf

    def least(self, many: int) -> float:
        """Return the evidence that is enough of itself in a reply of so many sentences."""
        if many <= _FEW:
            return self.unclear
        return self.little if many <= _SOME else math.inf


#: With a table of common words right replies reach 0.0 (two sentences) to 2.1 (eight), and 0.4;
#: without one 2.6 to 6.1, and 4.2.
_WITH_WORDS = _Limits(0.3, 0.3, 1.0)
_WITHOUT = _Limits(1.5, 0.6, 3.0, 0.0, 0.8)
_FEW, _SOME = 3, 5


def misplaced(
    requests: Sequence[Request], texts: Sequence[str], source: str = "", target: str = ""
) -> frozenset[int]:
    """Return the places of the translations that clearly belong to other sentences.

    A row of texts anywhere in the reply may be shifted, by one or two places, either way: then all
    are in doubt. Any two may have changed places, or several sentences have the same translation:
    then these are. Where the sentences have nothing that would tell, they are taken to be right,
    but for two or three in languages without a table of common words, of which too little may.

    Args:
        requests: the sentences, in their order.
        texts: their translations as the reply has them.
        source: BCP 47 tag of the sentences; without both, common words are no evidence.
        target: BCP 47 tag of the translations.
    """
    if len(texts) < 2:
        return frozenset()
    doubtful = _doubtful([request.text for request in requests], texts)
    if len(doubtful) < 2:
        return frozenset(_repeated(requests, texts))
    words = Notions.of(requests, texts, source, target)
    limits = _WITH_WORDS if words else _WITHOUT
    fits = _Fits(requests, texts, doubtful, words)
    shifted = fits.shifted()
    unclear = limits.least(len(texts))
    if shifted >= min(unclear, limits.shifted + limits.each * len(texts)):
        return frozenset(range(len(texts)))
    exchanged = fits.exchanged(min(unclear, limits.exchanged))
    if exchanged and not words:
        exchanged = set(doubtful)
    return frozenset((*exchanged, *_repeated(requests, texts)))


def beside_gaps(requests: Sequence[Request], texts: Sequence[str]) -> frozenset[int]:
    """Return the places beside empty texts, where one text may cover both sentences.

    >>> beside_gaps([Request("They met."), Request("Nobody was hurt.")], ["만났다. 없다.", "-"])
    frozenset({0})
    """
    gaps = {
        place
        for place, (request, text) in enumerate(zip(requests, texts, strict=True))
        if _WORD.search(plain(request.text)) and not _WORD.search(plain(text))
    }
    beside = {near for place in gaps for near in (place - 1, place + 1)}
    return frozenset(beside.intersection(range(len(texts))) - gaps)


def _repeated(requests: Sequence[Request], texts: Sequence[str]) -> Iterator[int]:
    """Yield the places of long texts that stand under several different sentences."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(" ".join(text.split()), []).append(place)
    for text, its in places.items():
        if len(its) > 1 and weight(plain(text)) >= _LONG:
            sources = {" ".join(requests[place].text.casefold().split()) for place in its}
            yield from its if len(sources) > 1 else ()


class _Fits:
    """How well each text of a reply fits each sentence, computed on demand.

    Args:
        requests: the sentences.
        texts: the translations.
        doubtful: the places of the texts that may belong elsewhere.
        words: the common words in both.
    """

    def __init__(
        self,
        requests: Sequence[Request],
        texts: Sequence[str],
        doubtful: Sequence[int],
        words: Notions | None,
    ) -> None:
        self._places = range(len(texts))
        self._doubtful = frozenset(doubtful)
        self._pairs = Pairs(requests, texts, words)
        self._known: dict[tuple[int, int], float] = {}

    def _of(self, sentence: int, text: int) -> float:
        """Return how well a text fits a sentence; both are given by their indexes."""
        known = self._known.get((sentence, text))
        if known is None:
            alike, lack, unlike = self._pairs.compared(sentence, text)
            known = self._known[sentence, text] = alike - lack - unlike
        return known

    def _strange(self, place: int) -> float:
        """Return how much better a text fits another sentence of the document than its own."""
        if place not in self._doubtful:
            return -_CONTRADICTED
        alike, lack, unlike = self._pairs.compared(place, place)
        return min(_STRANGE, lack + unlike - alike - self._pairs.usual(place))

    def shifted(self) -> float:
        """Return how much better a row of texts fits the sentences one or two places away.

        Those at the end of the reply, if the row reaches it, belong to none of its sentences.
        """
        many = len(self._places)
        offsets = (step for far in range(1, _FARTHEST + 1) for step in (far, -far) if far < many)
        return max(self._moved(offset) for offset in offsets)

    def _moved(self, offset: int) -> float:
        """Return how much better a row of texts fits the sentences ``by`` places away."""
        places = self._places
        gains = {
            place: self._of(place + offset, place) - self._of(place, place)
            if place in self._doubtful
            else 0.0
            for place in places
            if place + offset in places
        }
        beyond = sum(self._strange(place) for place in places if place not in gains)
        gains[max(gains) if offset > 0 else min(gains)] += beyond
        return _most([*gains.values()])

    def exchanged(self, least: float) -> set[int]:
        """Return the places of texts that fit much better when two of them are exchanged."""
        order = [*self._places]
        pairs = [
            (two, one)
            for two in self._doubtful
            for one in self._doubtful
            if 0 < two - one <= _APART
        ]
        moved = set[int]()
        for _ in order:
            gain, one, two = max((self._gain(order, *pair), *pair) for pair in pairs)
            if gain < least:
                break
            order[one], order[two] = order[two], order[one]
            moved |= {one, two}
        return moved

    def _gain(self, order: Sequence[int], one: int, two: int) -> float:
        """Return how much better the texts at two places fit if they are exchanged."""
        before = self._of(one, order[one]) + self._of(two, order[two])
        return self._of(one, order[two]) + self._of(two, order[one]) - before


def _doubtful(sources: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return the places of texts that share no figure or name with their own sentence alone."""
    ours, theirs = (_alone([_telling(text) for text in side]) for side in (sources, texts))
    return [place for place, own in enumerate(ours) if own.isdisjoint(theirs[place])]


def _telling(text: str) -> frozenset[str]:
    """Return the figures and Latin words unlikely to occur in two sentences by chance."""
    return frozenset(_TELLING.findall(plain(text)))


def _alone(rows: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return, for each row, the items that no other row has."""
    often = Counter(chain.from_iterable(rows))
    return [frozenset(each for each in row if often[each] == 1) for row in rows]


def _most(gains: Sequence[float]) -> float:
    """Return the greatest sum of consecutive gains (Kadane's algorithm)."""
    most = current = 0.0
    for gain in gains:
        current = max(0.0, current + gain)
        most = max(most, current)
    return most
