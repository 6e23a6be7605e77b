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
    own = [_fit(request, text, ratio) for request, text in zip(requests, texts, strict=True)]
    for offset in (step for far in range(1, _FARTHEST + 1) for step in (far, -far)):
        gains = [
            _fit(requests[place + offset], text, ratio) - own[place]
            if 0 <= place + offset < len(requests)
            else 0.0
            for place, text in enumerate(texts)
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


def _fit(request: Request, text: str, ratio: float) -> float:
    """Score how well a text fits as the translation of a sentence."""
    source = plain(request.text)
    score = 0.0
    for pattern, worth in ((_FIGURE, _FIGURE_WEIGHT), (_LATIN, _WORD_WEIGHT)):
        ours, theirs = Counter(pattern.findall(source)), Counter(pattern.findall(plain(text)))
        if pattern is _LATIN:  # a word of the source is usually translated
            ours &= theirs | Counter(word for word in ours if word.isupper())
        apart = ((ours - theirs) + (theirs - ours)).total()
        score += worth * ((ours & theirs).total() - apart / 2)
    for use in request.terms:
        if use.rendering:
            forms = (use.rendering, *use.accepted)
            score += _NAME_WEIGHT * (0.5 if any(form in text for form in forms) else -0.5)
    ends = [_ENDS.get(side.strip("\"'”’」』》) ")[-1:], ".") for side in (source, text)]
    score += _END_WEIGHT * (0.0 if ends == [".", "."] else 0.5 if ends[0] == ends[1] else -0.5)
    tags = [Counter(PLACEHOLDER.findall(side)) for side in (request.text, text)]
    score += _FIGURE_WEIGHT * (0.0 if tags[0] == tags[1] else -0.5)
    longer = (math.log((weight(text) + 4) / (weight(source) + 4)) - ratio) / _SPREAD
    return score - min(longer * longer, 8.0) / 4


def _usual_ratio(requests: Sequence[Request], texts: Sequence[str]) -> float:
    """Return the logarithm of the overall ratio of translation length to source length."""
    ours = sum(weight(plain(request.text)) + 4 for request in requests)
    theirs = sum(weight(text) + 4 for text in texts)
    return math.log(theirs / ours)
