"""The gates every change passes: lint, format, types, one-way imports, light start-up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_contributing import written

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["lint-imports"],
    ],
    ids=" ".join,
)
def test_the_gate_is_passed(command: list[str]) -> None:
    """Lint, format and the import contract hold for the whole package."""
    tool, *arguments = command
    done = subprocess.run(
        [BIN / tool, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold(tmp_path: Path) -> None:
    """Mypy, strict as pyproject.toml has it, passes the package and CONTRIBUTING's examples."""
    done = subprocess.run(
        [BIN / "mypy", "-p", "workflow", "-p", "morse"],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(written(tmp_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help needs no model, template, PO or language library, so it appears at once."""
    script = (
        "import sys; from workflow.cli import main\n"
        f"sys.argv = ['workflow', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'stanza', 'spacy', 'ctranslate2', 'sentencepiece', 'argostranslate',"
        " 'langdetect', 'polib', 'jinja2', 'babel', 'lxml', 'aiohttp', 'rich', 'numpy'}\n"
        "loaded = heavy & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
