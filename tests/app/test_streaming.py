"""An endpoint that many can ask at once is kept busy from the first sentence to the last."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.support.command import workflow
from tests.support.llm_server import Answer, LlmServer, completion
from workflow.app import filling, publishing

SEEDS, AT_ONCE = 30, 8
TARGETS = ("ko", "zh-Hans")
FOLDERS = {"ko": "ko", "zh-Hans": "zh_CN"}
#: Beyond what a busy machine takes until the next question comes.
PATIENCE = 60.0


@pytest.fixture
def project(tmp_path: Path, server: LlmServer) -> Path:
    """Many seeds of one sentence each, in two languages."""
    for name in ("seeds", "glossary"):
        (tmp_path / name).mkdir()
    (tmp_path / "workflow.toml").write_text(
        f'targets = ["ko", "zh-Hans"]\nengine = "llm"\n[llm]\nurl = "{server.url}"\n'
        f'model = "toy"\nbatch = 1\nconcurrency = {AT_ONCE}\nretries = 0\n'
    )
    for number in range(SEEDS):
        (tmp_path / "seeds" / f"talk{number}.txt").write_text(f"Record No. {number} was kept.\n")
    return tmp_path


def drafted(project: Path, target: str) -> int:
    """How many sentences have a draft in one language."""
    paths = project.glob(f"locales/{FOLDERS[target]}/*.po")
    return sum(bool(entry.msgstr) for path in paths for entry in polib.pofile(path))


class Reluctant:
    """Answers only while as many questions wait as may, or once all were asked."""

    def __init__(self, server: LlmServer, total: int) -> None:
        self.server, self.total = server, total
        self.asked = self.waiting = self.alone = 0
        self._changed = threading.Condition()

    def __call__(self, body: dict[str, Any]) -> Answer:
        """Answers one question."""
        with self._changed:
            self.asked += 1
            self.waiting += 1
            self._changed.notify_all()
            busy = self._changed.wait_for(self._is_busy, PATIENCE)
            self.waiting -= 1
            self.alone += not busy
        return completion(self.server.translate(body))(body) if busy else None

    def _is_busy(self) -> bool:
        return self.waiting >= AT_ONCE or self.asked == self.total


def test_no_question_waits_for_the_last_answers_of_others(
    project: Path, server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of an earlier part of the work nor of the other language: it would wait forever."""
    monkeypatch.setattr(filling, "WINDOW", AT_ONCE)
    reluctant = Reluctant(server, SEEDS * len(TARGETS))
    server.always(reluctant)
    assert workflow("translate", project=project).code == 0
    assert not reluctant.alone
    assert [drafted(project, target) for target in TARGETS] == [SEEDS, SEEDS]


def test_an_error_ends_the_work_on_its_pair_alone(project: Path, server: LlmServer) -> None:
    """The guide for one language cannot be used; the other is translated, the error told once."""
    (project / "glossary" / "style.ko.md").write_text("Be brief. " * 2_000)
    done = workflow("translate", project=project)
    assert done.code == 3
    assert done.err.count("style.ko.md") == 1
    assert [drafted(project, target) for target in TARGETS] == [0, SEEDS]
    assert len(server.received) == SEEDS


def test_what_has_arrived_is_saved_when_something_else_fails(
    project: Path, server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The publisher fails while drafts arrive: what was answered is in PO files, with no rest."""

    def fail(_: object, seed: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(publishing.SiteUnderWay, "add", fail)
    assert workflow("run", project=project).code == 130
    answered = len(server.received)
    assert answered - AT_ONCE <= sum(drafted(project, target) for target in TARGETS)
    assert not list(project.glob(".workflow/answers/*"))
