"""A folder of their own for the tests of engines: what a project learns is kept in its folder."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``Project(Path())`` be the test's own folder."""
    monkeypatch.chdir(tmp_path)
