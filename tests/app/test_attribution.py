"""Whose an approval in another tool is: named only where that is certain, and then for good."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import polib
import pytest

from tests.app.test_approvals import whose
from tests.support.command import workflow

ANN, BOB, LEE = (f"{name} <{name.lower()}@example.org>" for name in ("Ann", "Bob", "Lee"))
ONE, TWO, THREE = "One is here today.", "Two are here.", "Three are here."
TEXTS = {ONE: "하나.", TWO: "둘.", THREE: "셋."}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drafted article in a repository; git's user is Ann, and nothing else is set."""
    for kind in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{kind}", os.devnull)
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\n')
    (tmp_path / ".gitignore").write_text(".workflow/\nout/\n")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "n.txt").write_text("\n\n".join(TEXTS) + "\n")
    assert workflow("translate", "--engine", "pseudo", project=tmp_path).code == 0
    git(tmp_path, "init", "-q", "-b", "main")
    user(tmp_path, ANN)
    commit(tmp_path)
    return tmp_path


def git(desk: Path, *arguments: str, fails: bool = False) -> str:
    """What git says."""
    command = ["git", "-C", str(desk), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout


def user(desk: Path, who: str) -> None:
    """From now on this is git's user."""
    name, _, address = who.partition(" ")
    git(desk, "config", "user.name", name)
    git(desk, "config", "user.email", address.strip("<>"))


def commit(desk: Path) -> None:
    """Everything as it is."""
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Change")


def po(desk: Path) -> Path:
    """The PO file."""
    return desk / "locales" / "ko" / "n.po"


def clear(desk: Path, *sources: str, saver: str = "", minute: int = 0, text: str = "") -> None:
    """Another tool translates sentences, clears their flags and wraps every line it writes.

    Weblate and Poedit name in the header who saves.
    """
    tool = polib.pofile(str(po(desk)), wrapwidth=78)
    for source in sources:
        entry = tool.find(source)
        entry.msgstr = text or TEXTS[source]
        entry.flags = []
    if saver:
        tool.metadata["Last-Translator"] = saver
        tool.metadata["PO-Revision-Date"] = f"2026-11-27 10:{minute:02}+0900"
    tool.save(str(po(desk)))


def sync(desk: Path) -> None:
    """Without a complaint."""
    assert workflow("sync", project=desk).code == 0


def journal(desk: Path) -> dict[str, str]:
    """By text, whom the journal names for it."""
    path = desk / "locales" / ".journal" / "ko" / "n.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return {line["text"]: line.get("by", "") for line in lines}


def ours(desk: Path) -> None:
    """Resolves each conflict in the PO file with the lines of HEAD."""
    kept, skipped = [], False
    for line in po(desk).read_text().splitlines(keepends=True):
        if line.startswith(("<<<<<<< ", "=======", ">>>>>>> ")):
            skipped = line.startswith("=")
        elif not skipped:
            kept.append(line)
    po(desk).write_text("".join(kept))


def test_what_is_not_committed_is_that_of_gits_user(desk: Path) -> None:
    """In the entry and in the journal, and so it stays."""
    clear(desk, ONE)
    assert whose(desk, ONE) == ("", "")
    sync(desk)
    assert (whose(desk, ONE), journal(desk)) == ((ANN, ""), {"하나.": ANN})
    commit(desk)
    user(desk, BOB)
    clear(desk, TWO)
    sync(desk)
    commit(desk)
    assert (whose(desk, ONE), whose(desk, TWO)) == ((ANN, ""), (BOB, ""))


@pytest.mark.parametrize("saver", ["", LEE])
def test_what_was_committed_before_a_command_saw_it(desk: Path, saver: str) -> None:
    """It is that of whom the header names that came with it; without one, nobody's."""
    clear(desk, ONE, saver=saver)
    commit(desk)
    user(desk, BOB)
    clear(desk, TWO)
    sync(desk)
    assert (whose(desk, ONE), whose(desk, TWO)) == ((saver, ""), (BOB, ""))


def test_each_commit_has_its_own_header(desk: Path) -> None:
    """Two people in Weblate, one pull."""
    clear(desk, ONE, saver=LEE)
    commit(desk)
    clear(desk, TWO, saver=BOB, minute=1)
    commit(desk)
    clear(desk, THREE)
    commit(desk)
    sync(desk)
    assert [whose(desk, each)[0] for each in TEXTS] == [LEE, BOB, ""]


def test_a_header_that_nobody_has_changed_names_nobody(desk: Path) -> None:
    """Lee saved with a tool that says so; who comes next with one that does not is not Lee."""
    clear(desk, ONE, saver=LEE)
    sync(desk)
    assert whose(desk, ONE) == (LEE, "")
    (desk / ".git").rename(desk / "out")
    clear(desk, TWO)
    sync(desk)
    assert (whose(desk, ONE), whose(desk, TWO)) == ((LEE, ""), ("", ""))


@pytest.mark.parametrize("first", ["commit", "sync"])
@pytest.mark.parametrize("old", [True, False], ids=["wrapped", "joined"])
def test_two_people_and_a_merge(desk: Path, first: str, *, old: bool) -> None:
    """Ann and Bob on two branches; whichever lines are kept, each approval is its person's."""
    for branch, who, source in (("bob", BOB, TWO), ("main", ANN, ONE)):
        git(desk, "checkout", "-q", *(["-b"] if branch == "bob" else []), branch)
        user(desk, who)
        clear(desk, source)
        sync(desk)
        if old:  # state lines that are wrapped conflict
            clear(desk)
        commit(desk)
    git(desk, "merge", "-q", "bob", fails=old)
    ours(desk)
    assert (whose(desk, ONE), whose(desk, TWO)) == ((ANN, ""), (BOB, ""))
    for step in (commit, sync) if first == "commit" else (sync, commit):
        if step is sync or git(desk, "status", "--porcelain"):
            step(desk)
        assert (whose(desk, ONE), whose(desk, TWO)) == ((ANN, ""), (BOB, ""))


@pytest.mark.parametrize("saver", [False, True])
@pytest.mark.parametrize("early", [False, True], ids=["after", "before"])
def test_a_merge_that_no_command_saw_coming(desk: Path, *, saver: bool, early: bool) -> None:
    """Nobody, or who is named in the header that came with it; never the other one."""
    names = {ANN: ANN if saver else "", BOB: BOB if saver else ""}
    for branch, who, source in (("bob", BOB, TWO), ("main", ANN, ONE)):
        git(desk, "checkout", "-q", *(["-b"] if branch == "bob" else []), branch)
        user(desk, who)
        clear(desk, source, saver=names[who], minute=len(branch))
        commit(desk)
    git(desk, "merge", "-q", "--no-commit", "bob", fails=saver)
    ours(desk)
    if early:
        sync(desk)
    commit(desk)
    sync(desk)
    if early:
        names = {ANN: "", BOB: ""}
    assert (whose(desk, ONE)[0], whose(desk, TWO)[0]) == (names[ANN], names[BOB])


def test_a_version_that_git_has_brought(desk: Path) -> None:
    """What comes from another branch without a merge is not that of who brought it."""
    git(desk, "checkout", "-qb", "bob")
    clear(desk, ONE)
    git(desk, "-c", "user.name=Bob", "commit", "-qam", "Bob")
    git(desk, "checkout", "-q", "main")
    git(desk, "restore", "--source=bob", str(po(desk)))
    sync(desk)
    assert whose(desk, ONE) == ("", "")
    clear(desk, TWO)
    sync(desk)
    assert whose(desk, TWO) == (ANN, "")


def test_a_file_that_git_does_not_have_names_nobody(desk: Path) -> None:
    """Who brought it is not known; once git has its drafts, what is approved is git's user's."""
    (desk / ".git").rename(desk / "out")
    git(desk, "init", "-q", "-b", "main")
    user(desk, ANN)
    clear(desk, ONE)
    sync(desk)
    commit(desk)
    clear(desk, TWO)
    sync(desk)
    assert (whose(desk, ONE), whose(desk, TWO)) == (("", ""), (ANN, ""))


def test_an_editor_that_saves_twice_before_a_commit(desk: Path) -> None:
    """Its name stays that of its user, not that of git's."""
    clear(desk, ONE, saver=LEE)
    sync(desk)
    clear(desk, TWO, saver=LEE, minute=1)
    sync(desk)
    clear(desk, THREE)
    sync(desk)
    assert [whose(desk, each)[0] for each in TEXTS] == [LEE, LEE, ANN]


def test_the_text_of_one_and_the_state_of_the_other(desk: Path) -> None:
    """Two people approve two texts of a sentence: the journal knows whose the one is that stays."""
    for branch, who, text in (("bob", BOB, "하나다."), ("main", ANN, "하나.")):
        git(desk, "checkout", "-q", *(["-b"] if branch == "bob" else []), branch)
        user(desk, who)
        clear(desk, ONE, text=text)
        sync(desk)
        commit(desk)
    git(desk, "merge", "-q", "bob", fails=True)
    ours(desk)
    for text, told in (("하나.", (ANN, "")), ("하나다.", (BOB, "")), ("한 개.", ("", ANN))):
        po(desk).write_text(re.sub('(?<=today."\nmsgstr ").*(?=")', text, po(desk).read_text()))
        assert whose(desk, ONE) == told
    sync(desk)
    assert whose(desk, ONE) == ("", ANN)


def test_one_decision_on_two_branches(desk: Path) -> None:
    """The same text from two sheets: at most the state line conflicts, and nothing is lost."""
    for branch, who in (("bob", BOB), ("main", ANN)):
        git(desk, "checkout", "-q", *(["-b"] if branch == "bob" else []), branch)
        workflow("exchange", "export", "--format", "csv", "--output", desk / "out", project=desk)
        sheet = desk / "out" / "n.ko.csv"
        rows = sheet.read_text("utf-8-sig").splitlines(keepends=True)
        rows = [_approved(row) if ONE in row else row for row in rows]
        sheet.write_text("".join(rows), "utf-8")
        done = workflow("exchange", "import", sheet, "--reviewer", who, project=desk)
        assert done.code == 0
        sheet.unlink()
        commit(desk)
    git(desk, "merge", "-q", "bob", fails=True)
    text = po(desk).read_text()
    assert text.count("<<<<<<<") == 1
    torn = text.partition("<<<<<<<")[2].partition(">>>>>>>")[0].splitlines()[1:]
    assert all(line.startswith(("# workflow:", "=======")) for line in torn)
    ours(desk)
    commit(desk)
    sync(desk)
    assert whose(desk, ONE) == (ANN, "")
    assert "Nothing is missing" in workflow("restore", "--dry-run", project=desk).out
    assert not git(desk, "status", "--porcelain")


def _approved(row: str) -> str:
    key, source, _, _, rest = row.split(",", 4)
    return ",".join((key, source, TEXTS[ONE], "reviewed", rest))


def test_the_state_is_on_one_line_again(desk: Path) -> None:
    """After the next sync, in every entry; nothing else about them has changed."""
    before = {each.msgid: each.msgstr for each in polib.pofile(str(po(desk)))}
    clear(desk)
    assert any(line.startswith("# source=") for line in po(desk).read_text().splitlines())
    sync(desk)
    comments = [line for line in po(desk).read_text().splitlines() if line.startswith("# ")]
    assert len(comments) == len(TEXTS)
    assert all(line.startswith("# workflow: origin=") for line in comments)
    assert {each.msgid: each.msgstr for each in polib.pofile(str(po(desk)))} == before
    joined = po(desk).read_bytes()
    sync(desk)
    assert po(desk).read_bytes() == joined


@pytest.mark.parametrize("later", ["하나뿐.", "하나"])
def test_an_approval_by_nobody_known_stays_bound(desk: Path, later: str) -> None:
    """A text that changes after a command has seen it is changed since approval, for good."""
    clear(desk, ONE)
    commit(desk)
    sync(desk)
    assert whose(desk, ONE) == ("", "")
    clear(desk, ONE, text=later)
    for step in (sync, commit, sync):
        step(desk)
        assert whose(desk, ONE) == ("", "?")
    told = workflow("status", "--approvals", project=desk).out
    assert "? (changed since approval)" in told
    assert journal(desk)[later] == ""


def test_a_repository_starts_no_program(desk: Path) -> None:
    """Its settings may name one that shows a file as other text."""
    git(desk, "config", "diff.po.textconv", "sh -c 'echo; cat $0; touch started'")
    git(desk, "config", "filter.po.smudge", "sh -c 'touch started; cat'")
    (desk / ".gitattributes").write_text("*.po diff=po filter=po\n")
    clear(desk, ONE)
    sync(desk)
    assert whose(desk, ONE) == (ANN, "")
    assert not (desk / "started").exists()


def test_a_review_sheet_names_them(desk: Path) -> None:
    """What goes out says who approved what."""
    clear(desk, ONE)
    sync(desk)
    workflow("exchange", "export", "--format", "csv", "--output", desk / "out", project=desk)
    assert ANN in (desk / "out" / "n.ko.csv").read_text("utf-8-sig")


def test_an_approval_of_an_unchanged_draft_is_visible(desk: Path) -> None:
    """In the counts and in the list."""
    po(desk).write_text(po(desk).read_text().replace("#, fuzzy\n", "", 2))
    (seed,) = workflow("status", "--to", "ko", "--json", project=desk).json["seeds"]
    assert (seed["locales"]["ko"]["reviewed"], seed["locales"]["ko"]["unchanged"]) == (2, 2)
    assert "(unchanged)" in workflow("status", project=desk).out
    given = workflow("status", "--approvals", "--json", project=desk).json["approvals"]
    assert [each["unchanged"] for each in given] == [True, True]


def test_a_version_that_cannot_be_read_names_nobody(desk: Path) -> None:
    """Somebody has committed a file with the marks of a conflict in it, and then mended it."""
    clear(desk, ONE)
    whole = po(desk).read_text()
    po(desk).write_text(f"{whole}\n<<<<<<< HEAD\n=======\n>>>>>>> bob\n")
    commit(desk)
    po(desk).write_text(whole)
    sync(desk)
    assert whose(desk, ONE) == ("", "")


def test_a_file_that_came_whole_names_nobody(desk: Path) -> None:
    """Its header names who saved it last, which is not who approved all of it."""
    git(desk, "rm", "-q", "--cached", str(po(desk)))
    git(desk, "commit", "-qm", "Drop")
    clear(desk, ONE, saver=LEE)
    commit(desk)
    sync(desk)
    assert whose(desk, ONE) == ("", "")
