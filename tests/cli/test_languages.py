"""The command line speaks the user's language where it has words for it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.command import workflow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one draft that lacks a number."""
    workflow("init", tmp_path)
    (tmp_path / "seeds" / "ships.txt").write_text("He has 12 ships.\n", "utf-8")
    workflow("translate", "--engine", "pseudo", project=tmp_path)
    po = tmp_path / "locales" / "ko" / "ships.po"
    text = po.read_text("utf-8")
    po.write_text(re.sub('msgstr "⟦.*"', 'msgstr "그에게는 배가 있다."', text), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "12 is missing"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ko"}, "12 is missing"),
        ({"LANG": "en_GB.UTF-8"}, "12 is missing"),
        ({"LANG": "eo.UTF-8"}, "12 is missing"),
        ({"LANG": "no language"}, "12 is missing"),
        ({"LANG": "ko_KR.UTF-8"}, "빠진 것: 12"),
        ({"LANG": "ja_JP.UTF-8"}, "12が抜けている"),
        ({"LANG": "ar_EG.UTF-8"}, "ناقص: 12"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "缺少：12"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "eo:ko:en"}, "빠진 것: 12"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "en:ko"}, "12 is missing"),
    ],
)
def test_findings_are_told_in_the_users_language(
    project: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], told: str
) -> None:
    """The first language that has words counts; English is one, C another name for it."""
    monkeypatch.delenv("LC_ALL")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert told in workflow("check", "ships", project=project).out
    assert "12 is missing" in workflow("check", "ships", "--json", project=project).out


def test_errors_are_told_in_the_users_language(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words that programs look for stay as they are."""
    english = workflow("check", "nothing", project=project)
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    korean = workflow("check", "nothing", project=project)
    assert (english.code, korean.code) == (2, 2)
    assert english.err.startswith("workflow: error: nothing: names no seed\n  hint: ")
    assert korean.err.startswith("workflow: error: nothing: ")
    assert "\n  hint: " in korean.err
    assert korean.err != english.err


@pytest.mark.parametrize("locale", ["ko_KR.UTF-8", "zh_CN.UTF-8"])
def test_what_was_found_before_is_told_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    """Findings that are remembered from the last command are told as fresh ones are."""
    workflow("init", tmp_path)
    (tmp_path / "seeds" / "ships.txt").write_text("Ships met. Nobody was hurt.\n", "utf-8")
    workflow("run", "--engine", "pseudo", project=tmp_path)
    monkeypatch.setenv("LC_ALL", locale)
    first, second = (workflow("check", project=tmp_path) for _ in range(2))
    assert first.out == second.out
    assert "template" not in first.out
    assert "not a translation" not in first.out


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("ko_KR.UTF-8", ("● 검수", "사이트: ", "지적 1건: ", "원고 읽는 중: 1/1")),
        ("zh_CN.UTF-8", ("● 已审校", "网站：", "1 个问题：", "正在读取原稿: 1/1")),
    ],
)
def test_summaries_are_told_in_the_users_language(
    project: Path, monkeypatch: pytest.MonkeyPatch, locale: str, told: tuple[str, ...]
) -> None:
    """With the titles of tables and the progress; what programs read stays as it is."""
    english = workflow("run", "--to", "ko", "--json", project=project)
    monkeypatch.setenv("LC_ALL", locale)
    done = workflow("run", "--to", "ko", project=project)
    said = done.out + done.err
    assert [each for each in told if each not in said] == []
    assert not re.search(r"(?i)\b(finding|reading|publishing|reviewed|site):? ", said)
    again = workflow("run", "--to", "ko", "--json", project=project)
    assert json.loads(again.out)["seeds"] == json.loads(english.out)["seeds"]
