"""Romanize Korean, syllable by syllable, as it is pronounced.

By the Revised Romanization of Korean (국어의 로마자 표기법, 2000), chapters 2 and 3: what
neighbouring consonants make of each other within a word. Tense consonants are not written,
and where ㅎ follows ㄱ, ㄷ or ㅂ it is, as in nouns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_FIRST, _VOWELS, _TAILS = 0xAC00, 21, 28
_LEAD = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
_VOWEL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
#: What each final is before a consonant or at the end of a word …
_TAIL = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()
#: … and before a vowel: what stays, and what begins the next syllable.
_LINKED = (
    "-/- -/g -/kk k/s -/n n/j -/n -/d -/r l/g l/m l/b l/s l/t l/p -/r -/m -/b p/s -/s -/ss ng/-"
    " -/j -/ch -/k -/t -/p -/-"
).split()
#: Finals with ㅎ, which makes the next consonant another one.
_WITH_H, _ASPIRATED = {6: "n", 15: "l", 27: "-"}, {"g": "k", "d": "t", "j": "ch"}
#: Before i, ㄷ and ㅌ are spoken further back.
_PALATAL, _I = {"d": "j", "t": "ch"}, "i"
_NASAL = {"k": "ng", "t": "n", "p": "m"}
#: What a final and ㄹ, or ㄹ and ㄴ, become together.
_LIQUID = {
    ("k", "r"): ("ng", "n"), ("ng", "r"): ("ng", "n"), ("t", "r"): ("n", "n"),
    ("p", "r"): ("m", "n"), ("m", "r"): ("m", "n"), ("n", "r"): ("l", "l"),
    ("l", "r"): ("l", "l"), ("l", "n"): ("l", "l"),
}  # fmt: skip
_WORD = re.compile("[가-힣]+")


def syllables(text: str) -> list[str]:
    """Return the reading of each syllable of a text.

    >>> syllables("한국어"), syllables("신라 독립문"), syllables("같이 좋고")
    (['han', 'gu', 'geo'], ['sil', 'la', 'dong', 'nim', 'mun'], ['ga', 'chi', 'jo', 'ko'])
    """
    return [each for word in _WORD.findall(text) for each in _word(word)]


@lru_cache(maxsize=2_048)
def _word(word: str) -> Sequence[str]:
    found = []
    begun = ""
    for at, letter in enumerate(word):
        number = ord(letter) - _FIRST
        lead = begun or _LEAD[number // (_VOWELS * _TAILS)]
        vowel = _VOWEL[number // _TAILS % _VOWELS]
        tail, begun = _joint(number % _TAILS, word[at + 1 : at + 2])
        found.append(f"{lead}{vowel}{tail}".replace("-", ""))
    return found


def _joint(final: int, following: str) -> tuple[str, str]:
    """Return the pronunciation of a final, and the next initial; empty as written."""
    tail = _TAIL[final]
    if not following:
        return tail, ""
    number = ord(following) - _FIRST
    lead, vowel = _LEAD[number // (_VOWELS * _TAILS)], _VOWEL[number // _TAILS % _VOWELS]
    if lead == "-":
        stays, moves = _LINKED[final].split("/")
        return stays, _PALATAL.get(moves, moves) if vowel == _I else moves
    if final in _WITH_H and lead in _ASPIRATED:
        return _WITH_H[final], _ASPIRATED[lead]
    if lead in "nm" and tail in _NASAL:
        return _NASAL[tail], lead
    return _LIQUID.get((tail, lead), (tail, lead))
