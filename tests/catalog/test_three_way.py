"""Two versions of a PO file become one: nothing is lost, and only different decisions collide."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.app.git_merging import set_up
from workflow.catalog import Catalog
from workflow.catalog.approvals import Approver
from workflow.catalog.changes import approve, hold
from workflow.catalog.inheritance import obsolete
from workflow.catalog.message import PoMessage
from workflow.catalog.parser import read
from workflow.catalog.po_file import Header, PoFile
from workflow.catalog.stamp import Stamp, digest
from workflow.catalog.three_way import merge_versions
from workflow.config import find_project
from workflow.errors import ConfigError
from workflow.model import ALTERNATIVE, State

KIM, LEE = "Kim <kim@example.org>", "Lee <lee@example.org>"


def draft(number: int) -> PoMessage:
    """Make an entry with a machine's draft."""
    text = f"초안 {number}"
    return PoMessage(f"Sentence {number}.", text, fuzzy=True, stamp=Stamp("argos", digest(text)))


def file_of(*messages: PoMessage, date: str = "2026-11-20 10:00+0000", by: str = KIM) -> PoFile:
    values = {"PO-Revision-Date": date, "Last-Translator": by, "Language": "ko"}
    return PoFile(Header(values), messages)


def approved(message: PoMessage, text: str, by: str, day: str = "2026-11-21") -> PoMessage:
    changed = approve(message, text, Approver(by, day), seen=message.msgstr)
    assert changed is not None
    return changed


BASE = file_of(*map(draft, range(4)))


def with_one(file: PoFile, at: int, message: PoMessage, **header: str) -> PoFile:
    messages = list(file.messages)
    messages[at] = message
    return file_of(*messages, **header)


def test_decisions_about_different_sentences_meet() -> None:
    ours = with_one(BASE, 1, approved(draft(1), "하나.", KIM))
    theirs = with_one(BASE, 2, approved(draft(2), "둘.", LEE))
    merged = merge_versions(BASE, ours, theirs)
    assert not merged.conflicts
    assert [each.msgstr for each in merged.file.messages] == ["초안 0", "하나.", "둘.", "초안 3"]
    assert [each.reviewed for each in merged.file.messages] == [False, True, True, False]


def test_the_same_decision_twice_is_one_and_the_newer_date_wins_in_the_header() -> None:
    ours = with_one(BASE, 1, approved(draft(1), "하나.", KIM), date="2026-11-21 10:00+0900")
    theirs = with_one(
        BASE, 1, approved(draft(1), "하나.", LEE), date="2026-11-21 08:00+0000", by=LEE
    )
    merged = merge_versions(BASE, ours, theirs)
    assert not merged.conflicts
    assert merged.file.messages[1].reviewed
    assert merged.file.header.values["Last-Translator"] == LEE
    assert merged.file.header.values["PO-Revision-Date"] == "2026-11-21 08:00+0000"


def test_different_decisions_keep_both_texts_for_a_person() -> None:
    ours = with_one(BASE, 1, approved(draft(1), "하나.", KIM))
    theirs = with_one(BASE, 1, approved(draft(1), "일.", LEE))
    merged = merge_versions(BASE, ours, theirs)
    assert merged.conflicts == ("Sentence 1.",)
    held = merged.file.messages[1]
    assert held.fuzzy
    assert held.msgstr == "하나."
    assert f"{ALTERNATIVE}일." in held.comments


def test_a_person_comes_before_a_machine() -> None:
    again = draft(1).changed(
        msgstr="새 초안", stamp=Stamp("llm", digest("새 초안"), date="2026-12-01")
    )
    person = approved(draft(1), "하나.", KIM)
    for ours, theirs in ((again, person), (person, again)):
        merged = merge_versions(BASE, with_one(BASE, 1, ours), with_one(BASE, 1, theirs))
        assert not merged.conflicts
        assert merged.file.messages[1] == person


def test_who_wants_more_work_is_heard() -> None:
    kept = hold(draft(1), "하나.", Approver(LEE, "2026-11-21"), seen=draft(1).msgstr)
    assert kept is not None
    ours = with_one(BASE, 1, approved(draft(1), "하나.", KIM))
    merged = merge_versions(BASE, ours, with_one(BASE, 1, kept))
    assert not merged.conflicts
    assert merged.file.messages[1] == kept


