"""Two commands at once share the work, and neither pays for what the other is asking for."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.support.command import listen_to_signals
from tests.support.llm_server import Answer, Behaviour, LlmServer, completion, error, slow
from workflow.app.filling import turns
from workflow.app.filling.pending_work import PendingWork
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import each_seed
from workflow.config import find_project
from workflow.store.locks import Claims

SEEDS, EACH = 3, 8
PATIENCE = 60.0
WAITING = "Waiting for another command that translates the rest"


@pytest.fixture
def project(tmp_path: Path, server: LlmServer) -> Path:
    """Some seeds of sentences that are asked for one by one."""
    for name in ("seeds", "glossary"):
        (tmp_path / name).mkdir()
    (tmp_path / "workflow.toml").write_text(
        f'targets = ["ko", "de"]\nengine = "llm"\n[llm]\nurl = "{server.url}"\n'
        'model = "toy"\nbatch = 1\nconcurrency = 1\n'
    )
    for seed in range(SEEDS):
        lines = [f"Record No. {seed * EACH + number} was kept." for number in range(EACH)]
        (tmp_path / "seeds" / f"talks{seed}.txt").write_text("\n\n".join(lines))
    return tmp_path


class Running:
    """The command, in a process of its own."""

    def __init__(self, project: Path, language: str = "ko", *options: str) -> None:
        self.said = project / f"said{time.monotonic_ns()}"
        with self.said.open("w") as err:
            command = ["-m", "workflow", "-C", project, "translate", "--to", language, *options]
            self.process = subprocess.Popen(
                [sys.executable, *command],
                stderr=err,
                stdout=subprocess.DEVNULL,
                preexec_fn=listen_to_signals,
            )

    def ended(self) -> int:
        """How it ended."""
        return self.process.wait(timeout=PATIENCE)

    def waits(self) -> bool:
        """Whether it has said so."""
        return WAITING in self.said.read_text()


def until(condition: Callable[[], bool]) -> None:
    """Waits for what should be so soon."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def asked(server: LlmServer) -> list[int]:
    """Which sentence each request was about."""
    found = (re.search(r"No\. (\d+)", str(each.body["messages"][-1])) for each in server.received)
    return sorted(int(each[1]) for each in found if each)


def drafted(project: Path, language: str = "ko") -> int:
    """How many sentences have a draft."""
    paths = project.glob(f"locales/{language}/*.po")
    return sum(bool(entry.msgstr) for path in paths for entry in polib.pofile(path))


def hanging_at(server: LlmServer, number: int) -> Behaviour:
    """Answers about all sentences but one."""

    def behave(body: dict[str, Any]) -> Answer:
        if f"No. {number} " in str(body["messages"][-1]):
            server.stopped.wait(PATIENCE * 2)
            return None
        return completion(server.translate(body))(body)

    return behave


def test_each_sentence_is_asked_for_once(project: Path, server: LlmServer) -> None:
    """Two that begin at the same moment share the work."""
    server.always(slow(server, 0.1))
    both = [Running(project), Running(project)]
    assert [each.ended() for each in both] == [0, 0]
    assert asked(server) == list(range(SEEDS * EACH))
    assert drafted(project) == SEEDS * EACH


def test_a_sentence_that_is_refused_is_asked_for_once(project: Path, server: LlmServer) -> None:
    """The other command takes the word of the one that has asked."""
    refused, answer = error(400, "content_filter"), slow(server, 0.1)
    server.always(lambda body: (refused if "No. 2 " in str(body["messages"][-1]) else answer)(body))
    both = [Running(project), Running(project)]
    assert [each.ended() for each in both] == [0, 0]
    again = asked(server).count(2)
    assert drafted(project) == SEEDS * EACH - 1
    server.received.clear()
    assert Running(project, "ko", "seeds/talks0.txt").ended() == 0
    assert asked(server).count(2) == again


