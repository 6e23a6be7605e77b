"""Notebooks that are written again: the text of their cells is exchanged, and nothing else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents import readers, rewriting
from workflow.documents.readers import markdown
from workflow.documents.readers.markdown.markdown_writing import written
from workflow.model import Block, BlockKind

_CELL = [
    "# Ships *meet*\n",
    "\n",
    "They met [at sea](http://a/b) and\n",
    "used `x = 1` **so**.\n",
    "\n",
    "- one\n",
    "\n",
    "| a | b |\n",
    "|---|---|\n",
    "| c | d |",
]


def _notebook(*sources: object, **more: object) -> bytes:
    cells: list[object] = [
        {"cell_type": "code", "source": ["print(1)"], "outputs": [{"source": ["# Ships *meet*\n"]}]}
    ]
    cells += [{"cell_type": "markdown", "source": each} for each in sources]
    return json.dumps({"cells": cells, "nbformat": 4, **more}, indent=1).encode()


def _rewritten(data: bytes, texts: dict[str, str]) -> tuple[str, tuple[int, ...]]:
    blocks, _ = readers.parse(data, "seeds/a.ipynb")
    numbered = {n: texts[block.text] for n, block in enumerate(blocks) if block.text in texts}
    done = rewriting.rewrite(data, "seeds/a.ipynb", blocks, numbered, language="ko")
    return done.data.decode(), done.unplaced


@pytest.mark.parametrize(
    ("source", "text", "shown"),
    [
        ("_Ships_ meet", "<g1>배</g1>는 만난다", "*배*는 만난다"),
        ("**Ships** meet", "<g1>“배”</g1>는 만난다", "<strong>“배”</strong>는 만난다"),
        ("So _he_ said", "말했다, <g1>그</g1>.", "말했다, _그_."),
    ],
)
def test_emphasis_before_a_particle_is_marked_so_that_it_is_read(
    source: str, text: str, shown: str
) -> None:
    """A letter right behind it makes plain text of the marks that the source has."""
    blocks = markdown.body(source, "a.md")
    done, missed = written(source, blocks, [text], lambda said: markdown.body(said, "a.md"))
    assert (done, missed) == (shown, [])


def test_cells_are_translated_and_the_rest_stays() -> None:
    """Marks stay as they were written and go with their words; a sign of the table is escaped."""
    data = _notebook(_CELL, "End of $x^2$.", metadata={"x": "# Ships *meet*\n"})
    text, unplaced = _rewritten(
        data,
        {
            "Ships <g1>meet</g1>": "<g1>만난</g1> 배",
            "They met <g1>at sea</g1> and used <x2/> <g3>so</g3>.": "<x2/> <g3>B</g3> <g1>a</g1>",
            "one": "하나",
            "c": "다|라",
            "End of <x1/>.": "<x1/> 끝.",
        },
    )
    new, old = json.loads(text), json.loads(data)
    assert not unplaced
    assert "".join(new["cells"][1]["source"]) == (
        "# *만난* 배\n\n`x = 1` **B** [a](http://a/b)\n\n- 하나\n\n"
        "| a | b |\n|---|---|\n| 다\\|라 | d |"
    )
    assert new["cells"][2]["source"] == "$x^2$ 끝."
    for notebook in (new, old):
        del notebook["cells"][1:]
    assert new == old


def test_nothing_to_say_changes_no_byte() -> None:
    """Whatever the notebook's layout."""
    data = b'{"cells":[{"source":["Caf\\u00e9\\n"] , "cell_type":"markdown"}],\r\n "nbformat":4}'
    assert _rewritten(data, {})[0].encode() == data
    text, _ = _rewritten(data, {"Café": "가"})
    assert text.encode() == data.replace(b"Caf\\u00e9\\n", b"\\uac00")


def test_what_cannot_be_placed_is_told() -> None:
    """A mark that the translation lost: the source stays, and its line is named."""
    text, unplaced = _rewritten(_notebook(["See *this*.\n"]), {"See <g1>this</g1>.": "보라."})
    assert "See *this*." in text
    assert len(unplaced) == 1


def _read(text: str) -> list[Block]:
    return markdown.body(text, "a.md")


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40))
def test_any_translation_is_read_as_itself_or_left_out(text: str) -> None:
    """Also one that looks like a mark: never is another block changed."""
    source = "One *two*.\n\nThree.\n"
    done, lost = written(source, _read(source), [None, text], _read)
    blocks = _read(done)
    assert (blocks[0].text, len(blocks)) == ("One <g1>two</g1>.", 2)
    if lost:
        assert done == source


@pytest.mark.parametrize(
    "source",
    [
        "[a][b] c\n\n[b]: /x\n",
        "> one\n> two\n",
        "1. a\n2. b `` c` ``\n",
        '<table>\n <td> <a href="/x"> <img src="a.png"> a</a>\n</td>\n <td><b>one</b></td>\n',
        "<table><tr><td>one</td><td>a <b>b</b></td></tr></table>\n",
        "See <a>http://a.org</a> or <font color='red'>one</font> a\n",
        "Write `<a>` or `<span class=x>` a\n",
        "<table><tr><td>one<br>two</td><td>a</td></tr></table>\n\na | b\n--|--\none<br>two | a\n",
    ],
)
def test_marks_are_found_however_they_are_written(source: str) -> None:
    """References, quotations over two lines, code with more marks, tables of HTML."""
    blocks = _read(source)
    texts = [block.text.replace("a", "가").replace("one", "하나") for block in blocks]
    done, lost = written(source, blocks, texts, _read)
    assert not lost
    assert [block.text for block in _read(done)] == texts


