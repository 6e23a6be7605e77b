"""What a stale save takes away is noticed, by every command, and comes back with one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from multiprocessing import Process
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.app.test_approvals import KIM, LEE, MORE, TALKS, approve, git, po, whose
from tests.support.command import workflow
from workflow.app.reviewing.deciding import ProjectReview
from workflow.app.state import seed_files
from workflow.config import find_project
from workflow.review import SegmentAddress

REST = [f"Sentence number {word} stands here alone." for word in "three four five six".split()]
TEXTS = {TALKS: "무역 회담이 다시 열렸다.", MORE: "양측은 서울에서 다시 만난다."}
TEXTS |= {source: f"문장 {number}." for number, source in enumerate(REST, 3)}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with one article, drafted."""
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\n')
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "n.txt").write_text("\n\n".join(TEXTS) + "\n")
    assert workflow("translate", "--engine", "pseudo", project=tmp_path).code == 0
    return tmp_path


def missing(desk: Path) -> dict[str, str]:
    """What ``restore`` would bring back: lines of the PO file, and the texts."""
    found = workflow("restore", "--dry-run", "--json", project=desk).json["missing"]
    return {each["line"]: each["fix"] for each in found}


def review(desk: Path, source: str, text: str, who: str = KIM, *, approve: bool = True) -> str:
    """Somebody decides about a sentence in the browser; the name of the decision."""
    project = find_project(desk)
    backend = ProjectReview(
        project, seed_files.select(project, ()), who, lambda: date(2026, 11, 25)
    )
    row = next(r for r in backend.article("n", "ko").rows if r.segment.text == source)
    return backend.save(
        SegmentAddress("n", "ko", row.segment.key), row.etag, text, approve=approve
    ).operation


def state(desk: Path) -> Mapping[str, polib.POEntry]:
    """The PO file, by sentence."""
    return {entry.msgid: entry for entry in polib.pofile(str(po(desk)))}


def test_a_stale_save_is_noticed_by_every_command(desk: Path) -> None:
    """An editor opens the file, others approve, the editor saves: all of it comes back."""
    stale = polib.pofile(str(po(desk)))
    approve(desk, TALKS, TEXTS[TALKS], KIM)
    for source in REST[:3]:
        review(desk, source, TEXTS[source], LEE)
    before = state(desk)
    stale.find(MORE).msgstr = TEXTS[MORE]
    stale.save(str(po(desk)))
    for command in ("check", "sync", "translate --engine pseudo", "run --engine pseudo"):
        done = workflow(*command.split(), project=desk)
        assert done.code == 1, command
        assert done.out.count("lost-approval") == 4, command
    for command in ("status", "status --approvals"):
        done = workflow(*command.split(), project=desk)
        assert done.code == 0
        assert done.out.count("lost-approval") == 4, command
    found = workflow("check", "--json", project=desk).json["findings"]
    lost = {each["fix"]: each["severity"] for each in found if each["check"] == "lost-approval"}
    assert lost == {TEXTS[source]: "error" for source in (TALKS, *REST[:3])}
    assert workflow("restore", project=desk).code == 0
    after = state(desk)
    for source in (TALKS, *REST[:3]):
        old, new = before[source], after[source]
        assert (new.msgstr, new.fuzzy, new.tcomment) == (old.msgstr, old.fuzzy, old.tcomment)
    assert after[MORE].msgstr == TEXTS[MORE]
    assert (whose(desk), whose(desk, REST[0])) == ((KIM, ""), (LEE, ""))
    assert workflow("check", "--fail-on", "error", project=desk).code == 0
    assert workflow("sync", project=desk).code == 0


def test_who_has_not_seen_an_approval_does_not_replace_it(desk: Path) -> None:
    """Two work on one sentence: whoever saves an older file last has not read the other's text."""
    stale = polib.pofile(str(po(desk)))
    review(desk, TALKS, TEXTS[TALKS], LEE)
    entry = stale.find(TALKS)
    entry.msgstr, entry.flags = "무역 회담이 결렬됐다.", []
    stale.save(str(po(desk)))
    done = workflow("sync", project=desk)
    assert (done.code, done.out.count("lost-approval")) == (1, 1)
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    workflow("restore", "--dismiss", project=desk)
    assert (state(desk)[TALKS].msgstr, missing(desk)) == (entry.msgstr, {})


