"""The termbase as it was at a Git revision: what a changed row is compared with."""

from __future__ import annotations

import os
from collections.abc import Iterator

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary import table
from workflow.glossary.csv_text import as_text
from workflow.glossary.termbase import Glossary
from workflow.model import Project
from workflow.store import git


def load_at(project: Project, revision: str = "") -> Glossary | None:
    """Return the glossary of a project as Git has it.

    Args:
        project: whose glossary.
        revision: a commit, branch, tag or date expression that Git understands; the last commit
            when empty.

    Returns:
        The glossary; without a revision, None where there is no commit (or no Git) to look at.

    Raises:
        ConfigError: Git does not know the revision.
        GlossaryError: Git cannot show a file, or its columns cannot be told.
    """
    try:
        commit = git.ask(
            project.root, "rev-parse", "--verify", "--end-of-options",
            f"{revision or 'HEAD'}^{{commit}}",
        ).decode().strip()  # fmt: skip
    except git.NoAnswer as reason:
        if not revision:
            return None
        raise ConfigError(
            f"--since {revision}",
            f"is no revision that Git knows here ({reason})",
            "Give a commit, a branch or a tag, for example HEAD~1.",
        ) from reason
    found = table.parse_all(_files(project, commit))
    return Glossary(found.terms, found.errors, project.settings.styles)


def _files(project: Project, commit: str) -> Iterator[tuple[str, str]]:
    """Text and place of each CSV file of the glossary folder, in the order of their names."""
    folder = project.glossary.relative_to(project.root).as_posix()
    where = f"{folder} at {commit[:9]}"
    try:
        listed = git.ask(project.root, "ls-tree", "-z", "--name-only", commit, "--", f"{folder}/")
        for path in sorted(map(os.fsdecode, listed.split(b"\0"))):
            name = path.rpartition("/")[2]
            if name.endswith(".csv") and name[0] not in ".~":
                where = f"{path} at {commit[:9]}"
                yield as_text(git.ask(project.root, "show", f"{commit}:./{path}"), where), where
    except git.NoAnswer as reason:
        hint = "Check the repository with: git fsck"
        raise GlossaryError(where, f"cannot be read ({reason})", hint) from reason