def test_what_one_engine_refuses_another_is_asked_for(project: Path, server: LlmServer) -> None:
    """A refusal is the word of the engine that has been asked, and of no other."""
    refused, answer = error(400, "content_filter"), slow(server, 0.2)
    server.always(lambda body: (refused if "No. 2 " in str(body["messages"][-1]) else answer)(body))
    one = Running(project)
    until(lambda: 2 in asked(server))
    other = Running(project, "ko", "--engine", "pseudo")
    assert [one.ended(), other.ended()] == [0, 0]
    assert drafted(project) == SEEDS * EACH


def test_each_draft_is_asked_for_once_more(project: Path, server: LlmServer) -> None:
    """Two that translate drafts again at the same moment share the work as well."""
    assert Running(project).ended() == 0
    server.received.clear()
    server.always(slow(server, 0.1))
    both = [Running(project, "ko", "--redo-drafts") for _ in range(2)]
    assert [each.ended() for each in both] == [0, 0]
    assert asked(server) == list(range(SEEDS * EACH))
    assert Running(project, "ko", "--redo-drafts").ended() == 0
    assert asked(server) == sorted([*range(SEEDS * EACH)] * 2)


def test_progress_ends_with_all_that_was_left(project: Path, server: LlmServer) -> None:
    """What the other command has done is not told as missing."""
    theirs = Claims(project / ".workflow" / "locks" / "turns")
    assert theirs.take("ko/talks1")
    server.always(slow(server, 0.1))
    first = Running(project)
    until(first.waits)
    theirs.close()
    second = Running(project)
    assert [first.ended(), second.ended()] == [0, 0]
    for each in (first, second):
        told = re.findall(r"(\d+)/(\d+)", each.said.read_text().splitlines()[-1])
        assert all(done == whole for done, whole in told)


def test_what_a_killed_command_had_is_done_by_the_one_that_waits(
    project: Path, server: LlmServer
) -> None:
    """What was answered is taken over; what was under way is asked for again."""
    server.always(hanging_at(server, 3))
    first = Running(project)
    until(lambda: 3 in asked(server))
    second = Running(project)
    until(second.waits)
    server.well_behaved()
    first.process.kill()
    first.ended()
    assert second.ended() == 0
    assert asked(server) == sorted([*range(SEEDS * EACH), 3])
    assert drafted(project) == SEEDS * EACH


def test_who_waits_can_be_stopped(project: Path) -> None:
    """It has claimed nothing that others wait for, and what it did is saved."""
    theirs = Claims(project / ".workflow" / "locks" / "turns")
    assert theirs.take("ko/talks1")
    stopped = Running(project)
    until(stopped.waits)
    stopped.process.send_signal(signal.SIGINT)
    assert stopped.ended() == 130
    assert drafted(project) == (SEEDS - 1) * EACH
    waiting = Running(project)
    until(waiting.waits)
    theirs.give_back("ko/talks1")
    assert waiting.ended() == 0
    assert drafted(project) == SEEDS * EACH
    theirs.close()


def test_few_seeds_of_another_command_stay_open(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that share many have half of them each."""
    monkeypatch.setattr(turns, "OPEN", 1)
    monkeypatch.setattr(Claims, "take", lambda *_: False)
    found = find_project(project)
    with Work(found, seed_files.select(found, ()), ("ko",)).begin() as state:
        seeds = list(each_seed(state, state.paths))
        assert all(seed.open() for seed in seeds)
        mine = turns.Turns(state, found.cache / "answers")
        assert not list(mine.claimed(seeds, PendingWork(state, redo=False)))
        assert sum(seed.is_open for seed in seeds) == 1
        mine.close()


def test_languages_go_side_by_side(project: Path) -> None:
    """Who translates into another language waits for nobody."""
    theirs = Claims(project / ".workflow" / "locks" / "turns")
    assert theirs.take("ko/talks1")
    assert Running(project, "de").ended() == 0
    assert drafted(project, "de") == SEEDS * EACH
    theirs.close()


def test_nothing_is_held_back_where_there_can_be_no_lock(tmp_path: Path) -> None:
    """A folder that cannot be written stops nobody."""
    (tmp_path / "file").write_text("")
    claims = Claims(tmp_path / "file" / "turns")
    assert claims.take("ko/a")
    claims.give_back("ko/a")
    claims.close()
