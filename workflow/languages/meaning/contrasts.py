"""Find words that contradict each other, or name different members of a kind.

*Last year* and *next year*, *rose* and *fell*, *Germany* and *France*: a contrast has members, and
a language has words that certainly say a member, and others that may. A language tells its own in
``contrasts.tsv``; names that all languages have stand in ``places.tsv`` and ``persons.tsv``.

Longer words go before shorter ones, as in ``오늘날``, which is not 오늘: the rows of the contrast
``none`` list what has such a word and says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from workflow.languages.common_words import meet_within
from workflow.languages.cues import small
from workflow.languages.meaning import places
from workflow.languages.meaning.listed_words import (
    NONE,
    PERSON,
    ListedWord,
    ListedWords,
    SaidWord,
    Side,
)
from workflow.languages.names.in_names import NAMES, InNames
from workflow.languages.scripts import KEPT
from workflow.languages.tables import read, words

#: The columns of words that certainly, and possibly, express a side.
_SURELY, _PERHAPS = "words", "may"
#: Marks a word that also counts inside another one.
_INSIDE = "+"
_WORD = re.compile(r"\w+")
_NO_NAMES = InNames()
#: The letters of what may be the end of a common word and the beginning of another.
_PAIR = 2
#: Joins the two names of a family.
_JOINT = "-"
#: Where a word stands in a text, and its place among all words.
_Hit = tuple[int, int, int]


#: From where to where a word stands in a longer one, and what it may say.
_Part = tuple[int, int, Sequence[ListedWord]]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a word says: by itself, and at the end or in the midst of a longer one.

    And whether what stands beside it in a text may change that, as of a name.
    """

    alone: SaidWord
    joined: SaidWord
    open: bool


