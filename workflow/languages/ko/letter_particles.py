"""Find Korean particles in the wrong form after Latin letters and digits: KBS이, 2024은.

Source: National Institute of Korean Language, Standard Korean Dictionary, names of letters and
numbers. Letters are read one by one (KBS) or as a word (NATO): a form is wrong only where both
readings end alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.languages.ko.final_consonants import final_consonant
from workflow.languages.orthography.particles import Agreement, Following

_RIEUL = 8
#: The form after a consonant, and the one after a vowel.
_FORMS = {"은": "는", "이": "가", "을": "를", "과": "와", "으로": "로"}
_PARTICLES = "|".join(sorted((*_FORMS, *_FORMS.values()), key=len, reverse=True))
_END = r"(?![가-힣A-Za-z0-9])"
_LETTERED = re.compile(rf"(?<![A-Za-z0-9가-힣./_-])([A-Z]{{2,6}})({_PARTICLES}){_END}")
#: After a number 이, 가 and 과 may be other words: 종로 3가, 형사2과. $10 is read 10달러.
_NUMBERED = re.compile(
    rf"(?<![A-Za-z0-9가-힣.,:/_$€£¥-])(\d[\d,]*(?:\.\d+)?[%％]?)(은|는|을|를|와|으로|로){_END}"
)
_MET = re.compile("[A-Z0-9%％](?:으로|[은는이가을를과와로])")
#: Letters that end alike in both readings: with a consonant, and with a vowel.
_CONSONANTS, _VOWELS = frozenset("LMN"), frozenset("AFHIJOQSUVWXYZ")
#: Named with a vowel at their end; as the end of a word they are a consonant or silent.
_NAMED = frozenset("BCDEGKPT")
_SOUNDS = frozenset("AEIOU")


def letter_particles(text: str) -> Iterator[Following]:
    """Yield each particle that is in the wrong form after capitals or a number.

    >>> [one.right for one in letter_particles("KBS이 UN가 3%을 전했다. NATO가 OPEC이 5로")]
    ['가', '이', '를']
    """
    if not _MET.search(text):
        return
    for match in _LETTERED.finditer(text):
        yield from _wrong(match, _final(match[1]))
    for match in _NUMBERED.finditer(text):
        number = match[1]
        yield from _wrong(match, None if number.strip("0") == "" else final_consonant(number))


def _wrong(match: re.Match[str], final: int | None) -> Iterator[Following]:
    found = match[2]
    consonant = next(one for one, other in _FORMS.items() if found in (one, other))
    closed = bool(final) and not (consonant == "으로" and final == _RIEUL)
    right = consonant if closed else _FORMS[consonant]
    if final is not None and right != found:
        yield Following(Agreement.WRONG, match.start(2), match.end(2), found, right)


def _final(letters: str) -> int | None:
    """Return the final consonant of capitals if both readings have one, or both have none."""
    last = letters[-1]
    if last in _CONSONANTS:
        return _RIEUL if last == "L" else final_consonant(f"X{last}")
    if last in _VOWELS or (last in _NAMED and _SOUNDS.isdisjoint(letters[:-1])):
        return 0
    return None
