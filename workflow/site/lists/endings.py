"""Put into the pages of articles what depends on other articles: related ones, and free pages.

Articles are written one after the other, so this comes when all are known. Of a site that stands
only the pages are written again in which it changes.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from workflow.site import links
from workflow.site.article_pages import PageRenderer
from workflow.site.lists.page_ends import FREE, RELATED, filled
from workflow.site.lists.related import Relations, offered
from workflow.site.summary import Summary, page_language
from workflow.store.digests import content

#: Name and content of what goes to the end of a page.
_Ends = Mapping[str, str]
_NONE: Sequence[Summary] = ()


class Endings:
    """What is at the end of the pages of some articles.

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
        self, fresh: Path, written: Container[str], standing: tuple[Endings, Path] | None
    ) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of every page whose end has changed.

        Args:
            fresh: where pages were written now, without an end.
            written: the slugs of their articles.
            standing: what is at the end of the pages that stand, and the site they are in.
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
                    if ends != known:
                        path = f"{links.page(tags, summary)}index.html"
                        page = content((fresh if new else place) / path)
                        if page is not None:  # somebody may have taken it away
                            yield path, self._put(page, path, ends, known)

    def _touched(self, written: Container[str], former: Endings) -> set[str] | None:
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
        related = offered(near, languages)
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
