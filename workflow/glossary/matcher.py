"""Find all names of a glossary in a text in one pass, whatever their number.

The spellings of a language go into one Aho–Corasick automaton (lower case, typographic differences
removed); each hit is then held against the rules of its spelling: case, word boundaries, particles.
Every valid hit is reported, overlapping ones too; choosing between them is the work of
:mod:`workflow.glossary.composites`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from workflow.glossary.spellings import Spelling, SpellingKind
from workflow.languages.characters import HYPHENS, Exchange
from workflow.languages.names.names import INITIALS, Names, initials
from workflow.languages.orthography.boundaries import (
    attaches,
    begins_word,
    ends_word,
    fits,
    hangul_before,
    is_inside_ascii,
)
from workflow.languages.scripts import LINK
from workflow.markup import PLACEHOLDER
from workflow.model import Term, TermType

#: Hyphens, dashes used as hyphens, quotation marks and spaces that count as one.
_same = Exchange(
    dict.fromkeys(HYPHENS, "-")
    | dict.fromkeys("\u2018\u2019\u02bc\u201b\u2032\uff07`", "'")
    | dict.fromkeys("\u201c\u201d\u201f\uff02", '"')
    | dict.fromkeys("\t\n\r\u00a0\u2007\u2009\u200a\u202f\u3000", " ")
    | {"\uff08": "(", "\uff09": ")", "\uff06": "&", "\u30fb": "·", "\u2022": "·"}
)
#: Latin letters with accents, and what they are without.
_unaccented = Exchange(
    {
        char: plain
        for char in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
        if (plain := unicodedata.normalize("NFD", char)[0]).isascii()
    }
    | dict(zip("øØłŁđĐıħ", "oOlLdDih", strict=True))
)
#: What is no running text: placeholders of markup, web addresses, e-mail addresses.
_SKIPPED = re.compile(f"{PLACEHOLDER.pattern}|{LINK.pattern}")
#: Placeholders that enclose text. A name may begin or end inside what they enclose.
_PAIR = re.compile("</?g[1-9][0-9]*>")
#: What a Korean title may be attached to, and how long a Korean surname is.
_OWNERS = frozenset({TermType.PERSON, TermType.ORG, TermType.ABBR, TermType.PLACE})
_LONGEST_SURNAME = 2
#: Single words that count in a headline all in capitals; which are other words is seen later.
_PLAIN_IN_CAPITALS = frozenset({TermType.PLACE, TermType.ORG, TermType.TITLE, TermType.ABBR})


class Hit(NamedTuple):
    """A spelling found in a text, at ``text[start:end]``; several rows may share it."""

    start: int
    end: int
    spellings: tuple[Spelling, ...]

    @property
    def type(self) -> TermType:
        """What its first row names."""
        return self.spellings[0].term.type

    @property
    def is_adjective(self) -> bool:
        """Whether it names a country by its adjective: *Chinese*."""
        return self.spellings[0].kind is SpellingKind.ADJECTIVE

    @property
    def persons(self) -> Iterator[Term]:
        """The persons whose full names it may be."""
        for spelling in self.spellings:
            full = spelling.kind is not SpellingKind.SURNAME
            if full and spelling.term.type is TermType.PERSON:
                yield spelling.term


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with typographic differences removed, and where its characters stood before.

    ``offsets`` has one entry more than ``text``; None when nothing moved.
    """

    text: str
    offsets: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original text of ``text[start:end]``."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def fold(text: str) -> Folded:
    """Remove differences of hyphens, quotation marks, spaces and composition; case stays."""
    plain = text.isascii() and "\t" not in text and "\n" not in text and "`" not in text
    same = text if plain else _same(text)
    if "<" in same or "@" in same or "www." in same or "://" in same:
        same = _SKIPPED.sub(lambda match: "\0" * len(match[0]), same)
    if "  " not in same and unicodedata.is_normalized("NFC", same):
        return Folded(same)
    return _fold_moving(same)


def _fold_moving(text: str) -> Folded:
    """Fold text in which characters merge or spaces repeat."""
    pieces: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r" +|[^ ][\u0300-\u036f\u1160-\u11ff\u3099\u309a]*", text):
        piece = " " if match[0][0] == " " else unicodedata.normalize("NFC", match[0])
        pieces.append(piece)
        offsets += [match.start()] * len(piece)
    return Folded("".join(pieces), (*offsets, len(text)))


