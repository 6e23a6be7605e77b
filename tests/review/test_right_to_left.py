"""A review in Arabic: the page runs from right to left, and each text in its own direction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.review.conftest import FORUM, NAME, REVIEWER, Desk, opened, served
from tests.site import arabic
from workflow.app import running
from workflow.app.reviewing import deciding
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.interface_words import Words
from workflow.model import Draft, Project, say
from workflow.protocols import silent
from workflow.review import descriptions
from workflow.review.localization import localized

ENGINE = "argos/en_ar-1.1"


@pytest.fixture
def port(project: Project) -> Iterator[Desk]:
    """An English article drafted in Arabic, under review."""
    (project.root / "workflow.toml").write_text('name = "The Port Review"\ntargets = ["ar"]\n')
    article = (arabic.HEADLINE, arabic.FIRST, arabic.SECOND, arabic.QUOTE)
    (project.seeds / f"{NAME}.txt").write_text("\n\n".join(each[0] for each in article) + "\n")
    (project.glossary / "terms.csv").write_text(
        "id,type,en,ar,match,status\nhmm,org,HMM,شركة HMM,case,approved\n"
    )
    project = find_project(project.root)
    assert not running.sync(Work(project, seed_files.select(project, ())), silent).errors
    catalog = Catalog.load(project, NAME, "ar")
    for each in article[:-1]:
        assert catalog.fill(each[0], Draft(each[1], ENGINE), "", "2026-11-24")
    catalog.save()
    paths = seed_files.select(project, ())
    backend = deciding.ProjectReview(project, paths, REVIEWER, lambda: date(2026, 11, 25))
    with served(project, backend) as desk:
        yield desk


def test_a_review_from_right_to_left(browser: Browser, port: Desk) -> None:
    """Interface and translation begin at the right, the source at the left; axe finds nothing."""
    direction = "each => getComputedStyle(each).direction"
    with opened(browser, port, f"a/{NAME}/ar", locale="ar-EG") as page:
        assert page.locator("html").evaluate("e => [e.lang, e.dir]") == ["ar", "rtl"]
        row = page.locator("#rows > li").nth(1)
        row.click()
        assert row.locator(".source").evaluate(direction) == "ltr"
        assert row.locator(".target").evaluate(direction) == "rtl"
        assert row.locator(".terms b").first.evaluate(direction) == "rtl"
        assert page.locator(".way").first.evaluate("e => getComputedStyle(e).scale") == "-1 1"
        page.keyboard.press("e")
        assert row.locator("textarea").evaluate(direction) == "rtl"
        page.keyboard.press("Escape")
        page.keyboard.press("m")
        page.keyboard.type("Which Sohn?")
        page.locator("#note button[value=save]").click()
        assert row.locator(".comments span").evaluate(direction) == "ltr"
        for width in (1360, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            results = Axe().run(page, options={"preload": False})
            assert results.violations_count == 0, results.generate_report()


def test_a_latin_name_in_brackets_keeps_its_stop(browser: Browser, port: Desk) -> None:
    """It stands behind the name, as it does on the published page."""
    named = "قالت الشركة (Hanbit Marine Co.) إنها ستبني عبّارتين (7 Days)."
    assert "".join(piece for _, piece in descriptions.marked(named)) == named
    with opened(browser, port, f"a/{NAME}/ar", locale="ar-EG") as page:
        row = page.locator("#rows > li").nth(1)
        row.click()
        page.keyboard.press("e")
        row.locator("textarea").fill(named)
        page.keyboard.press("Control+Enter")
        asides = row.locator(".target bdi")
        asides.first.wait_for()
        assert asides.all_inner_texts() == ["Hanbit Marine Co.", "7 Days"]
        assert asides.first.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_what_is_copied_has_no_invisible_marks(browser: Browser, port: Desk) -> None:
    """A command would not run with them; what somebody copies of a text of their own stays."""
    with opened(browser, port, f"a/{NAME}/ar", locale="ar") as page:
        copied = page.evaluate("""() => {
          const line = document.createElement("p");
          line.textContent = "\\u2068workflow sync\\u2069!";
          document.querySelector("main").append(line);
          getSelection().selectAllChildren(line);
          const event = new ClipboardEvent("copy", {
            clipboardData: new DataTransfer(), bubbles: true, cancelable: true,
          });
          line.dispatchEvent(event);
          return [event.clipboardData.getData("text/plain"), event.defaultPrevented];
        }""")
    assert copied == ["workflow sync!", True]


def test_a_name_in_a_finding_keeps_its_stop() -> None:
    """Where the message is read from right to left; elsewhere nothing is put around it."""
    said = say("{name} is missing", name="Hanbit Co.")
    arabic_words = Words("ar", {"{name} is missing": "ينقص {name}"})
    assert localized(said, arabic_words).text == "ينقص \u2068Hanbit Co.\u2069"
    assert localized(said, Words("ko", {})).text == "Hanbit Co. is missing"


def test_a_review_in_japanese(browser: Browser, port: Desk) -> None:
    """A browser that asks for Japanese is answered in it."""
    with opened(browser, port, "", locale="ja-JP") as page:
        assert page.locator("html").evaluate("e => [e.lang, e.dir]") == ["ja", "ltr"]
        assert page.locator(".desk").inner_text() == "レビュー"
        assert FORUM not in page.content()
