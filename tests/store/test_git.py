"""Git, asked for what it knows."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from workflow.store import git


def test_what_git_prints(tmp_path: Path) -> None:
    """The answer is what the command prints, byte for byte."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert git.ask(tmp_path, "rev-parse", "--is-inside-work-tree") == b"true\n"


def test_a_no_says_why(tmp_path: Path) -> None:
    """When git refuses, the reason is its own, wherever it has looked for a repository."""
    with pytest.raises(git.NoAnswer, match="not a git repository"):
        git.ask(tmp_path, "log")


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no git, that is the reason."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(git.NoAnswer, match="not installed"):
        git.ask(tmp_path, "log")
    assert git.user(tmp_path) == ""


def test_a_git_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No command of ours waits for it for ever."""
    (tmp_path / "git").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(git, "_PATIENCE", 0.2)
    with pytest.raises(git.NoAnswer, match="no answer within"):
        git.ask(tmp_path, "log")


@pytest.mark.parametrize(
    ("settings", "signature"),
    [
        ({"user.name": "Kim", "user.email": "kim@example.org"}, "Kim <kim@example.org>"),
        ({"user.name": "Kim"}, "Kim"),
        ({}, ""),
    ],
)
def test_who_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], signature: str
) -> None:
    """Name and address as far as git knows them."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for key, value in settings.items():
        subprocess.run(["git", "-C", tmp_path, "config", key, value], check=True)
    assert git.user(tmp_path) == signature
