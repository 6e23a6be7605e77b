"""The review in a real browser: keys alone, input methods, other editors, access for everyone."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.review.conftest import (
    COMPANIES,
    FEE,
    FORUM,
    HEADLINE,
    HOSTILE,
    KOREAN,
    NAME,
    REVIEWER,
    TRADE,
    Client,
    Desk,
    opened,
)
from tests.site.test_browser import COLOURS
from tests.support.pictures import camera, picture
from workflow.catalog import Catalog
from workflow.model import State
from workflow.review import views

ARTICLE = f"a/{NAME}/ko"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages look for changes ten times a second."""
    monkeypatch.setattr(views, "_POLL", 100)


def row(page: Page, source: str) -> str:
    """The selector of a sentence's row."""
    key = page.locator("#rows > li", has=page.get_by_text(source, exact=True)).get_attribute("id")
    return f"#{key}"


def focus(page: Page, source: str) -> str:
    """Puts the focus on a row; its selector."""
    selector = row(page, source)
    page.locator(selector).focus()
    return selector


def edit(page: Page, source: str) -> str:
    """Begins to edit a sentence, its whole text selected; the row's selector."""
    selector = focus(page, source)
    page.keyboard.press("e")
    expect(page.locator("textarea:focus")).to_be_visible()
    page.keyboard.press("Control+a")
    return selector


def test_the_address_opens_in_the_window_that_shows_the_door(browser: Browser, desk: Desk) -> None:
    """There the address differs in its fragment alone, so that nothing is loaded again."""
    page = browser.new_page()
    page.goto(desk.server.origin)
    expect(page.locator("#door")).to_be_visible()
    page.goto(desk.server.url)
    expect(page.locator("main.queue")).to_be_visible()
    page.close()


def test_an_article_without_a_mouse(browser: Browser, desk: Desk) -> None:
    """From the address to the last approval by keys alone: one key a clean sentence."""
    with opened(browser, desk, "") as page:
        page.evaluate("addEventListener('pointerdown', () => { window.pointed = true })")
        page.get_by_role("link", name=re.compile(f"한국어.*{HEADLINE}")).press("Enter")
        expect(page.locator("li:focus")).to_contain_text(TRADE)  # a wrong number: the riskiest
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.type("교역은 30년 동안 38배로 늘었다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
        for done in range(2, 7):
            page.keyboard.press("a")
            expect(page.locator("#progress")).to_contain_text(f"{done} of 6 approved")
        expect(page.locator("[role=status]")).to_have_text("Everything is approved.")
        assert not page.evaluate("window.pointed")
    texts = {source: entry.text for source, entry in desk.entries.items()}
    assert texts == {**KOREAN, TRADE: "교역은 30년 동안 38배로 늘었다."}
    assert all(entry.state is State.REVIEWED for entry in desk.entries.values())
    assert desk.entries[FORUM].reviewer == REVIEWER


def test_fast_keys_each_approve_one(browser: Browser, desk: Desk) -> None:
    """Keys pressed while a sentence is still being saved go to the sentences after it."""
    with opened(browser, desk) as page:
        for _ in range(3):
            page.keyboard.press("a")
        expect(page.locator("#progress")).to_contain_text("3 of 6 approved")
        expect(page.locator("#progress")).not_to_contain_text("saving")
        page.keyboard.press("z")
        page.keyboard.press("x")
        expect(page.locator("li:focus")).to_have_attribute("data-state", "needs-work")
        expect(page.locator("#progress")).to_contain_text("2 of 6 approved")
    held = [entry for entry in desk.entries.values() if entry.held]
    assert [entry.state for entry in held] == [State.DRAFT]


def test_moving(browser: Browser, desk: Desk) -> None:
    """J and K go in order and N by risk; one row at a time is in the tab order."""
    with opened(browser, desk) as page:
        focus(page, HEADLINE)
        page.keyboard.press("j")
        expect(page.locator("li:focus")).to_contain_text(TRADE)
        page.keyboard.press("k")
        expect(page.locator("li:focus")).to_contain_text(HEADLINE)
        risks = []
        for _ in range(6):
            page.keyboard.press("n")
            risks.append(int(page.locator("li:focus").get_attribute("data-risk") or 0))
        start = risks.index(max(risks))
        ordered = risks[start:] + risks[:start]
        assert ordered == sorted(risks, reverse=True)
        expect(page.locator("#rows > li[tabindex='0']")).to_have_count(1)
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1360, 700), (390, 844)])
def test_the_list_of_keys_is_seen_from_its_beginning(
    browser: Browser, desk: Desk, width: int, height: int
) -> None:
    with opened(browser, desk, ARTICLE) as page:
        page.set_viewport_size({"width": width, "height": height})
        focus(page, TRADE)
        page.keyboard.press("?")
        expect(page.locator("#help-title")).to_be_in_viewport(ratio=1)
        page.keyboard.press("Escape")
        expect(page.locator(row(page, TRADE))).to_be_focused()


