"""What helps a reader of an article: cards, one sentence's tools, readings, contents, the place."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.site import demo
from tests.site.test_browser import ARTICLE, PHONE, opened
from workflow.languages import pack
from workflow.model import Project
from workflow.site import publish

TOP = "e => e.getBoundingClientRect().top"
#: What can be reached with the tab key and is in the first window, or before it.
STOPS = """[...document.querySelectorAll('a[href], button, input:not([type=radio]), summary')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().top < innerHeight).length"""


def violations(page: Page) -> str:
    """What axe-core finds; nothing if it finds nothing."""
    results = Axe().run(page, options={"preload": False})
    return results.generate_report() if results.violations_count else ""


def press(page: Page, place: str) -> None:
    """Clicks where something is, and scrolls nothing before: it may stick to the top."""
    box = page.locator(place).bounding_box()
    assert box
    page.mouse.click(box["x"] + 8, box["y"] + 12)


def test_a_tapped_term_opens_a_card_and_the_reader_stays(browser: Browser, site: Path) -> None:
    """It has renderings, readings and the note; Escape closes it, and the focus is back."""
    with opened(browser, site / "ko" / ARTICLE, size=PHONE) as page:
        before = page.url, page.evaluate("scrollY")
        term = page.locator(".body a.term", has_text="싱하이밍").first
        term.click()
        card = page.locator(".card")
        words = card.inner_text()
        for each in ("싱하이밍", "邢海明", "xíng hǎi míng", "Xing Haiming", "embassy"):
            assert each in words
        assert (page.url, page.evaluate("scrollY")) == before
        assert violations(page) == ""
        page.keyboard.press("Escape")
        assert not card.is_visible()
        assert term.evaluate("e => document.activeElement === e")
        term.click(modifiers=["Control"])
        assert not card.is_visible()


def test_saved_words_are_a_file_for_anki(browser: Browser, site: Path) -> None:
    with opened(browser, site / "ko" / ARTICLE) as page:
        for name in ("싱하이밍", "손경식", "손경식"):
            page.locator(".body a.term", has_text=name).first.click()
            page.locator("[data-do=save]").click()
            page.keyboard.press("Escape")
        with page.expect_download() as download:
            page.locator("[data-do=words]").click()
        lines = download.value.path().read_text("utf-8").splitlines()
        assert lines[:2] == ["#separator:tab", "#html:false"]
        notes = [line.split("\t") for line in lines if not line.startswith("#")]
        assert [note[0] for note in notes] == ["싱하이밍(邢海明)", "손경식"]
        assert all(len(note) == 5 for note in notes)
        assert "오찬 간담회" in notes[0][3]
        assert "#s-" in notes[0][4]


def test_a_sentence_is_copied_heard_and_shared_with_an_answer(browser: Browser, site: Path) -> None:
    with opened(browser, site / "trio" / ARTICLE) as page:
        page.evaluate(
            """window.heard = [];
            speechSynthesis.speak = (said) => heard.push([said.lang, said.text]);
            document.execCommand = () => { window.put = document.activeElement.value; return true };
            Object.defineProperty(navigator, 'clipboard', { value: undefined })"""
        )
        page.locator(".body .u").nth(2).locator(".no").click()
        tools = page.locator(".handles")
        tools.locator("[data-do=copy]").click()
        assert tools.locator(".answer").inner_text() == "Copied."
        copied = page.evaluate("put").split("\n")
        assert copied[0] == "“We expect it to go on growing,” he said."
        assert len(copied) == 3
        tools.locator("[data-do=share]").click()
        assert page.evaluate("put").endswith(page.url.partition("#")[2])
        tools.locator("[data-do=hear]").click()
        assert [tag for tag, _ in page.evaluate("heard")] == ["en", "ko", "zh-Hans"]
        assert violations(page) == ""
        page.keyboard.press("Escape")
        assert not tools.is_visible()


def test_layout_and_version_keep_the_sentence(browser: Browser, site: Path) -> None:
    """The sentence at the top stays there, and the address names it."""
    with opened(browser, site / "trio" / ARTICLE) as page:
        page.emulate_media(reduced_motion="reduce")
        row = page.locator(".body .u").nth(9)
        key = row.get_attribute("id")
        page.goto(f"{page.url}#{key}")
        press(page, "label:has(#m-stack)")
        page.wait_for_function(f"location.href.endsWith('?show=stack#{key}')")
        assert 40 < row.evaluate(TOP) < 70
        press(page, "label:has(#m-1)")
        page.wait_for_function(f"location.href.endsWith('?show=1#{key}')")
        assert 40 < row.evaluate(TOP) < 90
        for layout in ("2", "1", "2"):  # where sentences share lines, none before it is taken
            press(page, f"label:has(#m-{layout})")
            page.wait_for_function(f"location.href.endsWith('?show={layout}#{key}')")
        page.wait_for_timeout(1000)
        page.locator(".versions a", has_text="한국어").first.click()
        page.wait_for_url("**/ko/**")
        assert page.url.endswith(f"#{key}")
        assert page.locator(f"#{key}").evaluate(TOP) < 400


def test_a_deep_link_lands_just_below_the_bar(browser: Browser, site: Path) -> None:
    for size in ((1360, 500), PHONE):
        with opened(browser, site / "pair/en-ko" / ARTICLE, size=size) as page:
            page.emulate_media(reduced_motion="reduce")
            row = page.locator(".body .u").nth(4)
            page.goto(f"{page.url}#{row.get_attribute('id')}")
            high = page.locator(".bar").evaluate("e => e.offsetHeight")
            assert 0 <= row.evaluate(TOP) - high <= 14


def test_readings_stand_above_their_characters(browser: Browser, site: Path) -> None:
    """On demand, one for each; what is copied or searched for is the text alone."""
    with opened(browser, site / "pair/ko-zh-hans" / ARTICLE) as page:
        cell = page.locator(".body .paragraph .u").first.locator("p").nth(1)
        before = cell.inner_text()
        page.locator("[data-do=read]").click()
        cell.locator("ruby").first.wait_for()
        pairs = cell.locator("ruby").evaluate_all(
            "all => all.map(e => [e.firstChild.data, e.lastChild.textContent])"
        )
        assert pairs[:3] == [["韩", "hán"], ["国", "guó"], ["经", "jīng"]]
        assert len(page.locator(".body .c1 ruby").all()) > 50
        assert violations(page) == ""
        page.locator("[data-do=read]").click()
        assert cell.inner_text().replace("\n", "") == before.replace("\n", "")


@given(st.text("한국 독립신라값이앉아좋다웬뷁abc漢銀行.，", max_size=12))
def test_every_letter_that_is_read_has_one_reading(text: str) -> None:
    for tag, inside in (("ko", "가힣"), ("zh-Hans", "\u4e00\u9fff")):
        letters = [each for each in text if inside[0] <= each <= inside[1]]
        assert len(pack(tag).syllables(text)) == len(letters)


def test_text_size_is_remembered(browser: Browser, site: Path) -> None:
    with opened(browser, site / "en" / ARTICLE) as page:
        size = "getComputedStyle(document.documentElement).fontSize"
        page.locator("[data-do=larger]").click()
        assert page.evaluate(size) == "18px"
        page.reload()
        assert page.evaluate(size) == "18px"
        page.locator("[data-do=smaller]").click()
        assert page.evaluate(size) == "16px"


def test_the_text_begins_on_the_first_screen_of_a_phone(browser: Browser, site: Path) -> None:
    """At 500 pixels at the latest; and few stops of the tab key lead there."""
    with opened(browser, site / "trio" / ARTICLE, size=PHONE) as page:
        assert page.locator(".body .u").first.evaluate(TOP) <= 500
        assert page.evaluate(STOPS) <= 60
        page.set_viewport_size({"width": 1360, "height": 900})
        assert page.evaluate(STOPS) <= 60


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A long article with headings."""
    paper = demo.Paper("long", "en", ("ko",))
    paper.add(demo.K.HEADLINE, ("A long story", "긴 이야기"))
    for chapter in range(4):
        paper.add(demo.K.HEADING, (f"Chapter {chapter}", f"{chapter}장"), level=2)
        for part in range(16):
            paper.add(
                demo.K.PARAGRAPH, (f"It goes on {chapter}-{part}.", f"계속 {chapter}-{part}.")
            )
    return publish(Project(tmp_path_factory.mktemp("long")), [paper.article()]).folder


