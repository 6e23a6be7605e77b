"""``workflow check``: what it looks at, mends, silences, accepts and returns."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest

from tests.support.command import Result, workflow
from workflow.app import checking
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.documents import readers
from workflow.model import Draft, Project, State
from workflow.protocols import silent

ARTICLE = """\
Seoul and Beijing prepare for an anniversary

Trade grew 38-fold in thirty years. KEF will host a forum. It will not charge a fee.
"""
KOREAN = {
    "Seoul and Beijing prepare for an anniversary": "한중, 기념일 준비",
    "Trade grew 38-fold in thirty years.": "교역은 30년 동안 38배로 늘었다.",
    "KEF will host a forum.": "경총은 포럼을 연다.",
    "It will not charge a fee.": "참가비는 받지 않는다.",
}


@pytest.fixture
def desk(project: Project) -> Path:
    """A project with one article, translated into Korean and approved."""
    (project.root / "workflow.toml").write_text('targets = ["ko", "zh-Hans"]\n')
    (project.seeds / "forum.txt").write_text(ARTICLE)
    (project.glossary / "terms.csv").write_text(
        "id,type,en,ko,ko_forbidden,match,status\nkef,abbr,KEF,경총,고용주연맹,case,approved\n"
    )
    assert workflow("sync", project=project.root).code == 0
    for source, text in KOREAN.items():
        write(project.root, source, text)
    return project.root


def po_path(desk: Path) -> Path:
    """The Korean PO file."""
    return desk / "locales" / "ko" / "forum.po"


def write(desk: Path, source: str, text: str, *, draft: bool = False, comment: str = "") -> None:
    """What an editor does: puts a translation, a flag and a comment into the PO file."""
    po = polib.pofile(str(po_path(desk)), wrapwidth=0)
    entry = po.find(source)
    assert entry is not None
    entry.msgstr = text
    entry.flags = ["fuzzy"] if draft else []
    if comment:
        entry.tcomment = "\n".join(filter(None, [entry.tcomment, comment]))
    po.save(str(po_path(desk)))


def sentences(desk: Path) -> list[str]:
    """The lines of the Korean PO file behind its header, in which a date may change."""
    return po_path(desk).read_text().partition("\n\n")[2].splitlines()


def check(desk: Path, *arguments: str) -> Result:
    """``workflow check ARGUMENTS --json``."""
    return workflow("check", *arguments, "--json", project=desk)


def names(done: Result) -> list[str]:
    """The checks whose findings are shown."""
    return [finding["check"] for finding in done.json["findings"]]


def test_good_translations_are_clean(desk: Path) -> None:
    """Nothing found, exit code 0, and every count is there."""
    done = check(desk, "--fail-on", "warning")
    assert (done.code, done.json["findings"]) == (0, [])
    assert done.json["silenced"] == {}
    assert (done.json["baselined"], done.json["fixed"], done.json["errors"]) == (0, 0, [])


def test_a_finding_has_the_keys_of_the_contract(desk: Path) -> None:
    """``fix`` is there only where one is certain."""
    write(desk, "Trade grew 38-fold in thirty years.", "교역은 30년 동안 83배로 늘었다.")
    write(desk, "KEF will host a forum.", "경총은  포럼을 연다.")
    number, spaces = check(desk).json["findings"]
    line = po_path(desk).read_text().splitlines()[number.pop("line") - 1]
    assert number == {
        "check": "number",
        "severity": "error",
        "path": "locales/ko/forum.po",
        "message": "83 is not in the source; 38 is missing",
    }
    assert line.startswith(("#", "msgid"))
    assert spaces["fix"] == "경총은 포럼을 연다."


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1)])
def test_fail_on_says_what_is_bad_enough(desk: Path, level: str, code: int) -> None:
    """A warning is shown in any case, and fails only where it was asked to."""
    write(desk, "KEF will host a forum.", "경총은  포럼을 연다.")
    done = check(desk, "--fail-on", level)
    assert (done.code, names(done)) == (code, ["spaces"])


def test_github_gets_annotations(desk: Path) -> None:
    """One command a finding, with what GitHub would misread escaped."""
    write(desk, "Trade grew 38-fold in thirty years.", "교역은 30년 동안 38% 늘었다.")
    done = workflow("check", "--format", "github", "-q", project=desk)
    assert done.out.startswith("::error file=locales/ko/forum.po,line=")
    assert "title=unit::times in the source, percent in the translation" in done.out


def test_a_po_file_alone_is_looked_at_alone(desk: Path) -> None:
    """The path of a PO file means its language, the path of a seed all of them."""
    workflow("translate", "--engine", "pseudo", "--to", "zh-Hans", project=desk)
    chinese = desk / "locales" / "zh_CN" / "forum.po"
    po = polib.pofile(str(chinese), wrapwidth=0)
    po[0].msgstr = po[0].msgid
    po.save(str(chinese))
    assert names(check(desk, str(po_path(desk)))) == []
    assert "untranslated" in names(check(desk, str(chinese)))
    assert "untranslated" in names(check(desk, "forum"))
    both = check(desk, str(po_path(desk)), str(chinese))
    assert names(both) == names(check(desk))


def test_a_folder_of_po_files_is_looked_at_alone(desk: Path) -> None:
    """Every PO file below it, in its language only; ``locales`` is all of them."""
    (desk / "seeds" / "news").mkdir()
    (desk / "seeds" / "news" / "fee.txt").write_text("It will not charge a fee.\n")
    assert workflow("sync", project=desk).code == 0

    def files(*paths: str) -> set[str]:
        project = find_project(desk)
        locales = seed_files.locales_of(project, paths)
        seeds = seed_files.select(project, paths)
        work = Work(project, seeds, ["ko", "zh-Hans"], locales=locales)
        return set(checking.check(work, silent).files)

    both = {"locales/ko/forum.po", "locales/ko/news/fee.po"}
    assert files("locales/ko") == both
    assert files(str(desk / "locales/ko/news")) == {"locales/ko/news/fee.po"}
    assert files("locales/ko", "locales/zh_CN/forum.po") == {*both, "locales/zh_CN/forum.po"}
    assert len(files("locales")) == 4
    write(desk, "KEF will host a forum.", "고용주연맹은 포럼을 연다.")
    assert names(check(desk, "locales/ko"))
    assert not names(check(desk, "locales/zh_CN"))
    assert check(desk, "locales/ja").code == 2


def test_a_po_file_whose_seed_is_gone_is_no_fault(desk: Path) -> None:
    """It is named, as by ``status``, and the others are checked; a path of nothing is a mistake."""
    write(desk, "KEF will host a forum.", "고용주연맹은 포럼을 연다.")
    gone = "locales/ko/old/gone.po"
    (desk / gone).parent.mkdir()
    (desk / gone).write_bytes(po_path(desk).read_bytes())
    alone = check(desk, gone)
    assert (alone.code, alone.json["findings"], alone.json["orphans"]) == (0, [], [gone])
    assert check(desk, "locales/ko/old").json["orphans"] == [gone]
    both = check(desk, gone, str(po_path(desk)))
    assert (both.code, names(both)) == (1, names(check(desk)))
    told = workflow("check", gone, project=desk)
    assert told.out.startswith(f"{gone}: its seed is gone; the file is kept.\n0 findings")
    assert check(desk, "locales/ko/nothing.po").code == 2


def test_noqa_silences_one_check_in_one_entry(desk: Path) -> None:
    """It is counted, on the terminal as well, and the other findings of the entry stay."""
    wrong = "교역은  30년 동안 83배로 늘었다."
    write(desk, "Trade grew 38-fold in thirty years.", wrong, comment="# noqa: number")
    done = check(desk)
    assert (done.code, names(done), done.json["silenced"]) == (0, ["spaces"], {"number": 1})
    assert "1 silenced by # noqa" in workflow("check", project=desk).out
    workflow("sync", project=desk)
    assert check(desk).json["silenced"] == {"number": 1}


def test_noqa_takes_the_name_of_a_check(desk: Path) -> None:
    """It silences all its findings, whatever they are called, and is no comment without reason."""
    write(desk, "KEF will host a forum.", "고용주연맹은 포럼을 연다.")
    found = names(check(desk))
    assert set(found) == {"forbidden-form", "term-missing"}
    write(desk, "KEF will host a forum.", "고용주연맹은 포럼을 연다.", comment="# noqa: terms")
    done = check(desk)
    assert (done.code, names(done)) == (0, [])
    assert done.json["silenced"] == {"forbidden-form": 1, "term-missing": 1}


def test_a_noqa_without_a_reason_is_a_finding(desk: Path) -> None:
    """Once the fault is mended, or where its name is misspelt, the comment is reported."""
    write(desk, "KEF will host a forum.", "경총은 포럼을 연다.", comment="noqa: numbers, spaces")
    found = check(desk).json["findings"]
    assert [finding["message"] for finding in found] == [
        "the comment silences nothing: noqa: numbers",
        "the comment silences nothing: noqa: spaces",
    ]


def test_fix_mends_drafts_and_leaves_approved_sentences(desk: Path) -> None:
    """One hunk of the file changes; what a person approved stays to the byte."""
    write(desk, "KEF will host a forum.", "고용주연맹이  포럼를 연다 .", draft=True)
    write(desk, "It will not charge a fee.", "참가비는  받지 않는다.")
    before = sentences(desk)
    done = check(desk, "--fix")
    after = sentences(desk)
    assert done.json["fixed"] == 1
    assert [each["after"] for each in done.json["corrections"]] == ["경총이 포럼을 연다."]
    assert names(done) == ["spaces"]
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == ['msgstr "경총이 포럼을 연다."']
    assert check(desk, "--fix").json["fixed"] == 0


def test_fix_says_what_it_changed(desk: Path) -> None:
    """Each text is shown in its file, with what is gone and what is new."""
    write(desk, "It will not charge a fee.", "참가비는  받지 않는다 .", draft=True)
    done = workflow("check", "--fix", project=desk)
    assert "locales/ko/forum.po: put right: 참가비는[-  -]{+ +}받지 않는다[- -]." in done.out


def test_fix_reviewed_mends_spaces_but_no_words(desk: Path) -> None:
    """The approved sentence stays approved; a forbidden name in it is left to its editor."""
    write(desk, "KEF will host a forum.", "고용주연맹이 포럼을 연다.")
    write(desk, "It will not charge a fee.", "참가비는  받지 않는다 .")
    done = check(desk, "--fix-reviewed")
    assert done.json["fixed"] == 1
    assert "forbidden-form" in names(done)
    mended = polib.pofile(str(po_path(desk))).find("It will not charge a fee.")
    assert mended is not None
    assert (mended.msgstr, mended.fuzzy) == ("참가비는 받지 않는다.", False)


def test_a_draft_that_was_mended_is_still_a_machines(desk: Path) -> None:
    """A rule has changed it, no person: it may be translated anew, and where it came from stays."""
    source = "It will not charge a fee."
    catalog = Catalog.load(Project(desk), "forum", "zh-Hans")
    catalog.fill(source, Draft("不收费 。", "test/1"))
    catalog.save()
    assert check(desk, "--fix").json["fixed"] == 1
    mended = Catalog.load(Project(desk), "forum", "zh-Hans")
    entry = mended.entries[source]
    assert (entry.text, entry.state, entry.origin) == ("不收费。", State.DRAFT, "test/1")
    assert source in mended.pending(redo=True)


def test_the_baseline_hides_what_is_known(desk: Path) -> None:
    """It survives moved lines; another fault, or the same one again elsewhere, shows."""
    write(desk, "Trade grew 38-fold in thirty years.", "교역은 30년 동안 83배로 늘었다.")
    assert check(desk, "--write-baseline").code == 0
    stored = json.loads((desk / "workflow-baseline.json").read_text())
    assert [finding["check"] for finding in stored["findings"]] == ["number"]
    po_path(desk).write_text("# A comment more\n" + po_path(desk).read_text())
    known = check(desk)
    assert (known.code, known.json["findings"], known.json["baselined"]) == (0, [], 1)
    assert names(check(desk, "--no-baseline")) == ["number"]
    write(desk, "Trade grew 38-fold in thirty years.", "교역은 30년 동안 84배로 늘었다.")
    assert names(check(desk)) == ["number"]


def test_the_baseline_survives_that_another_sentence_moves(desk: Path) -> None:
    """A message may name the line of a second sentence; that line moves like its own."""
    write(desk, "It will not charge a fee.", KOREAN["Trade grew 38-fold in thirty years."])
    check(desk, "--write-baseline")
    po_path(desk).write_text("# A comment more\n" + po_path(desk).read_text())
    assert check(desk).json["findings"] == []


def test_a_baseline_written_for_one_file_keeps_the_others(desk: Path) -> None:
    """Only what was looked at is replaced; files that are gone are forgotten."""
    write(desk, "Trade grew 38-fold in thirty years.", "교역은 30년 동안 83배로 늘었다.")
    check(desk, "--write-baseline")
    check(desk, "--write-baseline", "--to", "zh-Hans")
    assert check(desk).json["baselined"] == 1
    write(desk, "Trade grew 38-fold in thirty years.", "교역은 30년 동안 38배로 늘었다.")
    check(desk, "--write-baseline")
    assert json.loads((desk / "workflow-baseline.json").read_text())["findings"] == []


@pytest.mark.parametrize(
    "content", ["", "[]", '{"version": 2}', '{"version": 1, "findings": [{"path": 1}]}', "[" * 9999]
)
def test_a_damaged_baseline_is_a_clear_error(desk: Path, content: str) -> None:
    """Nothing is hidden by a file that cannot be read."""
    (desk / "workflow-baseline.json").write_text(content)
    done = check(desk)
    assert done.code == 2
    assert "workflow: error: workflow-baseline.json: is not a baseline" in done.err
    assert "delete it" in done.err
    assert check(desk, "--write-baseline").code == 2  # what it knew is not thrown away
    (desk / "workflow-baseline.json").unlink()
    assert check(desk, "--write-baseline").code == 0


def test_a_document_is_checked_as_a_whole(desk: Path) -> None:
    """A translation in the place of another sentence's is found."""
    wrong = KOREAN["Trade grew 38-fold in thirty years."]
    write(desk, "It will not charge a fee.", wrong)
    assert "doubled" in names(check(desk))


def test_the_seeds_are_looked_up_once(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files are named, as a hook does that runs before a commit."""
    for number in range(20):
        (desk / "seeds" / f"a{number}.txt").write_text("Trade grew 38-fold in thirty years.")
    workflow("sync", project=desk)
    looked: list[Project] = []
    seeds = readers.seeds

    def counted(project: Project) -> tuple[Path, ...]:
        looked.append(project)
        return seeds(project)

    monkeypatch.setattr(readers, "seeds", counted)
    files = sorted((desk / "locales").rglob("a*.po"))
    assert len(files) == 40
    assert check(desk, *files).code == 0
    many = len(looked)
    assert check(desk, files[0]).code == 0
    assert len(looked) == 2 * many