def test_letters_can_be_switched_off(browser: Browser, desk: Desk) -> None:
    """Then only arrows, Enter and chords act (WCAG 2.1.4)."""
    with opened(browser, desk) as page:
        page.get_by_role("button", name="Letter keys").click()
        focus(page, FORUM)
        page.keyboard.press("x")
        page.keyboard.press("a")
        page.keyboard.press("ArrowDown")
        expect(page.locator("li:focus")).to_contain_text(FEE)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
    assert [source for source, each in desk.entries.items() if each.state is State.REVIEWED] == [
        FEE
    ]


# ---- Input methods, simulated as Chromium's own tests do it (DevTools protocol, Input domain)


@pytest.mark.parametrize(("width", "height"), [(1360, 600), (390, 450)])
def test_a_long_text_leaves_its_buttons_in_view(
    browser: Browser, desk: Desk, width: int, height: int
) -> None:
    """Whether the caret is at its end or at its beginning, and below no message."""
    with opened(browser, desk, ARTICLE) as page:
        page.set_viewport_size({"width": width, "height": height})
        edit(page, TRADE)
        page.keyboard.insert_text("교역은 서른 해 동안 늘었다. " * 60)
        button = page.locator(".editing [data-do=save]")
        for key in ("Control+End", "Control+Home"):
            page.keyboard.press(key)
            page.keyboard.insert_text("가")
            expect(button).to_be_in_viewport(ratio=1)
            box = button.bounding_box()
            assert box
            assert page.evaluate(
                "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.editing'))",
                [box["x"] + 5, box["y"] + 5],
            )
        page.keyboard.press("Escape")


def compose(session: CDPSession, *steps: str) -> None:
    """What an input method sends while a syllable or word grows."""
    for text in steps:
        session.send("Input.dispatchKeyEvent",
                     {"type": "rawKeyDown", "key": "Process", "code": "KeyG",
                      "windowsVirtualKeyCode": 229})  # fmt: skip
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )


def chord(session: CDPSession) -> None:
    """Ctrl+Enter as it arrives while an input method composes."""
    session.send("Input.dispatchKeyEvent",
                 {"type": "rawKeyDown", "key": "Process", "code": "Enter", "modifiers": 2,
                  "windowsVirtualKeyCode": 229})  # fmt: skip


def test_hangul_is_saved_in_mid_syllable(browser: Browser, desk: Desk) -> None:
    """Ctrl+Enter while 한 is being composed saves it once, and nothing leaks into the next row."""
    with opened(browser, desk) as page:
        session = page.context.new_cdp_session(page)
        edit(page, FEE)
        page.keyboard.type("1")
        compose(session, "ㅎ", "하", "한")
        chord(session)
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
        expect(page.locator("textarea:not(dialog *)")).to_have_count(0)
        assert not page.evaluate("Object.keys(sessionStorage).length")
    assert desk.text(FEE) == "1한"
    assert [source for source, each in desk.entries.items() if each.state is State.REVIEWED] == [
        FEE
    ]


