"""Recognise foreign names that Chinese writes with a dot between their parts: 唐纳德·特朗普."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from workflow.languages.names.heard_names import Span, SpokenName
from workflow.languages.orthography.sounds import best_likeness, consonants, heard
from workflow.languages.scripts import KEPT, SCRIPTS
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin

_TABLE = FactTable(__package__, "heard_names.tsv")
_HAN_RUN = re.compile(f"[{SCRIPTS['Han'][0]}]+")
#: A sound that Chinese writes as a w: 伊万.
_V = re.compile("v(?=[a-z])")
#: A sound that Chinese writes as a j.
_SOFT = re.compile("[gk](?=[iy])")
#: A sound that Chinese leaves out: Carver is 卡弗.
_R = re.compile("(?:(?<=[aeiou])r(?=[^aeiouy])|e?r$)")
#: Words in capitals side by side, which may be the parts of a name.
_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*"
    r"(?: (?:(?:de|da|dos|du|di|van|von|der|den|al|bin|el|la|ibn|le) )*[A-ZÀ-Þ][\w’'-]*)*"
)
_POSSESSIVE = re.compile("[’']s?$")
#: Characters of the longest part of a name, and how alike the parts of a name have to be: to be
#: heard, to be found, and not to be another one.
_LONGEST = 9
_HEARD, _HALF, _OTHER = 0.75, 0.55, 0.51
#: How much a family name alone counts.
_ALONE = 0.8
#: Pinyin has more letters than a name: 特朗普.
_SPELT = 1.5
#: How some characters sound, and how many they are.
_Heard = tuple[str, int]


class _Dot(NamedTuple):
    """The dot in a foreign name: its place, the possible name, and its end in pinyin."""

    at: int
    before: Sequence[_Heard]
    behind: Sequence[_Heard]
    letters: str


def transcribing() -> str:
    """Return the characters that transcribe parts of foreign names."""
    return _TABLE.values("transcribing")["any"]


@cache
def _transcribing() -> frozenset[str]:
    """Return the characters that transcribe names of foreigners, and those of known names."""
    from workflow.languages import pack

    letters = pack("zh").contrasts.letters - {"·", "•"}
    return letters.union(transcribing())


def how_alike(name: str, sound: str) -> float:
    """Return the similarity in sound of a name in any language and some characters."""
    return max([best_likeness(each, (sound,)) for each in _spellings(name)])


@lru_cache(maxsize=KEPT)
def _spellings(name: str) -> Sequence[str]:
    """Return how a name may have been heard: Ivan is 伊万, Horvat 霍尔瓦特, Fico 菲佐."""
    small = name.lower()
    return tuple(
        {
            small,
            _V.sub("w", small),
            small.replace("j", "y"),
            small.replace("c", "ts"),
            _SOFT.sub("j", small),
        }
    )


@lru_cache(maxsize=KEPT)
def alike(word: str, written: str) -> float:
    """Tell how alike a word in Latin letters and characters are, in consonants and in vowels.

    >>> round(alike("Trump", "特朗普"), 1), round(alike("Trump", "门多萨"), 1)
    (0.6, 0.1)
    """
    plain = unicodedata.normalize("NFD", _POSSESSIVE.sub("", word))
    plain = "".join(filter(str.isalpha, plain))
    ways = {*_spellings(plain), _R.sub("", plain.lower())}
    letters = "".join(pinyin.sounds(written))
    spelt = max(Levenshtein.normalized_similarity(way, letters) for way in ways)
    heard_alike = max(best_likeness(way, (heard(written),)) for way in ways)
    return (heard_alike + min(1.0, spelt * _SPELT)) / 2


def strangers(source: str, text: str, most: float) -> Iterator[Span]:
    """Yield the names with a dot that sound like no words in capitals of a source.

    Args:
        source: in Latin letters.
        text: its translation.
        most: how alike they may be. Of 477 names in human translations all but two, which explain
            a pronoun, are by more than 0.55 like their source; of 477 exchanged at random, 71.

    >>> [*strangers("Oliver Sacks wrote it.", "约翰·米勒写的。", 0.4)]
    [(0, 5)]
    >>> [*strangers("Oliver Sacks wrote it.", "奥利弗·萨克斯写的。", 0.4)]
    []
    """
    for match in _full_names().finditer(text):
        if all(_sameness(words.split(), match[0]) <= most for words in _CAPITALS.findall(source)):
            yield match.span()


@cache
def _full_names() -> re.Pattern[str]:
    letters = "".join(_transcribing())
    return re.compile(f"[{letters}]{{2,}}(?:·[{letters}]+)*·[{letters}]{{2,}}")


def _sameness(words: Sequence[str], name: str) -> float:
    """Return how alike some of the words and the first and last part of a name are.

    Other characters may stand before and behind it.
    """
    first, *_, last = name.split("·")
    firsts = [first[at:] for at in range(max(1, len(first) - 1))]
    lasts = [last[:end] for end in range(1, len(last) + 1)]
    given = [max(alike(word, each) for each in firsts) for word in words]
    family = [max(alike(word, each) for each in lasts) for word in words]
    pairs = [(one + other) / 2 for at, one in enumerate(given) for other in family[at + 1 : at + 5]]
    return max((*pairs, *(each * _ALONE for each in family)))


def dotted(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield the names with a dot whose parts sound like a given and a family name."""
    for dot in _dots(text) if "·" in text else ():
        near, start = _given(name, dot)
        if near >= _HALF:
            told, end = _family(name, dot)
            if told >= _HALF:
                yield start, end


