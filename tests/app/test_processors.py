"""The same bytes in every file, however many processors there are, and whatever becomes of them."""

from __future__ import annotations

import re
import shutil
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.test_incremental import NAMES, SENTENCES, make, run, tree, write
from tests.app.test_stopping import start, until
from tests.support.command import workflow
from workflow.app import checking, publishing
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.model import Project
from workflow.protocols import silent
from workflow.store import workers
from workflow.store.workers import Workers

#: What PO files say of the minute in which they were made.
_DATES = re.compile(rb'"(?:POT-Creation|PO-Revision)-Date: [^"]*"')


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Help is there from the first seed on."""
    monkeypatch.setattr(workers, "_ALONE", 0.0)
    hand_out = Workers._hand_out

    def patient(self: Workers, *task: object) -> bool:
        if not self._started and self._processors > 1:
            self._start()
        while not all(each.ready for each in self._workers):
            self._collect(None)
        return hand_out(self, *task)  # type: ignore[arg-type]

    monkeypatch.setattr(Workers, "_hand_out", patient)


def on(project: Project, place: str) -> Project:
    """The project, worked on by so many processors."""
    return replace(project, settings=replace(project.settings, on=place))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Some short articles, one of which cannot be read."""
    project = on(make(tmp_path), "local:1")
    for number in range(9):
        write(tmp_path, f"article-{number}", [*SENTENCES, f"It was number {number}."])
    (tmp_path / "seeds" / "bad.txt").write_bytes(b"\x00\x01\x02 no text")
    return project


def files(project: Project) -> dict[str, bytes]:
    """Everything that a run writes for people."""
    made = {path.as_posix(): path.read_bytes() for path in project.locales.rglob("*.po")}
    return tree(project.site) | {name: _DATES.sub(b"", data) for name, data in made.items()}


def anew(project: Project) -> None:
    """Nothing has been translated or published."""
    for folder in (project.cache, project.site, project.locales):
        shutil.rmtree(folder)


def test_the_number_of_processors_changes_no_byte(project: Project) -> None:
    alone = run(project)
    assert [error.where for error in alone.outcome.errors] == ["seeds/bad.txt"]
    before = files(project)
    for place in ("local:2", "local:3"):
        anew(project)
        ran = run(on(project, place))
        assert files(project) == before
        assert list(ran.checked.findings) == list(alone.checked.findings)
        assert ran.outcome.seeds == alone.outcome.seeds
        assert list(map(str, ran.outcome.errors)) == list(map(str, alone.outcome.errors))


def test_what_is_known_counts_wherever_the_work_is_done(project: Project) -> None:
    run(project)
    assert run(on(project, "local:2")).site.written == 0


def test_checking_and_publishing_alone_give_the_same(project: Project) -> None:
    run(project)
    paths = seed_files.select(project, ())
    before = files(project), list(checking.check(Work(project, paths), silent).findings)
    shutil.rmtree(project.cache)
    many = on(project, "local:3")
    found = list(checking.check(Work(many, paths), silent).findings)
    assert publishing.publish(many, clean=True).pages
    assert (files(project), found) == before


def test_a_mistake_in_a_template_is_told_and_the_old_site_stays(project: Project) -> None:
    run(project)
    before = tree(project.site)
    templates = project.theme / "templates"
    templates.mkdir(parents=True)
    (templates / "edition.html").write_text("{{ nothing.at.all }}")
    told = [str(error) for error in publishing.publish(on(project, "local:2")).errors]
    assert any("edition.html" in error for error in told)
    assert tree(project.site) == before


def test_a_killed_worker_costs_no_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    run(project)
    before = files(project)
    anew(project)
    hear = Workers._hear
    victims: list[int] = []

    def killing(self: Workers, worker: workers._Worker) -> object:
        said = hear(self, worker)
        if said is workers.WorkerAnswer.DONE and not victims:
            victims.append(worker.process.pid or 0)
            worker.process.kill()
        return said

    monkeypatch.setattr(Workers, "_hear", killing)
    run(on(project, "local:3"))
    assert victims
    assert files(project) == before


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_run_stops_its_workers(tmp_path: Path, how: signal.Signals) -> None:
    make(tmp_path)
    for number in range(150):
        write(tmp_path, f"article-{number}", [f"{each} No. {number}." for each in SENTENCES * 4])
    command = start(tmp_path, "run", "--on", "local:3")
    until(lambda: len(children(command.pid)) >= 4 or command.poll() is not None)
    found = children(command.pid)
    assert found
    command.send_signal(how)
    command.communicate()
    assert command.returncode == 130
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in found))


def children(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    try:
        found = list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []
    return [*found, *(each for child in found for each in children(child))]


@pytest.mark.parametrize("place", ["local:0", "local:x", "moon", "local:99999"])
def test_a_place_that_is_none_is_refused(tmp_path: Path, place: str) -> None:
    make(tmp_path)
    told = workflow("run", "--on", place, project=tmp_path)
    assert told.code == 2
    assert "local:N" in told.err


def test_the_settings_may_say_it(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "workflow.toml").write_text('engine = "pseudo"\non = "local:2"\n')
    assert workflow("run", project=tmp_path).code == 0
    assert len(list((tmp_path / "locales" / "ko").glob("*.po"))) == len(NAMES)
