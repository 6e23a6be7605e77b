"""Summarize an article for index pages, feeds and the site map, and list its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from itertools import combinations
from typing import Any

from workflow.languages import normalize
from workflow.model import State
from workflow.site.lines import Line, packed
from workflow.site.theming.labels import machine_date
from workflow.store.compact import Sharing, Spool, same


@cache
def trio_of(languages: tuple[str, ...], source: str) -> tuple[str, ...]:
    """Return the languages of an article's trilingual page, in page order, if it has one."""
    if len(languages) < 3:
        return ()
    others = [tag for tag in languages if tag != source][:2]
    return tuple(tag for tag in languages if tag == source or tag in others)


@cache
def pairs_of(languages: tuple[str, ...], source: str) -> tuple[tuple[str, str], ...]:
    """Return the languages of each of an article's bilingual pages, in page order."""
    three = set(trio_of(languages, source))
    return tuple(
        pair for pair in combinations(languages, 2) if source in pair or set(pair) <= three
    )


def in_order(languages: set[str], order: Sequence[str]) -> tuple[str, ...]:
    """Sort languages as pages show them: English, then the project's order, then by tag."""
    ranks = {tag: rank for rank, tag in enumerate(dict.fromkeys(("en", *map(normalize, order))))}
    return tuple(sorted(languages, key=lambda tag: (ranks.get(tag, len(ranks)), tag)))


_DAYS = Sharing[str, str]()
_SAID = Sharing[str, tuple[Line, ...]]()
_TERMS = Sharing[str, int]()


@lru_cache(maxsize=1_024)
def _tallies(*counted: tuple[Any, ...]) -> Mapping[str, Mapping[State, int]]:
    """Return counts for each language; equal ones are one object."""
    return {tag: dict(counts) for tag, *counts in counted}


@dataclass(frozen=True, slots=True)
class Summary:
    """What index pages, feeds and the site map need of an article: small, whatever its length.

    Attributes:
        slug: its place in URLs, not quoted.
        name: the document's name, for messages.
        date: ISO 8601 or empty.
        source: the language it was written in.
        languages: all its languages in page order.
        titles, decks: headline and deck by language; a missing translation is the source's line.
        leads: what feeds and search engines show of the text: the deck, or else its beginning.
        tallies: for each target, how many sentences are in each :class:`State`.
        terms: ids of the terms in it, each with the number of its mentions.
        hidden: why it is not public, in a preview; empty if it is.
        modified: for each language, the ISO 8601 date of its latest change; may be empty.
        corrections: for each language, what is said of mistakes that it had.
        section, tags, authors: as the front matter names them, in the language of the seed.
        free: whether it is a free page (About, Imprint), once a language and in no list.
        aliases: places in URLs that it had before.
        time: from when on it is public on its day, ``T09:30:00+09:00``; empty for all of it.
    """

    slug: str
    name: str
    date: str
    source: str
    languages: tuple[str, ...]
    titles: Mapping[str, Line]
    decks: Mapping[str, Line]
    leads: Mapping[str, Line]
    tallies: Mapping[str, Mapping[State, int]]
    terms: Mapping[str, int]
    hidden: str = ""
    modified: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    section: str = ""
    authors: tuple[str, ...] = ()
    free: bool = False
    aliases: tuple[str, ...] = ()
    time: str = ""

    def __post_init__(self) -> None:
        """Let what many articles have in common be the same objects: all summaries are kept."""
        keep = partial(object.__setattr__, self)
        keep("date", same(self.date))
        keep("languages", same(self.languages))
        keep("titles", packed(self.titles))
        keep("decks", packed(self.decks))
        keep("leads", packed(self.leads))
        keep("tallies", _tallies(*((tag, *its.items()) for tag, its in self.tallies.items())))
        keep("modified", _DAYS.of(self.modified))
        keep("corrections", _SAID.of(self.corrections))
        keep("terms", _TERMS.of(self.terms))
        keep("tags", tuple(map(same, self.tags)))
        keep("authors", tuple(map(same, self.authors)))
        if self.slug == self.name:
            keep("slug", self.name)

    def spooled(self, spool: Spool) -> Summary:
        """Return the same summary with its lines on the disk, since all summaries are kept."""
        titles, decks, leads = (
            packed(lines).spooled(spool) for lines in (self.titles, self.decks, self.leads)
        )
        return replace(self, titles=titles, decks=decks, leads=leads)

    @property
    def trio(self) -> tuple[str, ...]:
        """The languages of its trilingual page; empty when it has fewer than three."""
        return () if self.free else trio_of(self.languages, self.source)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The bilingual pages: the source with every target, and the pairs within the trio."""
        return () if self.free else pairs_of(self.languages, self.source)

    @property
    def pages(self) -> tuple[tuple[str, ...], ...]:
        """The languages of each of its pages: editions, pairs, trio."""
        trio = (self.trio,) if self.trio else ()
        return (*((tag,) for tag in self.languages), *self.pairs, *trio)

    @property
    def changed(self) -> str:
        """When it last changed in any language, else its own date; empty if neither is known."""
        return self.changed_in(self.languages)

    def changed_in(self, languages: Sequence[str]) -> str:
        """Return when it last changed in some languages, else its own date."""
        days = (self.modified.get(tag, "") for tag in languages)
        return max(machine_date(self.date), max(days, default=""))

    def begun(self, languages: Sequence[str]) -> bool:
        """Tell whether each of these languages has some of the text; a file without is no use."""
        return all(
            language == self.source
            or not set(self.tallies[language]) <= {State.EMPTY, State.WITHHELD}
            for language in languages
        )

    def complete(self, language: str) -> bool:
        """Tell whether people wrote or reviewed all of an edition."""
        return language == self.source or set(self.tallies[language]) <= {State.REVIEWED}


def page_language(summary: Summary, languages: Sequence[str]) -> str:
    """Return the language of a page as a whole: the article's own, if it is on it."""
    return summary.source if summary.source in languages else languages[0]
