"""A project whose seeds are looked at by ``detect``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.command import workflow


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with nothing but a settings file."""
    (tmp_path / "seeds").mkdir()
    settings(tmp_path)
    return tmp_path


def settings(desk: Path, *lines: str) -> None:
    (desk / "workflow.toml").write_text("\n".join((*lines, 'engine = "pseudo"', "outputs = []")))


def seed(desk: Path, name: str, *blocks: str) -> None:
    (desk / "seeds" / name).write_text("\n\n".join(blocks) + "\n")


def detected(desk: Path, *words: str) -> dict[str, Any]:
    """What ``detect`` says of each seed, by its name."""
    done = workflow("detect", "--json", *words, project=desk)
    return {Path(each["path"]).name: each for each in done.json["documents"]}