def test_letters_that_an_encoding_lacks_were_not_meant(desk: Path) -> None:
    """Saved as ANSI or GBK, each Hangul letter is a question mark; other edits are a person's."""
    review(desk, TALKS, TEXTS[TALKS], LEE)
    whole = po(desk).read_text()
    ascii_only = "".join(char if char < "\u1100" else "?" for char in TEXTS[TALKS])
    po(desk).write_text(whole.replace(TEXTS[TALKS], ascii_only))
    done = workflow("sync", project=desk)
    assert (done.code, done.out.count("lost-approval")) == (1, 1)
    assert workflow("restore", project=desk).code == 0
    assert (state(desk)[TALKS].msgstr, whose(desk)) == (TEXTS[TALKS], (LEE, ""))
    po(desk).write_text(whole.replace(TEXTS[TALKS], "무역 회담이 다시 열렸나???"))
    assert workflow("sync", project=desk).code == 0


def test_what_another_has_written_in_its_place_is_told_and_kept(desk: Path) -> None:
    """The approval comes back; the history still has the text that had taken its place."""
    stale = polib.pofile(str(po(desk)))
    review(desk, TALKS, TEXTS[TALKS], LEE)
    other = "무역 회담이 결렬됐다."
    stale.find(TALKS).msgstr, stale.find(TALKS).flags = other, []
    stale.save(str(po(desk)))
    done = workflow("restore", project=desk)
    assert f"(kept in the sentence's history): {other}" in done.out
    assert state(desk)[TALKS].msgstr == TEXTS[TALKS]
    project = find_project(desk)
    backend = ProjectReview(
        project, seed_files.select(project, ()), KIM, lambda: date(2026, 11, 25)
    )
    row = next(r for r in backend.article("n", "ko").rows if r.segment.text == TALKS)
    assert other in [
        event.text for event in backend.history(SegmentAddress("n", "ko", row.segment.key))
    ]


def test_who_has_seen_an_approval_may_replace_it(desk: Path) -> None:
    """Another tool opened the file after it."""
    review(desk, TALKS, TEXTS[TALKS], LEE)
    later = polib.pofile(str(po(desk)))
    later.find(TALKS).msgstr = "무역 회담이 재개됐다."
    later.save(str(po(desk)))
    assert workflow("sync", project=desk).code == 0
    assert missing(desk) == {}


def test_it_is_noticed_without_any_cache(desk: Path) -> None:
    """The journal lies beside the PO files, not among what may be deleted."""
    stale = po(desk).read_bytes()
    review(desk, TALKS, TEXTS[TALKS])
    po(desk).write_bytes(stale)
    for path in (desk / ".workflow").rglob("*"):
        if path.is_file():
            path.unlink()
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    po(desk).unlink()
    workflow("translate", "--engine", "pseudo", project=desk)
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    workflow("restore", project=desk)
    assert whose(desk) == (KIM, "")


def test_an_unchanged_draft_that_was_approved(desk: Path) -> None:
    """Its text is the same before and after; that it was approved is what is lost."""
    stale = po(desk).read_bytes()
    draft = state(desk)[TALKS].msgstr
    review(desk, TALKS, draft)
    po(desk).write_bytes(stale)
    assert list(missing(desk).values()) == [draft]
    workflow("restore", project=desk)
    assert not state(desk)[TALKS].fuzzy


def test_an_older_approval_in_place_of_a_newer_one(desk: Path) -> None:
    """Reviewed it is, but not with the text that was approved last."""
    review(desk, TALKS, "첫째.", LEE)
    stale = po(desk).read_bytes()
    review(desk, TALKS, TEXTS[TALKS])
    po(desk).write_bytes(stale)
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    workflow("restore", project=desk)
    assert (state(desk)[TALKS].msgstr, whose(desk)) == (TEXTS[TALKS], (KIM, ""))


