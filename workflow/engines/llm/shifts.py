"""Detects replies in which translations are assigned to neighbours of their sentences.

A model that skips or repeats one of several sentences may give all that follow under right ids with
wrong texts. Each text alone can look like a translation; together they fit the sentences beside
theirs better than their own.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.languages.scripts import weight
from workflow.markup import PLACEHOLDER, plain
from workflow.model import Request

#: What stands in a sentence and its translation alike: figures, words in Latin letters, addresses.
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]{1,}")
_ENDS = {"?": "?", "？": "?", "!": "!", "！": "!"}
#: How far a text may have come from its place.
_FARTHEST = 2
#: By how much the texts must fit other sentences better, in all. A mistake costs requests, for then
#: the sentences are asked for one by one; tests/bench/bench_shifts.py has the figures.
_CERTAIN = 3.0
_FIGURE_WEIGHT, _NAME_WEIGHT, _WORD_WEIGHT, _END_WEIGHT = 2.0, 2.0, 1.0, 1.0
#: How much the logarithm of a translation's length usually differs from that of its reply's others.
_SPREAD = 0.35


def is_shifted(requests: Sequence[Request], texts: Sequence[str]) -> bool:
    """Tell whether translations clearly belong to neighbours of the sentences they are given for.

    A row of texts anywhere in the reply may be shifted, by one or two places, either way. Where the
    sentences have nothing that would tell, they are taken to be right.

    Args:
        requests: the sentences, in their order.
        texts: their translations as the reply has them.
    """
    if len(texts) < 2:
        return False
    ratio = _usual_ratio(requests, texts)
    ours = [_Side.of(request.text) for request in requests]
    theirs = [*map(_Side.of, texts)]

    def fit(place: int, offset: int) -> float:
        request = requests[place + offset]
        return _fit(request, ours[place + offset], texts[place], theirs[place], ratio)

    own = [fit(place, 0) for place in range(len(texts))]
    for offset in (step for far in range(1, _FARTHEST + 1) for step in (far, -far)):
        gains = [
            fit(place, offset) - own[place] if 0 <= place + offset < len(requests) else 0.0
            for place in range(len(texts))
        ]
        if _most(gains) >= _CERTAIN:
            return True
    return False


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
        end: the mark at its end, of those that languages share.
        long: the logarithm of its length.
    """

    figures: Counter[str]
    words: Counter[str]
    tags: Counter[str]
    end: str
    long: float

    @classmethod
    def of(cls, text: str) -> _Side:
        """Find what is compared in a text."""
        bare = plain(text)
        return cls(
            Counter(_FIGURE.findall(bare)),
            Counter(_LATIN.findall(bare)),
            Counter(match[0] for match in PLACEHOLDER.finditer(text)),
            _ENDS.get(bare.strip("\"'”’」』》) ")[-1:], "."),
            math.log(weight(bare) + 4),
        )


def _fit(request: Request, source: _Side, text: str, target: _Side, ratio: float) -> float:
    """Score how well a text fits as the translation of a sentence."""
    score = _FIGURE_WEIGHT * _alike(source.figures, target.figures)
    score += _WORD_WEIGHT * _alike(_told(source.words, target.words), target.words)
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


def _told(ours: Counter[str], theirs: Counter[str]) -> Counter[str]:
    """Return the words of a source that its translation should have: most are translated."""
    if not ours:
        return ours
    return ours & (theirs | Counter(word for word in ours if word.isupper()))


def _alike(ours: Counter[str], theirs: Counter[str]) -> float:
    """Return how many are the same, less half of those that only one side has."""
    if not ours or not theirs:
        return -(ours.total() + theirs.total()) / 2
    both = sum(min(number, theirs[each]) for each, number in ours.items() if each in theirs)
    return both - (ours.total() + theirs.total() - 2 * both) / 2


def _usual_ratio(requests: Sequence[Request], texts: Sequence[str]) -> float:
    """Return the logarithm of the overall ratio of translation length to source length."""
    ours = sum(weight(plain(request.text)) + 4 for request in requests)
    theirs = sum(weight(text) + 4 for text in texts)
    return math.log(theirs / ours)
