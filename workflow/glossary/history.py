"""The termbase as it was at a Git revision: what a changed row is compared with."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator

from workflow.errors import ConfigError
from workflow.glossary import table
from workflow.glossary.csv_text import as_text
from workflow.glossary.termbase import Glossary
from workflow.model import Project


def load_at(project: Project, revision: str = "") -> Glossary | None:
    """The glossary of a project as Git has it.

    Args:
        project: whose glossary.
        revision: a commit, branch, tag or date expression that Git understands; the last commit
            when empty.

    Returns:
        The glossary; without a revision, None where there is no commit (or no Git) to look at.

    Raises:
        ConfigError: Git does not know the revision.
        GlossaryError: the columns of a file cannot be told.
    """
    commit = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options",
                  f"{revision or 'HEAD'}^{{commit}}")  # fmt: skip
    if commit is None:
        if revision:
            raise ConfigError(
                f"--since {revision}",
                "is no revision that Git knows here",
                "Give a commit, a branch or a tag, for example HEAD~1.",
            )
        return None
    found = table.parse_all(_files(project, commit.decode().strip()))
    return Glossary(found.terms, found.errors, project.settings.styles)


def _files(project: Project, commit: str) -> Iterator[tuple[str, str]]:
    """Text and place of each CSV file of the glossary folder, in the order of their names."""
    folder = project.glossary.relative_to(project.root).as_posix()
    listed = _git(project, "ls-tree", "-z", "--name-only", commit, "--", f"{folder}/") or b""
    for path in sorted(map(os.fsdecode, listed.split(b"\0"))):
        name = path.rpartition("/")[2]
        if name.endswith(".csv") and name[0] not in ".~":
            where = f"{path} at {commit[:9]}"
            yield as_text(_git(project, "show", f"{commit}:./{path}") or b"", where), where


def _git(project: Project, *arguments: str) -> bytes | None:
    """What a Git command prints; None if it fails or there is no Git."""
    command = ["git", "-C", str(project.root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
