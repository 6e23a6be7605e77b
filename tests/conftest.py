"""What all tests share: a project, an endpoint, a home of their own, steady property tests."""

from __future__ import annotations

import gc
import os
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support.llm_server import LlmServer
from workflow.engines import setup
from workflow.model import Project, Settings

settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


#: What a user's own settings may hold that changes what the product or a tool beside it does.
_PERSONAL = (
    "ARGOS_", "WORKFLOW_", "XDG_", "GIT_", "SNAP", "LANG", "LC_",
    "COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "CLICOLOR",
)  # fmt: skip
#: Where the user's local model is, for the tests that are marked as running it.
_MODELS = setup.models_folder()
_NUMBERS = count()


def pytest_sessionstart() -> None:
    """Stop if other parts are installed than ``pyproject.toml`` registers.

    A check that a pull brought would be missing, and its tests would fail without saying why.
    """
    place = Path(__file__).parents[1] / "pyproject.toml"
    project = tomllib.loads(place.read_text(encoding="utf-8"))["project"]
    registered = {
        (group, name, value)
        for group, parts in project["entry-points"].items()
        for name, value in parts.items()
    }
    installed = {
        (point.group, point.name, point.value)
        for point in distribution(project["name"]).entry_points
        if point.group in project["entry-points"]
    }
    if registered != installed:
        pytest.exit("pyproject.toml registers other parts than are installed: make install", 4)


def pytest_collection_finish() -> None:
    """Take what thousands of collected tests hold out of the garbage collector's sight.

    It is there to the end; looking through it takes a third of a second, time and again.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An empty home: no test sees what the user has installed or set, and none leaves a thing."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(_PERSONAL):
                patch.delenv(name)
        patch.setenv("HOME", str(folder))
        patch.setenv("LC_ALL", "C.UTF-8")  # gettext's tools speak the user's language
        yield folder


@pytest.fixture(autouse=True)
def models(home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """Folders for packages, models and what is remembered of them, which only this test uses."""
    folder = home / str(next(_NUMBERS))
    real = request.node.get_closest_marker("local_llm")
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder / "packages"))
    monkeypatch.setenv("WORKFLOW_MODELS", str(_MODELS if real else folder / "models"))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An empty project in a folder of its own."""
    for name in ("seeds", "glossary", "locales"):
        (tmp_path / name).mkdir()
    (tmp_path / "workflow.toml").write_text('name = "Test"\n')
    return Project(tmp_path, Settings(name="Test"))


@pytest.fixture
def server() -> Iterator[LlmServer]:
    """An endpoint with a language model; it behaves until told otherwise."""
    with LlmServer() as running:
        yield running