def test_what_another_tool_approved_is_missed_too(desk: Path) -> None:
    """Once a command has seen it."""
    stale = po(desk).read_bytes()
    tool = polib.pofile(str(po(desk)))
    tool.find(TALKS).msgstr = TEXTS[TALKS]
    tool.find(TALKS).flags.remove("fuzzy")
    tool.save(str(po(desk)))
    workflow("sync", project=desk)
    po(desk).write_bytes(stale)
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    workflow("restore", project=desk)
    assert (state(desk)[TALKS].msgstr, whose(desk)) == (TEXTS[TALKS], ("", ""))


def test_a_text_left_for_more_work_is_missed(desk: Path) -> None:
    """As a warning: nobody has approved it."""
    stale = po(desk).read_bytes()
    review(desk, TALKS, "아직 아니다.", approve=False)
    po(desk).write_bytes(stale)
    found = workflow("check", "--json", project=desk).json["findings"]
    lost = [each for each in found if each["check"] == "lost-edit"]
    assert [(each["severity"], each["fix"]) for each in lost] == [("warning", "아직 아니다.")]
    workflow("restore", project=desk)
    assert (state(desk)[TALKS].msgstr, state(desk)[TALKS].fuzzy) == ("아직 아니다.", True)
    assert not missing(desk)


def test_what_somebody_has_changed_since_is_not_missed(desk: Path) -> None:
    """Nor what was taken back, has another source now, is gone, or waits for a decision."""
    for source in TEXTS:
        review(desk, source, TEXTS[source])
    tool = polib.pofile(str(po(desk)))
    tool.find(TALKS).msgstr = "회담이 결렬됐다."  # changed
    tool.find(MORE).flags.append("fuzzy")  # reopened
    tool.save(str(po(desk)))
    seed = desk / "seeds" / "n.txt"
    text = seed.read_text().replace("number three", "number thirty")  # another source
    seed.write_text(text.replace(f"{REST[1]}\n\n", ""))  # gone
    assert not missing(desk)
    assert workflow("sync", project=desk).code == 0
    assert not missing(desk)
    seed.write_text("\n\n".join(TEXTS) + "\n")  # back again
    assert workflow("sync", project=desk).code == 0
    assert not missing(desk)


def test_what_comes_back_without_its_approval_is_missed(desk: Path) -> None:
    """Another tool has removed what was out of use while the sentence was out of the document."""
    for source in TEXTS:
        review(desk, source, TEXTS[source])
    seed = desk / "seeds" / "n.txt"
    seed.write_text("\n\n".join(TEXTS).replace(f"{TALKS}\n\n", "") + "\n")
    assert workflow("sync", project=desk).code == 0
    tool = polib.pofile(str(po(desk)))
    for each in tool.obsolete_entries():
        tool.remove(each)
    tool.save(str(po(desk)))
    assert workflow("sync", project=desk).code == 0
    assert not missing(desk)
    seed.write_text("\n\n".join(TEXTS) + "\n")
    workflow("translate", "--engine", "pseudo", project=desk)
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    workflow("restore", project=desk)
    assert (state(desk)[TALKS].msgstr, whose(desk)) == (TEXTS[TALKS], (KIM, ""))


def test_what_was_undone_is_not_missed(desk: Path) -> None:
    """The review's own undo is a decision like any other."""
    project = find_project(desk)
    backend = ProjectReview(project, seed_files.select(project, ()), KIM)
    row = next(r for r in backend.article("n", "ko").rows if r.segment.text == TALKS)
    done = backend.save(SegmentAddress("n", "ko", row.segment.key), row.etag, "글.", approve=True)
    backend.undo(done.operation)
    assert not missing(desk)
    assert workflow("sync", project=desk).code == 0


