"""Find for each article the others that are nearest to it: by tags, section and names.

Two articles are the nearer the more tags, rare names of the glossary and sections they share. Of
all articles with a tag, a name or a section only the few before and after an article are looked at,
in the order of their dates: the time it takes grows as the number of articles does, and a new
article changes what is said at those beside it and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from workflow.site.lists.topics import TopicKind, Topics
from workflow.site.summary import Summary
from workflow.store.compact import same

#: Articles on each side that are looked at.
_NEAR = 8
#: What is shared, and what it counts for; less than the last is no kinship.
_TAG, _SECTION, _LEAST = 8, 3, 4
#: A name counts for one more, the fewer articles have it: up to 4, 16, 64, 256; then for nothing.
_RARE = (4, 16, 64, 256)
#: How many are shown.
_SHOWN = 3
#: What articles may share: a kind and a name.
_Feature = tuple[str, str]


class Relations:
    """Which articles are near each other.

    Args:
        latest: the articles, latest first.
        topics: tells which names are the same.
    """

    def __init__(self, latest: Sequence[Summary], topics: Topics) -> None:
        self._latest = latest
        self._features = [tuple(_features(each, topics)) for each in latest]
        self._number = {each.slug: number for number, each in enumerate(latest)}
        self._places: dict[_Feature, list[int]] = {}
        for number, features in enumerate(self._features):
            for feature in features:
                self._places.setdefault(feature, []).append(number)

    def of(self, slug: str) -> Sequence[Summary]:
        """Return the articles related to one, most related first, then latest first."""
        number = self._number.get(slug)
        scores: Counter[int] = Counter()
        for feature in self._features[number] if number is not None else ():
            weight = _weight(feature, len(self._places[feature]))
            for other in self._around(feature, number or 0) if weight else ():
                scores[other] += weight
        found = sorted((-score, each) for each, score in scores.items() if score >= _LEAST)
        return [self._latest[each] for _, each in found if each != number]

    def touched(self, slugs: Iterable[str], other: Relations) -> set[str]:
        """Return the articles whose related articles may differ from those in ``other``.

        Args:
            slugs: those that have changed, came or went between the two.
            other: the articles as they were.
        """
        found = set()
        for slug in slugs:
            found.add(slug)
            if self._told(slug) != other._told(slug):
                found |= {*self._beside(slug, other), *other._beside(slug, self)}
        return found

    def _told(self, slug: str) -> object:
        """Return what other articles' lists of related ones show of an article."""
        number = self._number.get(slug)
        if number is None:
            return None
        summary = self._latest[number]
        titles = tuple(summary.titles.items())
        return self._features[number], summary.date, summary.languages, summary.source, titles

    def _beside(self, slug: str, other: Relations) -> Iterator[str]:
        number = self._number.get(slug)
        for feature in self._features[number] if number is not None else ():
            there, here = other._places.get(feature, ()), self._places[feature]
            same = _weight(feature, len(there)) == _weight(feature, len(here))
            for each in self._around(feature, number or 0) if same else here:
                yield self._latest[each].slug

    def _around(self, feature: _Feature, number: int) -> Sequence[int]:
        places = self._places[feature]
        at = bisect_left(places, number)
        return places[max(0, at - _NEAR) : at + _NEAR + 1]


def _features(summary: Summary, topics: Topics) -> Iterator[_Feature]:
    """Yield what an article may share with others."""
    named = {topics.topic(kind, name, summary.source) for kind, name in topics.each(summary)}
    for topic in sorted(named, key=lambda each: (each.kind, each.slug)):
        if topic.kind is not TopicKind.AUTHOR:
            yield same((topic.kind.value, topic.slug))
    for id_ in summary.terms:
        yield same(("", id_))


def _weight(feature: _Feature, articles: int) -> int:
    """Return the weight of a feature that two of so many articles share."""
    if feature[0]:
        return _TAG if feature[0] == TopicKind.TAG.value else _SECTION
    return sum(articles <= each for each in _RARE)


def offered(near: Iterable[Summary], languages: tuple[str, ...]) -> Sequence[Summary]:
    """Choose what is shown on a page: the nearest that are there in its languages."""
    return list(islice((each for each in near if _is_there(each, languages)), _SHOWN))


def _is_there(summary: Summary, languages: tuple[str, ...]) -> bool:
    """Tell whether an article has a page in these languages."""
    if len(languages) == 1:
        return languages[0] in summary.languages
    return languages in (summary.pairs if len(languages) == 2 else (summary.trio,))
