"""The latest articles as one e-book."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

from tests.site.outputs.test_epub import checked, find, opened
from tests.support.command import workflow

NAME = "the-han-river-review"
BOOKS = {
    "en": "en",
    "ko": "ko",
    "zh-hans": "zh-hans",
    "pair/en-ko": "en-ko",
    "pair/en-zh-hans": "en-zh-hans",
    "pair/ko-zh-hans": "ko-zh-hans",
    "trio": "en-ko-zh-hans",
}


def book(site: Path, folder: str) -> Path:
    return site / folder / f"{NAME}.{BOOKS[folder]}.epub"


@pytest.mark.parametrize("folder", BOOKS)
def test_every_list_offers_its_articles_as_a_book(site: Path, folder: str) -> None:
    page = html.fromstring((site / folder / "index.html").read_bytes())
    links = page.xpath("//section[contains(@class, 'downloads')]//a/@href")
    assert [(site / folder / link).resolve() for link in links] == [book(site, folder).resolve()]


def test_chapters_are_the_articles_latest_first(site: Path) -> None:
    """As they are in their own books; an article without text in the language has no chapter."""
    files = opened(book(site, "en").read_bytes())
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    titles = [link.text for link in find(nav, "//h:nav//h:a")]
    assert titles == [
        "Thirty Years of Ties: A Year of Events Ahead",
        "Two Months of Urea Solution Secured as Seoul Looks Beyond One Supplier",
        "Korean Business Lobby Asks Beijing’s Envoy for a Steadier Supply Chain",
    ]
    own = next((site / "en").rglob("2021-12-07-luncheon.en.epub"))
    assert files["EPUB/003.xhtml"] == opened(own.read_bytes())["EPUB/article.xhtml"]
    assert len(find(etree.fromstring(opened(book(site, "ko").read_bytes())["EPUB/nav.xhtml"]),
                    "//h:nav//h:a")) == 2  # fmt: skip


def test_a_book_with_a_draft_in_it_is_a_draft(site: Path) -> None:
    def status(folder: str) -> list[str]:
        package = etree.fromstring(opened(book(site, folder).read_bytes())["EPUB/package.opf"])
        return find(package, "//opf:meta[@property='schema:creativeWorkStatus']/text()")

    assert status("en") == ["Draft"]


def test_an_update_makes_the_book_that_a_whole_build_makes(tmp_path: Path) -> None:
    """Articles that did not change are taken from the site as it stands."""
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\noutputs = ["epub"]\n')
    (tmp_path / "seeds").mkdir()
    for number, words in enumerate(("The envoy met the press.", "Trade grew again.")):
        (tmp_path / f"seeds/{number}.txt").write_text(f"News number {number}\n\n{words}\n")
    assert workflow("publish", project=tmp_path).code == 0
    first = (tmp_path / "site/en/workflow.en.epub").read_bytes()
    (tmp_path / "seeds/1.txt").write_text("News number 1\n\nTrade grew by a third.\n")
    assert workflow("publish", project=tmp_path).code == 0
    second = (tmp_path / "site/en/workflow.en.epub").read_bytes()
    assert first != second
    assert b"The envoy met" in b"".join(opened(second).values())
    assert workflow("publish", "--clean", project=tmp_path).code == 0
    assert (tmp_path / "site/en/workflow.en.epub").read_bytes() == second


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["ko", "pair/en-zh-hans", "trio"])
def test_epubcheck_finds_nothing(site: Path, folder: str) -> None:
    """W3C's own checker has neither errors nor warnings."""
    checked(book(site, folder))
