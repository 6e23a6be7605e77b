"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import workflow
from tests.qa.test_examples import found

PACKAGE = Path(workflow.__file__).parent
#: Modules with examples.
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if ">>>" in path.read_text()
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_hold(name: str) -> None:
    """What a docstring shows is what happens."""
    assert doctest.testmod(import_module(name), extraglobs={"found": found}).failed == 0
