"""Sentences joined and split in the review, and the published page beside it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.review.conftest import FEE, FORUM, KOREAN, NAME, TRADE, Client, Desk, opened
from tests.review.test_backend import rows, save
from tests.review.test_team import team
from workflow.errors import SourceError
from workflow.model import Role, State, TeamMember
from workflow.review import Conflict, Gone, Parting, SegmentAddress

BOTH = f"{FORUM} {FEE}"
PAGE = f"/page/ko/{NAME}/index.html?name={NAME}&target=ko"


def files(desk: Desk) -> dict[str, list[bytes]]:
    """Map each PO file to its entries; what is undone may stay as an obsolete one."""
    return {
        str(path): [each.strip() for each in path.read_bytes().split(b"\n\n") if b"#~ " not in each]
        for path in desk.project.locales.rglob("*.po")
    }


def test_join_and_undo_give_back_every_entry(desk: Desk) -> None:
    """All languages follow; an approval and its text are there again after undo, to the letter."""
    backend, row = desk.server.backend, rows(desk)[FORUM]
    save(desk, row, row.entry.text)
    chinese = rows(desk, "zh-Hans")[FORUM]
    save(desk, chinese, "韩国经总将举办论坛。", approve=False)
    before, row = files(desk), rows(desk)[FORUM]
    done = backend.join(SegmentAddress(NAME, "ko", row.segment.key), row.etag)
    joined = rows(desk)[BOTH]
    assert joined.segment.key == done.moved
    assert joined.entry.text == f"{KOREAN[FORUM]} {KOREAN[FEE]}"
    assert (joined.entry.state, joined.open) == (State.STALE, True)
    assert rows(desk, "zh-Hans")[BOTH].entry.text == "韩国经总将举办论坛。"
    told = [event.source for event in backend.history(SegmentAddress(NAME, "ko", done.moved))]
    assert {FORUM, FEE, ""} == {*told}
    backend.undo_last(NAME, "ko")
    assert files(desk) == before
    assert not list(desk.project.locales.glob(".sentences/*.jsonl"))


def test_split_where_the_caret_is(desk: Desk) -> None:
    """And not in the midst of nowhere; a sentence that has changed is looked at first."""
    backend, row = desk.server.backend, rows(desk)[TRADE]
    key = row.segment.key
    with pytest.raises(Conflict):
        backend.split(SegmentAddress(NAME, "ko", key), "old", Parting("Trade grew 38-fold"))
    with pytest.raises(Gone):
        backend.split(SegmentAddress(NAME, "ko", key), row.etag, Parting("Trade fell"))
    with pytest.raises(SourceError):
        backend.split(SegmentAddress(NAME, "ko", key), row.etag, Parting(""))
    with pytest.raises(SourceError):
        backend.join(SegmentAddress(NAME, "ko", rows(desk)[FEE].segment.key), rows(desk)[FEE].etag)
    done = backend.split(SegmentAddress(NAME, "ko", key), row.etag, Parting("Trade grew 38-fold "))
    first, second = rows(desk)["Trade grew 38-fold"], rows(desk)["in thirty years."]
    assert done.moved == first.segment.key
    assert (first.entry.text, second.entry.text) == (KOREAN[TRADE], "")


@pytest.mark.parametrize(
    ("first", "texts"),
    [
        ("교역은 30년 동안 ", ("교역은 30년 동안", "37배로 늘었다.")),
        ("", (KOREAN[TRADE], "")),
        (KOREAN[TRADE], (KOREAN[TRADE], "")),
    ],
)
def test_the_translation_is_parted_where_the_editor_says(
    desk: Desk, first: str, texts: tuple[str, str]
) -> None:
    """Both wait to be looked at; undo gives back every entry, and nothing is parted elsewhere."""
    backend, row = desk.server.backend, rows(desk)[TRADE]
    key, before = row.segment.key, files(desk)
    with pytest.raises(SourceError):
        backend.split(
            SegmentAddress(NAME, "ko", key), row.etag, Parting("Trade grew 38-fold", "교역이")
        )
    done = backend.split(
        SegmentAddress(NAME, "ko", key), row.etag, Parting("Trade grew 38-fold", first)
    )
    found = rows(desk)
    parts = found["Trade grew 38-fold"], found["in thirty years."]
    assert tuple(each.entry.text for each in parts) == texts
    assert all(each.open for each in parts)
    backend.undo(done.operation)
    assert files(desk) == before


def test_undo_takes_nothing_from_others(desk: Desk) -> None:
    """Whoever has worked on the joined sentence since keeps it."""
    backend, row = desk.server.backend, rows(desk)[FORUM]
    done = backend.join(SegmentAddress(NAME, "ko", row.segment.key), row.etag)
    save(desk, rows(desk)[BOTH], "경총은 무료 포럼을 연다.")
    with pytest.raises(Conflict):
        backend.undo(done.operation)
    assert rows(desk)[BOTH].entry.text == "경총은 무료 포럼을 연다."


def test_who_may(desk: Desk) -> None:
    """The page is for everyone who has been let in; nothing in it is run."""
    stranger, client = Client(desk), Client(desk).enter()
    assert stranger.ask("GET", PAGE)[0] == 401
    status, headers, html = client.ask("GET", PAGE)
    assert status == 200
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "<script" not in html.replace("&lt;script", "")
    assert f"s-{rows(desk)[FORUM].segment.key}" in html
    style = html.partition('rel="stylesheet" href="../../')[2].partition('"')[0]
    assert client.ask("GET", f"/page/{style}")[1]["Content-Type"].startswith("text/css")
    for path in (
        "/page/../workflow.toml",
        "/page/assets/../../workflow.toml",
        "/page/ko/none/index.html",
    ):
        assert client.ask("GET", path)[0] in (404, 410)


def test_who_only_translates_sees_the_page_and_joins_nothing(desk: Desk) -> None:
    """Joining touches what others have approved."""
    lee = TeamMember("Lee <lee@example.org>", frozenset({Role.TRANSLATE}))
    with team(desk, people=[lee]) as served:
        client = Client(served).enter(served.server.invitation(lee))
        assert client.ask("GET", PAGE)[0] == 200
        row = rows(desk)[FORUM]
        body = {"name": NAME, "target": "ko", "key": row.segment.key}
        assert client.ask("POST", "/api/join", body, If_Match=row.etag)[0] == 403


def test_the_page_follows_each_decision(desk: Desk) -> None:
    """As it would be published: with its marks, and another text as soon as it is saved."""
    client = Client(desk).enter()
    assert "포럼을 연다." in client.ask("GET", PAGE)[2]
    save(desk, rows(desk)[FORUM], "경총이 토론회를 개최한다.")
    html = client.ask("GET", PAGE)[2]
    assert "토론회를 개최한다." in html
    assert "포럼을 연다." not in html


def test_by_keys(browser: Browser, desk: Desk) -> None:
    """U unites, Z takes it back, S splits at the caret; the page beside it leads back."""
    with opened(browser, desk) as page:
        at(page, FORUM)
        page.keyboard.press("u")
        page.keyboard.press("Enter")
        expect(page.locator("#rows > li[aria-current] .source")).to_have_text(BOTH)
        page.keyboard.press("z")
        expect(page.locator("#rows > li[aria-current] .source")).to_have_text(FORUM)
        page.keyboard.press("b")
        frame = page.frame_locator("#beside iframe:not(.coming)")
        expect(frame.locator(f"#{at(page, FORUM)}")).to_have_css("outline-style", "solid")
        page.keyboard.press("a")
        expect(frame.locator("main")).to_contain_text("Kim Min-su")
        frame.get_by_text(KOREAN[TRADE]).click()
        expect(page.locator("#rows > li[aria-current] .source")).to_have_text(TRADE)
        page.keyboard.press("s")
        for _ in range(3):
            page.keyboard.press("Control+ArrowLeft")
        page.keyboard.press("x")
        expect(page.locator("#split-text")).to_have_value(TRADE)
        page.keyboard.press("Tab")
        page.keyboard.press("Home")
        page.keyboard.press("Control+ArrowRight")
        page.keyboard.press("x")
        expect(page.locator("#split-other .parts")).to_contain_text(" | ")
        first, second = page.locator("#split-other .parts").inner_text().split(" | ")
        assert f"{first} {second}" == KOREAN[TRADE]
        page.keyboard.press("Enter")
        expect(page.locator("#rows > li[aria-current] .source")).not_to_have_text(TRADE)
        expect(page.locator("#rows > li[aria-current] .target")).to_have_text(first)
        expect(page.locator("#beside")).to_be_visible()


def at(page: Page, source: str) -> str:
    """Puts the focus on a row; the name of its sentence."""
    row = page.locator("#rows > li", has=page.get_by_text(source, exact=True))
    row.focus()
    return str(row.get_attribute("id"))
