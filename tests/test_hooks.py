"""The hooks for pre-commit: a valid manifest, and commands that exist."""

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

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = yaml.safe_load(MANIFEST.read_text("utf-8"))


def test_pre_commit_accepts_the_manifest() -> None:
    """Pre-commit itself finds nothing wrong."""
    done = subprocess.run(
        [Path(sys.executable).parent / "pre-commit", "validate-manifest", MANIFEST],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


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
