"""Know how Korean, Chinese and other names of persons sound and are written in Hangul.

A Korean writes the own name in Latin letters as seems best: ㅓ is eo, o, u or uh. So Hangul is
held to a spelling by all that each letter may be, wider than any one romanization (Revised 2000,
McCune–Reischauer, passports); what it cannot be is another name. Chinese names follow pinyin, or
are read in the Korean way, which is let be; all others are compared by their consonants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import eq

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from workflow.languages.common_words import groups
from workflow.languages.ko import romanization, romanized_names
from workflow.languages.names.heard_names import HeardNames, Span, SpokenName
from workflow.languages.orthography.sounds import (
    beginnings,
    best_likeness,
    consonants,
    likeness,
    readings,
    resemblance,
)
from workflow.languages.scripts import KEPT
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin

_TITLES = FactTable(__package__, "titles.tsv")
_TABLE = FactTable(__package__, "heard_names.tsv")
_RUN = re.compile("[가-힣]+")
#: The least similarity of a word to the beginning of a longer name; the similarity below which it
#: is no longer the name; and that of another name in its place.
_LONG = 3
#: A word so short has another one beside it that sounds alike: 모디, 모두.
_SHORT = 2
#: What a given name before a family name does not end with: 시는 is no *Jean*.
_PARTICLES = ("은", "는", "을", "를")
_HEARD, _HALF, _UNHEARD = 0.75, 0.6, 0.5


class KoreanHeardNames(HeardNames):
    """How names are written in Hangul."""

    def found(self, name: SpokenName, text: str) -> Sequence[Span] | None:
        """Return where a text has a name."""
        if name.origin == "ko":
            return [*_korean(name, text)]
        if name.origin == "zh":
            return [*_chinese(name, text)]
        return [*_western(name, text)]

    def place(self, name: str, text: str) -> Sequence[Span]:
        """Return where a text has the name of a place that no list has."""
        if len(consonants(name)) < _LONG:
            return ()
        return [*_sounding(name, text)]

    def may_stand(self, name: SpokenName, text: str) -> bool:
        """Tell whether anything in a text sounds like a name that is not found."""
        if name.origin or len(consonants(name.family)) < 2:
            return True
        pairs = pairwise(run[0] for run in _RUN.finditer(text))
        return bool(_alike(name.family, text)) or any(
            _likeness(name.given[0], one) + _likeness(name.family, other) > 2 * _UNHEARD
            for one, other in pairs
        )

    def instead(self, name: SpokenName, text: str) -> Span | None:
        """Return the name of another person in the place of one."""
        if name.family in text:
            return None
        if name.origin == "ko":
            return next(_other_korean(name, text), None)
        if name.origin == "zh":
            return next(_other_chinese(name, text), None)
        return next(_other_family(name, text), None)

    def bare(self, word: str) -> str:
        """Return a name without its particle."""
        ends = (size for size in range(2, len(word)) if _ends(word, size))
        return word[: next(ends, len(word))]

    def otherwise(self, name: SpokenName, form: str, text: str) -> Iterator[str]:
        """Yield words that may be a name, but for some letters."""
        for run in _RUN.finditer(text):
            for size in range(2, len(run[0]) + 1):
                word = run[0][:size]
                if form in run[0] or word in form or not _ends(run[0], size):
                    continue
                if _is_variant(name, form, word) and not _is_word(word, run[0]):
                    yield word
                    break


def _korean(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield where a Korean's full name stands, or else the given name alone."""
    given, size = "".join(name.given), len(name.given)
    families = romanized_names.families(name.family)
    alone: list[Span] = []
    for run in _RUN.finditer(text):
        for at in range(len(run[0]) - size + 1):
            if romanized_names.may_be(given, run[0][at : at + size]):
                family = next((one for one in families if run[0][:at].endswith(one)), "")
                start = run.start() + at - len(family)
                span = (start, run.start() + at + size)
                if family:
                    yield span
                elif at == 0:
                    alone.append(span)
    yield from alone


