"""Compiled patterns are kept between commands, and are the ones that Python would compile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FIRST = """
import re
from workflow.store.kept_patterns import keep_patterns
kept = keep_patterns()
from workflow.languages import tables, scripts
tables.by_use("workflow.languages.ko", "roles.tsv")
re.compile("words of a project")
kept.save()
"""
SECOND = """
import re
from re import _compiler
compile_, asked = _compiler.compile, []
_compiler.compile = lambda *given: asked.append((*given, 0)[:2]) or compile_(*given)
from workflow.store.kept_patterns import keep_patterns
kept = keep_patterns()
again = {key: _compiler.compile(*key) for key in kept._known}
assert len(again) > 9 and again.keys().isdisjoint(asked)
assert all(pattern == compile_(*key) for key, pattern in again.items())  # their numbers, too
assert not any("project" in str(pattern) for pattern, _ in again)
from workflow.languages import scripts
assert scripts._CJK in again.values()
"""


def _python(code: str, cache: Path, **more: str) -> None:
    here = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**here, "PYTHONPYCACHEPREFIX": str(cache), **more}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def test_a_second_command_compiles_nothing_that_the_first_has_compiled(tmp_path):
    _python(FIRST, tmp_path)
    _python(SECOND, tmp_path)
    (kept,) = tmp_path.rglob("patterns.*")
    for other in (b"another Python".join(kept.read_bytes().split(sys.version.encode())), b"x"):
        kept.write_bytes(other)  # is as good as none
        _python(FIRST, tmp_path)
        _python(SECOND, tmp_path)


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path):
    _python(FIRST, tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert not [*tmp_path.rglob("*")]
