"""Every row of the tables of facts finds its right example, and not its wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workflow.languages
from workflow.languages.tables import Row, expression, read

ROOM = Path(workflow.languages.__file__).parent


def _rows() -> Iterator[object]:
    for path in sorted(ROOM.glob("**/*.tsv")):
        package = ".".join(("workflow.languages", *path.relative_to(ROOM).parts[:-1]))
        for row in read(package, path.name):
            if ("right" in row or "wrong" in row) and ("pattern" in row or "word" in row):
                name = f"{path.relative_to(ROOM)}:{row.get('word') or row.get('pattern')}"
                yield pytest.param(row, id=name[:60])


@pytest.mark.parametrize("row", [*_rows()])
def test_a_row_does_what_its_examples_say(row: Row) -> None:
    """What is right is found, what is wrong is not, and both are given."""
    found = re.compile(expression(row))
    right, wrong = row["right"].split(" / "), row["wrong"].split(" / ")
    assert all(right), "a right example is missing"
    assert all(wrong), "a wrong example is missing"
    assert [text for text in right if not found.search(text)] == []
    assert [text for text in wrong if found.search(text)] == []
