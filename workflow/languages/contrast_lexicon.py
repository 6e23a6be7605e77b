"""Finds the words of tables in a text, in one pass, and says what each may mean there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from workflow.languages.in_names import InNames
from workflow.languages.listed_words import NONE, PERSON, ListedWord, SaidWord, Side

_WORD = re.compile(r"\w+")
#: Joins the two names of a family.
_JOINT = "-"


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a word says: by itself, and at the end or in the midst of a longer one."""

    alone: SaidWord
    joined: SaidWord


class Lexicon:
    """Some words of a language, found in one pass."""

    def __init__(
        self,
        known: Iterable[ListedWord],
        spaced: bool,
        suffixed: str,
        letters: frozenset[str],
        names: InNames,
    ) -> None:
        self._by_text: dict[str, list[ListedWord]] = {}
        for word in known:
            self._by_text.setdefault(word.text.lower(), []).append(word)
        self._spaced, self._suffixed, self._letters = spaced, suffixed, letters
        self._names = names
        kind = MatchKind.LeftmostLongest
        self._automaton = AhoCorasick(tuple(self._by_text), matchkind=kind, store_patterns=False)
        self._meanings: dict[str, _Meaning] = {}

    def said(self, text: str) -> list[SaidWord]:
        """Return its words in a text."""
        return [word for _, word in self.located(text)]

    def located(self, text: str) -> list[tuple[int, SaidWord]]:
        """Return where its words begin in a text, and what they say there."""
        lower = text.lower()
        found: list[tuple[int, SaidWord]] = []
        if len(lower) != len(text):
            return found
        for start, stop in self._places(lower):
            written = text[start:stop]
            meaning = self._meanings.get(written) or self._learn(written)
            joined = self._suffixed and text[max(0, start - 1) : start].isalpha()
            said = meaning.joined if joined else meaning.alone
            if said.perhaps:
                if not self._is_whole(text, start, stop):
                    said = _without_persons(said)
                found.append((start, self._names.read(said, text, start, stop)))
        return found

    def _places(self, lower: str) -> list[tuple[int, int]]:
        """Return from where to where words stand in a text, the longest from left to right.

        Several words that only seem to stand, as *at last* in *that last*, hide none of them.
        """
        places: list[tuple[int, int]] = []
        begin: int | None = 0
        while begin is not None:
            after, begin = begin, None
            for _, first, last in self._automaton.find_matches_as_indexes(lower[after:]):
                start, end = first + after, last + after
                if self._spaced and start and lower[start - 1].isalpha():
                    stop = 0  # amid a word
                else:
                    stop = end if self._stands(lower, start, end) else self._shorter(lower, start)
                if stop:
                    places.append((start, stop))
                if stop != end and " " in lower[start:end]:
                    begin = stop or start + 1
                    break
        return places

    def _learn(self, written: str) -> _Meaning:
        alone = self._read(written, joined=False)
        joined = self._read(written, joined=True) if self._suffixed else alone
        meaning = _Meaning(alone, joined)
        self._meanings[written] = meaning
        return meaning

    def _read(self, written: str, *, joined: bool) -> SaidWord:
        """Return what a word says, and the words in it of which it says nothing itself."""
        surely: dict[Side, None] = {}
        perhaps: dict[Side, None] = {}
        lower = written.lower()
        for start, end, these in self._parts(lower):
            told = (
                {word.side[0] for word in self._by_text[lower]} if end - start < len(lower) else ()
            )
            begins = not (joined if start == 0 else self._suffixed and lower[start - 1] != " ")
            for word in these:
                if word.side[0] == NONE or word.side[0] in told or NONE in told:
                    continue
                if word.text == written[start:end] or word.text.islower():
                    perhaps[word.side] = None
                    if word.sure and (begins or word.inside):
                        surely[word.side] = None
        return SaidWord(written, tuple(surely), tuple(perhaps))

    def _parts(self, lower: str) -> Iterator[tuple[int, int, Sequence[ListedWord]]]:
        """Yield the words in a word, itself the first."""
        for size in range(len(lower), 0, -1):
            for start in range(len(lower) - size + 1):
                these = self._by_text.get(lower[start : start + size])
                if these and self._stands(lower, start, start + size):
                    yield start, start + size, these

    def _shorter(self, lower: str, start: int) -> int:
        """Return where the single word ends that begins at a place, if it is one of the table."""
        word = _WORD.match(lower, start)
        if not word or word[0] not in self._by_text or not self._stands(lower, start, word.end()):
            return 0
        return word.end()

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name of a person is no part of a longer one."""
        if self._spaced:
            return True
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if _JOINT in (before, after):
            return False
        if self._suffixed:
            return not after.isalpha() or after.isascii() or after in self._suffixed
        return self._letters.isdisjoint(before.strip("·•") + after)

    def _stands(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word stands by itself, and no number goes on beside it: *25th*."""
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if before.isdigit() and text[start].isdigit():
            return False
        if after.isdigit() and text[end - 1].isdigit():
            return False
        return not self._spaced or stands_alone(text, start, end)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter stands before and none, nor a digit, behind; a digit behind *$*."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalpha() or after.isalpha() or (after.isdigit() and text[end - 1] != "$"))


def _without_persons(said: SaidWord) -> SaidWord:
    """Return a word with what it says but for the persons whose name it is."""
    if all(side[0] != PERSON for side in said.perhaps):
        return said
    surely, perhaps = (
        tuple(side for side in each if side[0] != PERSON) for each in (said.surely, said.perhaps)
    )
    return SaidWord(said.text, surely, perhaps)
