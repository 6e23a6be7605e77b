"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import workflow

PACKAGE = Path(workflow.__file__).parent
#: Modules with examples; those of the checks have a test of their own.
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if ">>>" in path.read_text() and path.parent.name != "qa"
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_hold(name: str) -> None:
    """What a docstring shows is what happens."""
    assert doctest.testmod(import_module(name)).failed == 0
