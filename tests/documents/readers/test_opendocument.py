# ruff: noqa: E501 - XML is easier to read in whole elements
"""OpenDocument texts in."""

from __future__ import annotations

import pytest

from tests.support.packages import odt, packed
from workflow.documents import readers
from workflow.errors import SourceError


def test_a_document_becomes_blocks() -> None:
    """Titles, headings, lists in lists, quotations, tables, notes, pictures."""
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:p text:style-name="Title">Ships<text:s/>Meet</text:p><text:h text:outline-level="2">At sea</text:h>'
        '<text:p>They <text:span text:style-name="T1">met</text:span><text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>From the log.</text:p></text:note-body></text:note>.<office:annotation><text:p>Hm.</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Inside</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p text:style-name="P1">So they said.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xmlns:x="x" x:href="Pictures/a.png"/></draw:frame></text:p>'
    )
    read, _ = readers.parse(odt(body, **{"Pictures/a.png": b"x"}), "seeds/a.odt")
    assert [(b.kind.value, b.text, b.level, b.row, b.footnote) for b in read] == [
        ("headline", "Ships Meet", 0, 0, ""),
        ("heading", "At sea", 2, 0, ""),
        ("paragraph", "They <g1>met</g1><x2/>.", 0, 0, ""),
        ("list item", "One", 1, 0, ""),
        ("list item", "Inside", 2, 0, ""),
        ("quote", "So they said.", 1, 0, ""),
        ("table cell", "A", 0, 1, ""),
        ("table cell", "1", 0, 1, ""),
        ("caption", "", 0, 0, ""),
        ("paragraph", "From the log.", 0, 0, "1"),
    ]
    assert read[8].url == "a.odt/Pictures/a.png"


@pytest.mark.parametrize(
    "data",
    [
        b"x",
        packed({"a": "b"}),
        odt("<text:p>A.</text:p>", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    """Damaged, locked, or something else."""
    with pytest.raises(SourceError) as error:
        readers.parse(data, "seeds/a.odt")
    assert error.value.hint
