"""Coordinators that take a part of the seeds each make together what one alone makes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.test_incremental import SENTENCES, make, tree, write
from tests.support.command import workflow
from workflow.app.state import seed_files
from workflow.app.state.sharding import Shard, parse
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import Project

PARTS = 3
_DATES = re.compile(rb'"(?:POT-Creation|PO-Revision)-Date: [^"]*"')


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Articles that share sentences, two of one address, and one that cannot be read."""
    project = make(tmp_path)
    for number in range(3):
        write(tmp_path, f"article-{number}", [*SENTENCES, f"It was number {number}."])
    for name in ("a b", "a-b"):
        write(tmp_path, name, SENTENCES)
    (project.seeds / "bad.txt").write_bytes(b"\x00\x01\x02 no text")
    workflow("sync", "talks", project=project.root)
    catalog = Catalog.load(project, "talks", "ko")
    korean = "대사는 인천의 항구를 칭찬했다."
    catalog.approve(SENTENCES[0], korean, "Kim <k@example.org>", "2026-11-20")
    catalog.save()
    return project


def pos(project: Project) -> dict[str, bytes]:
    """What PO files and journals hold, but for the minute in which they were made."""
    found = (path for path in project.locales.rglob("*") if path.is_file())
    return {
        path.relative_to(project.root).as_posix(): _DATES.sub(b"", path.read_bytes())
        for path in found
    }


def copied(project: Project, place: Path) -> Project:
    """The same project elsewhere, as a clone of its repository is."""
    shutil.copytree(project.root, place, ignore=shutil.ignore_patterns(".workflow", "site"))
    return find_project(place)


def test_parts_in_turn_and_then_the_site(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    alone = copied(project, tmp_path_factory.mktemp("alone") / "p")
    assert workflow("run", project=alone.root).code == 2  # one seed cannot be read
    codes = []
    for number in range(1, PARTS + 1):
        done = workflow("run", "--shard", f"{number}/{PARTS}", "--json", project=project.root)
        codes.append(done.code)
        paths = {project.root / seed["path"] for seed in done.json["seeds"]}
        seeds = seed_files.select(project, ())
        assert paths | {project.seeds / "bad.txt"} >= {*Shard(number, PARTS).of(project, seeds)}
        assert not project.site.exists()
    assert sorted(codes) == [0, 0, 2]
    assert pos(project) == pos(alone)
    assert workflow("publish", project=project.root).code == 2
    assert tree(project.site) == tree(alone.site)


def start(project: Project, number: int) -> subprocess.Popen[bytes]:
    """A coordinator that does one part."""
    part = "-q", "run", "--shard", f"{number}/{PARTS}"
    return subprocess.Popen([sys.executable, "-m", "workflow", "-C", project.root, *part])


@pytest.mark.slow
def test_parts_at_once_in_one_folder(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    alone = copied(project, tmp_path_factory.mktemp("alone") / "p")
    workflow("run", project=alone.root)
    running = [start(project, number) for number in range(1, PARTS + 1)]
    assert sorted(each.wait() for each in running) == [0, 0, 2]
    assert pos(project) == pos(alone)
    workflow("publish", project=project.root)
    assert tree(project.site) == tree(alone.site)


@pytest.mark.slow
def test_parts_at_once_in_clones_that_git_joins(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def git(place: Path, *command: str | Path) -> None:
        name = "-c", "user.name=Kim", "-c", "user.email=k@example.org"
        subprocess.run(["git", *name, *command], cwd=place, check=True, capture_output=True)

    root = tmp_path_factory.mktemp("clones")
    (project.root / ".gitignore").write_text(".workflow/\nsite/\n")
    git(project.root, "init", "-b", "main")
    git(project.root, "add", ".")
    git(project.root, "commit", "-m", "seeds")
    alone = copied(project, root / "alone")
    workflow("run", project=alone.root)
    clones = []
    for number in range(1, PARTS + 1):
        git(root, "clone", project.root, str(number))
        clones.append(find_project(root / str(number)))
    running = [start(clone, number) for number, clone in enumerate(clones, 1)]
    assert sorted(each.wait() for each in running) == [0, 0, 2]
    for clone in clones:
        git(clone.root, "add", ".")
        git(clone.root, "commit", "-m", "a part")
        git(project.root, "pull", "--no-rebase", "--no-edit", clone.root, "main")
    assert pos(project) == pos(alone)
    workflow("publish", project=project.root)
    assert tree(project.site) == tree(alone.site)


@settings(max_examples=30)
@given(st.text(max_size=20), st.integers(1, 20))
def test_every_seed_is_in_one_part(name: str, parts: int) -> None:
    assert [Shard(number + 1, parts).holds(name) for number in range(parts)].count(True) == 1


@pytest.mark.parametrize("text", ["x", "2", "0/3", "4/3", "1/", "/", "a/b", "-1/2", "1/2/3", "²/3"])
def test_what_is_no_part(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        parse(text)
    assert workflow("check", "--shard", text).code == 2
