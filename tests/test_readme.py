"""What README and the guides say to type works as they say, and what they point to is there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.documents import DOCUMENTS, ROOT, anchors

README = (ROOT / "README.md").read_text("utf-8")


def test_the_tour_runs_from_beginning_to_end(tmp_path: Path) -> None:
    """The commands of the tour, typed one after another in a new folder, all succeed."""
    script = "set -e\n" + "".join(re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "demo" / "locales" / "zh_CN" / "meeting.po").is_file()
    assert (tmp_path / "demo" / "site" / "trio" / "meeting" / "index.html").is_file()


def test_it_can_be_read_in_three_minutes() -> None:
    """A stranger reads it to the end: what is long stands in docs/."""
    assert len(README.split()) < 1_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_has_the_targets_they_name(document: Path) -> None:
    """``make run``, ``make test`` and all others exist."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)
    for command in re.findall(r"(?:^|`)make ([a-z-]+)", document.read_text("utf-8"), re.M):
        assert command in targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """Pictures, files of the repository and headings that are pointed to are there."""
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", document.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_document_is_pointed_to() -> None:
    """README leads to each of them."""
    for document in DOCUMENTS:
        name = document.relative_to(ROOT).as_posix()
        assert name == "README.md" or f"]({name})" in README
