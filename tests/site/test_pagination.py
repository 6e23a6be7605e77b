"""Lists in pages: all articles, in order, and few pages that change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.site import demo
from workflow.model import Project, Settings
from workflow.site import publish
from workflow.site.lists import list_pages
from workflow.site.lists.list_pages import PER_PAGE, ListPage
from workflow.site.summary import Summary


def summary(number: int) -> Summary:
    """An article of which nothing matters but its name."""
    return Summary(f"a-{number:05}", "", "", "en", ("en",), {}, {}, {}, {}, {})


ARTICLES = [summary(number) for number in range(5 * PER_PAGE)]


def of(articles: Sequence[Summary]) -> dict[str, ListPage]:
    """The pages of the list of articles that are given oldest first."""
    return {
        list_page.folder: list_page for list_page in list_pages.list_pages("en/", articles[::-1])
    }


@given(st.integers(0, len(ARTICLES)))
def test_every_article_is_on_one_page_latest_first(count: int) -> None:
    pages = list(of(ARTICLES[:count]).values())
    assert [each for page in pages for each in page.summaries] == ARTICLES[:count][::-1]
    assert pages[0].folder == "en/"
    assert len(pages[0].summaries) <= 2 * PER_PAGE
    assert all(len(page.summaries) == PER_PAGE for page in pages[1:])


@given(st.integers(0, len(ARTICLES)))
def test_pages_lead_to_each_other(count: int) -> None:
    pages = list(of(ARTICLES[:count]).values())
    assert pages[0].newer == pages[-1].older == ""
    for newer, older in pairwise(pages):
        assert (newer.older, older.newer) == (older.folder, newer.folder)


@given(st.integers(0, len(ARTICLES) - 1))
def test_a_new_article_changes_few_pages(count: int) -> None:
    before, after = of(ARTICLES[:count]), of(ARTICLES[: count + 1])
    changed = [folder for folder, list_page in after.items() if before.get(folder) != list_page]
    assert "en/" in changed
    assert len(changed) <= 3
    assert before.keys() <= after.keys()


def test_older_articles_can_be_reached_in_every_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pages, "PER_PAGE", 1)
    publish(Project(tmp_path, Settings(name="The Review")), demo.articles(), demo.TERMS)
    for folder in ("en", "ko", "pair/en-ko", "trio", "status"):
        page = tmp_path / "site" / folder / "index.html"
        seen = set()
        while page not in seen:
            seen.add(page)
            tree = html.fromstring(page.read_bytes())
            for link in tree.xpath("//nav[contains(@class, 'turn')]/a[@rel='next']/@href"):
                page = (page.parent / link).resolve()
        assert len(seen) == len(list((tmp_path / "site" / folder).glob("page.*"))) + 1
