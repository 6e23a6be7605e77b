"""A process killed while it writes: what it leaves behind costs nobody anything."""

from __future__ import annotations

import errno
import os
import subprocess
import sys

import pytest

from tests.support.catalogs import EDITOR, approve_all, merged
from workflow.catalog import Catalog
from workflow.errors import CatalogError
from workflow.model import Project
from workflow.store import swap

ONE, TWO = "One is here.", "Two are here."

#: Approves a sentence and dies at once where the function named is called for the nth time; an
#: editor who knows no locks saves just before, if asked to.
_KILLED = """
import os, sys
from pathlib import Path
from tests.support.catalogs import merged
from workflow.store import swap
from workflow.model import Project, Settings
project = Project(Path(sys.argv[1]), Settings(name="Test"))
name, when, editor, sentences = sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]
catalog = merged(project, *sentences)
catalog.approve(sentences[0], "하나가 있다.", "Kim", "2026-11-25")
original = getattr(swap, name)
def dying(*arguments):
    if editor and name == "_exchange":
        path = catalog.path
        path.write_text(path.read_text().replace("둘이 여기.", editor))
    if when == "after":
        original(*arguments)
    os._exit(9)
setattr(swap, name, dying)
catalog.save()
"""


def killed(project: Project, name: str, when: str = "before", editor: str = "") -> None:
    command = [sys.executable, "-c", _KILLED, str(project.root), name, when, editor, ONE, TWO]
    assert subprocess.run(command, check=False).returncode == 9


@pytest.mark.parametrize(
    ("name", "when"),
    [("_fill", "before"), ("_fill", "after"), ("_sync", "after"), ("_exchange", "before"),
     ("_exchange", "after"), ("sync_folder", "after")],
)  # fmt: skip
def test_the_next_save_clears_it_away(project: Project, name: str, when: str) -> None:
    """Wherever the process was killed, the file is whole, and the next save leaves nothing else."""
    path = approve_all(project, {ONE: "하나가 여기.", TWO: "둘이 여기."}).path
    killed(project, name, when)
    catalog = merged(project, ONE, TWO)
    assert catalog.entries[ONE].text in ("하나가 여기.", "하나가 있다.")
    catalog.approve(TWO, "둘이 있다.", EDITOR, "2026-11-26")
    assert catalog.save()
    assert [each.name for each in path.parent.iterdir()] == ["talks.po"]
    assert "하나가 있다." in path.read_text() or name in ("_fill",)
    assert Catalog.load(project, "talks", "ko").entries[TWO].text == "둘이 있다."


def test_what_an_editor_saved_in_that_instant_is_found_again(project: Project) -> None:
    """The editor's file was exchanged for ours and nobody was left to notice: it is taken in."""
    path = approve_all(project, {ONE: "하나가 여기.", TWO: "둘이 여기."}).path
    killed(project, "_exchange", "after", "둘이 왔다.")
    assert "둘이 왔다." not in path.read_text()
    assert merged(project, ONE, TWO).save()
    assert "other translation: 둘이 왔다." in path.read_text()
    assert not swap.leftover(path).exists()
    before = path.read_bytes()
    assert not merged(project, ONE, TWO).save()
    assert path.read_bytes() == before


def test_what_was_left_waits_until_it_can_be_saved(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk, or a process killed once more, costs nobody's words."""
    path = approve_all(project, {ONE: "하나가 여기.", TWO: "둘이 여기."}).path
    killed(project, "_exchange", "after", "둘이 왔다.")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(swap, "_sync", full)
        with pytest.raises(CatalogError, match="No space"):
            merged(project, ONE, TWO).save()
    killed(project, "_sync")
    assert merged(project, ONE, TWO).save()
    assert "둘이 왔다." in path.read_text()
    assert [each.name for each in path.parent.iterdir()] == ["talks.po"]


def test_a_leftover_that_is_no_file_of_ours_is_removed(project: Project) -> None:
    """Half a file, which no process had finished, holds up nothing."""
    path = approve_all(project, {ONE: "하나가 여기."}).path
    swap.leftover(path).write_text('msgid "On')
    assert not merged(project, ONE).save()
    assert not swap.leftover(path).exists()


def test_a_link_in_its_place_is_not_followed(project: Project) -> None:
    """Somebody's link of that name is replaced, what it points to stays as it is."""
    path = approve_all(project, {ONE: "하나가 여기."}).path
    secret = project.root / "secret"
    secret.write_text("secret")
    swap.leftover(path).symlink_to(secret)
    assert merged(project, ONE, TWO).save()
    assert secret.read_text() == "secret"
    assert not path.is_symlink()
