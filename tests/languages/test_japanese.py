"""Another package brings a language, and the whole workflow works for it.

The package is a module of a hundred lines and one line of metadata, as any that is installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

#: The findings in one file, by the names of their checks.
Found = dict[str, dict[str, Any]]

PACKAGE = r'''
"""Japanese, as far as a test needs it."""

import re
from decimal import Decimal
from functools import cached_property

from workflow.languages import Pack
from workflow.languages.numbers.calendars import Calendar, numbered
from workflow.languages.contacts import Contacts
from workflow.languages.numbers.numbers import Numbers
from workflow.languages.orthography.particles import Agreement, Following, Particles
from workflow.languages.orthography.sentences import Sentences
from workflow.languages.numbers.times import HOUR, MINUTE, Times, units
from workflow.languages.numbers.units import Counted, Units
from workflow.languages.orthography.writing import Writing

_SPAN = re.compile(r"(?P<number>\d+)(?P<unit>時間|分)(?P<half>)(?P<more>半)?")
_UNITS = units((HOUR, "時間"), (MINUTE, "分"))


class JapaneseNumbers(Numbers):
    scales = {"百": 100, "千": 10**3, "万": 10**4, "億": 10**8, "兆": 10**12}
    percent = "パーセント"

    def spelled(self, text):
        if "ひとり" in text:
            yield Decimal(1)
        if "ふたり" in text:
            yield Decimal(2)


class JapaneseTimes(Times):
    units, span = _UNITS, _SPAN


class JapaneseUnits(Units):
    scaled = "[百千万億兆]+"
    counted = (
        Counted("yen", ("円",), beside=r"\d[百千万億兆]*円", sign="円", told="円"),
        Counted("dollars", ("ドル",), beside=r"\d[百千万億兆]*ドル", sign="ドル", told="ドル"),
    )


CALENDAR = Calendar(
    weekdays=numbered("月 火 水 木 金 土 日", 0),
    may_name_month=re.compile("月"),
    may_name_weekday=re.compile("曜日"),
    month=re.compile(r"(?<!\d)(?P<month>\d{1,2})月"),
    weekday=re.compile("(?P<weekday>[月火水木金土日])曜日"),
)


class JapaneseParticles(Particles):
    def impossible(self, text):
        for doubled in re.finditer("をを|がが|はは", text):
            yield Following(Agreement.WRONG, *doubled.span(), doubled[0], doubled[0][0])


class JapaneseSentences(Sentences):
    def takes_up(self, here):
        return here.ahead.startswith("と")

    def after_question(self, here):
        return True


class Japanese(Pack):
    @cached_property
    def writing(self):
        return Writing(scripts=("Kana", "Han"), spaced=False, gap="", full_width=True)

    @cached_property
    def numbers(self):
        return JapaneseNumbers()

    @cached_property
    def times(self):
        return JapaneseTimes()

    @cached_property
    def units(self):
        return JapaneseUnits()

    @cached_property
    def contacts(self):
        return Contacts(messenger="ライン", introducing="の", paying="口座", dot="ドット")

    @cached_property
    def remarks(self):
        return "訳注"

    @cached_property
    def calendar(self):
        return CALENDAR

    @cached_property
    def particles(self):
        return JapaneseParticles()

    @cached_property
    def sentences(self):
        return JapaneseSentences()
'''
SETTINGS = """
[tool.workflow]
name = "A desk"
targets = ["ja"]
sources = ["en", "ja"]
"""
PO = """msgid ""
msgstr ""
"Language: ja\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""


