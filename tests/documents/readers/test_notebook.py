"""Notebooks: the words of their cells, code as code."""

from __future__ import annotations

import json
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from workflow.documents import pictures
from workflow.documents.readers import parse
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import Block, BlockKind, Metadata, Project


def cell(kind: str, text: str, **more: object) -> dict[str, object]:
    return {"cell_type": kind, "source": text.splitlines(keepends=True), **more}


def written(*cells: object, **metadata: object) -> str:
    kept = {"language_info": {"name": "python"}, **metadata}
    return json.dumps({"cells": cells, "metadata": kept, "nbformat": 4}, indent=1)


def read(text: str) -> tuple[tuple[Block, ...], Metadata]:
    return parse(text.encode(), "seeds/a.ipynb")


def test_words_and_code_of_the_cells() -> None:
    """In their order; what was printed is left out."""
    blocks, _ = read(
        written(
            cell("markdown", "# Ports\n\nSee `x` and\n*y*."),
            cell("code", "x = 1\nx", outputs=[{"text": ["printed"]}]),
            cell("raw", "as it is"),
            cell("code", ""),
        )
    )
    assert [(block.kind, block.text, block.url) for block in blocks] == [
        (BlockKind.HEADLINE, "Ports", ""),
        (BlockKind.PARAGRAPH, "See <x1/> and <g2>y</g2>.", ""),
        (BlockKind.CODE, "x = 1\nx", "python"),
        (BlockKind.CODE, "as it is", ""),
    ]


def test_lines_are_those_of_the_file() -> None:
    """So that an editor finds the sentence."""
    text = written(cell("markdown", "# Ports\n\nShips came\nin."), cell("markdown", "“항구”"))
    blocks, _ = read(text)
    lines = text.split("\n")
    assert "Ports" in lines[blocks[0].line - 1]
    assert "Ships" in lines[blocks[1].line - 1]
    assert "in." in lines[blocks[1].line_at(blocks[1].text.index("in.")) - 1]
    assert json.dumps("항구")[1:-1] in lines[blocks[2].line - 1]


def test_a_cell_is_read_by_itself() -> None:
    """An open fence or list ends with its cell; numbers go on."""
    blocks, _ = read(
        written(
            cell("markdown", "* a\n\nWhy?[^1]\n\n[^1]: So.\n\n```\nopen"),
            cell("markdown", "Text.\n\n* b\n\nHow?[^1]\n\n[^1]: Thus."),
        )
    )
    assert [block.text for block in blocks if block.kind is BlockKind.PARAGRAPH][1] == "Text."
    assert [block.footnote for block in blocks if block.footnote] == ["1", "2"]
    groups = [block.group for block in blocks if block.kind is BlockKind.LIST_ITEM]
    assert len(set(groups)) == len(groups) == 4


def test_old_notebooks_and_metadata() -> None:
    """Version 3 has worksheets and cells for headings."""
    old = {
        "nbformat": 3,
        "metadata": {},
        "worksheets": [
            {"cells": [{"cell_type": "heading", "level": 2, "source": "Ports"},
                       {"cell_type": "code", "input": "x", "language": "python"}]},
        ],
    }  # fmt: skip
    blocks, _ = read(json.dumps(old))
    assert [(block.kind, block.level) for block in blocks] == [
        (BlockKind.HEADING, 2), (BlockKind.CODE, 0),
    ]  # fmt: skip
    blocks, metadata = read(
        written(cell("raw", "---\nlang: ko\ndraft: true\n---\n"), cell("markdown", "Text."),
                title="Ports", authors=[{"name": "Ann"}])
    )  # fmt: skip
    assert (blocks[0].text, metadata.author, metadata.language) == ("Ports", "Ann", "ko")
    assert metadata.conditions[0].said == "draft: true"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"cells": [', "is not valid JSON"),
        ("[" * 100_000, "is not valid JSON"),
        ('{"a": 1}', "is no notebook"),
    ],
)
def test_what_is_no_notebook_is_refused(text: str, what: str) -> None:
    """With the line, where there is one."""
    with pytest.raises(SourceError, match=what):
        read(text)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.text("a#\n-*", max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["source", "cell_type", "cells", "metadata", "level", "input"]), inner
    ),
    max_leaves=12,
)  # fmt: skip


@given(ANYTHING, ANYTHING)
def test_whatever_stands_where_something_else_should(one: object, two: object) -> None:
    """The words of the other cells are read."""
    whole = written(cell("markdown", "Text."), one, {"cell_type": "markdown", "source": two})
    blocks, _ = read(whole)
    assert "Text." in [plain(block.text, block.markup) for block in blocks]


def test_pictures_attached_to_a_cell_are_shown(tmp_path: Path) -> None:
    """Below the name of the notebook; what is not there is told."""
    picture = BytesIO()
    Image.new("RGB", (4, 3)).save(picture, "PNG")
    attached = {"a b.png": {"image/png": b64encode(picture.getvalue()).decode()}}
    source = "![A port](attachment:a%20b.png)\n\n![No](attachment:c.png)"
    cells = [cell("markdown", source, attachments=attached)]
    seed = tmp_path / "seeds" / "n.ipynb"
    seed.parent.mkdir()
    seed.write_text(json.dumps({"cells": cells, "nbformat": 4}))
    blocks, _ = parse(seed.read_bytes(), "seeds/n.ipynb")
    assert [each.url for each in blocks] == ["n.ipynb/0/a%20b.png", "attachment:c.png"]
    place = pictures.place("seeds/n.ipynb", blocks[0].url)
    assert pictures.load(Project(tmp_path), place).width == 4
    with pytest.raises(SourceError):
        pictures.load(Project(tmp_path), "seeds/n.ipynb/0/c.png")
