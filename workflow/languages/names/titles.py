"""Define the titles and offices of a language.

A glossary lists the titles of its articles. The properties of all titles, listed or not, are here:
which ones follow a surname, what makes another office of a title (*vice*, 부, 副), and which ones
only states or only companies have. The facts are in a language's ``titles.tsv``, which
:mod:`workflow.languages.names.names` reads as well for the words around a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Self

from workflow.languages.tables import NOTHING, FactTable

#: Rows whose patterns are the ways to shorten a title.
_HEADS = ("head", "minister")


class Rank(Enum):
    """A modifier that makes another office of a title: ``AIDE`` of somebody who holds it."""

    DEPUTY = "deputy"
    FORMER = "former"
    HONORARY = "honorary"
    ACTING = "acting"
    DESIGNATE = "designate"
    AIDE = "aide"


@dataclass(frozen=True, slots=True)
class RankWords:
    """How a language says a rank.

    Attributes:
        loose: finds it before a title, also with names between: what a source sentence asks for.
        before: finds it right before the title.
        after: finds it right after the title, in a source as in a translation.
    """

    loose: re.Pattern[str] = NOTHING
    before: re.Pattern[str] = NOTHING
    after: re.Pattern[str] = NOTHING


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a language; by default, none is known.

    Attributes:
        words: a pattern of titles that stand beside a name; empty where none is known.
        polite: a pattern of those of them that go with every office: 씨, 先生.
        gap: a pattern of what stands between a surname and its title.
        body_gap: a pattern of what stands between a body and its office.
        joined: a pattern of what joins two offices of one body.
        outside: a pattern of what stands before a surname that begins a word.
        was: a pattern of what a title begins with that somebody had once.
        precede: whether a title may stand before the name as well.
        of_companies: renderings that only heads of companies have, of titles that states share.
        of_nations: renderings that only heads of states have, of the same titles.
        shared: titles that heads of companies and of states have, in lower case.
        open: all titles that companies and states have, in lower case.
        of_states: titles that only states, parties and the like have, in lower case.
        posted: those of them that are held in another country, in lower case.
        ranks: how ranks are said.
        state: finds an office of a state in the note on a person.
        company: finds an office in a company there.
        heads: find in a title what news says after a surname, in groups to be joined.
    """

    words: str = ""
    polite: str = ""
    gap: str = ""
    body_gap: str = ""
    joined: str = ""
    outside: str = ""
    was: str = ""
    precede: bool = False
    of_companies: frozenset[str] = frozenset()
    of_nations: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    of_states: frozenset[str] = frozenset()
    posted: frozenset[str] = frozenset()
    ranks: Mapping[Rank, RankWords] = field(default_factory=dict)
    state: re.Pattern[str] = NOTHING
    company: re.Pattern[str] = NOTHING
    heads: tuple[re.Pattern[str], ...] = ()

    def shorter(self, title: str) -> Iterator[str]:
        """Yield what news shortens a title to after a surname: 장관 and 외교장관 of 외교부 장관.

        The rank stays what it is: *vice* and the like are part of it.
        """
        for head in self.heads:
            if found := head.fullmatch(title):
                yield "".join(filter(None, found.groups()))

    def note_state(self, note: str) -> bool:
        """Tell whether a note on a person names an office of a state."""
        return self.state.search(note) is not None

    def names_company_office(self, note: str) -> bool:
        """Tell whether a note on a person names an office in a company."""
        return self.company.search(note) is not None

    @classmethod
    def tabled(cls, package: str, *, precede: bool = False) -> Self:
        """Return the titles that a language's ``titles.tsv`` lists, by the use of each row."""
        table = FactTable(package, "titles.tsv")
        return cls(
            words=table.text("words"),
            polite=table.text("polite"),
            gap=table.text("gap"),
            body_gap=table.text("body_gap"),
            joined=table.text("joined"),
            outside=table.text("outside"),
            was=table.text("was"),
            precede=precede,
            of_companies=table.word_set("of_companies"),
            of_nations=table.word_set("of_nations"),
            shared=table.word_set("shared"),
            open=table.word_set("shared") | table.word_set("open"),
            of_states=table.word_set("of_states"),
            posted=table.word_set("posted"),
            ranks={rank: _rank_words(table, rank.value) for rank in Rank},
            state=table.pattern("state"),
            company=table.pattern("company"),
            heads=tuple(table.pattern(use) for use in _HEADS if use in table.uses),
        )


def _rank_words(table: FactTable, rank: str) -> RankWords:
    loose, before, after = (
        table.optional(f"{rank}_{place}") for place in ("loose", "before", "after")
    )
    return RankWords(loose, before, after)
