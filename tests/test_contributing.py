"""The examples of CONTRIBUTING.md work: together they are a package with a part of each kind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.documents import ROOT
from workflow import plugins

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FILES = dict(re.findall(r"^```python\n# (\S+)\n(.*?)^```", TEXT, re.M | re.S))
POINTS = [
    (group, f"{name} = {place}")
    for block in re.findall(r"^```toml\n(.*?)^```", TEXT, re.M | re.S)
    for group, points in tomllib.loads(block)["project"]["entry-points"].items()
    for name, place in points.items()
]


def test_every_kind_is_spoken_of() -> None:
    """Each entry-point group has an example, or is named where it belongs."""
    assert {group for group, _ in POINTS} <= {each.name for each in plugins.GROUPS}
    for group in plugins.GROUPS:
        assert group.name in TEXT


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package as pip would have installed it."""
    return written(tmp_path)


def written(root: Path) -> Path:
    """Write the package, as pip would have installed it, into a folder."""
    for name, body in FILES.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, "utf-8")
    (root / "morse" / "__init__.py").touch()
    info = root / "morse-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: morse\nVersion: 1\n")
    text = "".join(f"[{group}]\n{point}\n" for group, point in POINTS)
    (info / "entry_points.txt").write_text(text)
    return root


def test_the_package_passes_its_tests(package: Path) -> None:
    """Each part is found by its entry point and does what its test says."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "tests"],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{sum(name.startswith('tests/') for name in FILES)} passed" in done.stdout