@pytest.mark.parametrize("folder", ["ko", "pair/en-ko"])
def test_a_long_article_has_contents(browser: Browser, long: Path, folder: str) -> None:
    """They lead to its headings, without script, too; a bar tells how far one has read."""
    with opened(browser, long / folder / "long" / "index.html", script=False) as page:
        page.emulate_media(reduced_motion="reduce")
        page.locator(".contents summary").click()
        links = page.locator(".contents a")
        assert links.count() == 4
        links.nth(2).click()
        page.wait_for_url("**#*")
        heading = page.locator(f"[id='{page.url.partition('#')[2]}']")
        assert heading.evaluate(TOP) < 80
        assert "2" in heading.inner_text()


def test_contents_are_open_to_everyone(browser: Browser, long: Path) -> None:
    with opened(browser, long / "ko" / "long" / "index.html") as page:
        page.locator(".contents summary").click()
        assert violations(page) == ""


def test_a_short_article_has_none_and_no_script_no_aids(browser: Browser, site: Path) -> None:
    with opened(browser, site / "pair/en-ko" / ARTICLE, script=False) as page:
        assert page.locator(".contents").count() == 0
        assert not page.locator("#aids").is_visible()
        page.locator(".body a.term").first.click()
        page.wait_for_url("**/glossary/**")