def test_unfinished_pinyin_is_not_saved(browser: Browser, desk: Desk) -> None:
    """Letters that are not Chinese yet are refused; once they are, the same keys save them."""
    with opened(browser, desk, f"a/{NAME}/zh-Hans") as page:
        session = page.context.new_cdp_session(page)
        edit(page, FEE)
        compose(session, "n", "ni h", "ni hao")
        chord(session)
        expect(page.locator("[role=status]")).to_have_text("Finish the word first.")
        session.send("Input.insertText", {"text": "你好"})
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
    assert 'msgstr "你好"' in (desk.project.locales / "zh_CN" / f"{NAME}.po").read_text()


def test_the_enter_of_an_input_method_edits_nothing(browser: Browser, desk: Desk) -> None:
    """Keys that belong to an input method do nothing on a row, before or just after composing."""
    with opened(browser, desk) as page:
        selector = focus(page, FEE)
        for init in ("{keyCode: 229, code: 'Enter', key: 'Enter'}",
                     "{isComposing: true, code: 'KeyA', key: 'a'}"):  # fmt: skip
            page.evaluate(
                f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                f" {{bubbles: true, cancelable: true, ...{init}}}))"
            )
        expect(page.locator(f"{selector} textarea")).to_have_count(0)
        # Hangul layout: the letter is another one, its place on the keyboard is the same.
        page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                      " {bubbles: true, key: 'ㅓ', code: 'KeyJ'}))")  # fmt: skip
        expect(page.locator("li:focus")).to_contain_text(HOSTILE)
    assert not any(each.state is State.REVIEWED for each in desk.entries.values())


# ---- Others


