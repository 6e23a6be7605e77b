"""An editor translates in a real Poedit, on a screen that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.browsers import screen
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import Entry, State

_PROGRAMS = ("poedit", "xclip", "xdotool", "Xvfb")
_MISSING = [name for name in _PROGRAMS if not shutil.which(name)]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(_MISSING), reason=f"not installed: {', '.join(_MISSING)}"),
]

KIM = "Kim Minji <kim@example.org>"
TEXT = "Trade talks resumed in the city on Monday.\n\nNobody expects a quick result.\n"
#: Where Poedit has its field for the translation, in its window of the size that it opens with.
_FIELD = ("250", "610")


def wait(is_so: Callable[[], bool], seconds: int = 90) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "Poedit does not get there"
        time.sleep(0.3)


def entries(root: Path) -> list[Entry]:
    return [*Catalog.load(find_project(root), "talks", "ko").entries.values()]


def workflow(root: Path, *words: str) -> None:
    command = [sys.executable, "-m", "workflow", "-q", "-C", str(root), *words]
    subprocess.run(command, check=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "seeds").mkdir(parents=True)
    (root / "workflow.toml").write_text('targets = ["ko"]\n')
    (root / "seeds/talks.txt").write_text(TEXT)
    workflow(root, "translate", "--engine", "pseudo")
    return root


def type_and_save(path: Path, text: str, home: Path) -> None:
    """Paste a text in place of the first translation in Poedit, approve it with its key, save."""
    settings = home / ".config/poedit"
    settings.mkdir(parents=True)
    name, _, address = KIM.removesuffix(">").partition(" <")
    (settings / "config").write_text(f"translator_name={name}\ntranslator_email={address}\n")
    before = path.read_bytes()
    with screen() as environment:
        environment |= {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}

        def keys(*words: str) -> str:
            command = ["xdotool", *words]
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, check=False
            )
            return done.stdout

        with subprocess.Popen(
            ["poedit", str(path)], env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ) as poedit:  # fmt: skip
            try:
                wait(lambda: bool(keys("search", "--name", path.name)))
                time.sleep(5)  # the window is there before its fields are
                keys("mousemove", *_FIELD, "click", "1")
                keys("key", "ctrl+a")
                copy = ["xclip", "-selection", "clipboard"]
                subprocess.run(copy, input=text.encode(), env=environment, check=True)
                keys("key", "ctrl+v")
                keys("key", "ctrl+Return")
                keys("key", "ctrl+s")
                wait(lambda: path.read_bytes() != before)
                time.sleep(1)
            finally:
                poedit.terminate()


def test_a_text_typed_in_poedit_is_its_editors_approval(project: Path, tmp_path: Path) -> None:
    """Nothing else in the file is lost, and nobody else is credited."""
    path = project / "locales/ko/talks.po"
    before = entries(project)
    type_and_save(path, "월요일 시내에서 통상 회담이 재개됐다.", tmp_path / "home")
    workflow(project, "sync")
    first, second = entries(project)
    assert (first.text, first.state) == ("월요일 시내에서 통상 회담이 재개됐다.", State.REVIEWED)
    assert first.reviewer == KIM
    assert (second.text, second.state) == (before[1].text, State.DRAFT)
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=True)
