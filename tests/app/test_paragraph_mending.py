"""What an engine's drafts show only together: quotations over several, and that none came."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from tests.support.command import workflow
from tests.support.llm_server import LlmServer, completion

TEXT = """\
Island Ferry Gets a Second Boat

“The old one is full. People miss trains. We need it,” said the mayor.

“It will sail in May. Nobody will wait.”

“It will sail in May. Everybody will come.”
"""
#: As a model translates that sees one sentence at a time.
DRAFTS = {
    "“The old one is full.": '"낡은 것은 꽉 찬다."',
    "People miss trains.": '"사람들이 기차를 놓친다."',
    "We need it,” said the mayor.": "“그것이 필요하다”고 시장이 말했다.",
    "“It will sail in May.": "“5월에 출항한다.”",
    "Nobody will wait.”": "“아무도 기다리지 않는다.”",
    "Everybody will come.”": "“모두가 온다.”",
}


@pytest.fixture
def server() -> Iterator[LlmServer]:
    """An endpoint."""
    with LlmServer(translations=DRAFTS) as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, server: LlmServer) -> Path:
    """One article."""
    for name in ("seeds", "glossary"):
        (tmp_path / name).mkdir()
    settings = f'targets = ["ko"]\n[llm]\nurl = "{server.url}"\nmodel = "toy"\nretries = 0\n'
    (tmp_path / "workflow.toml").write_text(settings)
    (tmp_path / "seeds" / "ferry.txt").write_text(TEXT)
    return tmp_path


def test_marks_are_placed_over_a_paragraph_of_drafts(project: Path) -> None:
    """Not of a sentence that stands in two places, whose quotations may differ."""
    assert workflow("translate", project=project).code == 0
    path = project / "locales/ko/ferry.po"
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(path)}
    assert [texts[source] for source in DRAFTS] == [
        "“낡은 것은 꽉 찬다.", "사람들이 기차를 놓친다.", "그것이 필요하다”고 시장이 말했다.",
        "“5월에 출항한다.”", "“아무도 기다리지 않는다.”", "“모두가 온다.”",
    ]  # fmt: skip
    assert "# qa: quotes" not in path.read_text()
    before = path.read_bytes()
    assert workflow("translate", project=project).code == 0
    assert path.read_bytes() == before


def test_what_a_person_has_approved_stays(project: Path, server: LlmServer) -> None:
    """And so do the drafts of the same quotation."""
    server.translations = {**DRAFTS, "People miss trains.": "사람들이 기차를 놓친다."}
    workflow("sync", project=project)
    path = project / "locales/ko/ferry.po"
    file = polib.pofile(path)
    approved = file.find("“The old one is full.")
    assert approved
    approved.msgstr, approved.flags = "“낡은 것은 만원이다.”", []
    file.save(path)
    workflow("translate", project=project)
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(path)}
    assert texts["“The old one is full."] == "“낡은 것은 만원이다.”"
    assert texts["We need it,” said the mayor."] == "“그것이 필요하다”고 시장이 말했다."


def test_an_engine_that_translates_nothing_has_failed(project: Path, server: LlmServer) -> None:
    """The command says so at its end, and why; of one or two sentences a filter may be to blame."""
    server.always(completion(None))
    ran = workflow("run", "--json", project=project)
    assert ran.code == 3
    (error,) = ran.json["errors"]
    assert error["where"] == "en → ko, llm/toy"
    assert error["what"] == "left all 7 sentences without a translation"
    assert error["hint"] == "there is no translation: the model's reply is empty"
    server.well_behaved()
    assert workflow("translate", project=project).code == 0
    (project / "seeds" / "short.txt").write_text("A filtered headline\n")
    server.always(completion(None))
    assert workflow("translate", project=project).code == 0
