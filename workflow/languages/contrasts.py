"""Words of which one says the contrary of another, or another of the same kind.

*Last year* and *next year*, *rose* and *fell*, *Germany* and *France*: a contrast has members, and
a language has words that certainly say a member, and others that may. A language tells its own in
``contrasts.tsv``; names that all languages have stand in ``places.tsv`` and ``persons.tsv``.

Longer words go before shorter ones, as in ``오늘날``, which is not 오늘: the rows of the contrast
``none`` list what has such a word and says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby

from ahocorasick_rs import AhoCorasick, MatchKind

from workflow.languages import places
from workflow.languages.listed_words import PERSON, ListedWord, Side
from workflow.languages.tables import read, words

#: The contrast of what says nothing.
_NONE = "none"
#: Stands before a word that counts inside another one as well.
_INSIDE = "+"
_WORD = re.compile(r"\w+")
#: Joins the two names of a family.
_JOINT = "-"


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word in a text and what it says.

    Attributes:
        text: the word.
        surely: the sides that it says and that nothing else can be meant by.
        perhaps: all sides that it may say, the sure ones among them.
    """

    text: str
    surely: Sequence[Side]
    perhaps: Sequence[Side]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a word says: by itself, and at the end or in the midst of a longer one."""

    alone: SaidWord
    joined: SaidWord


class Contrasts:
    """The words of a language that say one side of a contrast. As it stands, none.

    Args:
        known: the words.
        spaced: whether a word begins and ends where letters do, as in English.
        suffixed: if a word begins there and may go on, as in Korean: with what the rest begins
            that is written onto names.
        longer: characters with which what begins like a name goes on as that of a place: 怀特岛.
    """

    def __init__(
        self,
        known: Iterable[ListedWord] = (),
        *,
        spaced: bool = False,
        suffixed: str = "",
        longer: str = "",
    ) -> None:
        self._known = tuple(known)
        self._spaced, self._suffixed = spaced, suffixed
        self._longer = frozenset(longer)
        self._lexicons: dict[tuple[str, ...], _Lexicon] = {}
        self._sure: dict[tuple[tuple[str, ...], Side | None], AhoCorasick] = {}

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters with which names of persons are written, and what joins them."""
        names = (word.text for word in self._known if word.side[0] == PERSON)
        return frozenset("·•").union(*names)

    def surely(self, text: str) -> list[SaidWord]:
        """Return the words of a text that say a side for sure, the longest from left to right."""
        return self._lexicon(()).said(text)

    def said(self, text: str, *contrasts: str) -> list[SaidWord]:
        """Return the words of a text that say, or may say, a side of some contrasts.

        A word inside another one counts as one that may say it, where words have ends at all.
        """
        return self._lexicon(contrasts).said(text)

    def located(self, text: str, *contrasts: str) -> list[tuple[int, SaidWord]]:
        """Return the same words as :meth:`said`, each with where it begins."""
        return self._lexicon(contrasts).located(text)

    def may_say(self, text: str, side: Side, times: int) -> bool:
        """Tell whether a text has so many words that may say a side; quicker than :meth:`said`."""
        lower, found = text.lower(), 0
        for word, small in self._listed.get(side, {}).items():
            within = lower if small else text
            at = within.find(word)
            while at >= 0:
                found += not self._spaced or _stands_alone(within, at, at + len(word))
                if found >= times:
                    return True
                at = within.find(word, at + 1)
        return False

    def may_surely_say(self, text: str, *contrasts: str) -> bool:
        """Tell whether a text may say a side of some contrasts; never wrong in saying no."""
        return self._may(text, contrasts, None)

    def may_say_another(self, text: str, side: Side) -> bool:
        """Tell whether a text may surely say another side; never wrong in saying no."""
        return self._may(text, (side[0],), side)

    def _may(self, text: str, contrasts: tuple[str, ...], but: Side | None) -> bool:
        words = self._sure.get((contrasts, but))
        if words is None:
            chosen = chain.from_iterable(self._by.get(name, ()) for name in contrasts)
            known = {word.text.lower() for word in chosen if word.sure and word.side != but}
            words = AhoCorasick(known, store_patterns=False)
            self._sure[contrasts, but] = words
        return bool(words.find_matches_as_indexes(text.lower()))

    @cached_property
    def _listed(self) -> Mapping[Side, Mapping[str, bool]]:
        """The words that may say each side, those first that come first in the table.

        With each word, whether it counts in any case.
        """
        listed: dict[Side, dict[str, bool]] = {}
        for word in self._known:
            listed.setdefault(word.side, {})[word.text] = word.text.islower()
        return listed

    @cached_property
    def _by(self) -> Mapping[str, Sequence[ListedWord]]:
        """The words of each contrast."""
        found: dict[str, list[ListedWord]] = {}
        for word in self._known:
            found.setdefault(word.side[0], []).append(word)
        return found

    def _lexicon(self, contrasts: tuple[str, ...]) -> _Lexicon:
        known = self._lexicons.get(contrasts)
        if known is None:
            chosen = chain.from_iterable(self._by.get(name, ()) for name in (*contrasts, _NONE))
            sure = (word for word in self._known if word.sure or word.side[0] == _NONE)
            words = chosen if contrasts else sure
            known = _Lexicon(words, self._spaced, self._suffixed, self.letters | self._longer)
            self._lexicons[contrasts] = known
        return known

    def stretches(self, text: str) -> Iterator[str]:
        """Yield the stretches of a text in which a person may be named; capitals do not tell."""
        if self._suffixed:
            yield from _WORD.findall(text)
        elif not self._spaced:
            for listed, run in groupby(text, self.letters.__contains__):
                if listed:
                    yield "".join(run)


