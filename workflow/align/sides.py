"""Describe one of the two texts by the lengths of its sentences and their borders."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from workflow import markup
from workflow.languages.orthography.writing import EAST_ASIAN
from workflow.languages.scripts import script
from workflow.model import Segment

#: The length of a character: one of Han, kana or Hangul counts for several letters.
_DENSE = dict(zip(EAST_ASIAN, (1.7, 1.7, 1.9), strict=True))
_LETTER, _SPACE = 1.0, 0.5
#: Prior for the ratio of lengths: texts are expected to be equally long until this many letters say
#: otherwise.
_PRIOR = 200.0
_QUOTES = re.compile('["“”「」『』]')
_CLOSING = re.compile("[\"”’'」』][^\\w\"”’'」』]*$")
_AFTER_MARK = " \"”’'」』)）]】"
#: Sentence-final marks other than a full stop, by their meaning in every script.
_MARKS = {"?": "?", "？": "?", "!": "!", "！": "!", ":": ":", "：": ":"}


@dataclass(frozen=True, slots=True)
class Border:
    """What stands between two sentences: marks, and perhaps the beginning of a block.

    Attributes:
        quoting: a quotation is open.
        mark: the mark the sentence before ends in, ``.`` for all that are none of ``?!:``.
        closing: it ends with a closing quotation mark.
        begins: a block begins here.
    """

    quoting: bool = False
    mark: str = "."
    closing: bool = False
    begins: bool = True


class Side:
    """The sentences of one text.

    Attributes:
        borders: one before each sentence, and one at the end.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        texts = [markup.plain(segment.text) for segment in segments]
        self._ends = [0.0, *accumulate(_width(text) for text in texts)]
        self._begins = [
            at
            for at, segment in enumerate(segments)
            if at == 0 or segment.block != segments[at - 1].block
        ]
        self.borders = tuple(_borders(texts, {*self._begins, len(segments)}))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def length(self, start: int, end: int) -> float:
        """Return the length of ``sentences[start:end]``, in letters."""
        return self._ends[end] - self._ends[start]

    def ratio(self, other: Side) -> float:
        """Return the length of the other text per letter of this one."""
        return (other._ends[-1] + _PRIOR) / (self._ends[-1] + _PRIOR)

    def blocks(self, start: int, end: int) -> int:
        """Count the blocks that begin within ``sentences[start:end]``, except at its beginning."""
        begins = self._begins
        return max(bisect_left(begins, end) - bisect_left(begins, start + 1), 0)


def _width(text: str) -> float:
    return max(sum(map(_weight, text)), _LETTER)


def _weight(character: str) -> float:
    if character.isspace():
        return _SPACE
    return _DENSE.get(script(character), _LETTER)


def _borders(texts: Sequence[str], begins: set[int]) -> Iterator[Border]:
    quoting = False
    yield Border()
    for number, text in enumerate(texts, 1):
        for quote in _QUOTES.findall(text):
            quoting = not quoting if quote == '"' else quote in "“「『"
        last = text.rstrip(_AFTER_MARK)[-1:]
        yield Border(quoting, _MARKS.get(last, "."), bool(_CLOSING.search(text)), number in begins)
