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
from functools import cached_property
from itertools import chain, groupby

from ahocorasick_rs import AhoCorasick

from workflow.languages import places
from workflow.languages.contrast_lexicon import Lexicon, stands_alone
from workflow.languages.in_names import InNames
from workflow.languages.listed_words import NONE, PERSON, ListedWord, SaidWord, Side
from workflow.languages.tables import read, words

#: Stands before a word that counts inside another one as well.
_INSIDE = "+"
_WORD = re.compile(r"\w+")
_NO_NAMES = InNames()


class Contrasts:
    """The words of a language that say one side of a contrast. As it stands, none.

    Args:
        known: the words.
        spaced: whether a word begins and ends where letters do, as in English.
        suffixed: if a word begins there and may go on, as in Korean: with what the rest begins
            that is written onto names.
        longer: characters with which what begins like a name goes on as that of a place: 怀特岛.
        names: by what it tells that a place is part of a person's name.
    """

    def __init__(
        self,
        known: Iterable[ListedWord] = (),
        *,
        spaced: bool = False,
        suffixed: str = "",
        longer: str = "",
        names: InNames = _NO_NAMES,
    ) -> None:
        self._known = tuple(known)
        self._spaced, self._suffixed = spaced, suffixed
        self._longer, self._names = frozenset(longer), names
        self._lexicons: dict[tuple[str, ...], Lexicon] = {}
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
                found += not self._spaced or stands_alone(within, at, at + len(word))
                if found >= times:
                    return True
                at = within.find(word, at + 1)
        return False

    def tells(self, side: Side) -> bool:
        """Tell whether the language has any word for a side."""
        return side in self._listed

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

    def _lexicon(self, contrasts: tuple[str, ...]) -> Lexicon:
        known = self._lexicons.get(contrasts)
        if known is None:
            chosen = chain.from_iterable(self._by.get(name, ()) for name in (*contrasts, NONE))
            sure = (word for word in self._known if word.sure or word.side[0] == NONE)
            words = chosen if contrasts else sure
            letters = self.letters | self._longer
            known = Lexicon(words, self._spaced, self._suffixed, letters, self._names)
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


def tabled(package: str) -> Iterator[ListedWord]:
    """Yield the words of a language's ``contrasts.tsv``."""
    for row in read(package, "contrasts.tsv"):
        side = (row["contrast"], row["member"])
        for word in words(row):
            inside = word.startswith(_INSIDE)
            yield ListedWord(word.removeprefix(_INSIDE), side, bool(row["sure"]), inside)


def told(
    package: str,
    *,
    spaced: bool = False,
    suffixed: str = "",
    longer: str = "",
    names: InNames = _NO_NAMES,
) -> Contrasts:
    """Return the contrasts of a language, and the names that it knows.

    Args:
        package: the package of the language.
        spaced: as for :class:`Contrasts`.
        suffixed: as there.
        longer: as there.
        names: as there.
    """
    known = (*tabled(package), *places.words(package.rpartition(".")[2]))
    return Contrasts(known, spaced=spaced, suffixed=suffixed, longer=longer, names=names)