def test_it_can_be_dismissed(desk: Path) -> None:
    """One entry or all: from then on nothing is said; a later loss is told again."""
    stale = po(desk).read_bytes()
    review(desk, TALKS, TEXTS[TALKS])
    review(desk, MORE, TEXTS[MORE])
    po(desk).write_bytes(stale)
    first, second = missing(desk)
    path = f"{po(desk)}:{first}"
    assert (
        len(workflow("restore", path, "--dismiss", "--json", project=desk).json["dismissed"]) == 1
    )
    assert po(desk).read_bytes() == stale
    assert list(missing(desk)) == [second]
    workflow("restore", "--dismiss", project=desk)
    assert workflow("sync", project=desk).code == 0
    stale = po(desk).read_bytes()
    review(desk, TALKS, "다시 승인.")
    po(desk).write_bytes(stale)
    assert list(missing(desk).values()) == ["다시 승인."]


def test_the_baseline_takes_nothing_of_it(desk: Path) -> None:
    """A loss is not accepted with what the checks find."""
    stale = po(desk).read_bytes()
    review(desk, TALKS, TEXTS[TALKS])
    po(desk).write_bytes(stale)
    workflow("check", "--write-baseline", project=desk)
    done = workflow("check", project=desk)
    assert (done.code, done.out.count("lost-approval")) == (1, 1)


def journal(desk: Path) -> Path:
    """The journal of the PO file."""
    return desk / "locales" / ".journal" / "ko" / "n.jsonl"


def lines(desk: Path) -> list[dict[str, Any]]:
    """What the journal says."""
    return [json.loads(line) for line in journal(desk).read_text().splitlines()]


def test_a_line_says_who_when_and_what(desk: Path) -> None:
    """One line a decision; the hash is that of the entry."""
    review(desk, TALKS, TEXTS[TALKS])
    (line,) = lines(desk)
    (mark,) = re.findall(r"text=(\w+)", state(desk)[TALKS].tcomment)
    assert (line["by"], line["did"], line["text"]) == (KIM, "approved", TEXTS[TALKS])
    assert line["now"] == f"{mark}+"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["at"])
    workflow("sync", project=desk)
    assert len(lines(desk)) == 1


def test_a_torn_line_is_passed_over(desk: Path) -> None:
    """A process killed while it wrote harms neither what was before nor what comes after."""
    stale = po(desk).read_bytes()
    review(desk, TALKS, TEXTS[TALKS])
    whole = journal(desk).read_bytes()
    journal(desk).write_bytes(whole + whole[:30])
    review(desk, MORE, TEXTS[MORE])
    po(desk).write_bytes(stale)
    assert sorted(missing(desk).values()) == sorted([TEXTS[TALKS], TEXTS[MORE]])


def test_without_a_journal_it_begins_anew(desk: Path) -> None:
    """What stands in the PO file is what is known."""
    review(desk, TALKS, TEXTS[TALKS])
    journal(desk).unlink()
    assert workflow("sync", project=desk).code == 0
    (line,) = lines(desk)
    assert (line["by"], line["text"]) == (KIM, TEXTS[TALKS])


def test_a_renamed_seed_takes_it_along(desk: Path) -> None:
    """As it does its PO file."""
    review(desk, TALKS, TEXTS[TALKS])
    (desk / "seeds" / "n.txt").rename(desk / "seeds" / "m.txt")
    assert workflow("sync", project=desk).code == 0
    assert not journal(desk).exists()
    assert journal(desk).with_name("m.jsonl").exists()


@pytest.mark.parametrize("attributes", [True, False])
def test_branches_merge(desk: Path, attributes: bool) -> None:
    """Two people approve on two branches: git joins the journals, and nothing is missed."""
    (desk / ".gitignore").write_text(".workflow/\nout/\n")
    git(desk, "init", "-q", "-b", "main")
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Begin")
    git(desk, "checkout", "-qb", "lee")
    review(desk, REST[2], TEXTS[REST[2]], LEE)
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Lee")
    git(desk, "checkout", "-q", "main")
    review(desk, TALKS, TEXTS[TALKS], KIM)
    stale = po(desk).read_bytes()
    git(desk, "add", "-A")
    git(desk, "commit", "-qm", "Kim")
    if not attributes:  # as on a server that does not look at them
        folder = desk / "locales" / ".journal"
        (folder / ".gitattributes").write_text("")
        git(desk, "commit", "-qam", "Forget")
        git(desk, "merge", "-q", "-X", "ours", "lee")
    else:
        git(desk, "merge", "-q", "lee")
    assert workflow("sync", project=desk).code == 0
    assert [whose(desk, each)[0] for each in (TALKS, REST[2])] == [KIM, LEE]
    assert not missing(desk)
    if attributes:
        assert not git(desk, "status", "--porcelain")
        po(desk).write_bytes(stale)
        assert list(missing(desk).values()) == [TEXTS[REST[2]]]


