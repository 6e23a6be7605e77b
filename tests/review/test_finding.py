"""Finding, filtering, replacing: in one article and in all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from tests.review.conftest import (
    COMPANIES,
    ENGINE,
    FEE,
    FORUM,
    HEADLINE,
    KOREAN,
    NAME,
    REVIEWER,
    TRADE,
    Desk,
    opened,
    served,
)
from tests.review.test_backend import rows, save
from workflow.app import running
from workflow.app.reviewing import article_queue, deciding
from workflow.app.reviewing.sentence_search import Replacement
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import Draft, Project, State
from workflow.protocols import silent
from workflow.review import SegmentAddress
from workflow.review.query import PAGE, Query, QueuePage

ARTICLES = [f"talks-{number:02}" for number in range(20)]


@pytest.fixture
def newsroom(drafted: Project) -> Iterator[Desk]:
    """Twenty articles more, in each of which one rendering is wrong; one is approved."""
    for number, name in enumerate(ARTICLES):
        (drafted.seeds / f"{name}.txt").write_text(f"The KEF met on day {number}.\n")
    assert not running.sync(Work(drafted, seed_files.select(drafted, ())), silent).errors
    for number, name in enumerate(ARTICLES):
        catalog = Catalog.load(drafted, name, "ko")
        source = f"The KEF met on day {number}."
        catalog.fill(source, Draft(f"경영연이 {number}일째 모였다.", ENGINE), "", "2026-11-24")
        if name == ARTICLES[3]:
            catalog.approve(source, f"경영연이 {number}일째 모였다.", "Lee", "2026-11-24")
        catalog.save()
    paths = seed_files.select(drafted, ())
    backend = deciding.ProjectReview(drafted, paths, REVIEWER, lambda: date(2026, 11, 25))
    with served(drafted, backend) as desk:
        yield desk


def sentences(desk: Desk, **query: str) -> list[str]:
    """What a search finds."""
    found, more = desk.server.backend.search(Query(**query))
    assert not more
    return [each.row.segment.text for each in found]


def test_sentences_are_found_by_what_they_say(desk: Desk) -> None:
    """In the source, in the translation, in a comment; whatever the case."""
    row = rows(desk)[FEE]
    desk.server.backend.note(
        SegmentAddress(NAME, "ko", row.segment.key), row.etag, 'Ask the "desk".'
    )
    assert sentences(desk, q="SEOUL", to="ko") == [HEADLINE]
    assert sentences(desk, q="포럼") == [FORUM]
    assert sentences(desk, q='the "desk') == [FEE]
    assert sentences(desk, q="nowhere") == []


def test_sentences_are_found_by_what_they_are(desk: Desk) -> None:
    """By state, finding, term and person; what is looked for must all be so."""
    save(desk, rows(desk)[FEE], KOREAN[FEE])
    assert sentences(desk, state="approved") == [FEE]
    assert sentences(desk, by="kim min-su") == [FEE]
    assert sentences(desk, by="kim", state="machine") == []
    assert set(sentences(desk, term="경총", to="ko")) == {FORUM}
    assert TRADE in sentences(desk, finding="error", to="ko")
    assert FORUM in sentences(desk, finding="none", to="ko")
    assert sentences(desk, finding="number", article="another") == []


def test_a_search_is_as_the_files_are(desk: Desk) -> None:
    """Another program has saved a moment ago."""
    desk.save(FEE, "참가비는 받지 않는다.", "요금은 없다.")
    assert sentences(desk, q="요금은") == [FEE]
    assert sentences(desk, q="참가비") == []


def test_the_queue_is_sorted_and_divided(desk: Desk) -> None:
    """By errors, by what is left, by title; a hundred articles a page."""
    (one,), _ = desk.server.backend.queue()
    many = [replace(one, name=f"a{n}", title=f"{n % 7} {n:03}") for n in range(2 * PAGE + 1)]
    page = QueuePage.of(Query(sort="title", page="3"), many)
    assert (page.pages, page.page, len(page.listings)) == (3, 3, 1)
    assert page.listings[0].title == max(each.title for each in many)
    assert QueuePage.of(Query(page="99"), many).page == 3
    assert QueuePage.of(Query(article="6 0"), many).total == 14
    worse = replace(one, name="worse", locales={"ko": replace(one.locales["ko"], errors=99)})
    assert QueuePage.of(Query(sort="errors"), [*many, worse]).listings[0].name == "worse"


def test_only_what_has_changed_is_looked_up_for_the_queue(
    newsroom: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article whose files are as they were is not opened, in this process and the next one."""
    newsroom.server.backend.queue()
    looked: list[str] = []
    known = article_queue.SeedState.report

    def report(self: article_queue.SeedState) -> object:
        looked.append(self.name)
        return known(self)

    monkeypatch.setattr(article_queue.SeedState, "report", report)
    save(newsroom, rows(newsroom)[FEE], KOREAN[FEE])
    listings, _ = newsroom.server.backend.queue()
    assert set(looked) == {NAME}
    assert listings[0].locales["ko"].states[State.REVIEWED] == 1
    paths = seed_files.select(newsroom.project, ())
    looked.clear()
    another = deciding.ProjectReview(newsroom.project, paths, REVIEWER)
    assert another.queue()[0] == listings
    assert not looked


