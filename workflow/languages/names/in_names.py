"""Recognise place names that are part of a person's name: 德里 in 罗德里格斯, *King Sejong*."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workflow.languages.meaning.listed_words import CITY, COUNTRY, PERSON, PLACES, SaidWord

#: Stands between the names of a foreigner.
_DOTS = "·•"
#: How many letters before a word are searched for a title.
_TITLE = 20
#: Tells whether the ending of a word at a place in a text leaves it that word.
KeepsWord = Callable[[str, int], bool]
_LETTERS = re.compile(r"[^\W\d_]+")
#: The letters of a short name, which may begin longer names as well.
_SHORT = 2
_SHORT_NAMES = frozenset((*PLACES, "region", "day"))
#: The contrasts of which a word says something else in a longer name.
NAMES = _SHORT_NAMES | {PERSON}


@dataclass(frozen=True, slots=True)
class InNames:
    """The signs of a language for such names, and for longer ones; by default, none.

    Attributes:
        foreign: characters with which names of foreigners are written: a place amid them is none.
        titles: titles of persons, behind which what may be a city is a name.
        longer: characters with which what begins like a name goes on as that of a place: 怀特岛.
        keeps_word: tells whether letters behind a short name leave it that word.
    """

    foreign: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    longer: str = ""
    keeps_word: KeepsWord | None = None

    def begins_longer(self, said: SaidWord, text: str, end: int) -> bool:
        """Tell whether what seems a place or a day begins a longer foreign name: 리우판슈이의.

        It has two letters or fewer, and behind them stand three or more that do not leave it the
        word.
        """
        keeps_word = self.keeps_word
        if keeps_word is None or len(said.text) > _SHORT or said.surely[0][0] not in _SHORT_NAMES:
            return False
        rest = _LETTERS.match(text, end)
        return bool(rest and len(rest[0]) > _SHORT and not keeps_word(text, end))

    def read(self, said: SaidWord, text: str, start: int, end: int) -> SaidWord:
        """Return a word as it is to be taken there: within a person's name it names no place."""
        if self.foreign and self._is_transcribed(text, start, end):
            return _in_name(said, PLACES)
        if self.titles and self._is_titled(text, start):
            return _in_name(said, (CITY,))
        return said

    def _is_transcribed(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word is part of a longer foreign name.

        Characters that write foreign names stand on both sides of it, or join it to a dot.
        """
        if not self.foreign.issuperset(text[start:end]):
            return False
        before, after = start, end
        while before and text[before - 1] in self.foreign:
            before -= 1
        while after < len(text) and text[after] in self.foreign:
            after += 1
        beside = text[before - 1 : before] if before else "", text[after : after + 1]
        dotted = any(mark and mark in _DOTS for mark in beside)
        return dotted or (before < start and end < after)

    def _is_titled(self, text: str, start: int) -> bool:
        before = text[max(0, start - _TITLE) : start].rstrip(" .").rpartition(" ")[2]
        return before.istitle() and before in self.titles


def _in_name(said: SaidWord, places: Sequence[str]) -> SaidWord:
    """Return a word as part of a person's name, where it surely names none of these places.

    A city tells nothing of its country there.
    """
    named = tuple(side for side in said.surely if side[0] in places)
    surely = tuple(side for side in said.surely if side[0] not in places)
    perhaps = (side for side in said.perhaps if side[0] != COUNTRY or side in said.surely)
    return SaidWord(said.text, surely, tuple(perhaps), named)
