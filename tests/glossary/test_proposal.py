"""A proposed row at the end of a glossary file."""

from __future__ import annotations

import pytest

from workflow.errors import GlossaryError
from workflow.glossary import table
from workflow.glossary.table import added

CELLS = {"id": "new001", "type": "term", "en": "urea", "ko": "요소", "status": "review"}


@pytest.mark.parametrize(
    "text",
    [
        "id,type,en,ko,status,note\np1,term,a,가,approved,\n",
        "\ufeffid,type,en,ko,status,note\r\np1,term,a,가,approved,\r\n",
        'status,KO,en,id,type,note,mine\napproved,가,a,p1,term,"two\nlines",kept',
    ],
)
def test_nothing_else_changes(text: str) -> None:
    """Every byte stays as it was; the row is the file's last, its columns and line ends its own."""
    before = text.encode()
    after = added(before, "t.csv", {**CELLS, "note": 'A "new", word'})
    assert after.startswith(before)
    found = table.parse(after.decode("utf-8-sig"), "t.csv")
    assert not found.errors
    assert [term.id for term in found.terms] == ["p1", "new001"]
    last = found.terms[-1]
    assert (last.forms["en"].first, last.forms["ko"].first) == ("urea", "요소")
    assert (last.note, last.approved) == ('A "new", word', False)
    assert (b"\r\n" in after[len(before) :]) is (b"\r\n" in before)


def test_a_new_file() -> None:
    """Where there is none, the row gets its columns."""
    after = added(b"", "t.csv", {**CELLS, "note": "x"})
    (term,) = table.parse(after.decode(), "t.csv").terms
    assert (term.forms["ko"].first, term.approved, term.note) == ("요소", False, "x")


@pytest.mark.parametrize(
    ("text", "cells", "what"),
    [
        ("id,type,en,status\n", CELLS, "no column ko"),
        ("id,type,en,ko\n", CELLS, "no column status"),
        ("id,type,en,ko,status\n", {**CELLS, "en": "=HYPERLINK(1)"}, "formula"),
        ("id,type,en,ko,status\n", {**CELLS, "ko": "<g1>"}, "placeholder"),
    ],
)
def test_what_cannot_be_a_row(text: str, cells: dict[str, str], what: str) -> None:
    """A missing column and a cell that no table may hold are told; nothing is written."""
    with pytest.raises(GlossaryError, match=what):
        added(text.encode(), "t.csv", cells)


def test_another_encoding() -> None:
    """A file that is not UTF-8 is left alone."""
    with pytest.raises(GlossaryError, match="not UTF-8"):
        added("id,type,en,ko,status\n".encode("utf-16"), "t.csv", CELLS)