def test_one_sentence_decided_on_two_branches(desk: Path) -> None:
    """Whichever text the person who merges keeps, the other one is not missed."""
    review(desk, TALKS, "가.", KIM)
    ours, theirs = journal(desk).read_text(), ""
    kept = po(desk).read_bytes()
    line = json.loads(ours)
    theirs = json.dumps({**line, "by": LEE, "now": "12345678+", "text": "나."}, ensure_ascii=False)
    journal(desk).write_text(f"{ours}{theirs.replace(': ', ':').replace(', ', ',')}\n")
    assert po(desk).read_bytes() == kept
    assert not missing(desk)


def _decide(desk: Path, number: int) -> None:
    """In a process of its own: approves the same sentence again and again."""
    project = find_project(desk)
    backend = ProjectReview(project, seed_files.select(project, ()), f"Person {number}")
    for turn in range(5):
        row = backend.article("n", "ko").rows[number]
        text = f"사람 {number}, {turn}번."
        backend.save(SegmentAddress("n", "ko", row.segment.key), row.etag, text, approve=True)


def test_several_processes_write_it(desk: Path) -> None:
    """Every decision of each of them is a whole line."""
    processes = [Process(target=_decide, args=(desk, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    told = {(line["by"], line["text"]) for line in lines(desk)}
    decided = {(f"Person {n}", f"사람 {n}, {turn}번.") for n in range(4) for turn in range(5)}
    assert decided <= told
    assert not missing(desk)


def test_a_file_from_before_a_changed_source(desk: Path) -> None:
    """It brings back the proposal of then; the approval of the sentence as it is now is missed."""
    review(desk, TALKS, TEXTS[TALKS])
    stale = po(desk).read_bytes()
    seed, later = desk / "seeds" / "n.txt", TALKS.replace("today", "on Friday")
    seed.write_text(seed.read_text().replace(TALKS, later))
    assert workflow("sync", project=desk).code == 0
    review(desk, later, "무역 회담이 금요일에 다시 열렸다.", LEE)
    po(desk).write_bytes(stale)
    assert workflow("sync", project=desk).code == 1
    assert list(missing(desk).values()) == ["무역 회담이 금요일에 다시 열렸다."]
    workflow("restore", project=desk)
    assert (state(desk)[later].msgstr, whose(desk, later)) == (
        "무역 회담이 금요일에 다시 열렸다.",
        (LEE, ""),
    )
    assert workflow("sync", project=desk).code == 0


def test_a_doubt_about_an_approved_text_is_missed(desk: Path) -> None:
    """Somebody leaves an approved sentence for more work; a stale save has it approved again."""
    review(desk, TALKS, TEXTS[TALKS], LEE)
    stale = po(desk).read_bytes()
    review(desk, TALKS, TEXTS[TALKS], approve=False)
    po(desk).write_bytes(stale)
    assert list(missing(desk).values()) == [TEXTS[TALKS]]
    workflow("restore", project=desk)
    assert state(desk)[TALKS].fuzzy


def test_an_older_approval_that_comes_back_is_no_last_word(desk: Path) -> None:
    """Lee's approval is lost, Kim approves another text, and an old file brings Lee's back."""
    path = po(desk)
    drafts = path.read_bytes()
    approve(desk, TALKS, "회담이 재개됐다.", LEE)
    older = path.read_bytes()
    path.write_bytes(drafts)
    workflow("sync", project=desk)
    approve(desk, TALKS, "회담이 다시 열렸다.", KIM)
    path.write_bytes(older)
    missing = workflow("restore", "--dry-run", "--json", project=desk).json["missing"]
    assert [each["fix"] for each in missing] == ["회담이 다시 열렸다."]
