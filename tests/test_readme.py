"""What the README says to type works as it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from workflow.model import LlmSettings, Settings, SiteSettings

ROOT = Path(__file__).parent.parent
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


def test_the_two_commands_are_make_targets() -> None:
    """``make run`` and ``make test`` exist."""
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M)
    for command in re.findall(r"^make ([a-z-]+)", README, re.M):
        assert command in targets


def test_every_setting_is_explained() -> None:
    """The table of settings leaves none out."""
    tables = {"llm", "site"}
    for kind, prefix in ((Settings, ""), (LlmSettings, "llm."), (SiteSettings, "site.")):
        for field in fields(kind):
            assert field.name in tables or f"`{prefix}{field.name}`" in README


def test_pictures_and_files_it_names_are_there() -> None:
    """Links to files of the repository lead somewhere."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
