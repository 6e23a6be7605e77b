"""Put into the pages of articles what depends on other articles: related ones, and free pages.

Articles are written one after the other, so this comes when all are known. Of a site that stands
only the pages are written again in which it changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from workflow.site import links
from workflow.site.article_pages import PageRenderer
from workflow.site.lists.page_slots import FREE, RELATED, filled
from workflow.site.lists.topics import TopicKind, Topics
from workflow.site.summary import Summary, page_language
from workflow.store.compact import same
from workflow.store.digests import content

#: The parts at the end of a page, by name.
_Ends = Mapping[str, str]
_NONE: Sequence[Summary] = ()
#: How many neighbouring articles on each side are considered.
_NEAR = 8
#: The weights of a shared tag and section, and the least weight of related articles.
_TAG, _SECTION, _LEAST = 8, 3, 4
#: The rarity of names: each limit on the number of articles with a name that it stays below adds
#: one point; above the last it counts for nothing.
_RARE = (4, 16, 64, 256)
#: How many are shown.
_SHOWN = 3
#: What articles may share: a kind and a name.
_Feature = tuple[str, str]


class PageEndings:
    """The parts at the end of the pages of some articles.

    Args:
        pages: renders it.
        latest: the articles, latest first.
        free: the free pages, in their order.
    """

    def __init__(
        self, pages: PageRenderer, latest: Sequence[Summary], free: Sequence[Summary]
    ) -> None:
        self._pages = pages
        self._latest = latest
        self._free = free
        self._relations = Relations(latest, pages.topics)

    def files(
        self,
        fresh: Path,
        written: Container[str],
        standing: tuple[PageEndings, Path] | None,
        taken: Container[str] = (),
    ) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of every page whose end has changed.

        Args:
            fresh: where pages were written now, without an end.
            written: the slugs of their articles.
            standing: what is at the end of the pages that stand, and the site they are in.
            taken: the slugs of articles made before; their pages may have ends of that time.
        """
        former, place = standing or (None, fresh)
        touched = self._touched(written, former) if former else None
        for summary in (*self._latest, *self._free):
            new = former is None or summary.slug in written
            if new or touched is None or summary.slug in touched:
                near, old = self._near(summary), former._near(summary) if former else _NONE
                for tags in summary.pages:
                    ends = self._ends(summary, tags, near)
                    known = {} if new or not former else former._ends(summary, tags, old)
                    if summary.slug in taken:
                        known = {RELATED: "", FREE: ""}
                    if ends != known:
                        path = f"{links.page(tags, summary)}index.html"
                        page = content((fresh if new else place) / path)
                        if page is not None:  # somebody may have taken it away
                            yield path, self._put(page, path, ends, known)

    def _touched(self, written: Container[str], former: PageEndings) -> set[str] | None:
        """Return the articles whose pages may end differently now; None where all may."""
        if self._frees() != former._frees():
            return None
        slugs = {each.slug for each in (*self._latest, *former._latest) if each.slug in written}
        return self._relations.touched(slugs, former._relations)

    def _frees(self) -> object:
        return [(each.slug, each.languages, each.titles) for each in self._free]

    def _near(self, summary: Summary) -> Sequence[Summary]:
        return _NONE if summary.free else self._relations.of(summary.slug)

    def _ends(self, summary: Summary, languages: tuple[str, ...], near: Iterable[Summary]) -> _Ends:
        language = page_language(summary, languages)
        related = _offered(near, languages)
        found = {RELATED: self._pages.related(languages, language, related)} if related else {}
        foot = self._pages.foot(language, self._free)
        return {**found, FREE: foot} if foot else found

    def _put(self, page: bytes, path: str, ends: _Ends, known: _Ends) -> bytes:
        """Put ends into a page that is at a path below the site's root."""
        folder = path.removesuffix("index.html")
        for name in (*ends, *(known.keys() - ends.keys())):
            shown = links.resolve(ends.get(name, ""), folder, self._pages.site.url)
            page = filled(page, name, shown)
        return page


class Relations:
    """Which articles are near each other: the more tags, rare names and sections they share.

    Of all articles with a tag, a name or a section only the few before and after an article are
    looked at, by date: the time it takes grows as the number of articles does, and a new article
    changes what is said at those beside it and nowhere else.

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
    """Return the weight of a feature that two articles share, by how many have it."""
    if feature[0]:
        return _TAG if feature[0] == TopicKind.TAG.value else _SECTION
    return sum(articles <= each for each in _RARE)


def _offered(near: Iterable[Summary], languages: tuple[str, ...]) -> Sequence[Summary]:
    """Choose the related articles of a page: the nearest that exist in its languages."""
    return list(islice((each for each in near if _is_there(each, languages)), _SHOWN))


def _is_there(summary: Summary, languages: tuple[str, ...]) -> bool:
    """Tell whether an article has a page in these languages."""
    if len(languages) == 1:
        return languages[0] in summary.languages
    return languages in (summary.pairs if len(languages) == 2 else (summary.trio,))