def test_a_change_elsewhere_while_typing(browser: Browser, desk: Desk) -> None:
    """It is announced, what is typed stays, and saving shows both; mine is one key."""
    with opened(browser, desk) as page:
        selector = edit(page, FEE)
        page.keyboard.type("무료다.")
        desk.save(FEE, "참가비는 받지 않는다.", "요금은 없다.")
        expect(page.locator("[role=status]")).to_contain_text("changed elsewhere")
        expect(page.locator("textarea:focus")).to_have_value("무료다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(f"{selector} .mine")).to_have_text("무료다.")
        expect(page.locator(f"{selector} .theirs")).to_have_text("요금은 없다.")
        expect(page.locator(f"{selector} .base")).to_have_text(KOREAN[FEE])
        assert desk.text(FEE) == "요금은 없다."
        expect(page.locator(selector)).to_be_focused()
        page.keyboard.press("1")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
    assert desk.text(FEE) == "무료다."


def test_a_change_of_another_row_shows(browser: Browser, desk: Desk) -> None:
    """What others save appears without a reload, and the draft beside it is saved as usual."""
    with opened(browser, desk) as page:
        edit(page, FEE)
        page.keyboard.type("무료다.")
        desk.save(COMPANIES, "12개 기업이 참석한다.", "12개사가 참석한다.")
        expect(page.locator(f"{row(page, COMPANIES)} .target")).to_have_text("12개사가 참석한다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
    assert (desk.text(FEE), desk.text(COMPANIES)) == ("무료다.", "12개사가 참석한다.")


def test_a_sentence_goes_while_it_is_edited(browser: Browser, desk: Desk) -> None:
    """The editor is told; the text is there after the article was loaded again."""
    with opened(browser, desk) as page:
        edit(page, FEE)
        page.keyboard.type("무료다.")
        seed = desk.project.seeds / f"{NAME}.txt"
        seed.write_text(seed.read_text().replace(FEE, "A fee is charged."))
        expect(page.get_by_role("alert")).to_contain_text("The article has changed")
        page.get_by_role("button", name="Load it").click()
        expect(page.locator("#lost")).to_contain_text("무료다.")
        page.get_by_role("button", name="Discard").click()
        expect(page.locator("#lost .banner")).to_have_count(0)


def test_merge_conflicts_make_it_read_only(browser: Browser, desk: Desk) -> None:
    """A banner says what to do; nothing is approved until the file is whole again."""
    with opened(browser, desk) as page:
        whole = desk.po.read_text()
        desk.po.write_text(f"<<<<<<< ours\n{whole}")
        expect(page.get_by_role("alert")).to_contain_text("holds a merge conflict")
        page.keyboard.press("a")
        expect(page.locator("[role=status]")).to_contain_text("cannot be written")
        desk.po.write_text(whole)
        expect(page.get_by_role("alert")).not_to_be_visible()
        page.keyboard.press("a")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")


def test_drafts_survive_a_reload(browser: Browser, desk: Desk) -> None:
    """A text that was left is marked, survives a reload, and opens where it was left."""
    with opened(browser, desk) as page:
        selector = edit(page, FEE)
        page.keyboard.type("무료")
        page.keyboard.press("Escape")
        expect(page.locator(selector)).to_be_focused()
        page.reload()
        expect(page.locator(selector)).to_have_class(re.compile("drafted"))
        expect(page.locator(f"{selector} > .own")).to_contain_text("무료")
        focus(page, FEE)
        page.keyboard.press("Enter")
        expect(page.locator("textarea:focus")).to_have_value("무료")
        page.get_by_role("button", name="Discard draft").click()
        expect(page.locator(selector)).not_to_have_class(re.compile("drafted"))
    assert desk.text(FEE) == KOREAN[FEE]


def test_proposing_a_term(browser: Browser, desk: Desk) -> None:
    """It becomes a row of the glossary that is under review, and shows beside the sentence."""
    table = desk.project.glossary / "terms.csv"
    before = table.read_text()
    with opened(browser, desk) as page:
        selector = focus(page, FORUM)
        page.evaluate(
            """selector => {
                 const node = document.querySelector(selector).lastChild;
                 const at = node.data.indexOf("forum");
                 getSelection().setBaseAndExtent(node, at, node, at + "forum".length);
               }""",
            f"{selector} .source",
        )
        page.keyboard.press("t")
        expect(page.locator("#term-source")).to_have_value("forum")
        page.locator("#term-target").fill("포럼")
        page.locator("#term-note").fill("House style")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("Proposed: forum → 포럼")
        expect(page.locator(f"{selector} .terms")).to_contain_text("under review")
        page.keyboard.press("t")
        page.locator("#term-source").fill("KEF")
        page.locator("#term-target").fill("경총")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("is there already, as kef")
        page.keyboard.press("Escape")
        expect(page.locator(selector)).to_be_focused()
    after = table.read_text()
    assert after.startswith(before)
    assert after[len(before) :] == "new001,term,forum,포럼,,,review\n"


def away(page: Page) -> None:
    """From now on the server does not answer the calls of a page."""
    page.route("**/api/**", lambda route: route.abort())


def test_what_is_decided_while_the_server_is_away(browser: Browser, desk: Desk) -> None:
    """Approvals, corrections and comments are kept, over a reload, and saved when it is back."""
    with opened(browser, desk, complains="ERR_FAILED") as page:
        away(page)
        focus(page, FORUM)
        page.keyboard.press("a")
        expect(page.locator("#progress")).to_contain_text("1 waiting")
        edit(page, FEE)
        page.keyboard.type("무료다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("2 waiting")
        expect(page.locator(f"{row(page, FEE)} > .own")).to_contain_text("무료다.")
        focus(page, TRADE)
        page.keyboard.press("m")
        page.keyboard.type("38?")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("#progress")).to_contain_text("3 waiting")
        assert desk.entries[FORUM].state is State.DRAFT
        page.reload()
        expect(page.locator("#progress")).to_contain_text("3 waiting")
        page.unroute("**/api/**")
        expect(page.locator("#progress")).to_have_text(re.compile("^2 of 6 approved"))
        expect(page.locator("#progress")).not_to_contain_text("waiting")
        expect(page.locator(".own")).to_have_count(0)
    entries = desk.entries
    assert (entries[FORUM].text, entries[FORUM].state) == (KOREAN[FORUM], State.REVIEWED)
    assert (entries[FEE].text, entries[FEE].state) == ("무료다.", State.REVIEWED)
    assert entries[TRADE].comments[0].endswith("Z: 38?")


def test_two_windows_wait_together(browser: Browser, desk: Desk) -> None:
    """What one window keeps is not forgotten because another one keeps something, too."""
    with opened(browser, desk, complains="ERR_FAILED") as first:
        second = first.context.new_page()
        second.goto(first.url)
        for page in (first, second):  # or the second one sends what the first one keeps
            away(page)
        for page, source in ((first, FORUM), (second, FEE)):
            focus(page, source)
            page.keyboard.press("a")
        expect(second.locator("#progress")).to_contain_text("2 waiting")
        first.reload()
        expect(first.locator("#progress")).to_contain_text("2 waiting")
        second.close()
        first.unroute("**/api/**")
        expect(first.locator("#progress")).to_have_text("2 of 6 approved, 2 with errors")
    assert {desk.entries[each].state for each in (FORUM, FEE)} == {State.REVIEWED}


def test_what_waited_overwrites_nothing(browser: Browser, desk: Desk) -> None:
    """Where somebody else has changed the sentence meanwhile, theirs stays and mine is a draft."""
    with opened(browser, desk, complains="ERR_FAILED") as page:
        away(page)
        selector = edit(page, FEE)
        page.keyboard.type("무료다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 waiting")
        desk.save(FEE, KOREAN[FEE], "돈을 받지 않는다.")
        page.unroute("**/api/**")
        expect(page.locator(f"{selector} > .own")).to_contain_text("Unsaved draft")
        expect(page.locator(f"{selector} > .own")).to_contain_text("무료다.")
        expect(page.locator(f"{selector} .target")).to_have_text("돈을 받지 않는다.")
    assert desk.text(FEE) == "돈을 받지 않는다."


def test_undo_of_what_waits(browser: Browser, desk: Desk) -> None:
    """It is never sent."""
    with opened(browser, desk, complains="ERR_FAILED") as page:
        away(page)
        focus(page, FORUM)
        page.keyboard.press("a")
        expect(page.locator("#progress")).to_contain_text("1 waiting")
        page.keyboard.press("z")
        expect(page.locator("#progress")).not_to_contain_text("waiting")
        page.unroute("**/api/**")
        focus(page, COMPANIES)
        page.keyboard.press("a")
        expect(page.locator("#progress")).to_contain_text("1 of 6 approved")
    assert desk.entries[FORUM].state is State.DRAFT


def test_a_paragraph_at_once(browser: Browser, desk: Desk) -> None:
    """Only what was in view long enough to be read, and has no error, is approved."""
    with opened(browser, desk) as page:
        focus(page, FORUM)
        page.keyboard.press("Shift+A")
        expect(page.locator("[role=status]")).to_contain_text("2: error; 3: not read yet")
        page.wait_for_timeout(1700)
        page.keyboard.press("Shift+A")
        expect(page.locator("[role=status]")).to_contain_text("2 approved; 2: error")
    approved = [source for source, each in desk.entries.items() if each.state is State.REVIEWED]
    assert approved == [FORUM, FEE]


def test_comments_and_findings_that_are_none(browser: Browser, desk: Desk) -> None:
    """A comment goes into the PO file; one that begins with noqa silences the finding."""
    with opened(browser, desk) as page:
        selector = focus(page, TRADE)
        expect(page.locator(f"{selector} .findings")).to_contain_text("38")
        page.keyboard.press("i")
        page.keyboard.type("the later figure is meant")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(f"{selector} .findings")).to_have_count(0)
        expect(page.locator(selector)).to_be_focused()
    (comment,) = desk.entries[TRADE].comments
    assert comment.startswith(f"{REVIEWER}, 20")
    assert comment.endswith("Z: noqa: number the later figure is meant")


def test_a_comment_by_keys_alone(browser: Browser, desk: Desk) -> None:
    """What was begun is there again after Escape and a reload; Ctrl+Enter saves it."""
    with opened(browser, desk) as page:
        focus(page, TRADE)
        page.keyboard.press("m")
        page.keyboard.type("Which year?")
        page.keyboard.press("Escape")
        expect(page.locator("#said")).to_have_text("The draft is kept.")
        page.reload()
        for key, there in (("m", "Which year?"), ("m", "")):
            focus(page, TRADE)
            page.keyboard.press(key)
            expect(page.locator("#note-text")).to_have_value(there)
            page.keyboard.press("Control+Enter")
            expect(page.locator("#note")).to_be_hidden()
        expect(page.locator("#said")).to_have_text("The comment is saved.")
    (comment,) = desk.entries[TRADE].comments
    assert comment.endswith("Z: Which year?")


@pytest.mark.parametrize("keeps", [True, False])
def test_a_comment_that_comes_too_late(browser: Browser, desk: Desk, keeps: bool) -> None:
    """It is there again, below one that was begun; also in a browser that keeps nothing."""
    none = "() => { Storage.prototype.getItem = Storage.prototype.setItem = () => { throw 0; }; }"
    with opened(browser, desk) as page:
        if not keeps:
            page.evaluate(none)
        selector = focus(page, TRADE)
        page.keyboard.press("m")
        page.keyboard.type("Which year?")
        page.keyboard.press("Escape")
        expect(page.locator(selector)).to_be_focused()
        page.locator(selector).evaluate("each => { each.dataset.etag = 'another'; }")
        page.keyboard.press("i")
        page.keyboard.type("meant")
        page.keyboard.press("Control+Enter")
        late = "noqa: number meant"
        expect(page.locator("#said")).to_have_text("Changed elsewhere: say it again.")
        expect(page.locator("#note")).to_be_visible()
        expect(page.locator("#note-text")).to_have_value(f"Which year?\n{late}" if keeps else late)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#said")).to_have_text("The comment is saved.")


def test_links_from_the_pages_open_the_sentence(browser: Browser, desk: Desk) -> None:
    """The address that `publish --editor` writes leads to the very sentence."""
    with opened(browser, desk, f"{ARTICLE}?source={FEE.replace(' ', '%20')}") as page:
        expect(page.locator("li:focus")).to_contain_text(FEE)


def test_a_link_from_another_site(browser: Browser, desk: Desk) -> None:
    """The cookie is not sent with the first request then: the door lets the page in after all."""
    with opened(browser, desk, "") as page:
        page.goto("about:blank")
        page.set_content(f'<a href="{desk.server.origin}/{ARTICLE}?source={FEE}">Edit</a>')
        page.get_by_role("link").click()
        expect(page.locator("li:focus")).to_contain_text(FEE)


def test_a_caption_stands_below_its_picture(browser: Browser, desk: Desk) -> None:
    """Who edits it sees what it is about."""
    seed = desk.project.seeds / f"{NAME}.txt"
    seed.write_text(f"{seed.read_text()}\n![The hall](img/%ED%99%80%20%231.jpg)\n")
    (desk.project.seeds / "img").mkdir()
    (desk.project.seeds / "img" / "홀 #1.jpg").write_bytes(picture(exif=camera()))
    with opened(browser, desk, ARTICLE) as page:
        image = page.locator("#rows img")
        expect(image).to_have_count(1)
        image.scroll_into_view_if_needed()
        image.evaluate("image => image.decode()")
        expect(page.locator("#rows > li", has=page.locator("img"))).to_contain_text("The hall")


def test_reading(browser: Browser, desk: Desk) -> None:
    """The translation as running text; Enter opens a sentence in place."""
    with opened(browser, desk, f"{ARTICLE}?view=read") as page:
        expect(page.locator(f"{row(page, FEE)} .source")).not_to_be_visible()
        page.locator("#rows > li", has_text=KOREAN[FEE]).focus()
        page.keyboard.press("Enter")
        expect(page.locator("li.editing-now .source")).to_have_text(FEE)


def test_what_the_memory_holds_is_put_in(browser: Browser, desk: Desk) -> None:
    """With one key, as the translation or where the caret is; the insertion can be undone."""
    stored = Catalog.load(desk.project, NAME, "ko")
    stored.show_similar(FEE, ["80 % It will charge. → 돈을 받지 않는다."])
    stored.save()
    with opened(browser, desk) as page:
        focus(page, FEE)
        page.keyboard.press("1")
        box = page.locator("textarea:focus")
        expect(box).to_have_value("돈을 받지 않는다.")
        page.keyboard.press("Control+a")
        page.keyboard.type("정말 ")
        page.keyboard.press("Control+1")
        expect(box).to_have_value("정말 돈을 받지 않는다.")
        page.keyboard.press("Control+z")
        expect(box).to_have_value("정말 ")


def test_findings_and_errors_in_the_reviewers_language(browser: Browser, desk: Desk) -> None:
    """All that the review says is in it, what checks and files say included."""
    with opened(browser, desk, locale="ko-KR") as page:
        finding = page.locator(f"{focus(page, TRADE)} .findings li").first
        expect(finding).to_have_text(re.compile("오류 원문에 없는 것: 37; 빠진 것: 38"))
        edit(page, TRADE)
        page.keyboard.type("교역은 99배로 늘었다.")
        expect(page.locator("li .edit .findings")).to_contain_text("원문에 없는 것: 99")
        desk.po.write_text(f"<<<<<<< ours\n{desk.po.read_text()}")
        expect(page.get_by_role("alert")).to_contain_text("병합 충돌이 남아 있음")
        page.goto(f"{desk.server.origin}/")
        expect(page.get_by_role("note")).to_contain_text(".po:1: 병합 충돌이 남아 있음")
        page.goto(f"{desk.server.origin}/{ARTICLE}")
        expect(page.locator("main")).to_contain_text("병합 충돌이 남아 있음")
        expect(page.locator("main")).to_contain_text("한쪽 판이나 두 항목을 모두 남기세요")


STATES = [
    "queue", "row",
    *(
        pytest.param(state, marks=pytest.mark.slow)
        for state in (
            "edit", "conflict", "help", "read", "door", "term", "waiting", "problem",
            "beside", "split", "join",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_accessible(browser: Browser, desk: Desk, state: str) -> None:
    """axe-core finds nothing in any state, light and dark, on desktop and phone, nor sticks out."""
    path = {"queue": "", "problem": "a/none/ko"}.get(state, ARTICLE)
    with opened(browser, desk, path, complains="ERR_FAILED", bypass_csp=True) as page:
        show(page, desk, state)
        for width, height in ((1360, 900), (390, 844), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            for scheme, rules in (("light", {}), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme)
                results = Axe().run(page, options={"preload": False, **rules})
                assert results.violations_count == 0, results.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def show(page: Page, desk: Desk, state: str) -> None:
    """Brings a page into a state."""
    if state in ("edit", "conflict"):
        edit(page, TRADE)
        page.keyboard.type("교역은 99배로 늘었다.")
        expect(page.locator("li .edit .findings")).to_contain_text("99")
    if state == "conflict":
        desk.save(TRADE, KOREAN[TRADE], "교역은 38배로 늘었다.")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".conflict")).to_be_visible()
    elif state == "help":
        page.keyboard.press("?")
    elif state == "read":
        page.keyboard.press("v")
    elif state == "term":
        page.keyboard.press("t")
    elif state == "beside":
        page.keyboard.press("b")
        expect(page.locator("#beside iframe:not(.coming)")).to_be_visible()
    elif state in ("split", "join"):
        focus(page, FORUM)
        page.keyboard.press("s" if state == "split" else "u")
        expect(page.locator(f"#{state}")).to_be_visible()
    elif state == "waiting":
        away(page)
        focus(page, FORUM)
        page.keyboard.press("a")
        expect(page.locator("#notice")).to_be_visible()
        focus(page, FORUM)
    elif state == "door":
        page.context.clear_cookies()
        page.goto(f"{desk.server.origin}/")


def test_a_browser_without_scripts_is_told(desk: Desk) -> None:
    """At the door and in the review, where its buttons and keys would do nothing."""
    client = Client(desk)
    for text in (client.ask("GET", "/")[2], client.enter().ask("GET", f"/a/{NAME}/ko")[2]):
        assert '<noscript><p class="banner">The review needs JavaScript' in text


def test_what_is_printed_is_dark_on_white(browser: Browser, desk: Desk) -> None:
    """On a dark screen, too; without what can only be pressed."""
    with opened(browser, desk, color_scheme="dark") as page:
        page.emulate_media(media="print")
        colour = "getComputedStyle(document.body).{}"
        assert page.evaluate(colour.format("backgroundColor")) == "rgb(255, 255, 255)"
        assert page.evaluate(colour.format("color")) == "rgb(0, 0, 0)"
        expect(page.get_by_role("button")).to_have_count(0)
