"""What all tests share: a project to work in, and steady property tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from workflow.model import Project, Settings

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project in a folder of its own."""
    for name in ("seeds", "glossary", "locales"):
        (tmp_path / name).mkdir()
    (tmp_path / "workflow.toml").write_text('name = "Test"\n')
    return Project(tmp_path, Settings(name="Test"))
