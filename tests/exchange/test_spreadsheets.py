"""Review sheets opened and saved by LibreOffice come back as they went out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.exchange.kit import MARKUP, package
from tests.exchange.test_import import ONE, TWO, exported, loaded, taken, talks
from workflow import exchange
from workflow.app.exchange_import import import_files
from workflow.exchange import OutgoingSentence
from workflow.model import Entry, Project, State

__all__ = ["talks"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
]
#: As LibreOffice asks for them (wiki.documentfoundation.org, "CSV Filter Parameters"): commas,
#: quotation marks, UTF-8; cells are read for what they look like, as its dialogue proposes.
READ, WRITE = "CSV:44,34,76,1,,0,false,false", "csv:Text - txt - csv (StarCalc):44,34,76"
TEXTS = (
    "=1+1", "+1-2", "-5", "@SUM(A1)", "'=1", "'tis", "1,200", "007", "2021-12-07", "3/4", "1.50",
    "50%", "TRUE", "12억", " 앞뒤 ", "a\tb", "줄\n바꿈", '"quoted"', "a,b;c", "1e5", "(5)", "$5",
    "1:30", "Jan 5", "\u00a0nbsp", "#REF!", "-", "'", "𠮷野家", "\u200b보이지", "１２３",
)  # fmt: skip


def saved(path: Path, form: str) -> Path:
    """The file as LibreOffice saves it in a format."""
    out = path.parent / "saved"
    shutil.rmtree(out, ignore_errors=True)
    command = ["soffice", "--headless", "--convert-to", WRITE if form == "csv" else form]
    command += ["--infilter=" + READ] if path.suffix == ".csv" else []
    home = {**os.environ, "HOME": str(path.parent)}
    subprocess.run(
        [*command, "--outdir", out, path], check=True, capture_output=True, env=home, timeout=120
    )
    (made,) = out.iterdir()
    return made


@pytest.mark.parametrize("before", ["csv", "xlsx"])
@pytest.mark.parametrize("after", ["csv", "xlsx"])
def test_nothing_changes_by_saving(tmp_path: Path, before: str, after: str) -> None:
    """Not even what a spreadsheet takes for a formula, a number or a date."""
    texts = [text for text in TEXTS if (before, after) != ("xlsx", "csv") or text != "'=1"]
    units = [
        OutgoingSentence(
            f"k{number}", Entry(f"{number}: {text}", text, State.DRAFT, "argos/1"), markup=MARKUP
        )
        for number, text in enumerate(texts)
    ]
    path = tmp_path / f"sheet.{before}"
    path.write_bytes(exchange.write(package(*units), before))
    rows = list(exchange.read(saved(path, after)))
    assert [row.text for row in rows] == texts
    assert all(row.unchanged for row in rows)


def test_its_own_format_is_told_from_a_workbook(talks: Project) -> None:
    """With what to do about it."""
    result = import_files(talks, [saved(exported(talks, "xlsx"), "ods")])
    (error,) = result.errors
    assert "OpenDocument" in error.what
    assert ".xlsx" in error.hint


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_import_of_what_was_saved(talks: Project, form: str) -> None:
    """A sheet with one approval in it: that one, and nothing else."""
    path = saved(exported(talks, form), "csv")
    path.write_text(path.read_text("utf-8-sig").replace("둘이 여기.,draft", "둘이야.,reviewed"))
    change = taken(talks, saved(path, form)).changes[0]
    assert (change.approved, change.edited, change.reopened) == (1, 0, 0)
    assert loaded(talks).entries[TWO].text == "둘이야."
    assert loaded(talks).entries[ONE].state is State.REVIEWED
