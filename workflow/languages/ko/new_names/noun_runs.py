"""Divide nouns of a Korean text that are written together, as Kiwi does: 부산|항만|공사."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from workflow.languages.ko.final_consonants import final_of
from workflow.languages.ko.new_names.name_kinds import KINDS, is_common, is_full_name

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_PROPER, _LATIN = "NNP", "SL"
_NOUNS = frozenset({_PROPER, "NNG", _LATIN})
#: What may stand inside a name, beside nouns: 표|경|자, 제|36|보병|사단.
_INSIDE = frozenset({"XSN", "XPN", "SN", "NNB", "NR"})
#: How many letters beside a name are considered.
_NEAR = 24
#: Words that are asked about alone, which a document repeats.
_KEPT = 4096
_TWO = 2
#: What common nouns are made of, and clauses: 이|차|전지, 바늘 없|는 시계.
_WORDS = _INSIDE | {"NNG", "MM", "MAG", "IC", "XR"}
_CLAUSE = "VEJ"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun at ``text[start:end]``, how Kiwi calls its kind, and whether it never saw it."""

    start: int
    end: int
    tag: str
    unknown: bool

    @property
    def is_proper(self) -> bool:
        """Whether Kiwi takes it for a name, or does not know it."""
        return self.tag == _PROPER or self.unknown


@dataclass(frozen=True)
class Run:
    """Nouns of a text that are written together: 부산|항만|공사."""

    text: str
    nouns: Sequence[Noun]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.nouns[0].start

    @cached_property
    def name(self) -> str:
        """Its letters, without a particle that was taken for one of them: 물길지킴이연대|도."""
        end = self.nouns[-1].end
        if self.nouns[-1].unknown and end - self.start > _TWO:
            tail = KINDS.pattern("tail").match(self.text, end)
            end = tail.end() if tail else end  # 레겐스부르|크
        whole = self.text[self.start : end]
        ends_so = KINDS.pattern("ends_in_particle").search(whole)
        if self.nouns[-1].unknown and not (ends_so or KINDS.pattern("place").search(whole)):
            whole = KINDS.pattern("particle_on_unknown").sub("", whole)
        return KINDS.pattern("particle_on").sub("", whole)

    @property
    def end(self) -> int:
        """Where its name ends."""
        return self.start + len(self.name)

    @property
    def is_proper(self) -> bool:
        """Whether Kiwi takes a part for a name, or does not know it."""
        return any(noun.is_proper for noun in self.nouns)

    @property
    def is_whole(self) -> bool:
        """Whether Kiwi takes all of it for a name, or does not know it."""
        return all(noun.is_proper for noun in self.nouns)

    @property
    def is_known(self) -> bool:
        """Whether Kiwi's dictionary has all of it."""
        return not any(noun.unknown for noun in self.nouns)

    @property
    def is_one_name(self) -> bool:
        """Whether Kiwi takes all of it for a name, and no list of common nouns has it."""
        return self.is_whole and not is_common(self.name)

    @property
    def before(self) -> str:
        """The text before it."""
        return self.text[max(0, self.start - _NEAR) : self.start]

    @property
    def after(self) -> str:
        """The text after it."""
        return self.text[self.end : self.end + _NEAR]


@cache
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)


@lru_cache(maxsize=_KEPT)
def is_words(name: str) -> bool:
    """Tell whether Kiwi reads a name as common nouns when it stands alone or with a particle.

    A second witness against one mention that it took for a name: 화산재 찾았다, 위성|전화.
    """
    every = [_kiwi().tokenize(f"{word}{_object(word)}")[:-1] for word in name.split()]
    return all(
        not token.oov and (token.tag in _WORDS or token.tag[0] in _CLAUSE)
        for tokens in every
        for token in tokens
    )


@lru_cache(maxsize=_KEPT)
def begins_as_word(name: str) -> bool:
    """Tell whether a known word of two syllables begins a name where it stands alone: 사무|국."""
    first = _kiwi().tokenize(f"{name}{_object(name)}")[0]
    return first.len > 1 and not first.oov and first.tag != _PROPER


@lru_cache(maxsize=_KEPT)
def is_unseen(name: str) -> bool:
    """Tell whether Kiwi knows neither a word nor the family name at its beginning."""
    return bool(_kiwi().tokenize(f"{name}{_object(name)}")[0].oov)


@lru_cache(maxsize=_KEPT)
def is_unknown(word: str) -> bool:
    """Tell whether Kiwi has never seen a word, or takes it for a name: 넷스파."""
    first = _kiwi().tokenize(f"{word}{_object(word)}")[0]
    return first.len == len(word) and (bool(first.oov) or first.tag == _PROPER)


def is_person(name: str) -> bool:
    """Tell whether a name is a Korean's by its syllables, and no other word by Kiwi."""
    return is_full_name(name) and not begins_as_word(name)


@lru_cache(maxsize=_KEPT)
def is_proper(name: str) -> bool:
    """Tell whether Kiwi's dictionary has a name as a proper noun: 삼국사기."""
    first = _kiwi().tokenize(f"{name}{_object(name)}")[0]
    return first.len == len(name) and not first.oov and first.tag == _PROPER


def _object(word: str) -> str:
    """Return the object particle after a word."""
    return "을" if final_of(word[-1]) else "를"


def runs(text: str) -> Iterator[Run]:
    """Yield the nouns that are written together, without a title after a person."""
    run: list[Noun] = []
    tokens: Sequence[Any] = _kiwi().tokenize(text)
    for token in tokens:
        noun = Noun(token.start, token.start + token.len, token.tag, bool(token.oov))
        beside = bool(run) and noun.start == run[-1].end
        if run and not (beside and noun.tag in _NOUNS | _INSIDE):
            yield from _trimmed(text, run)
            run = []
        if noun.end > noun.start and (noun.tag in _NOUNS or (beside and run)):
            run.append(noun)
    yield from _trimmed(text, run)


def _trimmed(text: str, run: list[Noun]) -> Iterator[Run]:
    title = KINDS.pattern("title")
    while (
        len(run) > 1
        and not _is_kept(text, run)
        and (run[-1].tag in _INSIDE - {"XSN"} or title.fullmatch(text[run[-1].start : run[-1].end]))
    ):
        run.pop()  # 손경식회장
    if len(run) > 1 and run[-1].tag == "XSN" and text[run[-1].start : run[-1].end] != "상":
        run.pop()
    if run:
        yield Run(text, run)


def _is_kept(text: str, run: Sequence[Noun]) -> bool:
    """Tell whether a counter ends a name that Kiwi does not know, or a title an institute's."""
    if len(run) > len("전자") and text[run[-1].start : run[-1].end] == "연구원":
        return True
    return run[-2].unknown and KINDS.pattern("counter_kept").match(text, run[-1].start) is not None
