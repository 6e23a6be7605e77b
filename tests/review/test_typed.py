"""What an editor typed is there: after the tab, the browser or the server has gone."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from tests.review.conftest import COMPANIES, FEE, FORUM, KOREAN, NAME, Client, Desk
from tests.review.test_browser import edit, focus, row
from tests.site.conftest import CHROMIUM
from tests.support.browsers import browser_program
from workflow.model import State

TYPED = "무료로 진행되며 누구나 참석할 수 있"


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, which only talks to browsers that the tests start."""
    with sync_playwright() as started:
        yield started


@pytest.fixture
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a browser knows between two starts."""
    return tmp_path_factory.mktemp("profile")


@contextmanager
def chromium(playwright: Playwright, profile: Path) -> Iterator[tuple[Page, subprocess.Popen]]:  # type: ignore[type-arg]
    """A browser of its own, which can be killed, and a page in it."""
    executable = browser_program()
    if not executable:
        pytest.skip("needs Chromium")
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    process = subprocess.Popen(
        [executable, *CHROMIUM, "--headless=new", "--remote-debugging-port=0",
         f"--user-data-dir={profile}", "about:blank"],
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not (port.exists() and port.read_text().count("\n")):
            assert time.monotonic() < end
            time.sleep(0.05)
        browser = playwright.chromium.connect_over_cdp(
            f"http://127.0.0.1:{port.read_text().split()[0]}"
        )
        yield browser.contexts[0].pages[0], process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:  # type: ignore[type-arg]
    """``kill -9`` of the browser and all its processes: what was started may be a script."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def open_article(page: Page, desk: Desk) -> None:
    """The article, in a browser that has the address."""
    page.goto(desk.server.url)
    page.wait_for_selector("main.queue")
    page.goto(f"{desk.server.origin}/a/{NAME}/ko")


def wait_until_the_server_has(page: Page, desk: Desk, text: str) -> None:
    """Waits until the server keeps a text that is typed in a page and not saved."""
    end = time.monotonic() + 15
    while text not in [
        each.text for each in desk.server.backend.article(NAME, "ko").typed.values()
    ]:
        assert time.monotonic() < end, text
        page.wait_for_timeout(50)


def wait_until_nothing_is_kept(page: Page) -> None:
    """Waits until the server has answered that it has dropped what was typed."""
    kept = "Object.keys(localStorage).filter(key => key.startsWith('draft'))"
    end = time.monotonic() + 15
    while page.evaluate(kept):
        assert time.monotonic() < end, page.evaluate(kept)
        page.wait_for_timeout(50)


