"""Name sections, tags and authors in each language, and say where their pages are.

A front matter names them as the seed's language does. On the pages they have the name that the
project's own words give them (``theme/locales/ko.po``), else that of the glossary, if exactly one
of its rows is so called, else the name as it was written. What either calls it in English, or else
in the first of the project's languages, says which names in several languages are one topic.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from workflow.model import Term, TermForms, TermType
from workflow.site import links
from workflow.site.lines import Line
from workflow.site.summary import Summary
from workflow.site.theming.labels import Vocabulary

#: Signs that make another name, where all others only part words: C++ and C#.
_TELLING = frozenset("#@%*")
_AUTHORS = frozenset({TermType.PERSON, TermType.ORG, TermType.ABBR})


class TopicKind(StrEnum):
    """What a topic is; the value is the folder of its pages."""

    SECTION = "sections"
    TAG = "tags"
    AUTHOR = "authors"


@dataclass(frozen=True, slots=True)
class Topic:
    """A section, a tag or an author, with any names."""

    kind: TopicKind
    slug: str

    def folder(self, languages: Sequence[str]) -> str:
        """Return the folder of its page in these languages."""
        return links.topic(self.kind.value, languages, self.slug)


@dataclass(frozen=True, slots=True)
class NamedTopic:
    """A topic with its name on a page, and the language that the name is in."""

    topic: Topic
    text: str
    language: str
    folder: str

    def among(self, languages: Sequence[str]) -> NamedTopic:
        """Return the topic as pages in these languages link to it; only a section's is shared."""
        if len(languages) == 1 or self.topic.kind is not TopicKind.SECTION:
            return self
        return replace(self, folder=self.topic.folder(languages))


@dataclass(frozen=True, slots=True)
class ArticleTopics:
    """The topics of an article as its edition in a language names them."""

    section: NamedTopic | None = None
    tags: tuple[NamedTopic, ...] = ()
    authors: tuple[NamedTopic, ...] = ()

    def among(self, languages: Sequence[str]) -> ArticleTopics:
        """Return the topics as linked from pages in these languages."""
        return replace(self, section=self.section.among(languages)) if self.section else self


_NONE = ArticleTopics()
#: The key of a rendering: the id of its row, the language, and whether it is for later mentions.
_Form = tuple[str, str, bool]


class Topics:
    """Names the topics of a site.

    Args:
        terms: the glossary, by id.
        words: the words of the pages.
        order: the project's languages.
    """

    def __init__(self, terms: Mapping[str, Term], words: Vocabulary, order: Sequence[str]) -> None:
        self._terms = terms
        self._words = words
        self._order = tuple(dict.fromkeys(("en", *order)))
        self._known: dict[tuple[TopicKind, str, str], Topic] = {}
        self._shown: dict[tuple[TopicKind, str, str, str], NamedTopic] = {}

    def of(self, summary: Summary, language: str) -> ArticleTopics:
        """Name the topics of an article in a language."""
        if not (summary.section or summary.tags or summary.authors):
            return _NONE
        source = summary.source
        sections = self._all(TopicKind.SECTION, filter(None, [summary.section]), source, language)
        return ArticleTopics(
            next(sections, None),
            tuple(self._all(TopicKind.TAG, summary.tags, source, language)),
            tuple(self._all(TopicKind.AUTHOR, summary.authors, source, language)),
        )

    def _all(
        self, kind: TopicKind, names: Iterable[str], source: str, language: str
    ) -> Iterator[NamedTopic]:
        """Name topics of one kind, each once."""
        found = {each.topic: each for each in (self.name(kind, name, source, language)
                                               for name in reversed([*names]))}  # fmt: skip
        yield from reversed(found.values())

    def each(self, summary: Summary) -> Iterator[tuple[TopicKind, str]]:
        """Yield kind and written name of each topic of an article."""
        if summary.section:
            yield TopicKind.SECTION, summary.section
        for name in summary.tags:
            yield TopicKind.TAG, name
        for name in summary.authors:
            yield TopicKind.AUTHOR, name

    def topic(self, kind: TopicKind, name: str, source: str) -> Topic:
        """Return the topic that a name stands for in a seed in the language ``source``."""
        key = kind, name, source
        if key not in self._known:
            self._known[key] = Topic(kind, topic_slug(self._principal(kind, name, source)))
        return self._known[key]

    def name(self, kind: TopicKind, name: str, source: str, language: str) -> NamedTopic:
        """Name a topic, written so in a seed in the language ``source``, in a language."""
        key = kind, name, source, language
        if key not in self._shown:
            topic = self.topic(kind, name, source)
            line = self._line(kind, name, source, language)
            folder = topic.folder([language])
            self._shown[key] = NamedTopic(topic, line.text, line.language, folder)
        return self._shown[key]

    def _line(self, kind: TopicKind, name: str, source: str, language: str) -> Line:
        if given := self._words.given(language, name):
            return Line(given, language)
        if language != source and (form := self._form(kind, name)):
            id_, _, later = form
            if known := _called(self._terms[id_].forms.get(language), later=later):
                return Line(known, language)
        return Line(name, source)

    def _principal(self, kind: TopicKind, name: str, source: str) -> str:
        """Return the name that gives a topic its address: in the site's first language."""
        first = self._order[0]
        if source != first and (given := self._words.given(first, name)):
            return given
        if not (form := self._form(kind, name)):
            return name
        id_, written, later = form
        forms = self._terms[id_].forms
        main = next((tag for tag in self._order if tag in forms and forms[tag].first), written)
        return name if written == main else _called(forms[main], later=later)

    def _form(self, kind: TopicKind, name: str) -> _Form | None:
        """Find the glossary row with this name; None if several have it."""
        found = self._forms.get(_folded(name), [])
        if len({id_ for id_, _, _ in found}) != 1:
            return None
        if kind is TopicKind.AUTHOR and self._terms[found[0][0]].type not in _AUTHORS:
            return None
        return found[0]

    @cached_property
    def _forms(self) -> Mapping[str, list[_Form]]:
        """Every name of the glossary, folded; those in the site's first languages come first."""
        found: dict[str, list[_Form]] = {}
        ranks = {tag: rank for rank, tag in enumerate(self._order)}
        for term in self._terms.values():
            for tag in sorted(term.forms, key=lambda each: ranks.get(each, len(ranks))):
                forms = term.forms[tag]
                for text in filter(None, dict.fromkeys((forms.first, forms.later, *forms.aliases))):
                    later = text == forms.later != forms.first
                    found.setdefault(_folded(text), []).append((term.id, tag, later))
        return found


def _called(forms: TermForms | None, *, later: bool) -> str:
    """Return a row's name in a language; empty if it has none."""
    if forms is None:
        return ""
    return forms.later if later and forms.later else forms.first


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def topic_slug(name: str) -> str:
    """Return a topic's place in URLs; names that differ but in case and signs have the same.

    >>> topic_slug("Arts & Culture"), topic_slug("arts/culture"), topic_slug("사회")
    ('arts-culture', 'arts-culture', '사회')
    >>> topic_slug("C++").startswith("c-")
    True
    """
    name = unicodedata.normalize("NFC", name).lower()
    plain = links.slug(name.replace("/", " ").replace(".", " "))
    telling = any(each in _TELLING or unicodedata.category(each)[0] == "S" for each in name)
    return links.own_slug(name, plain) if telling else plain