def _other_korean(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield a name with the same family name that is no reading of the given one."""
    families = romanized_names.families(name.family)
    for run in _RUN.finditer(text):
        family = next((one for one in families if run[0].startswith(one)), "")
        if not family and romanized_names.is_family(run[0][0]):
            given = run[0][1 : 1 + len(name.given)]
            end = run.start() + 1 + len(given)
            whole = romanized_names.may_be("".join(name.given), given) and _ends(text, end)
            if whole and not _is_word(run[0][0] + given, run[0]):
                yield run.start(), end
            continue
        given = run[0][len(family) : len(family) + len(name.given)]
        if not family or len(given) < len(name.given) or _is_word(family + given, run[0]):
            continue
        end = run.start() + len(family) + len(given)
        if not (all(map(romanized_names.may_be_given, given)) and _ends(text, end)):
            continue
        near = any(romanized_names.may_be(*pair) for pair in zip(name.given, given, strict=True))
        if near or _TABLE.pattern("addressed").match(text, end):
            yield run.start(), end


def _chinese(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield where a Chinese's name stands, in the sounds of either language."""
    written = pinyin.to_hangul(f"{name.family} {''.join(name.given)}")
    at = text.find(written) if written else -1
    if at >= 0:
        yield at, at + len(written)
        return
    sound = consonants(written)
    for run in _RUN.finditer(text):
        for size in range(len(written) - 1, len(written) + 3):
            if size > 2 and consonants(run[0][:size]) == sound:
                yield run.start(), run.start() + size
                return
    if not _family_of(name, text):
        yield from _sounding("".join(name.given), text)


def _family_of(name: SpokenName, text: str) -> list[tuple[int, str]]:
    """Return the words that begin with a Chinese family name."""
    family = pinyin.to_hangul(name.family)
    return [(each.start(), each[0]) for each in _RUN.finditer(text) if each[0].startswith(family)]


def _other_chinese(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield a name with the same family name, and some syllable of the given one."""
    family, given = pinyin.to_hangul(name.family), pinyin.to_hangul("".join(name.given))
    parts = [pinyin.to_hangul(one) for one in name.given]
    for start, word in _family_of(name, text):
        rest = word[len(family) :]
        for end in range(len(given) - 1, len(given) + 2):
            near = len(parts) > 1 and (
                rest.startswith(parts[0]) or (rest[:end].endswith(parts[1]) and end > 1)
            )
            place = start + len(family) + end
            if end < 1 or end > len(rest) or not _ends(text, place) or _is_word(word, word):
                continue
            if near or _TABLE.pattern("addressed").match(text, place):
                yield start, place
                return


def _western(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield where a given and a family name stand side by side, in either order, or the last."""
    runs, whole = _heard(text)[0], []
    given, family = _alike(name.given[0], text), _alike(name.family, text)
    orders = ((given, family, name.family), (family, given, name.given[0]))
    for at, one in enumerate(runs[:-1] if given and family else ()):
        other = runs[at + 1]
        if text[one.end() : other.start()] in (" ", "·"):
            for first, second, last in orders:
                near, far = first.get(at, 0), second.get(at + 1, 0)
                if near and far and max(near, far) >= _HEARD:
                    whole.append((one.start(), other.start() + _size(last, other[0])))
                    break
    yield from whole or _sounding(name.family, text)


def _sounding(name: str, text: str) -> Iterator[Span]:
    """Yield the words that begin most as a name sounds."""
    alike = _alike(name, text) if len(consonants(name)) > 1 else {}
    best = max(alike.values(), default=0.0)
    for at in sorted(alike) if best >= _HEARD else ():
        if alike[at] == best:
            run = _heard(text)[0][at]
            yield run.start(), run.start() + _size(name, run[0])


@lru_cache(maxsize=KEPT)
def _heard(text: str) -> tuple[Sequence[re.Match[str]], Sequence[str], Sequence[int]]:
    """Return the words of a text, the sounds of their beginnings, and the word of each sound."""
    runs = [*_RUN.finditer(text)]
    every = [(sounds, at) for at, run in enumerate(runs) for sounds in beginnings(run[0])]
    return runs, [sounds for sounds, _ in every], [at for _, at in every]


@lru_cache(maxsize=KEPT)
def _alike(name: str, text: str) -> Mapping[int, float]:
    """Return which words of a text begin at least half as a name sounds, and how alike they are."""
    _, sounds, places = _heard(text)
    found: dict[int, float] = {}
    for reading in readings(name):
        for _, alike, number in extract(
            reading,
            sounds,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_HALF,
            limit=None,
        ):
            at = places[number]
            found[at] = max(alike, found.get(at, 0))
    return found


@lru_cache(maxsize=KEPT)
def _likeness(name: str, word: str) -> float:
    """Tell how alike a name and the beginning of a word sound."""
    return best_likeness(name, beginnings(word))


def _size(name: str, word: str) -> int:
    """Return the number of syllables at the beginning of a word that are the name."""
    alike = _likeness(name, word)
    sizes = (size for size in range(1, len(word)) if likeness(name, word[:size]) >= alike)
    return next((size for size in sizes if _ends(word, size)), len(word))


def _other_family(name: SpokenName, text: str) -> Iterator[Span]:
    """Yield a given name of a source that follows a family name of another sound."""
    if len(consonants(name.family)) < 2:
        return
    runs = [*_RUN.finditer(text)]
    small = name.end - name.start > len(f"{name.given[0]} {name.family}")  # da Silva: 다시우바
    words = (run[0][at:] for run in runs for at in ((0, 1) if small else (0,)))
    if any(_likeness(name.family, word) >= _HALF for word in words):
        return
    for one, other in pairwise(runs):
        if text[one.end() : other.start()] != " " or not _is_given(name.given[0], one[0]):
            continue
        new = _likeness(name.family, other[0]) < _UNHEARD and len(other[0]) > 1
        if new and not _TABLE.pattern("no_name").match(other[0]):
            yield one.start(), other.start() + _whole(other[0])


def _is_given(name: str, word: str) -> bool:
    """Tell whether a word is just a given name, by its letters if it is short."""
    if word.endswith(_PARTICLES):
        return False
    led = _ends(word, len(word) - 1) and likeness(name, word[:-1]) == 1
    if led or likeness(name, word) < 1:
        return False
    letters = "".join(romanization.syllables(word))
    long = len(consonants(name)) > 1
    return long or Levenshtein.normalized_similarity(name.casefold(), letters) > _UNHEARD


def _whole(word: str) -> int:
    """Return how many syllables of a word are a name that nobody knows."""
    return next((size for size in range(2, len(word)) if _ends(word, size)), len(word))


def _is_variant(name: SpokenName, form: str, word: str) -> bool:
    """Tell whether a word may be a name that stands in another form: 스타메르, 스타머."""
    if name.origin:
        same = sum(map(eq, form, word))
        return len(form) == len(word) == same + 1 and form[0] == word[0]
    near = abs(len(form) - len(word)) <= 1 and likeness(name.family, word) >= _UNHEARD
    return near and len(word) > _SHORT and resemblance(form, word) >= _UNHEARD


def _ends(text: str, end: int) -> bool:
    """Tell whether a name may end there, before an ending of names."""
    return _TABLE.pattern("behind").match(text, end) is not None


def _is_word(word: str, written: str) -> bool:
    """Tell whether what looks like a name is a common noun."""
    nouns = groups("ko", "nouns.txt")["nouns"]
    return word in nouns or written in nouns or word[:2] in nouns
