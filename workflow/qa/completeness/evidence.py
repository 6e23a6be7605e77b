"""Tell of each word of a source whether its translation seems to have it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from math import log

from workflow.languages.meaning.listed_words import PLACES
from workflow.languages.meaning.notions import located, notions
from workflow.languages.orthography.sounds import consonants
from workflow.qa import quantities
from workflow.qa.both_sides import Sides
from workflow.qa.names import short_forms
from workflow.qa.quantities import retellings

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
#: A number and the word after it.
_SCALED = re.compile(r"\d[\d.,]*(?: [^\W\d_]+)?")
#: The evidence of a word about its stretch: the logarithm of how much likelier it is (not) found if
#: the stretch is untranslated. Of common words 65 % are found in complete translations, 6 % in
#: others; of names 80 and 15 %. Counted on half of NTREX-128 and FLORES-200.
_NOTION = (log(0.06 / 0.65), log(0.94 / 0.35))
_NAME = (log(0.15 / 0.8), 0.7 * log(0.85 / 0.2))
_NUMBER = (-1.5, 0.8)
NEUTRAL = -0.02
#: The first sounds by which a name is recognised.
_SOUNDS = 3


def evidence(both: Sides) -> Iterator[tuple[int, int, float]]:
    """Yield where each word of a source begins and ends, and what it tells."""
    rows: dict[int, set[int]] = {}
    for row, places in located(both.source, both.spoken).items():
        for at in places:
            rows.setdefault(at, set()).add(row)
    said, sounds = notions(both.text, both.target), ""
    named = dict(_places(both))
    for match in WORD.finditer(both.source):
        at, word = match.start(), match[0]
        known = rows.get(at)
        told = NEUTRAL
        if at in named:
            told = _NAME[not named[at]]
        elif word[0].isdigit() or retellings.counted(word):
            told = _of_number(both, word, at)
        elif known:
            told = _NOTION[said.isdisjoint(known)]
        elif word[0].isupper() and at and len(word) > _SOUNDS:
            sounds = sounds or consonants(both.text)
            sound = consonants(word)
            if len(sound) > 1:
                told = _NAME[not (word in both.text or sound[:_SOUNDS] in sounds)]
        yield at, match.end(), told


def _of_number(both: Sides, word: str, at: int) -> float:
    """Return what a number of a source tells; of one in words, only that it is in digits here."""
    here = quantities.digits(both.text)
    if values := retellings.counted(word):
        return _NUMBER[False] if values <= here else NEUTRAL
    if len(word) == 1:
        return NEUTRAL
    same = word.replace(",", "") in both.text.replace(",", "")
    return _NUMBER[not (same or _value(both.source, at) in here)]


def _value(source: str, at: int) -> Decimal | None:
    """Return the number that begins at a place, with what multiplies it: 1.74 million."""
    match = _SCALED.match(source, at)
    return next(iter(quantities.digits(match[0])), None) if match else None


def _places(both: Sides) -> Iterator[tuple[int, bool]]:
    """Yield where the words of countries and cities begin, and whether a translation names them.

    In a short form, too: 한·미 for *South Korea and the United States*.
    """
    told = {side for word in both.here.contrasts.said(both.text, *PLACES) for side in word.perhaps}
    for at, word in both.there.contrasts.located(both.source, *PLACES):
        named = short_forms.names(word, told, both.text, both.target)
        for match in WORD.finditer(word.text):
            yield at + match.start(), named
