"""Compare how words sound, roughly: names can be recognised in another script.

A word becomes the sequence of its consonants, those that languages confuse counted as one:
``Lantagne`` is close to 란타뉴 and 拉塔涅. Hangul, kana and the letters of other alphabets are
romanised by their Unicode names (``HANGUL SYLLABLE RAN``, ``CYRILLIC SMALL LETTER DE``), Chinese
characters by pypinyin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

from rapidfuzz.distance import Levenshtein

#: Stands between syllables, so that two letters of two syllables are not read as one sound.
_SYLLABLE = "'"
_FIRST = itemgetter(0)
_TH = re.compile("(?i:th)")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
#: Syllables, whose names are their sounds; and letters, whose names begin with them.
_NAMED = re.compile("[\u3040-\u30ff\uac00-\ud7a3]")
_LETTER = re.compile(r"(?!\d|_)[\u0370-\u1cff\u1f00-\u1fff]")
_CALLED = re.compile(
    r"(?P<script>[A-Z]+) (?:(?:CAPITAL|SMALL) )?(?:FINAL )?(?:LETTER|CHARACTER) (?:FINAL )?"
    r"(?P<sound>[A-Z]+)\b"
)
#: Letters that are called by what they do, not by how they sound.
_NO_SOUND = frozenset({"SARA", "SOFT", "HARD", "MAI", "AIN", "ALEF", "AYIN"})
#: The one alphabet some of whose letters have a vowel before the sound in their name: *el*, *er*.
_VOWEL_FIRST = "CYRILLIC"
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
#: Letters whose mark makes them another sound: *Kovač*, *Beşiktaş*.
_HACEKS = str.maketrans({"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ș": "sh", "ž": "zh"})
#: Pinyin letters that do not sound as they do elsewhere.
_PINYIN = str.maketrans({"q": "s", "x": "s"})


class _Sounds(dict[int, str | None]):
    """The sound of each letter; a gap for all that are no consonants."""

    def __missing__(self, letter: int) -> str:
        return self.setdefault(letter, " ") or ""


_SOUNDS = _Sounds({ord(_SYLLABLE): None, **{ord(each): _CLASSES[each] for each in _CLASSES}})


@lru_cache(maxsize=8192)
def consonants(text: str) -> str:
    """Return the consonants of a text, one letter a class, vowels and doubled consonants left out.

    >>> consonants("Haiming"), consonants("하이밍"), consonants("海明")
    ('mn', 'mn', 'mn')
    """
    if _HAN.fullmatch(text):
        return _once("".join(map(_classes, _in_pinyin(text)))).replace(" ", "")
    return _once(_classes(_romanised(text.casefold()))).replace(" ", "")


@lru_cache(maxsize=1024)
def _classes(letters: str) -> str:
    """Return the class of each consonant of a text in Latin letters, and a gap for all others."""
    for spelling, sound in _SPELLINGS:
        letters = letters.replace(spelling, sound)
    return letters.translate(_SOUNDS)


def likeness(latin: str, written: str) -> float:
    """Tell how alike a word in Latin letters and one in others sound, from 0 to 1.

    >>> likeness("Thomas", "托马斯"), likeness("Whitcombe", "惠特科姆"), likeness("Kim", "뒤부아")
    (1.0, 0.75, 0.0)
    """
    return best_likeness(latin, (heard(written),))


@lru_cache(maxsize=8192)
def heard(text: str) -> str:
    """Return the consonants of a text, without immediate repetitions.

    A syllable may end and the next one begin with the same sound.
    """
    return _once(consonants(text))


def best_likeness(latin: str, sounds: Iterable[str]) -> float:
    """Return the similarity of the best match between a word in Latin letters and some sounds.

    Args:
        latin: the word.
        sounds: as :func:`heard` or :func:`beginnings` give them.
    """
    similar = Levenshtein.normalized_similarity
    return max(similar(each, other) for each in readings(latin) for other in sounds)


def resemblance(one: str, other: str) -> float:
    """Tell how alike two words in the same letters sound, with their vowels, from 0 to 1.

    >>> round(resemblance("얀코프스키", "잔코우스키"), 1), round(resemblance("하다드", "장관"), 1)
    (0.8, 0.1)
    """
    letters = (_romanised(word.casefold()).replace(_SYLLABLE, "") for word in (one, other))
    return Levenshtein.normalized_similarity(*letters)


@lru_cache(maxsize=8192)
def beginnings(hangul: str) -> tuple[str, ...]:
    """Return the sounds of a word in Hangul as far as each of its syllables, equal ones once.

    A sound that follows itself counts once: a syllable may end and the next begin with it.

    >>> beginnings("안나네")
    ('n',)
    """
    found: list[str] = []
    sounds = ""
    for syllable in hangul:
        for sound in consonants(syllable):
            if not sounds.endswith(sound):
                sounds += sound
        if sounds not in found:
            found.append(sounds)
    return tuple(found)


@lru_cache(maxsize=2048)
def readings(latin: str) -> tuple[str, ...]:
    """Return the sounds of a word in Latin letters; *th* may be a *t*."""
    return tuple({heard(each) for each in (latin, _TH.sub("t", latin))})


def _once(sounds: str) -> str:
    """Leave out each sound that follows itself."""
    return "".join(map(_FIRST, groupby(sounds)))


def _romanised(text: str) -> str:
    if text.isascii():
        return text
    text = _NAMED.sub(lambda character: _by_name(character[0]), text)
    text = _LETTER.sub(lambda character: _by_letter(character[0]), text)
    text = _HAN.sub(lambda run: _SYLLABLE.join(_in_pinyin(run[0])), text)
    return unicodedata.normalize("NFD", text.translate(_HACEKS))


def _in_pinyin(han: str) -> list[str]:
    from workflow.languages.zh.pinyin import sounds

    return [sound.translate(_PINYIN) for sound in sounds(han)]


@cache
def _by_name(character: str) -> str:
    """Return the sound in a letter's name: ``가`` is ``HANGUL SYLLABLE GA``."""
    name = unicodedata.name(character, "").rpartition(" ")[2].lower()
    sound = re.sub("^c(?!h)", "ch", name).removesuffix("s")
    return sound + ("t" if name.endswith("s") else "") + _SYLLABLE


@cache
def _by_letter(letter: str) -> str:
    """Return the consonants of a letter by its name; empty for a vowel or a mark.

    >>> "".join(map(_by_letter, "трамп"))
    "t'r''m'p'"
    """
    called = _CALLED.match(unicodedata.name(letter, ""))
    if not called or called["sound"] in _NO_SOUND or unicodedata.category(letter)[0] == "M":
        return _SYLLABLE
    sound = called["sound"].lower()
    begins = "" if called["script"] == _VOWEL_FIRST else "^"
    consonant = re.search(rf"{begins}[^aeiouy]+", sound)
    return (consonant[0] if consonant else "") + _SYLLABLE
