"""Detects replies in which translations stand under the ids of other sentences than their own.

A model that skips or repeats one of several sentences may give all that follow under right ids with
wrong texts, or have two change places. Each text alone can look like a translation; together they
fit other sentences better than their own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from workflow.languages import notions
from workflow.languages.scripts import weight
from workflow.markup import PLACEHOLDER, plain
from workflow.model import Request

#: What stands in a sentence and its translation alike: figures, words in Latin letters, addresses.
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
#: Such as hardly stand in two sentences by chance.
_TELLING = re.compile(r"\d[\d.,]+\d|[A-Za-z][A-Za-z0-9]{2,}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]{1,}")
_ENDS = {"?": "?", "？": "?", "!": "!", "！": "!"}
#: How far a whole row of texts may have moved, and how far two that have changed places.
_FARTHEST, _APART = 2, 8
#: By how much a row of texts, or two, must fit other sentences better. What is in doubt is asked
#: for alone, so that a mistake costs a request; tests/bench/bench_shifts.py has the figures. In 222
#: right replies (the halves on which this was chosen) no two texts gain more than 0.7.
_CERTAIN, _EXCHANGED = 3.0, 1.25
#: A translation this long is not that of two different sentences.
_LONG = 12.0
_FIGURE_WEIGHT, _NAME_WEIGHT, _WORD_WEIGHT, _END_WEIGHT = 2.0, 2.0, 1.0, 1.0
#: What a notion is worth that both have, times the logarithm of how seldom it is in the reply.
#: Without notions 57 to 90 % of the replies in which two neighbours are exchanged were noticed.
_NOTION_WEIGHT = 0.4
#: How much the logarithm of a translation's length usually differs from that of its reply's others.
_SPREAD = 0.35


def misplaced(
    requests: Sequence[Request], texts: Sequence[str], source: str = "", target: str = ""
) -> frozenset[int]:
    """Return the places of the translations that clearly belong to other sentences.

    A row of texts anywhere in the reply may be shifted, by one or two places, either way: then all
    are in doubt. Any two may have changed places, or several sentences have the same translation:
    then these are. Where the sentences have nothing that would tell, they are taken to be right.

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
    fits = _Fits(requests, texts, doubtful, _Notions.of(requests, texts, source, target))
    if fits.shifted():
        return frozenset(range(len(texts)))
    return frozenset((*fits.exchanged(), *_repeated(requests, texts)))


def _repeated(requests: Sequence[Request], texts: Sequence[str]) -> Iterator[int]:
    """Yield the places of long texts that several different sentences have."""
    places: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        places.setdefault(" ".join(text.split()), []).append(place)
    for text, its in places.items():
        if len(its) > 1 and weight(plain(text)) >= _LONG:
            sources = {" ".join(requests[place].text.casefold().split()) for place in its}
            yield from its if len(sources) > 1 else ()


class _Fits:
    """How well each text of a reply fits each sentence; reckoned where it is asked for.

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
        words: _Notions | None,
    ) -> None:
        self._requests, self._texts = requests, texts
        self._doubtful, self._words = doubtful, words
        self._ours = [_Side.of(request.text) for request in requests]
        self._theirs = [*map(_Side.of, texts)]
        self._ratio = _usual_ratio(requests, texts)
        self._known: dict[tuple[int, int], float] = {}

    def _of(self, sentence: int, text: int) -> float:
        """Return how well a text fits a sentence, both by their places."""
        known = self._known.get((sentence, text))
        if known is None:
            known = self._known[sentence, text] = _fit(
                self._requests[sentence], self._ours[sentence],
                self._texts[text], self._theirs[text], self._ratio,
            )  # fmt: skip
            if self._words:
                known = self._known[sentence, text] = known + self._words.likeness(sentence, text)
        return known

    def shifted(self) -> bool:
        """Tell whether a row of texts fits the sentences one or two places away better."""
        places = range(len(self._texts))
        doubtful = {place: self._of(place, place) for place in self._doubtful}
        for offset in (step for far in range(1, _FARTHEST + 1) for step in (far, -far)):
            gains = [
                self._of(place + offset, place) - doubtful[place]
                if place in doubtful and place + offset in places
                else 0.0
                for place in places
            ]
            if _most(gains) >= _CERTAIN:
                return True
        return False

    def exchanged(self) -> set[int]:
        """Return the places of texts that fit better when two by two change places."""
        order = [*range(len(self._texts))]
        pairs = [
            (two, one)
            for two in self._doubtful
            for one in self._doubtful
            if 0 < two - one <= _APART
        ]
        moved = set[int]()
        for _ in order:
            gain, one, two = max((self._gain(order, *pair), *pair) for pair in pairs)
            if gain < _EXCHANGED:
                break
            order[one], order[two] = order[two], order[one]
            moved |= {one, two}
        return moved

    def _gain(self, order: Sequence[int], one: int, two: int) -> float:
        """Return what is gained if the texts at two places are exchanged."""
        before = self._of(one, order[one]) + self._of(two, order[two])
        return self._of(one, order[two]) + self._of(two, order[one]) - before


class _Notions:
    """The common words that sentences and translations share; those that many have say little."""

    def __init__(self, ours: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]) -> None:
        self._ours, self._theirs = ours, theirs
        both = Counter(row for side in (ours, theirs) for rows in side for row in rows)
        self._worth = {row: math.log(2 * len(ours) / number) for row, number in both.items()}

    @classmethod
    def of(
        cls, requests: Sequence[Request], texts: Sequence[str], source: str, target: str
    ) -> _Notions | None:
        """Find them; None where a language has no table of them."""
        if not (source and target and notions.knows(source) and notions.knows(target)):
            return None
        return cls(
            [notions.notions(plain(request.text), source) for request in requests],
            [notions.notions(plain(text), target) for text in texts],
        )

    def likeness(self, sentence: int, text: int) -> float:
        """Score what a sentence and a text share."""
        shared = self._ours[sentence] & self._theirs[text]
        return _NOTION_WEIGHT * sum(self._worth[row] for row in shared)


def _doubtful(sources: Sequence[str], texts: Sequence[str]) -> list[int]:
    """Return the places of texts that share no figure or name with their own sentence alone."""
    ours, theirs = (_alone([_telling(text) for text in side]) for side in (sources, texts))
    return [place for place, own in enumerate(ours) if own.isdisjoint(theirs[place])]


def _telling(text: str) -> frozenset[str]:
    """Return the figures and Latin words that hardly stand in two sentences by chance."""
    return frozenset(_TELLING.findall(plain(text)))


def _alone(rows: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return what of each row stands in no other."""
    often = Counter(chain.from_iterable(rows))
    return [frozenset(each for each in row if often[each] == 1) for row in rows]