class _Lexicon:
    """Some words of a language, found in one pass."""

    def __init__(
        self, known: Iterable[ListedWord], spaced: bool, suffixed: str, letters: frozenset[str]
    ) -> None:
        self._by_text: dict[str, list[ListedWord]] = {}
        for word in known:
            self._by_text.setdefault(word.text.lower(), []).append(word)
        self._spaced, self._suffixed, self._letters = spaced, suffixed, letters
        kind = MatchKind.LeftmostLongest
        self._automaton = AhoCorasick(tuple(self._by_text), matchkind=kind, store_patterns=False)
        self._meanings: dict[str, _Meaning] = {}

    def said(self, text: str) -> list[SaidWord]:
        return [word for _, word in self.located(text)]

    def located(self, text: str) -> list[tuple[int, SaidWord]]:
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
                whole = self._is_whole(text, start, stop)
                found.append((start, said if whole else _without_persons(said)))
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
                if word.side[0] == _NONE or word.side[0] in told or _NONE in told:
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
        return not self._spaced or _stands_alone(text, start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether no letter stands before and none, nor a digit, behind."""
    return not (text[start - 1 : start].isalpha() or text[end : end + 1].isalnum())


def _without_persons(said: SaidWord) -> SaidWord:
    if all(side[0] != PERSON for side in said.perhaps):
        return said
    surely, perhaps = (
        tuple(side for side in each if side[0] != PERSON) for each in (said.surely, said.perhaps)
    )
    return SaidWord(said.text, surely, perhaps)


def tabled(package: str) -> Iterator[ListedWord]:
    """Yield the words of a language's ``contrasts.tsv``."""
    for row in read(package, "contrasts.tsv"):
        side = (row["contrast"], row["member"])
        for word in words(row):
            inside = word.startswith(_INSIDE)
            yield ListedWord(word.removeprefix(_INSIDE), side, bool(row["sure"]), inside)


def told(package: str, *, spaced: bool = False, suffixed: str = "", longer: str = "") -> Contrasts:
    """Return the contrasts of a language, and the names that it knows.

    Args:
        package: the package of the language.
        spaced: as for :class:`Contrasts`.
        suffixed: as there.
        longer: as there.
    """
    known = (*tabled(package), *places.words(package.rpartition(".")[2]))
    return Contrasts(known, spaced=spaced, suffixed=suffixed, longer=longer)