#: By case: the source, a right and a wrong translation, and the check that tells the wrong one.
CASES = {
    "scale": ("It has 1.2 billion people.", "人口は12億人だ。", "人口は12万人だ。", "number"),
    "span": ("It took 90 minutes.", "1時間半かかった。", "2時間半かかった。", "number"),
    "currency": ("It cost 3 million yen.", "300万円かかった。", "300万ドルかかった。", "unit"),
    "no currency": ("It cost 3 million dollars.", "300万ドルかかった。", "300万かかった。", "unit"),
    "weekday": ("They met on Monday.", "月曜日に会った。", "火曜日に会った。", "date"),
    "month": ("They met in May and June.", "5月に会った。", "8月に会った。", "date"),
    "bank account": ("Trade grew.", "貿易は増えた。", "貿易は増えた（口座1101234-56）。", "link"),
    "messenger": ("Trade grew.", "貿易は増えた。", "貿易は増えた（ラインのevil77）。", "link"),
    "spelled address": ("Trade grew.", "貿易は増えた。", "貿易は増えた（evilドットcom）。", "link"),
    "remark": ("Trade grew.", "貿易は増えた。", "貿易は増えた（訳注：一月）。", "remark"),
    "particle": ("They read the book.", "彼らは本を読んだ。", "彼らは本をを読んだ。", "particle"),
    "comma": ("It grew, he said.", "増えたと、彼は言う。", "増えたと,彼は言う。", "punctuation"),
    "script": ("Trade grew.", "貿易は増えた。", "貿易は 늘었다。", "script"),
}  # fmt: skip


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``pip install --target`` leaves it, with the package in it."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "japanese.py").write_text(PACKAGE, "utf-8")
    info = folder / "japanese-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: japanese\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[workflow.languages]\nja = japanese:Japanese\n")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project whose articles become Japanese."""
    return _desk(tmp_path)


def _desk(folder: Path) -> Path:
    (folder / "pyproject.toml").write_text(SETTINGS, "utf-8")
    (folder / "seeds").mkdir()
    (folder / "glossary").mkdir()
    return folder


def _run(desk: Path, installed: Path, *arguments: str) -> Any:
    """What a command says in JSON, in a process that finds the package."""
    done = subprocess.run(
        [sys.executable, "-m", "workflow", "-C", desk, "--json", *arguments],
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def test_a_japanese_seed_is_told(desk: Path, installed: Path) -> None:
    """Detection knows the language of a document and of a quotation in another."""
    (desk / "seeds" / "a.txt").write_text(
        "日本の輸出が増加\n\n貿易は増えたと政府は発表した。\n\nTrade grew in March, he said.\n",
        "utf-8",
    )
    (found,) = _run(desk, installed, "detect")["documents"]
    assert found["language"] == "ja"
    assert [block["language"] for block in found["blocks"]] == ["ja", "ja", "en"]


@pytest.fixture(scope="module")
def found(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Found]:
    """What ``check`` finds in each translation, by the names of the checks.

    A case has two articles of one sentence: with the right and with the wrong translation.
    """
    desk = _desk(tmp_path_factory.mktemp("checked"))
    folder = desk / "locales" / "ja"
    folder.mkdir(parents=True)
    for number, (source, *translations, _) in enumerate(CASES.values()):
        for kind, text in zip(("right", "wrong"), translations, strict=True):
            name = f"{kind}-{number}"
            (desk / "seeds" / f"{name}.txt").write_text(f"{source}\n", "utf-8")
            entry = f'#: seeds/{name}.txt:1\nmsgid "{source}"\nmsgstr "{text}"\n'
            (folder / f"{name}.po").write_text(PO + entry, "utf-8")
    by_name: dict[str, Found] = {}
    for each in _run(desk, installed, "check")["findings"]:
        by_name.setdefault(Path(each["path"]).stem, {})[each["check"]] = each
    return {
        f"{kind} {case}": by_name.get(f"{kind}-{number}", {})
        for number, case in enumerate(CASES)
        for kind in ("right", "wrong")
    }


@pytest.mark.parametrize("case", CASES)
def test_a_translation_is_checked(found: Mapping[str, Found], case: str) -> None:
    """Numbers, money, days, particles, punctuation and scripts are held to Japanese rules."""
    assert found[f"right {case}"] == {}
    assert CASES[case][-1] in found[f"wrong {case}"]


def test_a_certain_fix_is_made(found: Mapping[str, Found]) -> None:
    """A particle written twice is mended by the rule that the package brought."""
    assert found["wrong particle"]["particle"]["fix"] == "彼らは本を読んだ。"


def test_an_article_is_translated_and_published(desk: Path, installed: Path) -> None:
    """The whole way runs: sentences, drafts, PO file, pages in both languages."""
    (desk / "seeds" / "a.txt").write_text(
        "日本の輸出が増加\n\n「増えたの?」と彼は聞いた。彼は「本当だ。」と答えた。\n", "utf-8"
    )
    (desk / "pyproject.toml").write_text(SETTINGS.replace('["ja"]', '["en"]'), "utf-8")
    (seed,) = _run(desk, installed, "run", "--engine", "pseudo")["seeds"]
    assert seed["language"] == "ja"
    assert seed["segments"] == 3
    assert seed["locales"]["en"]["draft"] == 3
    assert (desk / "site" / "ja" / "a" / "index.html").exists()
