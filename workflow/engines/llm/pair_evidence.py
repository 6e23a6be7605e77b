"""Estimate how likely a text translates a sentence, by what the two have in common.

Figures, names, common words or, where a language has no table of them, words that sound alike, and
marks and lengths are told in natural logarithms of odds. Their weights are those of a logistic
regression over right pairs and pairs that have changed places, in 13 languages (first half of the
first 1,005 sentences of NTREX-128).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from workflow.languages.meaning import notions
from workflow.languages.orthography.sounds import consonants
from workflow.languages.scripts import weight
from workflow.markup import PLACEHOLDER, plain
from workflow.model import Request

#: What stands in a sentence and its translation alike: figures, words in Latin letters, addresses.
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_WITHIN = re.compile("[.,]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]{1,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDS = {"?": "?", "？": "?", "!": "!", "！": "!"}
_QUOTE = re.compile('[“”"„«»「」『』]')
_BRACKET = re.compile("[(（]")
#: The evidence of one figure, name or word that both have, times the logarithm of how seldom it is
#: in the reply; of what one of them has alone; and the most that any of these can be worth.
_FIGURE_WEIGHT, _UNMATCHED_WEIGHT, _EXACT_WEIGHT, _CAPITALS_WEIGHT = 1.0, 1.0, 1.3, 0.3
_SOUND_WEIGHT, _NOTION_WEIGHT, _NAME_WEIGHT = 1.5, 1.0, 2.0
_MOST_FIGURES, _MOST_UNMATCHED, _MOST_EXACT = 3.0, 4, 4.0
#: And that of another mark at the end, of quotation marks, brackets or placeholders on one side.
_END_WEIGHT, _QUOTE_WEIGHT, _BRACKET_WEIGHT, _TAG_WEIGHT = 0.4, 1.5, 0.5, 1.0
#: How much the logarithm of a translation's length usually differs from that of its reply's others;
#: the evidence of a length, the most it is worth, and what any other sentence's usually is.
_SPREAD, _LENGTH_WEIGHT, _MOST_LENGTH, _USUAL_LENGTH = 0.35, 0.75, 6.0, 1.0

_Thing = TypeVar("_Thing")


class Pairs:
    """The evidence for each sentence and text of a reply that they belong together.

    Args:
        requests: the sentences.
        texts: the translations.
        words: the common words in both, where their languages have a table of them.
    """

    def __init__(
        self, requests: Sequence[Request], texts: Sequence[str], words: Notions | None
    ) -> None:
        self._requests, self._texts = requests, texts
        self._ours = [_Side.of(request.text) for request in requests]
        self._theirs = [*map(_Side.of, texts)]
        both = (*self._ours, *self._theirs)
        self._figures = _worth(len(texts), (side.figures for side in both))
        self._exact = _worth(len(texts), (side.words for side in both))
        self._words = words or _AlikeWords(requests, texts)
        self._ratio = _usual_ratio(requests, texts)

    def compared(self, sentence: int, text: int) -> tuple[float, float, float]:
        """Return the evidence of what is shared, what is missing, and of marks and lengths."""
        ours, theirs = self._ours[sentence], self._theirs[text]
        figures = sum(self._figures[each] for each in ours.figures if each in theirs.figures)
        exact = sum(self._exact[each] for each in ours.words if each in theirs.words)
        alike = (
            _FIGURE_WEIGHT * min(figures, _MOST_FIGURES)
            + _EXACT_WEIGHT * min(exact, _MOST_EXACT)
            + self._words.likeness(sentence, text)
        )
        for use in self._requests[sentence].terms:
            if any(form and form in self._texts[text] for form in (use.rendering, *use.accepted)):
                alike += _NAME_WEIGHT
        both = _common(ours.figures, theirs.figures)
        missed = sum(word not in theirs.words for word in ours.capitals)
        lacking = _lack(ours.many_figures + theirs.many_figures - 2 * both, missed)
        return alike, lacking, _unlike(ours, theirs, self._ratio)

    def usual(self, place: int) -> float:
        """Return the evidence that usually stands against a text of another sentence."""
        ours, theirs = self._ours[place], self._theirs[place]
        return _lack(ours.many_figures + theirs.many_figures, len(ours.capitals)) + _USUAL_LENGTH


class Notions:
    """The common words that sentences and translations share; frequent ones say little."""

    def __init__(self, ours: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]) -> None:
        self._ours, self._theirs = ours, theirs
        self._worth = _worth(len(ours), (*ours, *theirs))

    @classmethod
    def of(
        cls, requests: Sequence[Request], texts: Sequence[str], source: str, target: str
    ) -> Notions | None:
        """Find the common words of both sides; None if a language has no table of them."""
        if not (source and target and notions.knows(source) and notions.knows(target)):
            return None
        return cls(
            [notions.notions(plain(request.text), source) for request in requests],
            [notions.notions(plain(text), target) for text in texts],
        )

    def likeness(self, sentence: int, text: int) -> float:
        """Return the evidence of what a sentence and a text share."""
        shared = self._ours[sentence] & self._theirs[text]
        return _NOTION_WEIGHT * sum(self._worth[row] for row in shared)


class _AlikeWords:
    """The names and longer words that sound alike in two languages, whatever they are written in.

    *Washington* and Вашингтон, *parliament* and парламент.
    """

    def __init__(self, requests: Sequence[Request], texts: Sequence[str]) -> None:
        self._ours = [frozenset(_heard(plain(request.text))) for request in requests]
        self._theirs = [" ".join(map(consonants, _WORD.findall(plain(text)))) for text in texts]
        every = frozenset().union(*self._ours)
        sides = [[each for each in every if each in heard] for heard in self._theirs]
        told = _worth(len(texts), (*self._ours, *sides))
        self._worth = {each: told[each] * min(1.0, (len(each) - 2) / 3) for each in every}

    def likeness(self, sentence: int, text: int) -> float:
        """Return the evidence of what a sentence and a text share."""
        heard = self._theirs[text]
        shared = sum(self._worth[each] for each in self._ours[sentence] if each in heard)
        return _SOUND_WEIGHT * shared


def _heard(text: str) -> Iterator[str]:
    """Yield the sounds of a text's names, and of words long enough to be compared."""
    for word in _WORD.findall(text):
        sounds = consonants(word)
        name = word[0].isupper() and len(word) > 3 and len(sounds) >= 3
        if name or (len(word) >= 6 and len(sounds) >= 4):
            yield sounds


