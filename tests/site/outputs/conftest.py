"""The demo newspaper's articles, ready to be written in any format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site import demo
from workflow.model import Project, Settings, Term
from workflow.site import links
from workflow.site.article import Article
from workflow.site.article_pages import PageRenderer
from workflow.site.body.highlights import Termbase
from workflow.site.publication import Publication
from workflow.site.summarizing import summarize
from workflow.site.theming.theme import Theme


def published(
    article: Article, terms: tuple[Term, ...] = demo.TERMS, **settings: str
) -> Publication:
    """An article as the build of a site prepares it."""
    known = {"name": "The Han River Review", "site_url": "https://example.org/"}
    project = Project(Path("/nowhere"), Settings(**{**known, **settings}))  # type: ignore[arg-type]
    pages = PageRenderer(project, Theme(project), Termbase(terms), editor=False)
    slug = links.slug(article.document.name)
    return pages.publication(article, summarize(article, slug, ("ko", "zh-Hans")))


@pytest.fixture(scope="session")
def luncheon() -> Publication:
    """An English report with every kind of block and state."""
    return published(demo.luncheon())


@pytest.fixture(scope="session")
def korean() -> Publication:
    """A Korean report, reviewed in English, drafted in Chinese."""
    return published(demo.korean())


@pytest.fixture(scope="session")
def chinese() -> Publication:
    """A Chinese report that nobody has translated into Korean."""
    return published(demo.chinese())
