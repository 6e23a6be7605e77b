"""What ``sync``, ``translate`` and ``run`` do about approvals when rows of the glossary change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.test_impact import ROWS, approve, blocks, stale, write_rows
from tests.support.catalogs import EDITOR
from tests.support.command import Result, workflow
from workflow import glossary
from workflow.app.reviewing.deciding import ProjectReview
from workflow.app.state import seed_files
from workflow.app.state.document_translation import open_translation
from workflow.model import Project
from workflow.review import SegmentAddress, etag

MET, LEFT, SPOKE, REST = (
    "KEF met in Seoul.",
    "KEF left.",
    "They spoke of KEF and trade.",
    "Nobody was hurt.",
)
ARTICLE = {
    MET: "경총은 서울에서 만났다.",
    LEFT: "경영자총협회는 떠났다.",
    SPOKE: "그들은 경총과 무역을 이야기했다.",
    REST: "다친 사람은 없다.",
}
OTHER = ROWS | {"kef": ROWS["kef"].replace("경총", "경영자총협회")}


@pytest.fixture
def desk(project: Project) -> Path:
    """The PO file of an approved article, synced with its glossary."""
    write_rows(project, ROWS)
    path = approve(project, ARTICLE)
    assert sync(project).code == 0
    return path


def sync(project: Project, *options: str) -> Result:
    return workflow("sync", "--to", "ko", *options, project=project.root)


def without_date(path: Path) -> str:
    lines = path.read_text().split("\n")
    return "\n".join(line for line in lines if not line.startswith('"PO-Revision-Date'))


@pytest.mark.parametrize("command", ["sync", "translate", "run"])
def test_a_changed_rendering_marks_the_approved_texts_without_it(
    project: Project, desk: Path, command: str
) -> None:
    """Exactly these, with the reason, and says so; a text that has it needs nobody."""
    before = blocks(desk)
    write_rows(project, OTHER)
    done = (
        workflow(command, "--to", "ko", "--engine", "pseudo", project=project.root)
        if (command != "sync")
        else sync(project)
    )
    assert stale(project) == {MET, SPOKE}
    assert "2 approved sentences without the new rendering now stale" in done.err + done.out
    assert "`workflow glossary impact` lists them" in done.err + done.out
    after = blocks(desk)
    assert "#. qa: term-changed: KEF is not rendered as 경영자총협회" in after[MET]
    assert f'msgstr "{ARTICLE[MET]}"' in after[MET]
    assert after[REST] == before[REST]
    held = desk.read_bytes()
    again = sync(project)
    assert "now stale" not in again.err + again.out
    assert desk.read_bytes() == held


def test_a_decision_between_change_and_sync_hides_nothing(project: Project, desk: Path) -> None:
    """Whoever saves another sentence leaves what tells of the change, until it has been told."""
    before = blocks(desk)
    write_rows(project, OTHER)
    document = seed_files.load(project, *seed_files.select(project, ()))
    version = open_translation(project, glossary.load(project), document, "ko")
    version.catalog.approve(REST, "모두 무사하다.", EDITOR, "2026-11-26", "")
    version.catalog.save()
    after = blocks(desk)
    assert {source for source in ARTICLE if after[source] != before[source]} == {REST}
    assert "2 approved sentences without the new rendering now stale" in sync(project).out
    assert stale(project) == {MET, SPOKE}
    assert all("term: KEF → 경영자총협회" in blocks(desk)[each] for each in (MET, LEFT, SPOKE))


def test_an_approval_in_the_review_is_held_to_the_renderings_of_its_day(
    project: Project, desk: Path
) -> None:
    """When the row is changed back before any sync, what has the other rendering is reopened."""
    write_rows(project, OTHER)
    review = ProjectReview(project, seed_files.select(project, ()), EDITOR)
    row = next(each for each in review.article("visit", "ko").rows if each.entry.source == MET)
    place = SegmentAddress("visit", "ko", row.segment.key)
    review.save(place, etag(row.entry), "경영자총협회는 서울에서 만났다.", approve=True)
    assert "term: KEF → 경영자총협회" in blocks(desk)[MET]
    assert "term: KEF → 경총" in blocks(desk)[SPOKE]
    write_rows(project, ROWS)
    assert "1 approved sentence without the new rendering now stale" in sync(project).out
    assert stale(project) == {MET}


def test_an_approval_by_a_sheet_is_held_to_them_as_well(
    project: Project, desk: Path, tmp_path: Path
) -> None:
    write_rows(project, OTHER)
    out = str(tmp_path)
    workflow("exchange", "export", "--format", "csv", "--output", out, project=project.root)
    sheet = tmp_path / "visit.ko.csv"
    sheet.write_text(sheet.read_text().replace(ARTICLE[MET], "경영자총협회는 서울에서 만났다."))
    for _ in "once", "again":
        workflow("exchange", "import", str(sheet), "--reviewer", EDITOR, project=project.root)
        assert "term: KEF → 경영자총협회" in blocks(desk)[MET]
        assert "term: KEF → 경총" in blocks(desk)[SPOKE]
    write_rows(project, ROWS)
    assert "1 approved sentence without the new rendering now stale" in sync(project).out
    assert stale(project) == {MET}
    write_rows(project, OTHER)
    sync(project)
    assert stale(project) == {SPOKE}


def test_they_are_listed_as_data(project: Project, desk: Path) -> None:
    write_rows(project, OTHER)
    found = {each["source"]: each["reasons"] for each in sync(project, "--json").json["reopened"]}
    reason = "term-changed: KEF is not rendered as 경영자총협회"
    assert found == {MET: [reason], SPOKE: [reason]}
    write_rows(project, ROWS)
    found = {each["source"]: each["reasons"] for each in sync(project, "--json").json["reopened"]}
    assert found == {MET: [], SPOKE: []}


def test_a_change_that_is_taken_back_gives_the_approvals_back(project: Project, desk: Path) -> None:
    """As they were; also to a text that was approved with another rendering all along."""
    before = blocks(desk)
    write_rows(project, OTHER)
    sync(project)
    write_rows(project, ROWS)
    done = sync(project)
    assert "2 sentences approved again" in done.err + done.out
    after = blocks(desk)
    assert stale(project) == set()
    assert {source: after[source] for source in (MET, SPOKE, REST)} == {
        source: before[source] for source in (MET, SPOKE, REST)
    }


@pytest.mark.parametrize(
    "rows",
    [
        {key: row for key, row in ROWS.items() if key != "kef"},
        OTHER | {"kef": OTHER["kef"].replace(",approved", ",review")},
        ROWS | {"kef": ROWS["kef"].replace("경총,,", "경총,서울,")},
        ROWS | {"trade": "trade,term,trade,통상,,nocase,approved"},
    ],
    ids=["deleted", "under review", "forbids another form", "a new row"],
)
def test_other_changes_mark_nothing(project: Project, desk: Path, rows: dict[str, str]) -> None:
    """What they may mean, the editor asks for."""
    write_rows(project, rows)
    sync(project)
    assert stale(project) == set()
    write_rows(project, ROWS)
    sync(project)
    assert stale(project) == set()


def test_other_rules_for_finding_names_mark_nothing(
    project: Project, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer version that knows all hashes otherwise takes no approval."""
    monkeypatch.setattr("workflow.glossary.termbase._hash", lambda use: f"{len(use.source):08}")
    (project.seeds / "visit.txt").write_text("\n\n".join([*ARTICLE, "More."]) + "\n")
    sync(project)
    assert stale(project) == set()


def test_a_person_who_clears_the_flag_has_decided(project: Project, desk: Path) -> None:
    write_rows(project, OTHER)
    sync(project)
    desk.write_text(desk.read_text().replace("#, fuzzy\n", ""))
    sync(project)
    assert stale(project) == set()
    assert sync(project).code == 0
    assert stale(project) == set()
