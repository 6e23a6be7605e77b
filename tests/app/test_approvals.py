"""An approval belongs to the text approved: a change by another tool is never the reviewer's."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.catalogs import rewrite, verdict
from tests.support.command import workflow

KIM, LEE = "Kim Min-su <kim@example.org>", "Lee Ji-eun <lee@example.org>"
TALKS = "Trade talks resumed in the city today."
MORE = "The two sides will meet again in Seoul."
RESUMED = "오늘 이 도시에서 무역 회담이 다시 열렸다."
COLLAPSED = "오늘 무역 회담이 결렬됐다."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project in which Kim has approved one sentence of two, in a sheet."""
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\n')
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "n.txt").write_text(f"{TALKS}\n\n{MORE}\n")
    assert workflow("translate", "--engine", "pseudo", project=tmp_path).code == 0
    approve(tmp_path, TALKS, RESUMED, KIM)
    return tmp_path


def approve(desk: Path, source: str, text: str, reviewer: str) -> None:
    """A sheet goes out and comes back with one sentence approved."""
    sheet = desk / "out" / "n.ko.csv"
    sheet.unlink(missing_ok=True)
    workflow("exchange", "export", "--format", "csv", "--output", desk / "out", project=desk)
    rows = sheet.read_text("utf-8-sig")
    rows = re.sub(rf"({re.escape(source)}),[^,]*,draft,", rf"\1,{text},reviewed,", rows)
    sheet.write_text(rows, "utf-8")
    assert workflow("exchange", "import", sheet, "--reviewer", reviewer, project=desk).code == 0


def po(desk: Path) -> Path:
    """The PO file."""
    return desk / "locales" / "ko" / "n.po"


def edit(desk: Path, old: str, new: str) -> None:
    """Another tool replaces something in the PO file."""
    text = po(desk).read_text()
    assert old in text
    po(desk).write_text(text.replace(old, new))


def approvals(desk: Path) -> dict[str, Any]:
    """What ``status --approvals`` says, by sentence."""
    found = workflow("status", "--approvals", "--json", project=desk).json["approvals"]
    return {each["source"]: each for each in found}


def whose(desk: Path, source: str = TALKS) -> tuple[str, str]:
    """Who approved a sentence, and whose approval it has been changed since."""
    return approvals(desk)[source]["reviewer"], approvals(desk)[source]["changed_since"]


@pytest.mark.parametrize("command", ["sync", "check", "status"])
def test_a_text_changed_elsewhere_is_not_the_reviewers(desk: Path, command: str) -> None:
    """It counts as reviewed, and says since whose approval it has been changed."""
    edit(desk, RESUMED, COLLAPSED)
    workflow(command, project=desk)
    assert whose(desk) == ("", KIM)
    table = workflow("status", "--approvals", project=desk).out
    assert f"changed since approval by {KIM}" in table
    (seed,) = workflow("status", "--json", project=desk).json["seeds"]
    assert seed["locales"]["ko"]["reviewed"] == 1
    assert COLLAPSED in po(desk).read_text()


def test_no_page_and_no_sheet_names_the_old_reviewer(desk: Path) -> None:
    """What is published and handed out does not say that Kim approved it."""
    workflow("run", "--engine", "pseudo", project=desk)
    page = desk / "site" / "ko" / "n" / "index.html"
    assert "Kim Min-su" in page.read_text()
    edit(desk, RESUMED, COLLAPSED)
    workflow("run", "--engine", "pseudo", project=desk)
    assert COLLAPSED in page.read_text()
    told = [path for path in (desk / "site").rglob("*") if path.is_file()]
    assert not any(b"Kim Min-su" in path.read_bytes() for path in told)
    workflow("exchange", "export", "--format", "csv", "--output", desk / "out", project=desk)
    assert "Kim" not in (desk / "out" / "n.ko.csv").read_text()


def test_a_draft_that_goes_out_says_once_what_is_wrong_with_it(desk: Path) -> None:
    """What its engine noted is not told a second time as a finding."""
    workflow("exchange", "export", "--format", "csv", "--output", desk / "out", project=desk)
    told = (desk / "out" / "n.ko.csv").read_text("utf-8-sig")
    assert told.count("pseudo: this is not a translation") == told.count(",draft,") > 0


def wrapped(path: Path) -> None:
    """As Poedit and Weblate save: long strings on several lines."""
    rewrite(path, "msgcat", "--width=40")


def decomposed(path: Path) -> None:
    """As a tool of another system may store Hangul."""
    path.write_text(path.read_text().replace(RESUMED, unicodedata.normalize("NFD", RESUMED)))


def spaced(path: Path) -> None:
    """Two spaces where one was, and a line break."""
    path.write_text(path.read_text().replace("오늘 이 도시에서", "오늘  이\\n도시에서"))


