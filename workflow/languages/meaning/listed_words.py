"""Find the words of the tables of contrasts, places and persons in a text, and what each says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from workflow.languages.cues import small

#: A contrast and one of its members: ``("year", "last")``.
Side = tuple[str, str]
#: The contrast of persons.
PERSON = "person"
#: The contrast of words without meaning.
NONE = "none"
#: Those of places.
COUNTRY, CITY = "country", "city"
PLACES = (COUNTRY, CITY)


class ListedWord(NamedTuple):
    """A word of a table, and what it says.

    Attributes:
        text: the word.
        side: what it says.
        sure: whether nothing else can be meant by it.
        inside: whether it counts inside another word as well.
    """

    text: str
    side: Side
    sure: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word in a text and what it says.

    Attributes:
        text: the word.
        surely: the sides that it says and that nothing else can be meant by.
        perhaps: all sides that it may say, the sure ones among them.
        named: the places that it would say for sure if it were no part of a person's name.
    """

    text: str
    surely: Sequence[Side]
    perhaps: Sequence[Side]
    named: Sequence[Side] = ()


class ListedWords:
    """Words in small letters, and what each may say; all are found in one pass over a text.

    Args:
        known: the words.

    Attributes:
        automaton: finds the words, each told by its place among all.
        by_text: by word, what it may say.
        by_side: by side, the places of the words that may say it, and how these are written.
        sure: by contrast, the places of the words that say a side for sure, and which.
    """

    def __init__(self, known: Iterable[ListedWord]) -> None:
        by_text: dict[str, list[ListedWord]] = {}
        for word in known:
            by_text.setdefault(small(word.text), []).append(word)
        self.by_text = by_text
        self.automaton = AhoCorasick([*by_text], store_patterns=False)
        self.by_side: dict[Side, dict[int, set[str]]] = {}
        self.sure: dict[str, dict[int, set[Side]]] = {}
        for at, these in enumerate(by_text.values()):
            for word in these:
                self.by_side.setdefault(word.side, {}).setdefault(at, set()).add(word.text)
                if word.sure:
                    self.sure.setdefault(word.side[0], {}).setdefault(at, set()).add(word.side)
        self._chosen: dict[tuple[str, ...], frozenset[int]] = {}
        self._surely: dict[tuple[str, ...], frozenset[int]] = {}
        self._telling: dict[tuple[str, ...], frozenset[int]] = {}

    @cached_property
    def _by_contrast(self) -> Mapping[str, frozenset[int]]:
        """The places of the words that tell of each contrast."""
        found: dict[str, set[int]] = {}
        for (name, _), those in self.by_side.items():
            found.setdefault(name, set()).update(those)
        return {name: frozenset(those) for name, those in found.items()}

    def surely(self, contrasts: tuple[str, ...]) -> frozenset[int]:
        """Return the places of the words that say a side of some contrasts for sure."""
        if contrasts not in self._surely:
            every = (self.sure.get(name, ()) for name in contrasts)
            self._surely[contrasts] = frozenset[int]().union(*every)
        return self._surely[contrasts]

    def telling(self, contrasts: tuple[str, ...]) -> frozenset[int]:
        """Return the places of the words that tell of some contrasts."""
        if contrasts not in self._telling:
            every = (self._by_contrast.get(name, ()) for name in contrasts)
            self._telling[contrasts] = frozenset[int]().union(*every)
        return self._telling[contrasts]

    def chosen(self, contrasts: tuple[str, ...]) -> frozenset[int]:
        """Return the indices of the words for some contrasts; if of none, of the certain ones."""
        if contrasts not in self._chosen:
            every = (self._by_contrast.get(name, ()) for name in (*contrasts, NONE))
            sure = (*self.sure.values(), self._by_contrast.get(NONE, ()))
            self._chosen[contrasts] = frozenset().union(*(every if contrasts else sure))
        return self._chosen[contrasts]

    def meant(self, word: str, contrasts: tuple[str, ...]) -> Sequence[ListedWord]:
        """Return what a word in small letters says of some contrasts, in their order."""
        these = self.by_text.get(word, ())
        if not these or not contrasts:
            return [each for each in these if each.sure or each.side[0] == NONE]
        order = (*contrasts, NONE)
        chosen = [each for each in these if each.side[0] in order]
        if len(chosen) > 1:
            chosen.sort(key=lambda each: order.index(each.side[0]))
        return chosen
