"""What happened to a sentence, and taking back what was decided before the page or server began."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
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
    Desk,
    opened,
)  # fmt: skip
from workflow.app.reviewing import deciding
from workflow.app.state import seed_files
from workflow.catalog import Catalog, Event, Happened
from workflow.catalog.history import _entry
from workflow.model import Project, State
from workflow.review import SegmentAddress

LEE = "Lee Jun <lee@example.org>"


def backend(project: Project, reviewer: str = REVIEWER) -> deciding.ProjectReview:
    """A review that has just been started."""
    paths = seed_files.select(project, ())
    return deciding.ProjectReview(project, paths, reviewer, lambda: date(2026, 11, 25))


def address_of(review: deciding.ProjectReview, source: str) -> tuple[SegmentAddress, str]:
    """The address and the etag of a sentence."""
    row = next(row for row in review.article(NAME, "ko").rows if row.segment.text == source)
    return SegmentAddress(NAME, "ko", row.segment.key), row.etag


def save(project: Project, source: str, text: str, by: str = REVIEWER, *, approve: bool) -> str:
    """Decides something in a review that has just been started; the operation."""
    review = backend(project, by)
    return review.save(*address_of(review, source), text, approve=approve).operation


def told(project: Project, source: str) -> list[tuple[str, str, str]]:
    """What is told of a sentence: what happened, the text, by whom."""
    events = Catalog.load(project, NAME, "ko").history(source)
    assert [each.before for each in events[1:] if each.text] == [
        last for last, now in zip(_texts(events), events[1:], strict=False) if now.text
    ]
    return [(each.what.value, each.text, each.by) for each in events]


def _texts(events: Sequence[Event]) -> list[str]:
    """The text that stood before each event but the first."""
    found, last = [], ""
    for each in events:
        last = each.text or last
        found.append(last)
    return found


def commit(project: Project, author: str, hours: int) -> None:
    """Commits all there is, so many hours from now."""
    when = f"{datetime.now(UTC) + timedelta(hours=hours):%Y-%m-%dT%H:%M:%SZ}"
    environment = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    name, _, address = author.partition(" <")
    git = ["git", "-c", f"user.name={name}", "-c", f"user.email={address[:-1]}"]
    if not (project.root / ".git").exists():
        subprocess.run(["git", "init", "-q"], cwd=project.root, check=True)
    subprocess.run(["git", "add", "locales"], cwd=project.root, check=True)
    subprocess.run([*git, "commit", "-qm", "x"], cwd=project.root, check=True, env=environment)


def test_without_git(drafted: Project) -> None:
    """The journal tells of draft, edit and approvals, each under its own name."""
    save(drafted, FEE, "무료다.", LEE, approve=False)
    save(drafted, FEE, "무료로 연다.", approve=True)
    assert told(drafted, FEE) == [
        ("drafted", KOREAN[FEE], ENGINE),
        ("kept", "무료다.", LEE),
        ("approved", "무료로 연다.", REVIEWER),
    ]
    assert told(drafted, FORUM) == [("drafted", KOREAN[FORUM], ENGINE)]


def test_another_tool_is_nobody_known(drafted: Project) -> None:
    """What it changes is not told of who had approved another text."""
    save(drafted, FEE, "무료다.", approve=True)
    po = drafted.locales / "ko" / f"{NAME}.po"
    po.write_text(po.read_text().replace("무료다.", "유료다."))
    assert told(drafted, FEE)[-2:] == [
        ("approved", "무료다.", REVIEWER),
        ("changed", "유료다.", ""),
    ]


def test_with_git(drafted: Project) -> None:
    """Its versions tell what no journal knows, and nothing twice; who commits has not approved."""
    commit(drafted, LEE, -1)
    save(drafted, FEE, "무료다.", approve=True)
    commit(drafted, LEE, 1)
    po = drafted.locales / "ko" / f"{NAME}.po"
    po.write_text(po.read_text().replace("무료다.", "유료다."))
    commit(drafted, LEE, 2)
    events = Catalog.load(drafted, NAME, "ko").history(FEE)
    assert [(each.what, each.text, each.by, each.author) for each in events] == [
        (Happened.DRAFTED, KOREAN[FEE], ENGINE, "Lee Jun"),
        (Happened.APPROVED, "무료다.", REVIEWER, ""),
        (Happened.CHANGED, "유료다.", "", "Lee Jun"),
    ]
    assert events[0].commit
    journals = drafted.locales / ".journal"
    for each in journals.rglob("*.jsonl"):
        each.unlink()
    (approval,) = (e for e in told(drafted, FEE) if e[0] == "approved")
    assert approval == ("approved", "무료다.", REVIEWER)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(
        st.text(st.sampled_from('가나 "\\\nab\t'), min_size=1).filter(str.strip),
        min_size=1, max_size=4, unique=True,
    ),
    width=st.sampled_from((0, 20, 79)),
)  # fmt: skip
def test_a_sentence_is_found_however_it_is_wrapped(texts: list[str], width: int) -> None:
    """In files of other tools, too, and no other sentence is taken for it."""
    import polib

    file = polib.POFile(wrapwidth=width or 10_000)
    for number, text in enumerate(texts):
        file.append(polib.POEntry(msgid=text, msgstr=f"n{number}"))
    for number, text in enumerate(texts):
        assert f'msgstr "n{number}"' in _entry(str(file), None, text)
    assert _entry(str(file), "context", texts[0]) == ""


def test_undo_after_a_restart(drafted: Project) -> None:
    """The last decision first, only one's own, and byte for byte as it was."""
    po = drafted.locales / "ko" / f"{NAME}.po"
    before = po.read_bytes()
    save(drafted, FEE, "무료다.", approve=True)
    between = po.read_bytes()
    save(drafted, FORUM, "포럼.", approve=True)
    save(drafted, COMPANIES, "열둘.", LEE, approve=True)
    own = backend(drafted)
    own.undo_last(NAME, "ko")
    assert (own.undo_last(NAME, "ko").rows[0].entry.source, own.undo_last(NAME, "ko").rows) == (
        FEE, ()
    )  # fmt: skip
    assert backend(drafted, LEE).undo_last(NAME, "ko").rows[0].entry.source == COMPANIES
    assert po.read_bytes() == before != between
    with (drafted.cache / "decisions.jsonl").open("ab") as file:
        file.write(b'{"operation":"cut')
    save(drafted, FEE, "무료다.", approve=True)
    assert backend(drafted).undo_last(NAME, "ko").rows[0].entry.state is State.DRAFT


def test_history_and_undo_in_the_browser(browser: Browser, desk: Desk) -> None:
    """A page that is loaded again takes back; an earlier text is put in again, to be approved."""
    with opened(browser, desk) as page:
        row = page.locator("li", has_text=HEADLINE)
        row.focus()
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.type("기념일을 준비하다")
        page.keyboard.press("Control+Enter")
        expect(row).to_have_attribute("data-state", "approved")
        page.reload()
        row.focus()
        page.keyboard.press("h")
        expect(page.locator("#history li")).to_have_count(2)
        expect(page.locator("#history li").first).to_contain_text("Approved, Kim Min-su")
        expect(page.locator("#history del").first).to_be_visible()
        page.get_by_role("button", name="Restore…").click()
        expect(page.locator("textarea:focus")).to_have_value(KOREAN[HEADLINE])
        page.get_by_role("button", name="Discard draft").click()
        page.keyboard.press("z")
        expect(row).to_have_attribute("data-state", "machine")
        page.keyboard.press("z")
        expect(page.locator("#said")).to_have_text("Nothing to undo.")
    assert desk.text(HEADLINE) == KOREAN[HEADLINE]