@pytest.mark.parametrize("tool", [wrapped, decomposed, spaced])
def test_what_tools_do_to_the_form_changes_nothing(
    desk: Path, tool: Callable[[Path], None]
) -> None:
    """Wrapping, Unicode normal forms and runs of white space are not the text."""
    tool(po(desk))
    workflow("sync", project=desk)
    assert whose(desk) == (KIM, "")


@pytest.mark.parametrize(
    "old_new", [("도시에서", "도시 에서"), ("열렸다.", "열렸다!"), ("이 ", "")]
)
def test_each_letter_mark_and_space_counts(desk: Path, old_new: tuple[str, str]) -> None:
    """A space more or less, another mark, a word: another text."""
    edit(desk, RESUMED, RESUMED.replace(*old_new))
    workflow("sync", project=desk)
    assert whose(desk) == ("", KIM)


def as_before(desk: Path, text: str = RESUMED) -> None:
    """The PO file as the version before approvals named their text has written it."""
    content = po(desk).read_text()
    stamp = f'# workflow: origin=person terms=none date=2026-11-24 reviewer="{KIM}"'
    content = re.sub(rf'# workflow: .*by="{KIM}".*', stamp, content)
    po(desk).write_text(content.replace(RESUMED, text))


def test_an_old_file_is_taken_over_once(desk: Path) -> None:
    """Its approvals keep their names; from then on they belong to their texts."""
    as_before(desk)
    assert whose(desk) == (KIM, "")
    assert workflow("sync", project=desk).code == 0
    assert "reviewer=" not in po(desk).read_text()
    assert (whose(desk), approvals(desk)[TALKS]["date"]) == ((KIM, ""), "2026-11-24")
    taken_over = po(desk).read_bytes()
    workflow("sync", project=desk)
    assert po(desk).read_bytes() == taken_over
    edit(desk, RESUMED, COLLAPSED)
    workflow("sync", project=desk)
    assert whose(desk) == ("", KIM)


@pytest.mark.parametrize("rest", [r"\1", ""])
def test_a_new_entry_never_passes_for_an_old_one(desk: Path, rest: str) -> None:
    """Not even where a tool has taken the hash, or the name with it."""
    stamp = re.sub(r'( by="[^"]*") text=\w+', rest, po(desk).read_text())
    po(desk).write_text(stamp.replace(RESUMED, COLLAPSED))
    workflow("sync", project=desk)
    assert whose(desk) == ("", "")


def test_weblates_approval_is_its_users_and_stays_so(desk: Path) -> None:
    """A newly cleared sentence is that of who saved the file last; later savers take nothing."""
    edit(desk, "Last-Translator: Automatically generated", f"Last-Translator: {LEE}")
    edit(desk, "#, fuzzy\n", "")
    workflow("sync", project=desk)
    assert (whose(desk, MORE), whose(desk)) == ((LEE, ""), (KIM, ""))
    edit(desk, f"Last-Translator: {LEE}", "Last-Translator: Park <park@example.org>")
    workflow("sync", project=desk)
    assert (whose(desk, MORE), whose(desk)) == ((LEE, ""), (KIM, ""))
    assert verdict(po(desk))


def test_a_changed_source_is_a_new_approval(desk: Path) -> None:
    """Who clears the proposal of a changed sentence in another tool is not who approved it once."""
    seed = desk / "seeds" / "n.txt"
    seed.write_text(seed.read_text().replace("today", "on Friday"))
    workflow("sync", project=desk)
    stale = po(desk).read_text()
    po(desk).write_text(re.sub(r"#, fuzzy\n(#\| .*\n)", "", stale))
    workflow("sync", project=desk)
    assert whose(desk, TALKS.replace("today", "on Friday")) == ("", "")
    po(desk).write_text(stale)
    seed.write_text(f"{TALKS}\n\n{MORE}\n")
    workflow("sync", project=desk)
    assert whose(desk) == (KIM, "")


def git(desk: Path, *arguments: str) -> str:
    """Git as somebody with no settings has it."""
    who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    done = subprocess.run(
        ["git", *arguments], cwd=desk, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_two_branches_import_different_sentences(desk: Path) -> None:
    """They merge without a conflict, in the PO file and in all else that belongs to the project."""
    (desk / ".gitignore").write_text(".workflow/\nout/\n")
    git(desk, "init", "-q", "-b", "main")
    first = f"{TALKS}\n\nA line between.\n\nAnother one.\n\n{MORE}\n\nThe last word.\n"
    (desk / "seeds" / "n.txt").write_text(first)
    workflow("translate", "--engine", "pseudo", project=desk)
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Begin")
    git(desk, "checkout", "-qb", "lee")
    approve(desk, "The last word.", "마지막 말.", LEE)
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Lee")
    git(desk, "checkout", "-q", "main")
    approve(desk, MORE, "양측은 서울에서 다시 만난다.", KIM)
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Kim")
    git(desk, "merge", "-q", "lee")
    assert workflow("sync", project=desk).code == 0
    assert [whose(desk, each)[0] for each in (TALKS, MORE, "The last word.")] == [KIM, KIM, LEE]
    assert not git(desk, "status", "--porcelain")