def _most(gains: Sequence[float]) -> float:
    """Return the greatest sum of consecutive gains (Kadane's algorithm)."""
    most = current = 0.0
    for gain in gains:
        current = max(0.0, current + gain)
        most = max(most, current)
    return most


@dataclass(frozen=True, slots=True)
class _Side:
    """What of a sentence or a translation is compared.

    Attributes:
        figures, words, tags: how often each stands there: numbers, Latin words, placeholders.
        many_figures, many_words: how many there are of them.
        capitals: the words all in capitals, which most translations keep.
        end: the mark at its end, of those that languages share.
        long: the logarithm of its length.
    """

    figures: Counter[str]
    words: Counter[str]
    tags: Counter[str]
    many_figures: int
    many_words: int
    capitals: Sequence[str]
    end: str
    long: float

    @classmethod
    def of(cls, text: str) -> _Side:
        """Find what is compared in a text."""
        bare = plain(text)
        figures, words = _FIGURE.findall(bare), _LATIN.findall(bare)
        return cls(
            Counter(figures),
            Counter(words),
            Counter(match[0] for match in PLACEHOLDER.finditer(text)),
            len(figures),
            len(words),
            [word for word in dict.fromkeys(words) if word.isupper()],
            _ENDS.get(bare.strip("\"'”’」』》) ")[-1:], "."),
            math.log(weight(bare) + 4),
        )


def _fit(request: Request, source: _Side, text: str, target: _Side, ratio: float) -> float:
    """Score how well a text fits as the translation of a sentence."""
    both = _common(source.figures, target.figures)
    score = _FIGURE_WEIGHT * (2 * both - (source.many_figures + target.many_figures) / 2)
    # Most words are translated: only those in capitals are missed.
    both = _common(source.words, target.words)
    missed = sum(word not in target.words for word in source.capitals)
    score += _WORD_WEIGHT * (both - (missed + target.many_words - both) / 2)
    for use in request.terms:
        if use.rendering:
            forms = (use.rendering, *use.accepted)
            score += _NAME_WEIGHT * (0.5 if any(form in text for form in forms) else -0.5)
    if (source.end, target.end) != (".", "."):
        score += _END_WEIGHT * (0.5 if source.end == target.end else -0.5)
    if source.tags != target.tags:
        score -= _FIGURE_WEIGHT * 0.5
    longer = (target.long - source.long - ratio) / _SPREAD
    return score - min(longer * longer, 8.0) / 4


def _common(ours: Mapping[str, int], theirs: Mapping[str, int]) -> int:
    """Return how many are on both sides."""
    if not ours or not theirs:
        return 0
    return sum(min(number, theirs[each]) for each, number in ours.items() if each in theirs)


def _usual_ratio(requests: Sequence[Request], texts: Sequence[str]) -> float:
    """Return the logarithm of the overall ratio of translation length to source length."""
    ours = sum(weight(plain(request.text)) + 4 for request in requests)
    theirs = sum(weight(text) + 4 for text in texts)
    return math.log(theirs / ours)
