"""The hooks for pre-commit: of projects (a manifest) and of contributors; commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.command import workflow
from workflow.model import Project

ROOT = Path(__file__).parents[1]
MANIFEST, OWN = ROOT / ".pre-commit-hooks.yaml", ROOT / ".pre-commit-config.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text("utf-8"))


@pytest.mark.parametrize(
    ("command", "file"), [("validate-manifest", MANIFEST), ("validate-config", OWN)]
)
def test_pre_commit_accepts_the_files(command: str, file: Path) -> None:
    """Pre-commit itself finds nothing wrong."""
    done = subprocess.run(
        [Path(sys.executable).parent / "pre-commit", command, file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_contributors_hooks_are_what_the_tests_run() -> None:
    """Each runs a tool of the environment that `make install` makes."""
    (own,) = yaml.safe_load(OWN.read_text("utf-8"))["repos"]
    for hook in own["hooks"]:
        program = hook["entry"].split()[0]
        assert program.startswith(".venv/bin/")
        assert (Path(sys.executable).parent / Path(program).name).is_file()


def test_continuous_integration_runs_what_people_run() -> None:
    """A push is tested with what is locked, once a week with what is newest."""
    file = ROOT / ".github" / "workflows" / "tests.yml"
    flow = yaml.safe_load(file.read_text("utf-8"))
    assert [step.get("run") for step in flow["jobs"]["test"]["steps"]][-1] == "make test"
    assert [step.get("run") for step in flow["jobs"]["newest"]["steps"]][-1] == "make test-newest"
    assert flow[True]["schedule"]  # YAML 1.1 reads the key `on` as true
    assert flow["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_on_the_files_it_names(hook: dict[str, Any], project: Project) -> None:
    """The entry is a command of ours, and takes the paths pre-commit gives."""
    (project.seeds / "talks.txt").write_text("Trade between the two countries grew again.\n")
    (project.glossary / "terms.csv").write_text(
        "id,type,en,ko,zh,match,status,note\nkef,abbr,KEF,경총,韩国经总,case,approved,\n"
    )
    workflow("sync", project=project.root)
    files = [path.relative_to(project.root).as_posix() for path in project.root.rglob("*.*")]
    meant = [path for path in files if re.search(hook["files"], path)]
    assert meant
    program, *arguments = shlex.split(hook["entry"])
    paths = [project.root / path for path in meant] if hook.get("pass_filenames", True) else []
    assert program == "workflow"
    done = workflow(*arguments, *paths, project=project.root)
    assert done.code == 0, done.out + done.err
