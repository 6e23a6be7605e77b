"""Comments: signed and dated, answered, resolved; kept in the PO file by whatever tool saves it."""

from __future__ import annotations

import shutil
import subprocess

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from tests.review.conftest import FEE, NAME, REVIEWER, Desk, opened
from tests.review.test_history import LEE, address_of, backend
from workflow.catalog import Catalog
from workflow.model import RESOLVED, Comment, Project, conversation

NAMES = st.text("Kim 민지<>@.,:", min_size=1).map(lambda name: " ".join(name.split())).filter(bool)
TIMES = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"))
TEXTS = st.text(st.sampled_from("가나 a:,[]Z2026-T\n")).map(lambda text: " ".join(text.split()))


@given(text=TEXTS, by=NAMES, at=TIMES)
def test_what_is_written_is_read(text: str, by: str, at: str) -> None:
    """Whatever the name, with commas and colons in it."""
    assert Comment.read(str(Comment(text, by, at))) == Comment(text, by, at)


@given(st.text())
def test_any_other_line_is_a_comment_without_a_name(line: str) -> None:
    """As other tools and earlier versions write it; not a letter of it changes."""
    said = Comment.read(line)
    assert said.by or said == Comment(line)
    assert not Comment.read("").open


def test_a_conversation() -> None:
    """In the order of time, whatever a merge has made of the lines; settled up to the last word."""
    lines = [
        "an old line",
        f"{LEE}, 2026-11-25T10:00:00Z: Which Sohn?",
        f"{LEE}, 2026-11-25T12:00:00Z: And the office?",
        f"{REVIEWER}, 2026-11-25T11:00:00Z: {RESOLVED} The chairman.",
    ]
    said = conversation(lines)
    assert [(each.said, each.resolved, each.open) for each in said] == [
        ("an old line", True, False),
        ("Which Sohn?", True, False),
        ("The chairman.", False, False),
        ("And the office?", False, True),
    ]
    assert not Comment.read(f"{LEE}, 2026-11-25T10:00:00Z: noqa: number so").open


def note(project: Project, text: str, by: str) -> None:
    """Comments on a sentence in a review that has just been started."""
    review = backend(project, by)
    review.note(*address_of(review, FEE), text)


def test_every_tool_keeps_them(drafted: Project) -> None:
    """Gettext's change no letter of a comment, polib only wraps it, and undo takes the last one."""
    note(
        drafted,
        "Which one?\nThis one, that costs, or the other one, which is for all of them?",
        LEE,
    )
    note(drafted, RESOLVED, REVIEWER)
    before = Catalog.load(drafted, NAME, "ko").entries[FEE].comments
    assert [Comment.read(each).by for each in before] == [LEE, REVIEWER]
    po = drafted.locales / "ko" / f"{NAME}.po"
    if not shutil.which("msgcat"):
        pytest.skip("gettext is not installed")
    subprocess.run(["msgcat", "--width=40", "-o", po, po], check=True)
    assert Catalog.load(drafted, NAME, "ko").entries[FEE].comments == before
    backend(drafted).undo_last(NAME, "ko")
    assert Catalog.load(drafted, NAME, "ko").entries[FEE].comments == before[:1]
    polib.pofile(str(po)).save()
    wrapped = conversation(Catalog.load(drafted, NAME, "ko").entries[FEE].comments)
    assert (wrapped[0].by, len(wrapped)) == (LEE, 2)
    assert " ".join(each.text for each in wrapped) == Comment.read(before[0]).text


def test_question_and_answer_in_the_browser(browser: Browser, desk: Desk) -> None:
    """A sentence says that a comment waits, and no more when it is resolved."""
    note(desk.project, "Which one?", LEE)
    with opened(browser, desk) as page:
        row = page.locator("li", has_text=FEE)
        expect(row).to_contain_text("1 open comment")
        row.focus()
        expect(row.locator(".comments")).to_contain_text("Lee Jun")
        row.get_by_role("button", name="Answer…").click()
        page.keyboard.type("This one.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(row).to_contain_text("2 open comments")
        row.get_by_role("button", name="Resolve").click()
        expect(row).not_to_contain_text("open comment")
        expect(row.locator(".comments li").last).to_contain_text("Kim Min-su")
    assert len(desk.entries[FEE].comments) == 3