@pytest.mark.parametrize("same", [pytest.param(True, marks=pytest.mark.slow), False])
def test_a_killed_browser_loses_nothing(
    playwright: Playwright, desk: Desk, profile: Path, tmp_path: Path, same: bool
) -> None:
    """Killed a second after the last key, in mid-sentence: the text is there, in any browser."""
    with chromium(playwright, profile) as (page, process):
        open_article(page, desk)
        edit(page, FEE)
        page.keyboard.type(TYPED)
        time.sleep(1)
        kill(process)
    with chromium(playwright, profile if same else tmp_path / "other") as (page, _):
        open_article(page, desk)
        selector = focus(page, FEE)
        expect(page.locator(f"{selector} > .own")).to_contain_text(TYPED)
        page.keyboard.press("e")
        expect(page.locator("textarea:focus")).to_have_value(TYPED)
        page.keyboard.press("Control+End")
        page.keyboard.type("다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
        assert desk.text(FEE) == f"{TYPED}다."
        wait_until_nothing_is_kept(page)
        page.reload()
        expect(page.locator(".own")).to_have_count(0)


def test_a_closed_tab_loses_nothing(playwright: Playwright, desk: Desk, profile: Path) -> None:
    """“The draft is kept.” is true."""
    with chromium(playwright, profile) as (page, _):
        open_article(page, desk)
        edit(page, FEE)
        page.keyboard.type(TYPED)
        page.keyboard.press("Escape")
        expect(page.locator("[role=status]")).to_have_text("The draft is kept.")
        later = page.context.new_page()
        page.close()
        later.goto(f"{desk.server.origin}/a/{NAME}/ko")
        selector = focus(later, FEE)
        expect(later.locator(f"{selector} > .own")).to_contain_text(TYPED)
        later.keyboard.press("e")
        expect(later.locator("textarea:focus")).to_have_value(TYPED)


def test_it_is_offered_where_the_sentence_has_changed(
    playwright: Playwright, desk: Desk, profile: Path
) -> None:
    """An older text is never put over a newer one: both are shown, and one key decides."""
    with chromium(playwright, profile) as (page, process):
        open_article(page, desk)
        edit(page, FEE)
        page.keyboard.type(TYPED)
        wait_until_the_server_has(page, desk, TYPED)
        kill(process)
    desk.save(FEE, KOREAN[FEE], "요금은 없다.")
    with chromium(playwright, profile) as (page, _):
        open_article(page, desk)
        selector = focus(page, FEE)
        for _ in range(2):
            page.keyboard.press("e")
            expect(page.locator(f"{selector} .mine")).to_have_text(TYPED)
            expect(page.locator(f"{selector} .theirs")).to_have_text("요금은 없다.")
            expect(page.locator(f"{selector} .base")).to_have_text(KOREAN[FEE])
            page.reload()
            focus(page, FEE)
        page.keyboard.press("a")
        expect(page.locator(f"{selector} .mine")).to_have_text(TYPED)
        page.keyboard.press("2")
        page.keyboard.press("e")
        expect(page.locator("textarea:focus")).to_have_value("요금은 없다.")
    assert desk.text(FEE) == "요금은 없다."
    assert desk.entries[FEE].state is State.DRAFT


def test_the_newer_of_two_browsers_texts(
    playwright: Playwright, desk: Desk, profile: Path, tmp_path: Path
) -> None:
    """It is the draft; the older one is shown beside."""
    with chromium(playwright, profile) as (page, _):
        open_article(page, desk)
        edit(page, FEE)
        page.keyboard.type("하나")
        wait_until_the_server_has(page, desk, "하나")
        with chromium(playwright, tmp_path / "other") as (other, _):
            open_article(other, desk)
            focus(other, FEE)
            other.keyboard.press("e")
            expect(other.locator("textarea:focus")).to_have_value("하나")
            other.keyboard.type(" 둘")
            wait_until_the_server_has(other, desk, "하나 둘")
        page.reload()
        selector = row(page, FEE)
        expect(page.locator(f"{selector} > .own")).to_contain_text("하나 둘")
        expect(page.locator("#lost")).to_contain_text("하나")


def test_what_is_typed_while_the_server_is_away(
    playwright: Playwright, desk: Desk, profile: Path
) -> None:
    """The browser keeps it, over a reload; the server has it when it is back."""
    with chromium(playwright, profile) as (page, _):
        open_article(page, desk)
        page.route("**/api/**", lambda route: route.abort())
        edit(page, FEE)
        page.keyboard.type(TYPED)
        page.wait_for_timeout(500)
        page.reload()
        expect(page.locator(f"{row(page, FEE)} > .own")).to_contain_text(TYPED)
        page.unroute("**/api/**")
        wait_until_the_server_has(page, desk, TYPED)


def test_nothing_is_left_of_what_was_discarded(
    playwright: Playwright, desk: Desk, profile: Path
) -> None:
    """Neither in the browser nor beside the project."""
    with chromium(playwright, profile) as (page, _):
        open_article(page, desk)
        for source in (FEE, FORUM, COMPANIES):
            edit(page, source)
            page.keyboard.type(TYPED)
            page.wait_for_timeout(300)
            page.get_by_role("button", name="Discard draft").click()
        wait_until_nothing_is_kept(page)
    assert not [*(desk.project.cache / "typed").rglob("*.json")]


# ---- The call itself


def call(desk: Desk, method: str, path: str, body: dict[str, object]) -> tuple[int, Message]:
    """A call as the page makes it; its status and headers."""
    article = desk.server.backend.article(NAME, "ko")
    one = next(each for each in article.rows if each.segment.text == FEE)
    data = {"name": NAME, "target": "ko", "key": one.segment.key, **body}
    return Client(desk).enter().ask(method, path, data, If_Match=one.etag)[:2]


def test_lines_end_as_everywhere(desk: Desk) -> None:
    """No carriage return reaches the PO file."""
    status, _ = call(desk, "PUT", "/api/entry", {"text": "하나\r\n둘\r셋", "state": "approved"})
    assert (status, desk.text(FEE)) == (200, "하나\n둘\n셋")
    assert b"\\r" not in desk.po.read_bytes()


@pytest.mark.parametrize("key", ["../../../x", "a/b", "", "x" * 200])
def test_only_sentences_have_drafts(desk: Desk, key: str) -> None:
    """No other key names a file."""
    body = {"key": key, "text": "x", "base": "", "state": "machine", "at": 1}
    status, headers = call(desk, "POST", "/api/draft", body)
    assert (status, headers["Connection"]) == (410, "close")
    assert not (desk.project.cache / "typed").exists()


def test_half_a_character_can_be_kept(desk: Desk) -> None:
    """A browser may send one; it is a draft, not a file's text."""
    body = {"text": "\ud83d", "base": "", "state": "machine", "at": 1}
    assert call(desk, "POST", "/api/draft", body)[0] == 200
    assert [each.text for each in desk.server.backend.article(NAME, "ko").typed.values()] == [
        "\ud83d"
    ]
