"""List the articles of each section, tag and author, for pages, feeds and navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.site import links
from workflow.site.lists.topics import NamedTopic, Topic, TopicKind, Topics
from workflow.site.summary import Summary

#: Sections in the navigation, at most: those with most articles.
_MOST = 8


@dataclass(frozen=True, slots=True)
class TopicList:
    """The articles of a topic in one language, or of a section also in several.

    Attributes:
        named: the topic as it is called in the first of them.
        languages: of the edition, pair or trio.
        summaries: its articles, latest first.
        indexed: whether search engines may keep it: there is an article that they may keep.
    """

    named: NamedTopic
    languages: tuple[str, ...]
    summaries: tuple[Summary, ...]
    indexed: bool

    @property
    def language(self) -> str:
        """The language that its page speaks."""
        return self.languages[0]

    @property
    def alone(self) -> bool:
        """Whether it is in one language."""
        return len(self.languages) == 1


class TopicLists:
    """The topics of some articles.

    Args:
        topics: names them.
        latest: the articles, latest first.
        groups: the languages of the editions, of the pairs, and of one of the trios.
        aligned: whether search engines may keep pages in several languages.
    """

    def __init__(
        self,
        topics: Topics,
        latest: Sequence[Summary],
        groups: Sequence[tuple[str, ...]],
        *,
        aligned: bool = False,
    ) -> None:
        self._topics = topics
        self._aligned = aligned
        self._articles: dict[Topic, list[Summary]] = {}
        self._names: dict[Topic, dict[tuple[str, str], None]] = {}
        for summary in latest:
            for kind, name in topics.each(summary):
                topic = topics.topic(kind, name, summary.source)
                its = self._articles.setdefault(topic, [])
                if its[-1:] != [summary]:
                    its.append(summary)
                self._names.setdefault(topic, {})[name, summary.source] = None
        self._lists = {topic: list(self._in(topic, groups)) for topic in self._articles}
        self.by_folder: Mapping[str, TopicList] = {
            each.named.folder: each for its in self._lists.values() for each in its
        }

    def _in(self, topic: Topic, groups: Sequence[tuple[str, ...]]) -> Iterator[TopicList]:
        """Yield the lists of a topic, one per language in which it has articles."""
        for tags in groups if topic.kind is TopicKind.SECTION else (g for g in groups if not g[1:]):
            its = tuple(each for each in self._articles[topic] if _pages_of(each, tags))
            if its:
                kept = len(tags) == 1 or self._aligned
                found = kept and any(
                    not each.hidden and all(map(each.complete, _pages_of(each, tags)))
                    for each in its
                )
                yield TopicList(self._name(topic, tags[0]).among(tags), tags, its, found)

    def _name(self, topic: Topic, language: str) -> NamedTopic:
        """Name a topic as the latest article does that calls it so in this language, or at all."""
        names = [
            self._topics.name(topic.kind, name, source, language)
            for name, source in self._names[topic]
        ]
        return next((each for each in names if each.language == language), names[0])

    def same(self, folder: str, former: TopicLists) -> bool:
        """Tell whether the pages of a topic, in all languages, are unchanged."""
        topic = self.by_folder[folder].named.topic
        return self._articles[topic] == former._articles.get(topic)

    def sections(self, languages: Sequence[str]) -> Sequence[NamedTopic]:
        """Return the sections for the navigation of a list, those with most articles first."""
        found = [
            each
            for topic, its in self._lists.items()
            for each in its
            if topic.kind is TopicKind.SECTION and each.languages == tuple(languages)
        ]
        found.sort(key=lambda each: (-len(each.summaries), each.named.text))
        return [each.named for each in found[:_MOST]]

    def unnamed(self) -> Mapping[str, Sequence[str]]:
        """Return, for each language, the sections and tags that have no name in it.

        What is written in capitals is called so everywhere: *RCEP*.
        """
        found: dict[str, list[str]] = {}
        for its in self.by_folder.values():
            named = its.named
            is_known = named.language == its.language or named.text.isupper()
            if its.alone and not is_known and named.topic.kind is not TopicKind.AUTHOR:
                found.setdefault(its.language, []).append(named.text)
        return found

    def alternates(self, folder: str, url: str) -> tuple[tuple[str, str], ...]:
        """Return ``hreflang`` and address of a topic's pages in all languages.

        None without the site's address, and where search engines may not keep this one.
        """
        its = self.by_folder[folder]
        found = [each for each in self._lists[its.named.topic] if each.indexed and each.alone]
        if not (url and its.indexed and its.alone):
            return ()
        return tuple(
            (tag, links.absolute(url, each.named.folder))
            for tag, each in [*((each.language, each) for each in found), ("x-default", found[0])]
        )


def _pages_of(summary: Summary, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of an article's page in a list; of trios each may have its own."""
    if len(tags) > 2:
        return summary.trio
    return tags if tags in summary.pages else ()
