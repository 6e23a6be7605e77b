"""``workflow sentences``: joined and split in all languages, kept until the text changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import workflow
from workflow.app import resegmenting, running
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog, read_seams
from workflow.config import find_project

FIRST, SECOND = "They met at sea on Monday.", "Nobody was hurt, he said."
WHOLE = f"{FIRST} {SECOND}"
KO = {FIRST: "그들은 월요일 바다에서 만났다.", SECOND: "다친 사람은 없었다고 그는 말했다."}
KIM = "Kim <kim@example.org>"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with an article whose Korean translation is approved."""
    for name in ("seeds", "glossary", "locales"):
        (tmp_path / name).mkdir()
    (tmp_path / "workflow.toml").write_text('name = "Test"\ntargets = ["ko", "zh-Hans"]\n')
    (tmp_path / "seeds" / "visit.txt").write_text(f"Ships meet\n\n{WHOLE} All went home.\n")
    sync(tmp_path)
    catalog = Catalog.load(find_project(tmp_path), "visit", "ko")
    for source, text in KO.items():
        catalog.approve(source, text, KIM, "2026-11-20")
    catalog.save()
    return tmp_path


def sync(root: Path) -> list[str]:
    """Sync; what is told of sentences that are no longer joined or split."""
    project = find_project(root)
    outcome = running.sync(Work(project, seed_files.select(project, ())))
    assert not outcome.errors
    return [each.what for each in outcome.lapsed]


def held(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("locales/*/*.po")}


def test_from_the_command_line(desk: Path) -> None:
    """Joined by words or key, shown, kept by the next sync to the byte; split again as it was."""
    before = (desk / "locales/ko/visit.po").read_bytes()
    done = workflow("sentences", "join", "visit", "They met", "--json", project=desk).json
    assert done["sentences"] == [{"before": [FIRST, SECOND], "after": [WHOLE]}]
    joined = held(desk)
    assert sync(desk) == []
    assert held(desk) == joined
    shown = workflow("sentences", "show", "visit", "--json", project=desk).json
    (key,) = [each["key"] for each in shown["sentences"] if each["text"] == WHOLE]
    refused = workflow("sentences", "split", "visit", key, "--after", "zebra", project=desk)
    assert (refused.code, "stand once" in refused.err) == (2, True)
    assert (
        workflow("sentences", "split", "visit", key, "--after", "Monday.", project=desk).code == 0
    )
    assert (desk / "locales/ko/visit.po").read_bytes() == before


def join(desk: Path) -> None:
    resegmenting.join(find_project(desk), "visit", FIRST)


def test_the_command_that_a_hint_names_can_be_copied(desk: Path) -> None:
    """Also where the seed's name has a space."""
    folder = desk / "seeds" / "Neue Dateien"
    folder.mkdir()
    (folder / "day one.txt").write_text("It rained. It snowed.\n")
    name = "Neue Dateien/day one"
    refused = workflow("sentences", "join", name, "zebra", project=desk)
    assert f"`workflow sentences show '{name}'`" in refused.err


def test_a_changed_source_lets_it_go_and_says_so(desk: Path) -> None:
    """The other sentences keep what they have, and the old translations are proposals."""
    join(desk)
    seed = desk / "seeds" / "visit.txt"
    seed.write_text(seed.read_text().replace("Nobody was", "Not one of them was"))
    (told,) = sync(desk)
    assert "no longer joined" in told
    assert (sync(desk), read_seams(find_project(desk), "visit")) == ([], ())
    entries = Catalog.load(find_project(desk), "visit", "ko").entries
    assert entries[FIRST].text == KO[FIRST]


def test_it_goes_with_a_renamed_seed(desk: Path) -> None:
    join(desk)
    (desk / "seeds" / "visit.txt").rename(desk / "seeds" / "fleet.txt")
    assert sync(desk) == []
    assert [each.joined for each in read_seams(find_project(desk), "fleet")] == [True]
    assert WHOLE in Catalog.load(find_project(desk), "fleet", "ko").entries
    assert not (desk / "locales/.sentences/visit.jsonl").exists()


def test_sheets_have_the_sentences_as_they_are(desk: Path, tmp_path: Path) -> None:
    """And a line of the file that a merge has spoilt is passed over."""
    join(desk)
    with (desk / "locales/.sentences/visit.jsonl").open("a") as file:
        file.write("<<<<<<< ours\n{\n")
    for form in ("csv", "xliff"):
        asked = ("exchange", "export", "--to", "ko", "--format", form, "--output", tmp_path / "out")
        assert workflow(*asked, project=desk).code == 0
    for path in (tmp_path / "out").iterdir():
        text = path.read_text()
        assert WHOLE in text
        assert f"{KO[FIRST]} {KO[SECOND]}" in text
