"""Words of which one says the contrary of another, or another of the same kind.

*Last year* and *next year*, *rose* and *fell*, *Germany* and *France*: a contrast has members, and
a language has words that certainly say a member, and others that may. A language tells its own in
``contrasts.tsv``; the places of all languages stand in ``places.tsv``.

Longer words go before shorter ones, as in ``오늘날``, which is not 오늘: the rows of the contrast
``none`` list what has such a word and says something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from ahocorasick_rs import AhoCorasick

from workflow.languages.tables import read, words

#: A contrast and one of its members: ``("year", "last")``.
Side = tuple[str, str]
#: The contrast of what says nothing.
_NONE = "none"
_WORD = re.compile(r"\w+")
#: The contrast of persons.
PERSON = "person"
#: Stands before a word that counts inside another one as well.
_INSIDE = "+"


@dataclass(frozen=True, slots=True)
class Said:
    """A word in a text and what it says.

    Attributes:
        text: the word.
        surely: the sides that it says and that nothing else can be meant by.
        perhaps: all sides that it may say, the sure ones among them.
    """

    text: str
    surely: frozenset[Side]
    perhaps: frozenset[Side]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a table, and what it says."""

    text: str
    side: Side
    sure: bool
    inside: bool = False


class Contrasts:
    """The words of a language that say one side of a contrast. As it stands, none.

    Args:
        known: the words.
        spaced: whether a word begins and ends where letters do, as in English.
        suffixed: if a word begins there and may go on, as in Korean: with what the rest begins
            that is written onto names.
    """

    def __init__(
        self, known: Iterable[Word] = (), *, spaced: bool = False, suffixed: str = ""
    ) -> None:
        self._known = tuple(known)
        self._spaced, self._suffixed = spaced, suffixed

    @cached_property
    def _by_text(self) -> Mapping[str, tuple[Word, ...]]:
        found: dict[str, list[Word]] = {}
        for word in self._known:
            found.setdefault(word.text.lower(), []).append(word)
        return {text: tuple(these) for text, these in found.items()}

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters with which names of persons are written, and what joins them."""
        names = (word.text for word in self._known if word.side[0] == PERSON)
        return frozenset("·•").union(*names)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(self._by_text)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._texts, store_patterns=False)

    def said(self, text: str) -> Iterator[Said]:
        """Yield the words of a text that say something.

        One in a longer word says nothing of a contrast of which the longer one does.

        A word inside another one counts as one that may say it, where words have ends at all.
        """
        if not self._known:
            return
        lower = text.lower()
        if len(lower) != len(text):
            return
        matches = self._automaton.find_matches_as_indexes(lower, overlapping=True)
        found = [
            (start, end, self._by_text[self._texts[number]])
            for number, start, end in matches
            if self._stands(text, start, end)
        ]
        for start, end, these in found:
            inside = [
                other
                for first, last, words in found
                if first <= start and end <= last and last - first > end - start
                for other in {word.side[0] for word in words}
            ]
            if _NONE not in inside:
                yield self._read(text, start, end, [w for w in these if w.side[0] not in inside])

    def _read(self, text: str, start: int, end: int, these: Sequence[Word]) -> Said:
        written = text[start:end]
        meant = [
            word
            for word in these
            if word.side[0] != _NONE and (word.text == written or word.text.islower())
        ]
        begins = not self._suffixed or not text[:start][-1:].isalpha()
        if not self._is_whole(text, start, end):
            meant = [word for word in meant if word.side[0] != PERSON]
        return Said(
            written,
            frozenset(word.side for word in meant if word.sure and (begins or word.inside)),
            frozenset(word.side for word in meant),
        )

    def stretches(self, text: str) -> Iterator[str]:
        """Yield the stretches of a text in which a person may be named; capitals do not tell."""
        if self._suffixed:
            yield from _WORD.findall(text)
        elif not self._spaced:
            for listed, run in groupby(text, self.letters.__contains__):
                if listed:
                    yield "".join(run)

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Tell whether a name of a person is no part of a longer one."""
        if self._spaced:
            return True
        after = text[end : end + 1]
        if self._suffixed:
            return not after.isalpha() or after.isascii() or after in self._suffixed
        return self.letters.isdisjoint(text[:start][-1:].strip("·•") + after)

    def _stands(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word stands by itself, and no number goes on beside it: *25th*."""
        before, after = text[:start][-1:], text[end : end + 1]
        joined = (before + text[start]).isdigit() and bool(before)
        if joined or (after.isdigit() and text[end - 1].isdigit()):
            return False
        return not self._spaced or not (before.isalpha() or after.isalnum())


def tabled(package: str) -> Iterator[Word]:
    """Yield the words of a language's ``contrasts.tsv``."""
    for row in read(package, "contrasts.tsv"):
        side = (row["contrast"], row["member"])
        for word in words(row):
            inside = word.startswith(_INSIDE)
            yield Word(word.removeprefix(_INSIDE), side, bool(row["sure"]), inside)


def told(package: str, *, spaced: bool = False, suffixed: str = "") -> Contrasts:
    """Return the contrasts of a language, and the places that it names.

    Args:
        package: the package of the language.
        spaced: as for :class:`Contrasts`.
        suffixed: as there.
    """
    from workflow.languages import places

    known = (*tabled(package), *places.words(package.rpartition(".")[2]))
    return Contrasts(known, spaced=spaced, suffixed=suffixed)
