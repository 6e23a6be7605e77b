"""Recognise names in Han characters: of Chinese by pinyin, of Koreans by their Hangul.

Which characters a Korean's parents chose nobody can tell, but one that is never read as the
syllable is another name. ``heard_names.tsv`` has those that given names are written with; a name
with any other character is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from workflow.languages.ko import romanized_names
from workflow.languages.ko.romanized_names import may_be
from workflow.languages.names.heard_names import HeardNames, Span, SpokenName
from workflow.languages.orthography.sounds import consonants, heard
from workflow.languages.scripts import KEPT, SCRIPTS, is_dense
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin
from workflow.languages.zh.dotted_names import (
    alike,
    dotted,
    how_alike,
    other_dotted,
    strangers,
    transcribing,
)
from workflow.languages.zh.name_variants import name_variants

_TABLE = FactTable(__package__, "heard_names.tsv")
_HAN = SCRIPTS["Han"][0]
_HAN_RUN = re.compile(f"[{_HAN}]+")
#: Families that passports and news spell without the dots of ü.
_ROUNDED = {"lu": "lv", "lyu": "lv"}
#: Of a name that stands alone: its characters at the most, how alike it has to be, and how many
#: sounds it has at the least.
_LONGEST, _LIKE, _MANY = 9, 0.8, 3
#: What is less like a family name is another one; how alike names with a dot are to words of their
#: source if that has a person who is nowhere, and without.
_SAME, _NEAR, _FAR = 0.7, 0.55, 0.4


class ChineseHeardNames(HeardNames):
    """How names are written in Han characters."""

    def found(self, name: SpokenName, text: str) -> Sequence[Span] | None:
        """Return the place of a name in a text, except Western ones."""
        if name.origin == "zh":
            return [span for span, told in _chinese(name, text) if all(told)]
        if name.origin == "ko":
            return [span for span, told in _korean(name, text) if all(told)]
        return [*dotted(name, text)] or None

    def place(self, name: str, text: str) -> Sequence[Span]:
        """Return the place of an unlisted name in a text; none for names of few sounds."""
        return [*_sounding(name, text)] if len(consonants(name)) >= _MANY else ()

    def instead(self, name: SpokenName, text: str) -> Span | None:
        """Return the name of another person in the place of one."""
        if name.family in text:
            return None
        if not name.origin:
            return other_dotted(name, text)
        if other := _other_family(name, text):
            return other
        if len(name.given) < 2:
            return None
        named = _chinese(name, text) if name.origin == "zh" else _korean(name, text)
        near = name.origin == "ko"
        return next((span for span, told in named if near or any(told)), None)

    def strangers(self, source: str, text: str) -> Iterator[Span]:
        """Yield names with a dot that are nobody's in a source."""
        return strangers(source, text, _FAR) if "·" in text and not is_dense(source) else iter(())

    def stranger(self, name: SpokenName, source: str, text: str) -> Span | None:
        """Return a name with a dot that is nobody's in the source, if this one's is nowhere."""
        if name.origin or "·" not in text or name.family in text:
            return None
        for start, end in strangers(source, text, _NEAR):
            rest = text[:start] + " " + text[end:]
            if not any(
                alike(name.family, rest[at:to]) > _SAME
                for run in _transcribed(rest)
                for (at, to), _ in run
            ):
                return start, end
        return None

    def alike(self, word: str, written: str) -> float:
        """Tell how alike a word and some characters sound, with their vowels."""
        return alike(word, written)

    def otherwise(self, name: SpokenName, form: str, text: str) -> Iterator[str]:
        """Yield what may be a name, but for some characters."""
        return name_variants(name, form, text, transcribing())


def _surnames(name: SpokenName) -> Iterator[str]:
    if name.origin == "zh":
        family = name.family.lower().replace("ü", "v")
        for spelt in (family, _ROUNDED.get(family, family)):
            yield from _TABLE.values("surname").get(spelt, "").split("|")
    else:
        for family in romanized_names.families(name.family):
            yield from romanized_names.family_in_han(family).split("|")
            yield from _TABLE.values("family").get(family, "")


def _named(name: SpokenName, text: str) -> Iterator[tuple[Span, str]]:
    """Yield the stretches that begin with a family name, and the letters of the given name."""
    size = len(name.given)
    for family in dict.fromkeys(filter(None, _surnames(name))):
        at = text.find(family)
        while at >= 0:
            start = at + len(family)
            given = text[start : start + size]
            if len(given) == size and re.fullmatch(f"[{_HAN}]+", given):
                yield (at, start + size), given
            at = text.find(family, start)