def test_new_sentences_follow_the_ones_they_follow_there() -> None:
    new, other = PoMessage("New.", "새것", fuzzy=True), PoMessage("Other.", "다른 것", fuzzy=True)
    ours = file_of(*BASE.messages[:1], other, *BASE.messages[1:])
    theirs = file_of(*BASE.messages[:3], new, *BASE.messages[3:])
    merged = merge_versions(BASE, ours, theirs)
    assert [each.msgid for each in merged.file.messages] == [
        *("Sentence 0.", "Other.", "Sentence 1.", "Sentence 2.", "New.", "Sentence 3."),
    ]


def test_an_approval_for_a_sentence_that_changed_here_is_kept_beside_it() -> None:
    changed = draft(1).changed(msgid="Sentence one.", previous="Sentence 1.")
    theirs = with_one(BASE, 1, approved(draft(1), "하나.", LEE))
    merged = merge_versions(BASE, with_one(BASE, 1, changed), theirs)
    assert not merged.conflicts
    assert f"{ALTERNATIVE}하나." in merged.file.messages[1].comments
    gone = file_of(BASE.messages[0], *BASE.messages[2:])
    kept = merge_versions(BASE, gone, theirs).file.messages[-1]
    assert (kept.msgstr, kept.obsolete) == ("하나.", True)


def test_an_approval_meets_a_changed_source_as_the_proposal_for_it() -> None:
    """Its entry had only a draft there, which was translated anew."""
    place = ("block 1, sentence 2: paragraph",)
    old = draft(1).changed(msgid="The terminal opens in March.", extracted=place)
    again = draft(5).changed(msgid="The terminal opens in May.", extracted=place)
    approval = approved(old, "터미널은 3월에 연다.", KIM)
    base, changed = with_one(BASE, 1, old), with_one(BASE, 1, again)
    sides = changed, with_one(BASE, 1, approval)
    for ours, theirs in (sides, sides[::-1]):
        merged = merge_versions(base, ours, theirs).file.messages
        assert [each.msgid for each in merged] == [each.msgid for each in changed.messages]
        entry = merged[1]
        assert (entry.msgstr, entry.previous) == (approval.msgstr, old.msgid)
        assert (entry.state, entry.extracted) == (State.STALE, place)


@pytest.mark.parametrize("way", ["another sentence", "out of use"])
def test_what_one_side_approved_and_the_other_took_out_can_be_read_again(
    tmp_path: Path, way: str
) -> None:
    """Notes about places go with the sentence: those out of use have none."""
    old = draft(1).changed(extracted=("block 1, sentence 1",), references=("seeds/a.txt:1",))
    base = file_of(draft(0), old)
    gone = [
        draft(2).changed(extracted=("block 1, sentence 1",)),
        *[obsolete(old)] * (way[0] == "o"),
    ]
    theirs = approved(old, "하나.", KIM).changed(extracted=("block 1, sentence 1", "term: a → b"))
    sides = file_of(draft(0), *gone), file_of(draft(0), theirs)
    for ours, others in (sides, sides[::-1]):
        merged = merge_versions(base, ours, others).file
        path = tmp_path / "a.po"
        path.write_bytes(merged.render())
        assert read(path, "a.po")[1].messages == merged.messages
        assert "하나." in [each.msgstr for each in merged.messages]


def test_comments_of_both_stay_and_those_taken_out_go() -> None:
    base = file_of(draft(0).changed(comments=("old",)))
    ours = file_of(base.messages[0].changed(comments=("old", "ours")))
    theirs = file_of(base.messages[0].changed(comments=("theirs",)))
    merged = merge_versions(base, ours, theirs).file.messages[0]
    assert merged.comments == ("ours", "theirs")


_TEXTS = st.sampled_from(["", "가", "나", "다"])
_SIDES = st.lists(st.tuples(_TEXTS, st.sampled_from(["machine", "approve", "hold"])), max_size=4)


def _side(edits: list[tuple[str, str]], by: str) -> PoFile:
    messages = list(BASE.messages)
    for at, (text, how) in enumerate(edits):
        if not text:
            continue
        before = messages[at]
        if how == "machine":
            messages[at] = before.changed(msgstr=text, stamp=Stamp("llm", digest(text)))
        else:
            did = approve if how == "approve" else hold
            messages[at] = did(before, text, Approver(by), seen=before.msgstr) or before
    return file_of(*messages)