def _worth(many: int, sides: Iterable[Iterable[_Thing]]) -> Mapping[_Thing, float]:
    """Return the weight of each item, which is lower the more sentences and texts have it."""
    often = Counter(each for side in sides for each in set(side))
    return {each: max(0.0, math.log(2 * many / number)) for each, number in often.items()}


def _lack(figures: int, capitals: int) -> float:
    """Return the evidence of figures and abbreviations that stand on one side only."""
    return _UNMATCHED_WEIGHT * min(figures, _MOST_UNMATCHED) + _CAPITALS_WEIGHT * capitals


@dataclass(frozen=True, slots=True)
class _Side:
    """The features of a sentence or a translation that are compared.

    Attributes:
        figures: how often each number stands there, without the marks within it.
        words: those in Latin letters that tell: with a capital, or long.
        tags: how often each placeholder stands there.
        many_figures: how many numbers there are.
        capitals: the words all in capitals, which most translations keep.
        end: the mark at its end, of those that languages share.
        quoted, bracketed: whether there are quotation marks, and brackets.
        long: the logarithm of its length.
    """

    figures: Counter[str]
    words: frozenset[str]
    tags: Counter[str]
    many_figures: int
    capitals: Sequence[str]
    end: str
    quoted: bool
    bracketed: bool
    long: float

    @classmethod
    def of(cls, text: str) -> _Side:
        """Find what is compared in a text."""
        bare = plain(text)
        figures, words = _FIGURE.findall(bare), _LATIN.findall(bare)
        return cls(
            Counter(_WITHIN.sub("", figure) for figure in figures),
            frozenset(word for word in words if word[0].isupper() or len(word) > 3),
            Counter(match[0] for match in PLACEHOLDER.finditer(text)),
            len(figures),
            [word for word in dict.fromkeys(words) if word.isupper()],
            _ENDS.get(bare.strip("\"'”’」』》) ")[-1:], "."),
            bool(_QUOTE.search(bare)),
            bool(_BRACKET.search(bare)),
            math.log(weight(bare) + 4),
        )


def _unlike(ours: _Side, theirs: _Side, ratio: float) -> float:
    """Return the evidence of marks and lengths against a text as the translation of a sentence."""
    score = _QUOTE_WEIGHT * (ours.quoted != theirs.quoted)
    score += _BRACKET_WEIGHT * (ours.bracketed != theirs.bracketed)
    score += _TAG_WEIGHT * (ours.tags != theirs.tags)
    if (ours.end, theirs.end) != (".", "."):
        score -= _END_WEIGHT if ours.end == theirs.end else -_END_WEIGHT
    longer = (theirs.long - ours.long - ratio) / _SPREAD
    return score + min(_LENGTH_WEIGHT * longer * longer, _MOST_LENGTH)


def _common(ours: Mapping[str, int], theirs: Mapping[str, int]) -> int:
    """Count the items that both sides have."""
    if not ours or not theirs:
        return 0
    return sum(min(number, theirs[each]) for each, number in ours.items() if each in theirs)


def _usual_ratio(requests: Sequence[Request], texts: Sequence[str]) -> float:
    """Return the logarithm of the overall ratio of translation length to source length."""
    ours = sum(weight(plain(request.text)) + 4 for request in requests)
    theirs = sum(weight(text) + 4 for text in texts)
    return math.log(theirs / ours)
