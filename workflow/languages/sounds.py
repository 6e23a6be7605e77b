"""How words sound, roughly: names can be recognised in another script.

A word becomes the sequence of its consonants, those that languages confuse counted as one:
``Lantagne`` is close to 란타뉴 and 拉塔涅. Hangul and kana are romanised by their Unicode names
(``HANGUL SYLLABLE RAN``), Chinese characters by pypinyin.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import Levenshtein

#: Stands between syllables, so that two letters of two syllables are not read as one sound.
_SYLLABLE = "'"
_TH = re.compile("(?i:th)")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_NAMED = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")
#: Consonants that are one sound when a name is written in another language.
_CLASSES = {
    letter: sound
    for sound, letters in {
        "p": "bfpv", "t": "dt", "k": "cgkq", "s": "jsxz", "m": "m", "n": "n", "l": "lr",
    }.items()
    for letter in letters
}  # fmt: skip
#: Spellings of one sound by several letters, the longer ones first.
_SPELLINGS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("th", "s"), ("tz", "s"), ("ts", "s"), ("ph", "f"),
    ("ck", "k"), ("gh", "g"), ("ng", "n"), ("kn", "n"), ("wr", "r"), ("ce", "se"), ("ci", "si"),
    ("x", "ks"),
)  # fmt: skip
#: Pinyin letters that do not sound as they do elsewhere.
_PINYIN = str.maketrans({"q": "s", "x": "s"})


@lru_cache(maxsize=8192)
def consonants(text: str) -> str:
    """Return the consonants of a text, one letter a class, vowels and doubled consonants left out.

    >>> consonants("Haiming"), consonants("하이밍"), consonants("海明")
    ('mn', 'mn', 'mn')
    """
    letters = _romanised(text.casefold())
    for spelling, sound in _SPELLINGS:
        letters = letters.replace(spelling, sound)
    sounds = (_CLASSES.get(letter, " ") for letter in letters if letter != _SYLLABLE)
    return "".join(sound for sound, _ in groupby(sounds) if sound != " ")


@lru_cache(maxsize=8192)
def likeness(latin: str, written: str) -> float:
    """Tell how alike a word in Latin letters and one in others sound, from 0 to 1.

    >>> likeness("Thomas", "托马斯"), likeness("Whitcombe", "惠特科姆"), likeness("Kim", "뒤부아")
    (1.0, 0.75, 0.0)
    """
    other = _single(consonants(written))
    every = {_single(consonants(each)) for each in (latin, _TH.sub("t", latin))}
    return max(Levenshtein.normalized_similarity(each, other) for each in every)


def _single(sounds: str) -> str:
    """Leave out each sound that follows itself: a syllable may end and the next begin with it."""
    return "".join(sound for sound, _ in groupby(sounds))


def _romanised(text: str) -> str:
    text = _NAMED.sub(_by_name, text)
    if _HAN.search(text):
        from pypinyin import lazy_pinyin

        text = _HAN.sub(lambda run: _SYLLABLE.join(lazy_pinyin(run[0])).translate(_PINYIN), text)
    return unicodedata.normalize("NFD", text)


def _by_name(character: re.Match[str]) -> str:
    """Return the sound in a letter's name: ``가`` is ``HANGUL SYLLABLE GA``."""
    name = unicodedata.name(character[0], "").rpartition(" ")[2].lower()
    return (
        re.sub("^c(?!h)", "ch", name).removesuffix("s")
        + ("t" if name.endswith("s") else "")
        + _SYLLABLE
    )