@given(_SIDES, _SIDES)
def test_no_persons_text_is_lost_whatever_both_do(
    one: list[tuple[str, str]], other: list[tuple[str, str]]
) -> None:
    ours, theirs = _side(one, KIM), _side(other, LEE)
    merged = merge_versions(BASE, ours, theirs)
    assert [each.key for each in merged.file.messages] == [each.key for each in BASE.messages]
    for side in (ours, theirs):
        assert merge_versions(BASE, side, BASE).file == side
        assert merge_versions(BASE, BASE, side).file.messages == side.messages
        assert merge_versions(BASE, side, side).file == side
        for before, mine, after in zip(
            BASE.messages, side.messages, merged.file.messages, strict=True
        ):
            if mine.human and mine != before:
                assert mine.msgstr == after.msgstr or ALTERNATIVE + mine.msgstr in after.comments


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    named = ("-c", "user.name=Kim", "-c", "user.email=kim@example.org")
    command = ["git", "-C", str(folder), *named, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project in git, with one translated seed."""
    tmp_path = tmp_path_factory.mktemp("begun")
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\n')
    (tmp_path / "seeds").mkdir()
    text = " ".join(f"Talks number {n} were held in the city." for n in ("one", "two", "three"))
    (tmp_path / "seeds/talks.txt").write_text(text)
    run = ["-m", "workflow", "-q", "-C", str(tmp_path), "translate", "--engine", "pseudo"]
    subprocess.run([sys.executable, *run], check=True)
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text(".workflow/\n")
    return tmp_path


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Path:
    """Make a copy of the project, with the driver set up."""
    root = shutil.copytree(begun, tmp_path / "project")
    set_up(find_project(root))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Begin")
    return root


def decide(folder: Path, at: int, text: str, by: str) -> None:
    loaded = find_project(folder)
    catalog = Catalog.load(loaded, "talks", "ko")
    catalog.approve([*catalog.entries][at], text, by, "2026-11-21")
    catalog.save()
    git(folder, "commit", "-qam", by)


def test_git_merges_branches_sentence_by_sentence(project: Path) -> None:
    git(project, "checkout", "-qb", "other")
    decide(project, 1, "둘째 회담이 열렸다.", LEE)
    decide(project, 2, "셋째 회담이 열렸다.", LEE)
    git(project, "checkout", "-q", "main")
    decide(project, 0, "첫 회담이 열렸다.", KIM)
    decide(project, 1, "둘째 회담이 열렸다.", KIM)
    done = git(project, "merge", "-q", "--no-edit", "other")
    assert done.returncode == 0, done.stdout + done.stderr
    catalog = Catalog.load(find_project(project), "talks", "ko")
    assert [each.reviewer for each in catalog.entries.values()] == [KIM, LEE, LEE]

    git(project, "checkout", "-qb", "third")
    decide(project, 0, "첫 회담을 열었다.", LEE)
    git(project, "checkout", "-q", "main")
    decide(project, 0, "1차 회담이 열렸다.", KIM)
    done = git(project, "merge", "--no-edit", "third")
    assert done.returncode == 1
    assert "decided differently on both sides: Talks number one" in done.stderr
    path = project / "locales/ko/talks.po"
    assert "<<<<" not in path.read_text("utf-8")
    assert subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=False).returncode == 0
    entry = next(iter(Catalog.load(find_project(project), "talks", "ko").entries.values()))
    assert (entry.text, entry.comments) == (
        "1차 회담이 열렸다.",
        (f"{ALTERNATIVE}첫 회담을 열었다.",),
    )


def test_a_damaged_version_is_merged_by_its_lines(project: Path) -> None:
    git(project, "checkout", "-qb", "other")
    path = project / "locales/ko/talks.po"
    path.write_text(path.read_text("utf-8") + '\nmsgid "half', "utf-8")
    git(project, "commit", "-qam", "Damage")
    git(project, "checkout", "-q", "main")
    decide(project, 0, "첫 회담이 열렸다.", KIM)
    git(project, "merge", "--no-edit", "other")
    text = path.read_text("utf-8")
    assert "첫 회담이 열렸다." in text
    assert 'msgid "half' in text


def test_setting_up_twice_changes_nothing_and_needs_a_repository(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert not set_up(find_project(project)).added
    bare = tmp_path_factory.mktemp("bare")
    (bare / "workflow.toml").write_text("")
    with pytest.raises(ConfigError, match="git"):
        set_up(find_project(bare))