class Matcher:
    """All spellings of one language.

    Building it takes time in proportion to their number; finding does not.

    Args:
        spellings: of the rows.
        language: what is known of the names of their language.
    """

    def __init__(self, spellings: Iterable[Spelling], language: Names) -> None:
        self._language = language
        by_key: dict[str, list[tuple[str, Spelling]]] = {}
        for spelling in spellings:
            exact = fold(spelling.text).text
            if len(exact) > 1:
                by_key.setdefault(self._key(exact), []).append((exact, spelling))
        self._groups = tuple(by_key.values())
        self._automaton = AhoCorasick(list(by_key), store_patterns=False)

    def _key(self, text: str) -> str:
        """Return a folded text as it is looked up: in lower case, without optional accents."""
        return _lower(text if self._language.accents else _unaccented(text))

    def find(self, text: str) -> list[Hit]:
        """Find every spelling in ``text``, overlapping ones too, by place."""
        hits = self._found(text)
        if "</g" in text:
            hits += self._across(text, _PAIR)
        if self._language.joints.capitals and INITIALS.search(text):
            hits += self._across_initials(text, {hit[:2] for hit in hits})
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))

    def _across_initials(self, text: str, found: Container[tuple[int, int]]) -> Iterator[Hit]:
        """Find persons whose row has no initial where the text has one: Donald J. Trump."""
        for hit in self._across(text, INITIALS):
            persons = tuple(
                one
                for one in hit.spellings
                if one.term.type is TermType.PERSON
                and not any(initials(each.first) for each in one.term.forms.values())
            )
            if persons and hit[:2] not in found:
                yield hit._replace(spellings=persons)

    def _across(self, text: str, skip: re.Pattern[str]) -> Iterator[Hit]:
        """Find names with something in between, such as markup: ``<g1>Xing</g1> Haiming``."""
        skipped = [match.span() for match in skip.finditer(text)]
        ends = [0, *(end for _, end in skipped)]
        starts = [*(start for start, _ in skipped), len(text)]
        runs = list(zip(ends, starts, strict=True))
        places = [place for start, end in runs for place in range(start, end)]
        for hit in self._found("".join(text[start:end] for start, end in runs)):
            start, end = places[hit.start], places[hit.end - 1] + 1
            if any(start < gap[1] and gap[0] < end for gap in skipped):
                yield Hit(start, end, hit.spellings)

    def _found(self, text: str) -> list[Hit]:
        folded = fold(text)
        lower = self._key(folded.text)
        across = self._language.straddles(lower)
        hits = []
        attached = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if is_inside_ascii(lower, start) or is_inside_ascii(lower, end):
                continue
            if (start, end) in across:
                continue
            valid = self._valid(self._groups[pattern], folded.text, start, end)
            if valid:
                hits.append(Hit(*folded.span(start, end), valid))
            elif attaches(lower[start]):
                attached.append(Hit(start, end, tuple(one for _, one in self._groups[pattern])))
        hits += [
            hit._replace(start=start, end=end)
            for hit in _joined(folded.text, attached)
            for start, end in [folded.span(hit.start, hit.end)]
        ]
        return hits

    def _valid(
        self, group: Sequence[tuple[str, Spelling]], text: str, start: int, end: int
    ) -> tuple[Spelling, ...]:
        """Return those spellings of a group that may stand at a place."""
        if not (begins_word(text, start) and ends_word(text, end) and fits(text, end)):
            return ()
        surface = text[start:end]
        accented = [each for each in group if _lower(each[0]) == _lower(surface)]
        return tuple(
            one
            for exact, one in accented or group
            if (surface == exact or self._may_differ(one, surface, exact, text, start))
            and not (
                one.kind is SpellingKind.SURNAME and self._language.begins_full_name(text, end)
            )
        )

    def _may_differ(
        self, spelling: Spelling, surface: str, exact: str, text: str, start: int
    ) -> bool:
        """Tell whether a spelling with other accents or in other case than its row's counts.

        Not in an abbreviation: KÉF is not KEF. Nor where that makes it a word, but for persons,
        of whom the sentence tells which it is: *Are* is not Åre.
        """
        if self._language.accents or exact.isupper():
            return _case_may_differ(spelling, surface, exact, text, start)
        plain, written = _unaccented(surface), _unaccented(exact)
        word = written != exact and surface == plain and self._language.is_word(surface)
        if word and spelling.term.type is not TermType.PERSON:
            return False
        return plain == written or _case_may_differ(spelling, plain, written, text, start)


def _joined(text: str, found: Sequence[Hit]) -> Iterator[Hit]:
    """Yield Korean titles that are written onto a name, and the name: 손경식회장, 손회장.

    Args:
        text: folded.
        found: names that are no words of their own.
    """
    for title in found:
        if title.type is not TermType.TITLE or not ends_word(text, title.end):
            continue
        owners = [
            hit
            for hit in found
            if hit.end == title.start and hit.type in _OWNERS and begins_word(text, hit.start)
        ]
        yield from owners
        lead = hangul_before(text, title.start, max(0, title.start - 3))
        if owners or 0 < len(lead) <= _LONGEST_SURNAME:
            yield title


def _lower(text: str) -> str:
    """Return a text in lower case, at the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _case_may_differ(spelling: Spelling, surface: str, exact: str, text: str, start: int) -> bool:
    """Tell whether a spelling in other case than its row's counts.

    Always for names without case; else in text all in capitals, but for single words that could be
    anything there, and for a capital at the beginning of the sentence. A surname may be in capitals
    anywhere (``XING Haiming``); a title may be in lower case, but is no mention alone then, and
    have capitals where its row has none.
    """
    if not spelling.exact:
        return True
    recased = surface.islower() or surface == exact.title()
    if recased and spelling.term.type is TermType.TITLE and len(surface) > 2:
        return True
    if _is_in_capitals(spelling, surface, exact):
        return True
    if surface.isupper() and (
        " " in exact or (len(exact) > 3 and spelling.term.type is TermType.ORG)
    ):
        return True
    if surface.isupper() and text.isupper():
        return (
            " " in exact
            or spelling.kind is SpellingKind.SURNAME
            or spelling.term.type in _PLAIN_IN_CAPITALS
        )
    return surface[1:] == exact[1:] and not text[:start].strip("\0 \"'(") and exact[0].islower()


def _is_in_capitals(spelling: Spelling, surface: str, exact: str) -> bool:
    """Tell whether a person's surname has capitals throughout, as in agencies' copy."""
    if spelling.term.type is not TermType.PERSON:
        return False
    if spelling.kind is SpellingKind.SURNAME:
        return surface.isupper()
    words, own = surface.split(), exact.split()
    raised = [word for word, plain in zip(words, own, strict=False) if word != plain]
    return len(words) == len(own) > len(raised) == 1 and raised[0].isupper()
