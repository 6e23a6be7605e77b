"""The articles of each section, tag and author, for their pages, feeds and the navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.site import links
from workflow.site.article import Summary
from workflow.site.topics import NamedTopic, Topic, TopicKind, Topics

#: Sections in the navigation, at most: those with most articles.
_MOST = 8


@dataclass(frozen=True, slots=True)
class TopicList:
    """The articles of a topic in one language.

    Attributes:
        named: the topic as it is called there.
        language: of the edition.
        summaries: its articles, latest first.
        indexed: whether search engines may keep it: there is an article that they may keep.
    """

    named: NamedTopic
    language: str
    summaries: tuple[Summary, ...]
    indexed: bool


class TopicLists:
    """The topics of some articles.

    Args:
        topics: names them.
        latest: the articles, latest first.
        languages: the languages that there are editions in.
    """

    def __init__(self, topics: Topics, latest: Sequence[Summary], languages: Sequence[str]) -> None:
        self._topics = topics
        self._articles: dict[Topic, list[Summary]] = {}
        self._names: dict[Topic, dict[tuple[str, str], None]] = {}
        for summary in latest:
            for kind, name in topics.each(summary):
                topic = topics.topic(kind, name, summary.source)
                its = self._articles.setdefault(topic, [])
                if its[-1:] != [summary]:
                    its.append(summary)
                self._names.setdefault(topic, {})[name, summary.source] = None
        self._lists = {topic: list(self._in(topic, languages)) for topic in self._articles}
        self.by_folder: Mapping[str, TopicList] = {
            each.named.folder: each for its in self._lists.values() for each in its
        }

    def _in(self, topic: Topic, languages: Sequence[str]) -> Iterator[TopicList]:
        """Yield the lists of a topic: one a language in which it has articles."""
        for tag in languages:
            its = tuple(each for each in self._articles[topic] if tag in each.languages)
            if its:
                found = any(each.complete(tag) and not each.hidden for each in its)
                yield TopicList(self._name(topic, tag), tag, its, found)

    def _name(self, topic: Topic, language: str) -> NamedTopic:
        """Name a topic as the latest article does that calls it so in this language, or at all."""
        names = [
            self._topics.name(topic.kind, name, source, language)
            for name, source in self._names[topic]
        ]
        return next((each for each in names if each.language == language), names[0])

    def same(self, folder: str, former: TopicLists) -> bool:
        """Tell whether the pages of a topic, in whatever language, are what they were."""
        topic = self.by_folder[folder].named.topic
        return self._articles[topic] == former._articles.get(topic)

    def sections(self, language: str) -> Sequence[NamedTopic]:
        """Return the sections for the navigation of an edition, those with most articles first."""
        found = [
            each
            for topic, its in self._lists.items()
            for each in its
            if topic.kind is TopicKind.SECTION and each.language == language
        ]
        found.sort(key=lambda each: (-len(each.summaries), each.named.text))
        return [each.named for each in found[:_MOST]]

    def alternates(self, folder: str, url: str) -> tuple[tuple[str, str], ...]:
        """Return ``hreflang`` and address of a topic's pages in all languages.

        None without the site's address, and where search engines may not keep this one.
        """
        its = self.by_folder[folder]
        found = [each for each in self._lists[its.named.topic] if each.indexed]
        if not (url and its.indexed):
            return ()
        return tuple(
            (tag, links.absolute(url, each.named.folder))
            for tag, each in [*((each.language, each) for each in found), ("x-default", found[0])]
        )