def test_the_places_that_links_lead_to_stay() -> None:
    """A table of contents leads to them."""
    source = (
        "# <a id='a'></a>Ports\n\n## Ships <a class='x' id='b'></a>\n\n"
        "[Up](#a) <a name='c'></a>on.\n"
    )
    blocks = _read(source)
    done, _ = written(source, blocks, [each.text.replace("s", "z") for each in blocks], _read)
    assert "# <a id='a'></a>Portz\n" in done
    assert "## Shipz <a class='x' id='b'></a>\n" in done
    assert "<a name='c'></a>" in done


@pytest.mark.parametrize("head", [True, False])
def test_the_title_in_the_metadata_is_exchanged(head: bool) -> None:
    """Wherever the metadata stand; one in front matter has no place."""
    about = {"metadata": {"a": {"title": "Ports"}, "title": "Ports"}}
    cell = {"cell_type": "markdown", "source": "They met.", "metadata": {"title": "x"}}
    rest = {"cells": [cell]}
    data = json.dumps({**about, **rest} if head else {**rest, **about}).encode()
    done, lost = _rewritten(data, {"Ports": "H\u00e4fen", "They met.": "Oni."})
    assert lost == ()
    assert json.loads(done)["metadata"] == {"a": {"title": "Ports"}, "title": "H\u00e4fen"}
    assert json.loads(done)["cells"][0]["source"] == "Oni."
    cell["source"] = "---\ntitle: Ports\n---\nThey met."
    assert _rewritten(json.dumps(rest).encode(), {"Ports": "Oni."})[1] == (1,)


def test_a_cell_of_code_that_is_shown_as_markdown_is_text() -> None:
    """Readers see its text; the line that says so stays in place, other magics are code."""
    cells = [
        {"cell_type": "code", "source": ["%%markdown\n", "## Ships\n", "\n", "They **met**."]},
        {"cell_type": "code", "source": "%%bash\nls"},
        {"cell_type": "markdown", "source": "%%markdown\nThey met."},
    ]
    data = json.dumps({"cells": cells, "nbformat": 4}, indent=1).encode()
    blocks, _ = readers.parse(data, "seeds/a.ipynb")
    assert [(each.kind, each.text) for each in blocks[:3]] == [
        (BlockKind.HEADING, "Ships"),
        (BlockKind.PARAGRAPH, "They <g1>met</g1>."),
        (BlockKind.CODE, "%%bash\nls"),
    ]
    assert blocks[1].line == data.decode().split("\n").index('    "They **met**."') + 1
    text, unplaced = _rewritten(data, {"Ships": "배", "They <g1>met</g1>.": "<g1>만났다</g1>."})
    assert not unplaced
    assert [each["source"] for each in json.loads(text)["cells"]] == [
        ["%%markdown\n", "## 배\n", "\n", "**만났다**."],
        "%%bash\nls",
        "%%markdown\nThey met.",
    ]


def test_the_form_above_code_is_text_as_colab_shows_it() -> None:
    """The code below it, its parameters and what stands behind a title stay."""
    code = [
        '#@title Choose a port { display-mode: "form" }\n',
        "#@markdown Ships *wait*\n",
        "#@markdown in May.\n",
        "port = 'Busan' #@param ['Busan', 'Ulsan']\n",
        "# @markdown Then run.",
    ]
    cells = [{"cell_type": "code", "source": code}, {"cell_type": "markdown", "source": "End."}]
    data = json.dumps({"cells": cells, "nbformat": 4}, indent=1).encode()
    blocks, _ = readers.parse(data, "seeds/a.ipynb")
    said = [each.text for each in blocks if each.kind is not BlockKind.CODE]
    assert said == ["Choose a port", "Ships <g1>wait</g1> in May.", "Then run.", "End."]
    text, unplaced = _rewritten(
        data,
        {
            "Choose a port": "항구",
            "Then run.": "실행",
            "End.": "끝.",
            said[1]: "배가 <g1>온다</g1>",
        },
    )
    new = ["".join(cell["source"]) for cell in json.loads(text)["cells"]]
    assert new[1] == "끝."
    assert not unplaced
    assert new[0].split("\n") == [
        '#@title 항구 { display-mode: "form" }',
        "#@markdown 배가 *온다*",
        "port = 'Busan' #@param ['Busan', 'Ulsan']",
        "# @markdown 실행",
    ]


def test_markdown_that_code_puts_out_is_told() -> None:
    shown = {"output_type": "display_data", "data": {"text/markdown": ["**Ships**\n", "wait."]}}
    cells = [{"cell_type": "code", "source": "show()", "outputs": [shown, {"data": 1}, 2]}]
    _, said = readers.parse(json.dumps({"cells": cells}).encode(), "seeds/a.ipynb")
    assert [each.text for each in said.passed_over] == ["**Ships** wait."]
