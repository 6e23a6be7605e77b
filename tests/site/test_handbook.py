"""Boxes, definitions, formulas, embeds, tasks and footnotes on the pages of the site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.site.handbook import handbook
from tests.site.test_browser import COLOURS, DESKTOP, PHONE, opened
from workflow.model import Project, Settings
from workflow.site import publish

PAGES = ("en", "ko", "pair/en-ko", "trio")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the handbook alone."""
    root = tmp_path_factory.mktemp("handbook")
    settings = Settings(name="The Han River Review", site_url="https://example.org/")
    return publish(Project(root, settings), (handbook(),)).folder


def read(site: Path, folder: str) -> str:
    """The HTML of the handbook's page in a folder."""
    return (site / folder / "handbook" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("folder", PAGES)
def test_accessible(browser: Browser, site: Path, folder: str) -> None:
    """axe-core finds nothing, in either colour scheme and on any screen; nothing sticks out."""
    with opened(browser, site / folder / "handbook" / "index.html") as page:
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme, rules in (("light", {}), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                results = Axe().run(page, options={"preload": False, **rules})
                assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("folder", PAGES)
def test_a_quotation_keeps_its_list(site: Path, folder: str) -> None:
    """It is a quotation on the page, without the label of a box."""
    (quoted,) = re.findall(r"<blockquote class=.*?</blockquote>", read(site, folder), re.DOTALL)
    assert "Shake it" in quoted or "흔들 것" in quoted
    assert "<li" in quoted
    assert "box-label" not in quoted


@pytest.mark.parametrize("folder", PAGES)
def test_every_id_once_and_every_anchor_there(site: Path, folder: str) -> None:
    """Marks of footnotes lead to notes and back, however many languages a page has."""
    html = read(site, folder)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    anchors = set(re.findall(r' href="#([^"]+)"', html))
    assert anchors <= set(ids)
    assert {"fn-1", "fn-2"} <= anchors
    assert html.count('role="doc-noteref"') == html.count('role="doc-backlink"')
