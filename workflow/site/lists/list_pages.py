"""Divide lists of articles into pages.

A list's own page has the latest articles; the older ones follow on further pages of
:data:`PER_PAGE` articles, numbered from the oldest. So a new article changes the list's own page
and, now and then, begins a new one; however many articles there are, the others need not be
written again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.site.summary import Summary
from workflow.site.theming.labels import machine_date

#: Articles on a page; a list's own page has up to twice as many.
PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list.

    Attributes:
        home: folder of the list's own page.
        folder: where the page is.
        number: counted from the oldest; zero for the list's own page.
        summaries: its articles, latest first.
        newer, older: folders of the pages beside it; empty where there is none.
        articles: the folder in which the articles are, if that is another one.
    """

    home: str
    folder: str
    number: int
    summaries: tuple[Summary, ...]
    newer: str
    older: str
    articles: str = ""

    def place(self, summary: Summary) -> str:
        """Return the folder of an article's page in the languages of the list."""
        return f"{self.articles or self.home}{summary.slug}/"


def list_pages(folder: str, latest: Sequence[Summary], articles: str = "") -> Iterator[ListPage]:
    """Divide a list into pages: its own first, then from the newest to the oldest.

    Args:
        folder: of the list.
        latest: all its articles, latest first.
        articles: the folder in which they are, if that is another one.
    """
    count = max(-(-len(latest) // PER_PAGE) - 2, 0)
    first = len(latest) - count * PER_PAGE
    places = ["", folder, *(_folder(folder, number) for number in range(count, 0, -1)), ""]
    for at in range(count + 1):
        end = first + at * PER_PAGE
        part = latest[max(end - PER_PAGE, first) if at else 0 : end]
        newer, place, older = places[at : at + 3]
        yield ListPage(
            folder, place, count + 1 - at if at else 0, tuple(part), newer, older, articles
        )


def _folder(folder: str, number: int) -> str:
    """Return a further page's folder, whose full stop keeps it apart from all articles."""
    return f"{folder}page.{number}/"


def latest_first(summaries: Iterable[Summary]) -> list[Summary]:
    """Sort articles by date and time, then by slug; undated ones come last."""
    return sorted(
        summaries, key=lambda each: (machine_date(each.date), each.time, each.slug), reverse=True
    )
