"""Drafts of ``pseudo`` only mark up the source: they stay until an engine comes, and no longer."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.support.command import workflow
from tests.support.llm_server import LlmServer

TEXT = "Trade talks resumed in the city today.\n\nThey will go on.\n\nNobody left early.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was tried out with ``pseudo``, on a machine without any engine."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKFLOW_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    root = tmp_path / "p"
    assert workflow("init", root).code == 0
    (root / "seeds" / "talks.txt").write_text(TEXT)
    settle(root)
    assert workflow("run", "--engine", "pseudo", project=root).code == 0
    return root


def settle(project: Path, more: str = "") -> None:
    """Writes the settings."""
    (project / "workflow.toml").write_text(f'targets = ["ko"]\n{more}')


def with_engine(project: Path, server: LlmServer) -> None:
    """Names an endpoint."""
    settle(project, f'[llm]\nurl = "{server.url}"\nmodel = "toy"\n')


def texts(project: Path) -> str:
    """The PO file."""
    return (project / "locales/ko/talks.po").read_text()


def test_an_engine_replaces_them(project: Path, server: LlmServer) -> None:
    """Without being told to; the report names what made the drafts that are there."""
    with_engine(project, server)
    ran = workflow("run", "--json", project=project)
    assert ran.code == 0
    assert ran.json["engine"] == {"ko": "llm/toy"}
    assert ran.json["drafted_by"] == {"ko": {"llm/toy": 3}}
    assert "pseudo" not in texts(project)
    assert texts(project).count("origin=llm/toy") == 3
    before, asked = texts(project), len(server.received)
    again = workflow("run", "--json", project=project)
    assert again.json["engine"] == {"ko": "llm/toy"}  # though nothing was translated
    assert (texts(project), len(server.received)) == (before, asked)


def test_what_an_editor_touched_is_the_editors(project: Path, server: LlmServer) -> None:
    """Whether edited, approved, or both."""
    path = project / "locales/ko/talks.po"
    file = polib.pofile(path)
    file[0].msgstr = "오늘 무역 회담이 다시 열렸다."
    file[1].flags.clear()
    file.save(path)
    with_engine(project, server)
    ran = workflow("translate", "--json", project=project)
    assert ran.json["drafted_by"] == {"ko": {"person": 1, "llm/toy": 1}}
    after = polib.pofile(path)
    assert [entry.msgstr for entry in after[:2]] == [entry.msgstr for entry in file[:2]]
    assert "origin=llm/toy" in after[2].tcomment


def test_pseudo_never_replaces_a_translation(project: Path, server: LlmServer) -> None:
    """Not even where drafts are to be made again."""
    with_engine(project, server)
    assert workflow("translate", project=project).code == 0
    before = texts(project)
    done = workflow("translate", "--engine", "pseudo", "--redo-drafts", "--json", project=project)
    assert done.code == 0
    assert done.json["engine"] == {"ko": "llm/toy"}
    assert texts(project) == before


def test_they_stay_while_there_is_no_engine(project: Path) -> None:
    """Nothing is left to do, and what the drafts are is told; what is empty stays an error."""
    before = texts(project)
    told = workflow("run", project=project)
    assert told.code == 0
    assert "3 drafts of `pseudo`, which does not translate" in told.out
    assert "pseudo/1" in told.out
    assert texts(project) == before
    (project / "seeds" / "talks.txt").write_text(f"{TEXT}\nThe end came soon.\n")
    failed = workflow("run", "--json", project=project)
    assert failed.code == 3
    assert "no translation engine is installed" in str(failed.json["errors"])
    assert failed.json["drafted_by"] == {"ko": {"pseudo/1": 3}}
    assert texts(project).count("⟦") == 3


def test_an_engine_that_was_asked_for_and_is_not_here_is_told(project: Path) -> None:
    """Whoever names it wants to know why nothing changes."""
    assert workflow("translate", "--engine", "argos", project=project).code == 3
    assert texts(project).count("⟦") == 3


def test_no_memory_holds_them(project: Path) -> None:
    """Neither what is searched, nor what is given out, nor what lies beside the pages."""
    out = project / "out.tmx"
    assert "⟦" not in workflow("memory", "search", "They will go on.", project=project).out
    assert workflow("memory", "export", "--drafts", out, project=project).code == 0
    assert "⟦" not in out.read_text()
    assert not [path for path in project.glob("site/**/*.tmx") if "⟦" in path.read_text()]


def test_they_are_not_checked_as_language(project: Path) -> None:
    """One finding says what they are; a text that an editor puts in its place is checked whole."""
    (project / "seeds" / "talks.txt").write_text("He did not pay 12 million won in December.\n")
    assert workflow("translate", "--engine", "pseudo", project=project).code == 0
    assert found(project) == {"machine"}
    path = project / "locales/ko/talks.po"
    file = polib.pofile(path)
    file[0].msgstr = file[0].msgstr.replace("⟦", "")
    file.save(path)
    assert {"script", "date"} <= found(project)


def found(project: Path) -> set[str]:
    """The names of the findings."""
    told = workflow("check", "--json", project=project).json["findings"]
    return {finding["check"] for finding in told}