def test_a_damaged_file_is_told_each_time(newsroom: Desk) -> None:
    """What is wrong with an article is not forgotten because its listing is known."""
    newsroom.po.write_text(newsroom.po.read_text().replace('msgstr "', "msgstr ", 1))
    for _ in range(2):
        listings, problems = newsroom.server.backend.queue()
        assert len(listings) == len(ARTICLES) + 1
        assert any("forum.po" in str(problem) for problem in problems)


def test_a_queue_that_nobody_has_counted_is_shown_at_once(
    newsroom: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What there is no time for is listed, found by a search, and counted later."""
    backend = newsroom.server.backend
    with monkeypatch.context() as patched:
        patched.setattr(article_queue, "_PATIENCE", -1)
        patched.setattr(article_queue, "_LEAST", 0)
        listings, _ = backend.queue()
        assert [each.counted for each in listings] == [False] * (len(ARTICLES) + 1)
        assert len(sentences(newsroom, q="경영연", state="machine")) == len(ARTICLES) - 1
    listings, _ = backend.queue()
    assert all(each.counted for each in listings)


words = st.text(st.sampled_from("ab가은는 "), min_size=1, max_size=4)


@given(text=st.text(st.sampled_from("ab가은는<g1>/ "), max_size=30), old=words, new=words)
def test_where_the_words_are_not_nothing_changes(text: str, old: str, new: str) -> None:
    """And nobody but them is touched: what stands before the first of them stays."""
    replaced = Replacement(old, new, "ko")(text)
    if old not in text:
        assert replaced == text
    before = text.partition(old)[0]
    assert replaced.startswith(before)


def test_replacing_keeps_the_sentence_whole() -> None:
    """Particles agree, longer words and placeholders stay, and so does what is right already."""
    korean = Replacement("경영연", "경총", "ko")
    assert korean("경영연이 <g1>경영연</g1>과 만났다.") == "경총이 <g1>경총</g1>과 만났다."
    assert Replacement("협의회", "경총", "ko")("협의회는 협의회와") == "경총은 경총과"
    assert Replacement("KEF", "CEF", "ko")("KEFA와 KEF") == "KEFA와 CEF"
    assert Replacement("총", "경총", "ko")("경총은 총을") == "경총은 경총을"
    assert Replacement("1", "2", "ko")("<g1>11</g1> 1") == "<g1>11</g1> 2"


def test_words_are_replaced_in_many_articles(newsroom: Desk) -> None:
    """A draft is left for more work; what was approved is approved anew; undo gives all back."""
    backend, folder = newsroom.server.backend, newsroom.project.locales / "ko"
    before = {name: (folder / f"{name}.po").read_bytes() for name in ARTICLES}
    plan = backend.planned("경영연", "경총", "ko")
    assert len(plan) == len(ARTICLES)
    assert [each.name for each in plan if each.approved] == [ARTICLES[3]]
    late = folder / f"{ARTICLES[5]}.po"
    late.write_text(late.read_text().replace("5일째", "닷새째"))
    asked = [(each.name, each.row.segment.key, each.row.etag) for each in plan]
    changed, left, operation = backend.replace("경영연", "경총", "ko", asked)
    assert (changed, len(left)) == (len(ARTICLES) - 1, 1)
    assert "경영연이 닷새째" in late.read_text()
    states = {}
    for name in ARTICLES:
        (entry,) = Catalog.load(newsroom.project, name, "ko").entries.values()
        states[name] = entry.state, entry.held, entry.reviewer
        assert (name == ARTICLES[5]) != entry.text.startswith("경총이")
    assert states[ARTICLES[0]] == (State.DRAFT, REVIEWER, "")
    assert states[ARTICLES[3]] == (State.REVIEWED, "", REVIEWER)
    backend.undo(operation)
    late.write_text(late.read_text().replace("닷새째", "5일째"))
    assert {name: (folder / f"{name}.po").read_bytes() for name in ARTICLES} == before


def test_one_wrong_term_in_twenty_articles(browser: Browser, newsroom: Desk) -> None:
    """It is corrected once, and everywhere else by two keys more; the address can be handed on."""
    with opened(browser, newsroom, f"a/{ARTICLES[0]}/ko") as page:
        for key in ("e", "Home", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
            page.keyboard.press(key)
        page.keyboard.type("경총")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#progress")).to_contain_text("1 of 1 approved")
        page.keyboard.press("r")
        expect(page.get_by_label("Words in the translation")).to_have_value("경영연")
        expect(page.locator("h2")).to_have_count(2)
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()
        expect(page.locator("#replace button")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#result")).to_contain_text("19 sentences are changed.")
    texts = [
        entry.text
        for name in ARTICLES
        for entry in Catalog.load(newsroom.project, name, "ko").entries.values()
    ]
    assert texts == [f"경총이 {number}일째 모였다." for number in range(20)]


def test_nothing_is_replaced_before_the_script_has_come(browser: Browser, newsroom: Desk) -> None:
    """Enter on a page whose script is late leaves the page, and what is ticked, as it is."""
    with opened(browser, newsroom, complains="ERR_FAILED") as page:
        page.route("**/assets/replace.js", lambda route: route.abort())
        page.goto(f"{newsroom.server.origin}/replace?old=경영연&new=경총&to=ko")
        shown = page.url
        expect(page.locator("#replace button")).to_be_disabled()
        page.keyboard.press("Enter")
        page.locator("#replace input").first.press("Enter")
        assert page.url == shown


def test_an_article_is_filtered(browser: Browser, desk: Desk) -> None:
    """By what is typed after /; J and K pass over what is hidden; Esc shows all."""
    with opened(browser, desk) as page:
        page.keyboard.press("/")
        page.keyboard.type("COMPANIES")
        expect(page.locator("#rows > li:visible")).to_have_count(1)
        assert page.url.endswith("?q=COMPANIES")
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()
        page.keyboard.press("Enter")
        expect(page.locator("li:focus")).to_contain_text(COMPANIES)
        page.keyboard.press("k")
        expect(page.locator("li:focus")).to_contain_text(COMPANIES)
        page.keyboard.press("/")
        page.keyboard.press("Escape")
        expect(page.locator("#rows > li:visible")).to_have_count(len(KOREAN))
        page.goto(f"{page.url}?finding=number")
        expect(page.locator("#rows > li:visible")).to_have_count(1)
        expect(page.locator("li:focus")).to_contain_text(TRADE)
        page.get_by_role("button", name="In all articles").click()
        expect(page.locator(".hits > li")).to_have_count(1)
        page.locator(".hits a").click()
        expect(page.locator("li:focus")).to_contain_text(TRADE)


def test_a_word_that_is_nowhere_is_found_without_its_ending(browser: Browser, desk: Desk) -> None:
    """*hosting* finds *host*, as on the published pages; the field then says what was found."""
    with opened(browser, desk) as page:
        article = page.url.partition("?")[0]
        page.goto(f"{article}?q=hosting")
        expect(page.locator("#rows > li:visible")).to_have_count(1)
        page.get_by_role("button", name="In all articles").click()
        expect(page.locator(".hits > li")).to_have_count(1)
        expect(page.locator("#find")).to_have_value("host")
        page.locator(".hits a").click()
        expect(page.locator("li:focus")).to_contain_text(FORUM)
        page.goto(f"{article}?q=nothing")
        expect(page.locator("#rows > li:visible")).to_have_count(0)


def test_words_are_found_though_written_a_little_differently(browser: Browser, desk: Desk) -> None:
    """With slips of the finger, apart and without marks, in the article and in all of them.

    The page says so; figures have to be right.
    """
    with opened(browser, desk) as page:
        article = page.url.partition("?")[0]
        shown = page.locator("#rows > li:visible")
        for words, found in (("companis", COMPANIES), ("thirty trade", TRADE), ("30년 동안", TRADE),
                             ("경총 포럼를", FORUM), ("38 fold", TRADE)):  # fmt: skip
            page.goto(f"{article}?q={words}")
            expect(shown).to_have_count(1)
            expect(shown).to_contain_text(found)
            page.goto(f"{desk.server.origin}/?to=ko&q={words}")
            expect(page.locator(".hits > li")).to_have_count(1)
            expect(page.locator(".hits > li")).to_contain_text(found)
        expect(page.get_by_text("not written so anywhere, but nearly")).to_be_visible()
        page.locator(".hits a").click()
        expect(page.locator("#shown")).to_contain_text("written nearly so")
        expect(page.locator("li:focus")).to_contain_text(TRADE)
        page.goto(f"{article}?q=39-fold")
        expect(shown).to_have_count(0)


def test_a_window_that_comes_back_is_where_it_was(browser: Browser, desk: Desk) -> None:
    """By the browser's button, and when it loads the page again."""
    with opened(browser, desk) as page:
        page.keyboard.press("End")
        expect(page.locator("li:focus")).to_contain_text(COMPANIES)
        page.get_by_role("link", name="All articles").click()
        expect(page.locator("main.queue")).to_be_visible()
        page.go_back()
        expect(page.locator("li:focus")).to_contain_text(COMPANIES)
        page.reload()
        expect(page.locator("li:focus")).to_contain_text(COMPANIES)


def test_what_has_no_finding_is_approved_after_one_look(browser: Browser, desk: Desk) -> None:
    """Each is listed, and what is not ticked stays open."""
    with opened(browser, desk) as page:
        page.keyboard.press("c")
        listed = page.get_by_role("dialog").locator("li")
        expect(listed.filter(has_text=FORUM)).to_be_visible()
        expect(listed.filter(has_text=TRADE)).to_have_count(0)
        listed.filter(has_text=FEE).get_by_role("checkbox").uncheck()
        page.get_by_role("dialog").get_by_role("button", name="Approve").click()
        expect(page.locator("[role=status]")).to_contain_text("approved")
    done = {source for source, each in desk.entries.items() if each.state is State.REVIEWED}
    assert FORUM in done
    assert not {FEE, TRADE} & done


def test_a_term_goes_in_by_a_digit(browser: Browser, desk: Desk) -> None:
    """While reading it opens the editor; while editing, with Ctrl, it goes in at the caret."""
    with opened(browser, desk) as page:
        page.locator("#rows > li", has=page.get_by_text(FORUM, exact=True)).focus()
        page.keyboard.press("1")
        expect(page.locator("textarea:focus")).to_have_value(f"{KOREAN[FORUM]}경총")
        page.keyboard.press("Home")
        page.keyboard.press("Control+1")
        expect(page.locator("textarea:focus")).to_have_value(f"경총{KOREAN[FORUM]}경총")


def test_a_sentence_is_translated_anew(browser: Browser, drafted: Project) -> None:
    """By the engine of the settings, into the editor: not saved, and one key takes it back."""
    settings = drafted.root / "workflow.toml"
    settings.write_text(settings.read_text() + 'engine = "pseudo"\n')
    project = find_project(drafted.root)
    backend = deciding.ProjectReview(project, seed_files.select(project, ()), REVIEWER)
    with served(project, backend) as desk, opened(browser, desk) as page:
        before = desk.po.read_bytes()
        page.locator("#rows > li", has=page.get_by_text(FORUM, exact=True)).focus()
        page.keyboard.press("w")
        field = page.locator("textarea:focus")
        expect(field).to_have_value(re.compile("⟦.*경총.*⟧"))
        page.keyboard.press("Control+z")
        expect(field).to_have_value(KOREAN[FORUM])
        assert desk.po.read_bytes() == before


def test_names_that_the_glossary_lacks_are_proposed(browser: Browser, desk: Desk) -> None:
    """A digit makes a row of the glossary that is under review; the list is the shorter for it."""
    backend = desk.server.backend
    found = {each.term: each.rendering for each in backend.unlisted(NAME, "ko")}
    assert found["Beijing"] == "베이징"
    with opened(browser, desk) as page:
        page.keyboard.press("g")
        box = page.get_by_role("dialog", name="Names that the glossary lacks")
        nth = box.get_by_role("button", name="Beijing").get_attribute("data-nth")
        violations = Axe().run(page)
        assert not violations.response["violations"], violations.generate_report()
        page.keyboard.press(nth or "")
        expect(page.locator("[role=status]")).to_have_text("Proposed: Beijing → 베이징")
        expect(box.get_by_role("button", name="Beijing")).to_have_count(0)
    row = next(
        line for line in (desk.project.glossary / "terms.csv").read_text().splitlines()
        if "Beijing" in line
    )  # fmt: skip
    assert "베이징" in row
    assert "review" in row


def test_source_fault_and_field_in_one_view_of_a_phone(browser: Browser, desk: Desk) -> None:
    """What is wrong stands between the source and the field, and the buttons right below."""
    with opened(browser, desk) as page:
        page.set_viewport_size({"width": 390, "height": 844})
        row = page.locator("#rows > li[aria-current]")
        expect(row).to_contain_text(TRADE)
        row.get_by_role("button", name="Edit").click()
        parts = [
            row.locator(each).bounding_box()
            for each in (".source", ".faults", "textarea", ".editing")
        ]
        tops = [part["y"] for part in parts]
        assert tops == sorted(tops)
        assert parts[-1]["y"] + parts[-1]["height"] - tops[0] < 500  # above a keyboard