class Contrasts:
    """The words of a language for each side of a contrast; by default, none.

    All of them are looked for in one pass over a text, which is kept for a while; which contrasts
    are asked for only chooses among what was found.

    Args:
        known: the words.
        spaced: whether a word begins and ends where letters do, as in English.
        suffixed: if a word begins there and may go on, as in Korean: with what the rest begins
            that is written onto names.
        names: by what it tells that a place is part of a person's name, or of a longer one.
        common: the language whose common words may meet in what seems to be a word.
    """

    def __init__(
        self,
        known: Iterable[ListedWord] = (),
        *,
        spaced: bool = False,
        suffixed: str = "",
        names: InNames = _NO_NAMES,
        common: str = "",
    ) -> None:
        self._known = tuple(known)
        self._spaced, self._suffixed = spaced, suffixed
        self._names, self._common = names, common
        self._meanings: dict[tuple[tuple[str, ...], str], _Meaning] = {}
        self._hits = lru_cache(maxsize=KEPT)(self._looked_for)

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters of names of persons, and what joins them."""
        names = (word.text for word in self._known if word.side[0] == PERSON)
        return frozenset("·•").union(*names)

    @cached_property
    def _goes_on(self) -> frozenset[str]:
        """The characters beside which what seems a person's name is part of a longer one."""
        return self.letters.union(self._names.longer)

    def surely(self, text: str) -> list[SaidWord]:
        """Return the words of a text that say a side for sure, the longest from left to right."""
        return self.said(text)

    def said(self, text: str, *contrasts: str) -> list[SaidWord]:
        """Return the words of a text that say, or may say, a side of some contrasts.

        A word inside another one counts as one that may say it, where words have ends at all.
        """
        return [word for _, word in self.located(text, *contrasts)]

    def located(self, text: str, *contrasts: str) -> list[tuple[int, SaidWord]]:
        """Return the same words as :meth:`said`, each with where it begins."""
        found: list[tuple[int, SaidWord]] = []
        hits, every = self._hits(text)
        if contrasts and every.isdisjoint(self._index.telling(contrasts)):
            return found
        chosen, after = self._index.chosen(contrasts), 0
        for start, minus_end, at in hits:
            if start < after or at not in chosen:
                continue
            stop = after = -minus_end
            written = text[start:stop]
            meaning = self._meanings.get((contrasts, written)) or self._learn(contrasts, written)
            joined = self._suffixed and text[max(0, start - 1) : start].isalpha()
            said = meaning.joined if joined else meaning.alone
            if said.perhaps:
                if meaning.open:
                    said = self._in_place(said, text, start, stop)
                found.append((start, said))
        return found

    def _in_place(self, said: SaidWord, text: str, start: int, stop: int) -> SaidWord:
        """Return what a word says beside what stands around it."""
        if not self._is_whole(text, start, stop):
            said = _without_persons(said)
        if said.surely and (
            (self._common and meet_within(text, start, stop, self._common))
            or self._names.begins_longer(said, text, stop)
        ):
            said = SaidWord(said.text, (), said.perhaps)
        return self._names.read(said, text, start, stop)

    def may_say(self, text: str, side: Side, times: int) -> bool:
        """Tell whether a text has words that may express a side; faster than :meth:`said`."""
        hits, every = self._hits(text)
        known, found = self._index.by_side.get(side, {}), 0
        for start, minus_end, at in () if every.isdisjoint(known) else hits:
            if at in known:
                written = text[start:-minus_end]
                found += sum(each.islower() or each == written for each in known[at])
                if found >= times:
                    return True
        return False

    def tells(self, side: Side) -> bool:
        """Tell whether the language has any word for a side."""
        return side in self._index.by_side

    def may_surely_say(self, text: str, *contrasts: str) -> bool:
        """Tell whether a text may say a side of some contrasts; never wrong in saying no."""
        _, every = self._hits(text)
        return not every.isdisjoint(self._index.surely(contrasts))

    def may_say_another(self, text: str, side: Side) -> bool:
        """Tell whether a text may surely say another side; never wrong in saying no."""
        _, every = self._hits(text)
        sure = self._index.sure.get(side[0], {})
        return any(sure[at] != {side} for at in every & sure.keys())

    @cached_property
    def _index(self) -> ListedWords:
        return ListedWords(self._known)

    def _looked_for(self, text: str) -> tuple[Sequence[_Hit], frozenset[int]]:
        """Return every word in a text: where it begins, where it ends (negated), which it is.

        From left to right, the longest first; none that only seems to stand, as *at last* in *that
        last*, or *5th* in *25th*. Then which words these are.
        """
        lower = small(text)
        found = self._index.automaton.find_matches_as_indexes(lower, overlapping=True)
        around = f" {lower} "
        if self._spaced:
            found = [
                (at, start, end)
                for at, start, end in found
                if not (around[start].isalpha() or around[end + 1].isalpha())
            ]
        hits = [
            (start, -end, at)
            for at, start, end in found
            if not (around[start].isdigit() or around[end + 1].isdigit())
            or self._stands(lower, start, end)
        ]
        return sorted(hits), frozenset([at for _, _, at in hits])

    def _learn(self, contrasts: tuple[str, ...], written: str) -> _Meaning:
        parts = [*self._parts(small(written), contrasts)]
        alone = self._read(written, parts, joined=False)
        joined = self._read(written, parts, joined=True) if self._suffixed else alone
        names = any(side[0] in NAMES for side in (*alone.perhaps, *joined.perhaps))
        pair = bool(self._common and len(written) == _PAIR)
        meaning = _Meaning(alone, joined, open=names or pair)
        self._meanings[contrasts, written] = meaning
        return meaning

    def _read(self, written: str, parts: Sequence[_Part], *, joined: bool) -> SaidWord:
        """Return what a word expresses, and the words in it that express nothing themselves."""
        surely: dict[Side, None] = {}
        perhaps: dict[Side, None] = {}
        lower = small(written)
        told: set[str] = set()
        for start, end, these in parts:
            begins = not (joined if start == 0 else self._suffixed and lower[start - 1] != " ")
            for word in these:
                if word.side[0] == NONE or word.side[0] in told or NONE in told:
                    continue
                if word.text == written[start:end] or word.text.islower():
                    perhaps[word.side] = None
                    if word.sure and (begins or word.inside):
                        surely[word.side] = None
            if end - start == len(lower):
                told = {word.side[0] for word in these}
        return SaidWord(written, tuple(surely), tuple(perhaps))

    def _parts(self, lower: str, contrasts: tuple[str, ...]) -> Iterator[_Part]:
        """Yield the words in a word, itself the first."""
        known = self._index.by_text
        if self._spaced and lower.isalpha():
            yield 0, len(lower), self._index.meant(lower, contrasts)
            return
        for size in range(len(lower), 0, -1):
            for start in range(len(lower) - size + 1):
                part = lower[start : start + size]
                if part in known and self._stands(lower, start, start + size):
                    yield start, start + size, self._index.meant(part, contrasts)

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name of a person is no part of a longer one."""
        if self._spaced:
            return True
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if _JOINT in (before, after):
            return False
        if self._suffixed:
            return not after.isalpha() or after.isascii() or after in self._suffixed
        return self._goes_on.isdisjoint(before.strip("·•") + after)

    def _stands(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word stands by itself, and no number goes on beside it: *25th*."""
        before, after = text[start - 1] if start else "", text[end : end + 1]
        if self._spaced and (before.isalpha() or after.isalpha()):
            return False
        if before.isdigit() and text[start].isdigit():
            return False
        return not after.isdigit() or (
            (not self._spaced or text[end - 1] == "$") and (not text[end - 1].isdigit())
        )

    def stretches(self, text: str) -> Iterator[str]:
        """Yield the stretches of a text that may contain a person's name without capitals."""
        if self._suffixed:
            yield from _WORD.findall(text)
        elif not self._spaced:
            for listed, run in groupby(text, self.letters.__contains__):
                if listed:
                    yield "".join(run)


def _without_persons(said: SaidWord) -> SaidWord:
    """Return a word without the meanings of the person whose name it is."""
    if all(side[0] != PERSON for side in said.perhaps):
        return said
    surely, perhaps = (
        tuple(side for side in each if side[0] != PERSON) for each in (said.surely, said.perhaps)
    )
    return SaidWord(said.text, surely, perhaps)


def words_of(package: str) -> Iterator[ListedWord]:
    """Yield the words of a language's ``contrasts.tsv``, and the names that it knows."""
    for row in read(package, "contrasts.tsv"):
        side = (row["contrast"], row["member"])
        for column in (_SURELY, _PERHAPS):
            for word in words(row, column):
                inside = word.startswith(_INSIDE)
                yield ListedWord(word.removeprefix(_INSIDE), side, column == _SURELY, inside)
    yield from places.words(package.rpartition(".")[2])