def other_dotted(name: SpokenName, text: str) -> Span | None:
    """Return another family name after the dot behind a given name of a source."""
    if len(consonants(name.family)) < 2 or len(consonants(name.given[0])) < 2:
        return None
    dots = _dots(text) if "·" in text else ()
    places = [dot for dot in dots if _given(name, dot)[0] >= _HEARD]
    ways = name, replace(name, family=_R.sub("", name.family))
    if len(places) != 1 or any(_family(way, dot)[0] > _OTHER for dot in dots for way in ways):
        return None
    return places[0].at + 1, _family(name, places[0])[1]


def _given(name: SpokenName, dot: _Dot) -> tuple[float, int]:
    """Return the similarity of a given name and the text before a dot, and its beginning."""
    near, size = max((how_alike(name.given[0], each), size) for each, size in dot.before)
    return near, dot.at - size


def _family(name: SpokenName, dot: _Dot) -> tuple[float, int]:
    """Return the similarity of a family name and the text after a dot, and its end."""
    told, end = max((how_alike(name.family, each), -size) for each, size in dot.behind)
    return max(told, _spelt(name, dot.letters)), dot.at + 1 - end


@lru_cache(maxsize=KEPT)
def _dots(text: str) -> Sequence[_Dot]:
    found = []
    at = text.find("·")
    while at >= 0:
        behind = _behind(text, at + 1)
        letters = "".join(pinyin.sounds(behind[-1]))
        found.append(_Dot(at, _sounds_of(_before(text, at)), _sounds_of(behind), letters))
        at = text.find("·", at + 1)
    return found


def _sounds_of(names: Iterable[str]) -> list[_Heard]:
    return [(heard(each), len(each)) for each in names]


def _before(text: str, at: int) -> list[str]:
    """Return the possible given names before the dot, the shortest first; never none."""
    found = [""]
    for start in range(at - 1, max(0, at - _LONGEST) - 1, -1):
        if text[start] not in _transcribing():
            break
        found.append(text[start:at])
    return found


def _behind(text: str, at: int) -> list[str]:
    """Return the possible family names after the dot, the shortest first; never none."""
    run = _HAN_RUN.match(text, at, at + _LONGEST)
    return [run[0][:size] for size in range(1, len(run[0]) + 1)] if run else [""]


def _spelt(name: SpokenName, letters: str) -> float:
    """Tell how alike the letters of a family name and of some characters in pinyin are."""
    family = name.family.casefold()
    sizes = range(len(family) - 2, len(family) + 3)
    return max(Levenshtein.normalized_similarity(family, letters[:size]) for size in sizes) * 2