def _sounding(name: str, text: str) -> Iterator[Span]:
    """Yield where characters of transcription sound like a name, the likest of a run."""
    spelt = {name, name.removesuffix("er")}
    sizes = {len(consonants(name)) + more for more in (-1, 0, 1)}
    for run in _transcribed(text):
        likely = [
            (max(how_alike(each, sound) for each in spelt), span)
            for span, sound in run
            if len(sound) in sizes
        ]
        best = max((alike for alike, _ in likely), default=0.0)
        if best >= _LIKE:
            spans = [span for alike, span in likely if alike == best]
            start = min(at for at, _ in spans)
            yield start, max(end for at, end in spans if at == start)


@lru_cache(maxsize=KEPT)
def _transcribed(text: str) -> Sequence[Sequence[tuple[Span, str]]]:
    """Return by run of characters of transcription what a name in it may be, and how it sounds."""
    runs = [match.span() for match in _transcription().finditer(text)]
    return [
        [
            ((at, end), heard(text[at:end]))
            for at in range(start, stop - 1)
            for end in range(at + 2, min(stop, at + _LONGEST) + 1)
        ]
        for start, stop in runs
    ]


@cache
def _transcription() -> re.Pattern[str]:
    return re.compile(f"[{transcribing()}]{{2,24}}")


def _other_family(name: SpokenName, text: str) -> Span | None:
    """Return a given name of two syllables after a wrong family name."""
    size = len(name.given)
    if size < 2:
        return None
    families = {*_surnames(name)}
    for at in range(1, len(text) - size + 1):
        given, before = text[at : at + size], text[at - 1]
        if before in families or before not in _letters() or not _HAN_RUN.fullmatch(given):
            continue
        if all(one in read for one, read in zip(name.given, map(_sounds, given), strict=True)):
            right = name.origin == "zh"
        else:
            right = name.origin == "ko" and all(
                any(may_be(one, each) for each in _hangul().get(letter, ""))
                for one, letter in zip(name.given, given, strict=True)
            )
        if right:
            return at - 1, at + size
    return None


@cache
def _letters() -> frozenset[str]:
    """Return the characters of family names."""
    chinese = "".join(_TABLE.values("surname").values())
    return frozenset(
        chinese.replace("|", "") + "".join(_TABLE.values("family").values()) + "朴崔尹"
    )


def _chinese(name: SpokenName, text: str) -> Iterator[tuple[Span, list[bool]]]:
    for span, given in _named(name, text):
        yield span, [one in _sounds(letter) for one, letter in zip(name.given, given, strict=True)]


def _korean(name: SpokenName, text: str) -> Iterator[tuple[Span, list[bool]]]:
    for span, given in _named(name, text):
        readings = [_hangul().get(letter, "") for letter in given]
        if all(readings):
            pairs = zip(name.given, readings, strict=True)
            yield span, [any(may_be(one, each) for each in known) for one, known in pairs]
        else:
            yield span, [True] * len(given)


@cache
def _hangul() -> dict[str, str]:
    """Return the syllables as which a character of given names is read."""
    read: dict[str, str] = {}
    for syllable, letters in _TABLE.values("hangul").items():
        for letter in letters:
            read[letter] = read.get(letter, "") + syllable
    return read


@cache
def _sounds(letter: str) -> frozenset[str]:
    """Return how a character may be read, in pinyin without tones."""
    from pypinyin import Style
    from pypinyin import pinyin as read

    found = read(letter, style=Style.NORMAL, heteronym=True, v_to_u=False)
    return frozenset(one.replace("ü", "v") for one in found[0])


@cache
def _families() -> frozenset[str]:
    return frozenset(_TABLE.values("surname"))


def is_family(word: str) -> bool:
    """Tell whether a word is a Chinese family name in pinyin."""
    return word.lower() in _families()


def person(name: str) -> tuple[str, list[str]]:
    """Divide a Chinese person's name into the family name and the syllables of the given name.

    >>> person("Gao Wenbin"), person("Lee Marvin"), person("Li Na")
    (('Gao', ['wen', 'bin']), ('', []), ('Li', ['na']))
    """
    family, _, given = name.partition(" ")
    if not is_family(family) or " " in given:
        return "", []
    parts = given.split("-") if "-" in given else [given]
    syllables = [one for part in parts for one in pinyin.syllables(part)]
    known = len(syllables) <= 2 and all(map(pinyin.syllables, parts))
    return (family, syllables) if known else ("", [])
