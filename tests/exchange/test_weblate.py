"""A newsroom reviews in a real Weblate, as docs/weblate.md says: nothing is lost or miscredited."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.git_server import served
from tests.support.weblate_server import Weblate, missing, weblate
from workflow.catalog import Catalog
from workflow.config import find_project
from workflow.model import Entry, State

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
]

KIM, LEE = ("Kim Minji", "kim@example.org"), ("Lee Wei", "lee@example.org")
TEXT = """Trade talks between Korea and China resumed in Seoul on Monday.

Ambassador Xing Haiming said supply chains were stable.

Nobody expects a quick result. The two sides will meet again in March.
"""
_GLOSSARY = """id,type,en,ko
korea,place,Korea,한국
china,place,China,중국
xing,person,Xing Haiming,싱하이밍
"""


def git(folder: Path, *arguments: str) -> str:
    named = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    command = ["git", "-C", str(folder), *named, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def workflow(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "workflow", "-q", "-C", str(folder), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture
def newsroom(tmp_path: Path) -> tuple[Path, Path]:
    """Return a project with pseudo drafts and the folder with its bare repository, news.git."""
    project, root = tmp_path / "project", tmp_path / "git"
    for folder in (project / "seeds", project / "glossary", root):
        folder.mkdir(parents=True)
    (project / "workflow.toml").write_text('targets = ["ko"]\n')
    (project / ".gitignore").write_text(".workflow/\nsite/\n")
    (project / "glossary/terms.csv").write_text(_GLOSSARY)
    (project / "seeds/talks.txt").write_text(TEXT)
    workflow(project, "translate", "--engine", "pseudo")
    git(root, "init", "-q", "--bare", "-b", "main", "news.git")
    git(root / "news.git", "config", "http.receivepack", "true")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Begin")
    git(project, "remote", "add", "origin", str(root / "news.git"))
    git(project, "push", "-q", "origin", "main")
    return project, root


def component(repository: str) -> dict[str, Any]:
    """Return the settings of a component that docs/weblate.md recommends."""
    return {
        "name": "talks",
        "slug": "talks",
        "file_format": "po",
        "file_format_params": {"po_line_wrap": 65535},
        "filemask": "locales/*/talks.po",
        "vcs": "git",
        "repo": repository,
        "push": repository,
        "branch": "main",
        "new_lang": "none",
        "source_language": "en",
    }


def units(api: Weblate) -> dict[str, dict[str, Any]]:
    """Return the Korean units by source."""
    found = api.call("GET", "translations/news/talks/ko/units/")["results"]
    return {each["source"][0]: each for each in found}


def translate(api: Weblate, source: str, text: str) -> int:
    unit = units(api)[source]["id"]
    api.call("PATCH", f"units/{unit}/", {"state": 20, "target": [text]})
    return int(unit)


def repository(api: Weblate, *operations: str) -> None:
    for operation in operations:
        done = api.call("POST", "projects/news/repository/", {"operation": operation})
        assert done["result"], done


def entries(project: Path) -> list[Entry]:
    return [*Catalog.load(find_project(project), "talks", "ko").entries.values()]


def test_reviewing_in_weblate(tmp_path: Path, newsroom: tuple[Path, Path]) -> None:
    project, root = newsroom
    first, second, third, _ = (entry.source for entry in entries(project))
    with served(root) as address, weblate(_folder(tmp_path), dict([KIM, LEE])) as users:
        kim, lee = users[KIM[0]], users[LEE[0]]
        kim.call("POST", "projects/", {"name": "News", "slug": "news", "web": "https://e.org/"})
        kim.call("POST", "projects/news/components/", component(f"{address}/news.git"))
        shown = units(kim)
        assert all(unit["fuzzy"] for unit in shown.values())
        assert "term: Xing Haiming → 싱하이밍" in shown[second]["note"]

        translate(kim, first, "한국과 중국의 통상 회담이 월요일 서울에서 재개됐다.")
        unit = translate(lee, second, "싱하이밍 대사는 공급망이 안정적이라고 말했다.")
        comment = {"scope": "translation", "comment": "Checked with the embassy."}
        lee.call("POST", f"units/{unit}/comments/", comment)
        repository(kim, "commit", "push")
        git(project, "pull", "-q", "origin", "main")
        assert len(git(project, "show", "--format=", "HEAD").split("\n@@")) == 3  # header, text

        workflow(project, "sync")
        assert [entry.state for entry in entries(project)] == [State.REVIEWED] * 2 + [
            State.DRAFT
        ] * 2
        approvals = json.loads(workflow(project, "status", "--approvals", "--json"))
        assert [each["reviewer"] for each in approvals["approvals"]] == [
            "Kim Minji <kim@example.org>",
            "Lee Wei <lee@example.org>",
        ]
        assert json.loads(workflow(project, "check", "--json"))["findings"]
        git(project, "commit", "-qam", "Record approvals")
        git(project, "push", "-q", "origin", "main")

        repository(kim, "pull")
        translate(kim, third, "아무도 빠른 결과를 기대하지 않는다.")
        assert units(lee)[second]["target"] == ["싱하이밍 대사는 공급망이 안정적이라고 말했다."]
        repository(lee, "commit", "push")
        git(project, "pull", "-q", "origin", "main")
        workflow(project, "sync")
        assert [entry.reviewer for entry in entries(project)[:3]] == [
            "Kim Minji <kim@example.org>",
            "Lee Wei <lee@example.org>",
            "Kim Minji <kim@example.org>",
        ]
        path = project / "locales/ko/talks.po"
        subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=True)


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "weblate"
    folder.mkdir()
    return folder
