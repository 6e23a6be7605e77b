"""A stretch of a source of which its translation says nothing.

Two signals have to agree: the translation is shorter than usual, and words that stand side by side
in the source have nothing in it that they are usually translated by. The shorter it is, the less
of the second is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf, log

from workflow.languages import pack
from workflow.languages.listed_words import PLACES
from workflow.languages.notions import knows, located, notions
from workflow.languages.scripts import weight
from workflow.languages.sounds import consonants
from workflow.qa import short_forms

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
#: The end of a sentence: headlines say less.
_ENDED = re.compile("[.!?…][\"'”’)]*\\s*$")
#: Letters granted on both sides: of a short source the length tells little.
_GRANTED = 8
#: Of a shorter sentence the words tell little; and so many of the stretch are not found.
_FEWEST, _MISSING = 10, 4
#: From so much less than the usual length on (in logarithms, 22 %), and how much more each further
#: 10 % counts than a word of which nothing is said.
_SHORTER, _EACH = -0.25, 10.0
#: So many words from its end a sentence may be cut short.
_LAST = 2
#: What a word tells of the stretch that it stands in: the logarithm of how much likelier it is to
#: be (not) found if nothing of the stretch is said. Of common words 65 % are found in translations
#: that say all, 6 % in others; of names 80 and 15 %. Counted on half of NTREX-128 and FLORES-200.
_NOTION = (log(0.06 / 0.65), log(0.94 / 0.35))
_NAME = (log(0.15 / 0.8), 0.7 * log(0.85 / 0.2))
_NUMBER = (-1.5, 0.8)
_OTHER = -0.02
#: Sounds by which a name is known.
_SOUNDS = 3


def unsaid(source: str, spoken: str, text: str, target: str) -> str:
    """Return the words of a source of which its translation says nothing; mostly empty.

    >>> unsaid("The ship left the harbour in the morning, and the crew, who had waited for "
    ...     "three weeks, cheered as the captain waved to their families.", "en",
    ...     "船早上离开了港口，船员们等了三个星期。", "zh-Hans")
    'cheered as the captain waved to their families'
    """
    enough = pack(target).writing.omission
    if enough == inf or not (spoken and _ENDED.search(source)):
        return ""
    usual = pack(target).writing.band[1]
    shorter = log((weight(text) + _GRANTED) / (weight(source) * usual + _GRANTED))
    if shorter > _SHORTER or not (knows(spoken) and knows(target)):
        return ""
    words = [*_evidence(source, spoken, text, target)]
    best, start, end = 0.0, 0, 0
    total, begin = 0.0, 0
    for place, (_, _, told) in enumerate(words):
        if total <= 0:
            total, begin = 0.0, place
        total += told
        if total > best:
            best, start, end = total, begin, place + 1
    missing = sum(told > 0 for _, _, told in words[start:end])
    if end > len(words) - _LAST:
        enough -= pack(target).writing.cut_short
    clear = best + _EACH * (_SHORTER - shorter) > enough
    if not clear or len(words) < _FEWEST or missing < _MISSING:
        return ""
    return source[words[start][0] : words[end - 1][1]]


def _evidence(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[int, int, float]]:
    """Yield where each word of a source begins and ends, and what it tells."""
    rows: dict[int, set[int]] = {}
    for row, places in located(source, spoken).items():
        for at in places:
            rows.setdefault(at, set()).add(row)
    said, sounds = notions(text, target), ""
    named = dict(_places(source, spoken, text, target))
    for match in _WORD.finditer(source):
        at, word = match.start(), match[0]
        known = rows.get(at)
        told = _OTHER
        if at in named:
            told = _NAME[not named[at]]
        elif known:
            told = _NOTION[said.isdisjoint(known)]
        elif word[0].isdigit():
            if len(word) > 1:
                told = _NUMBER[word.replace(",", "") not in text.replace(",", "")]
        elif word[0].isupper() and at and len(word) > _SOUNDS:
            sounds = sounds or consonants(text)
            sound = consonants(word)
            if len(sound) > 1:
                told = _NAME[not (word in text or sound[:_SOUNDS] in sounds)]
        yield at, match.end(), told


def _places(source: str, spoken: str, text: str, target: str) -> Iterator[tuple[int, bool]]:
    """Yield where the words of countries and cities begin, and whether a translation names them.

    In a short form, too: 한·미 for *South Korea and the United States*.
    """
    told = {side for word in pack(target).contrasts.said(text, *PLACES) for side in word.perhaps}
    for at, word in pack(spoken).contrasts.located(source, *PLACES):
        named = short_forms.names(word, told, text, target)
        for match in _WORD.finditer(word.text):
            yield at + match.start(), named
