"""Let git merge PO files sentence by sentence: a repository's settings, and the merge driver.

See the gitattributes manual, "Defining a custom merge driver". A driver's settings are each
person's own: git takes no programs from a repository. What file they are for is in
``locales/.gitattributes``, which is committed.
"""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from workflow.catalog import merge_files
from workflow.errors import CatalogError, ConfigError
from workflow.model import Project, say
from workflow.store import git
from workflow.store.files import write_atomic

#: The driver's name in git's settings and in attributes.
_DRIVER = "workflow-po"
_LINE = f"*.po merge={_DRIVER}"


@dataclass(frozen=True, slots=True)
class GitSetup:
    """What was set up.

    Attributes:
        attributes: the file that says which files are merged so, relative to the project.
        driver: the command that git runs.
        added: whether that file is new or has a new line, which is to be committed.
    """

    attributes: str
    driver: str
    added: bool


def set_up(project: Project) -> GitSetup:
    """Tell git to merge the PO files of a project sentence by sentence.

    Raises:
        ConfigError: the project is in no git repository, or git cannot be asked.
        OSError: the attributes cannot be written.
    """
    driver = _command()
    try:
        git.ask(project.root, "rev-parse", "--git-dir")
        name = "translations (PO), sentence by sentence"
        git.ask(project.root, "config", "--local", f"merge.{_DRIVER}.name", name)
        git.ask(project.root, "config", "--local", f"merge.{_DRIVER}.driver", driver)
    except git.NoAnswer as reason:
        raise ConfigError(
            str(project.root),
            say("cannot be set up for git ({reason})", reason=str(reason)),
            say("Run `git init` there first."),
        ) from None
    path = project.locales / ".gitattributes"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    if added := _LINE not in lines:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, "\n".join([*lines, _LINE, ""]).encode())
    return GitSetup(project.where(path), driver, added)


def _command() -> str:
    """Return the driver's command for git's shell.

    Where this Python is gone by then, git's own merge of lines stands in: without a driver that
    can be started, git would leave one side only.
    """
    python = shlex.quote(sys.executable)
    ours = f"{python} -m workflow -q git merge-driver %O %A %B %P"
    return f"if test -x {python}; then {ours}; else git merge-file %A %O %B; fi"


def merge_versions_on_disk(base: Path, ours: Path, theirs: Path, where: str) -> tuple[str, ...]:
    """Merge two versions of a PO file into ``ours``; see :func:`workflow.catalog.merge_files`.

    Raises:
        CatalogError: one of them is damaged. Their lines are merged as git does it, with its marks
            where both sides changed the same ones.
        OSError: they cannot be read or written.
    """
    try:
        return merge_files(base, ours, theirs, where)
    except CatalogError:
        with_marks = git.merged_lines(base, ours, theirs)
        write_atomic(ours, with_marks)
        raise
