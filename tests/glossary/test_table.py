"""Reading glossary files, good and bad, and adding a row."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.errors import GlossaryError
from workflow.glossary import table
from workflow.glossary.table import added, records
from workflow.model import TermType

HEADER = "id,type,en,ko,zh,match,status,note"
CELLS = {"id": "new001", "type": "term", "en": "urea", "ko": "요소", "status": "review"}


def parse(*lines: str, header: str = HEADER) -> table.Table:
    """The table of a header and rows."""
    return table.parse("\n".join([header, *lines]), "g.csv")


def test_row_becomes_term() -> None:
    """Cells become forms by language; optional columns have defaults."""
    (term,) = parse(
        "p1, person ,Xing  Haiming,Haiming Xing| H. Xing |,싱하이밍(邢海明),싱하이밍,邢海明,Peking",
        header="ID,type,en,en_aliases,ko,ko_later,zh,origin",
    ).terms
    assert (term.id, term.type, term.line, term.path) == ("p1", TermType.PERSON, 2, "g.csv")
    assert term.forms["en"].first == "Xing Haiming"
    assert term.forms["en"].aliases == ("Haiming Xing", "H. Xing")
    assert term.forms["ko"].later == "싱하이밍"
    assert term.forms["zh-Hans"].first == "邢海明"
    assert term.match_case
    assert term.approved
    assert term.extra == {"origin": "Peking"}


def test_only_id_and_a_language_are_required() -> None:
    """A row without a type is a plain term, found in any case."""
    (term,) = parse("a,robot", header="id,en").terms
    assert (term.type, term.match_case, term.approved) == (TermType.TERM, False, True)


def test_any_language_has_columns() -> None:
    """Columns are named by language code; Traditional Chinese is another language."""
    (term,) = parse("a,Seoul,Séoul,서울,首爾", header="id,en,fr,ko,zh-hant").terms
    assert set(term.forms) == {"en", "fr", "ko", "zh-Hant"}


def test_rfc_4180() -> None:
    """Quoted commas, quotes and line breaks, CRLF and a missing last line end are read."""
    text = 'id,en,ko,note\r\na,"Foo, Inc.",푸,"a ""b""\nc"\r\n\r\nb,Bar,바'
    found = table.parse(text, "g.csv")
    assert not found.errors
    assert [(term.forms["en"].first, term.note, term.line) for term in found.terms] == [
        ("Foo, Inc.", 'a "b" c', 2),
        ("Bar", "", 5),
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("b,persn,X,엑스,甲,case,,", "g.csv:3: row 'b', column type: 'persn' is not known"),
        ("b,org,X,엑스,甲,kase,,", "g.csv:3: row 'b', column match: 'kase' is not known"),
        ("b,org,X,엑스,甲,case,ok,", "g.csv:3: row 'b', column status: 'ok' is not known"),
        (",org,X,엑스,甲,case,,", "g.csv:3: row, column id: is empty"),
        ("b,org,,,,case,,", "g.csv:3: row 'b': names nothing in any language"),
        ("b,org,X,엑스,甲,case,,note,more", "g.csv:3: row 'b' has 9 cells, the header 8"),
        ("b,org,=HYPERLINK(1),엑스,甲,,,", "column en: begins like a spreadsheet formula"),
        ("b,org,+SUM(1),엑스,甲,,,", "column en: begins like a spreadsheet formula"),
        ("b,org,X,\ud8ec엑스,甲,,,", "column ko: is not UTF-8"),
        ("b,org,X,엑\ufffd스,甲,,,", "column ko: has letters that were lost"),
        ("b,org,X\x07,엑스,甲,,,", "column en: has a control character"),
        ('b,org,"X\nY",엑스,甲,,,', "column en: has a line break"),
        ("b,org,<g1>X,엑스,甲,,,", "column en: has a placeholder"),
        (f"b,org,{'x' * 2000},엑스,甲,,,", "column en: has 2,000 characters"),
        ('b,org,a "b" c,엑스,甲,,,', "row 'b', column en: has a quotation mark"),
        ('b,org,"never closed,엑스,甲,,,', "row 'b', column en: has a quotation mark"),
    ],
)
def test_bad_row_is_named_and_left_out(row: str, message: str) -> None:
    """An error names row and column and how to mend it; the rows around it work."""
    found = parse("a,org,Foo,푸,乙,case,,", row, "c,org,Bar,바,丙,case,,")
    assert [term.id for term in found.terms] == ["a", "c"]
    (error,) = found.errors
    assert message in str(error)
    assert error.hint


def test_a_merge_conflict_is_an_error_of_the_file() -> None:
    """Neither version is used; without either the name would be unguarded in silence."""
    rows = "id,en,ko\n<<<<<<< HEAD\na,Foo,푸\n=======\na,Foo,포\n>>>>>>> b\n"
    with pytest.raises(GlossaryError, match="holds a merge conflict") as caught:
        table.parse(rows, "g.csv")
    assert caught.value.where == "g.csv:2"


def test_huge_cell_costs_one_row() -> None:
    """A cell of a megabyte, commas, quotes and all, is reported like any other."""
    huge = '"' + 'x, ""y"" ' * 120_000 + '"'
    found = parse(f"a,org,{huge},푸,乙,,,", "b,org,Bar,바,丙,,,")
    assert [term.id for term in found.terms] == ["b"]
    assert "g.csv:2: row 'a', column en: has 839,999" in str(found.errors[0])


def test_duplicate_ids_leave_out_both() -> None:
    """Which of two rows is meant cannot be known, so neither is used."""
    found = parse("a,org,Foo,푸,乙,,,", "b,org,Bar,바,丙,,,", "a,org,Baz,바즈,丁,,,")
    assert [term.id for term in found.terms] == ["b"]
    assert "g.csv:4: row 'a', column id: is also the id of g.csv:2" in str(found.errors[0])


def test_a_row_that_stands_twice_is_used_once() -> None:
    """As in a sheet that two people pasted the same line into."""
    found = parse("a,org,Foo,푸,乙,,,", "b,org,Bar,바,丙,,,", "a,org,Foo,푸,乙,,,")
    assert ([term.id for term in found.terms], found.errors) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("type,en,ko", "has no column id"),
        ("id,type,note", "has no language column"),
        ("id,en,en", "column 'en' occurs twice"),
        ("id,zh,zh-hans", "columns 'zh' and 'zh-hans' are for the same language"),
        ("id,en,ko_later,ko-kr_later", "are for the same language"),
        ("id;en;ko", "not separated by commas"),
        ("", "is empty"),
    ],
)
def test_unusable_columns_are_an_error(header: str, message: str) -> None:
    """A file whose columns cannot be told is refused as a whole."""
    with pytest.raises(GlossaryError, match=message):
        table.parse(f"{header}\na,b,c\n", "g.csv")


def test_encodings(tmp_path) -> None:
    """UTF-8 with BOM and UTF-16 are read; a row in another encoding is reported, the rest works."""
    path = tmp_path / "g.csv"
    for encoding in ("utf-8-sig", "utf-16"):
        path.write_text("id,en,ko\na,KEF,경총\n", encoding=encoding)
        assert table.read([path], tmp_path).terms[0].forms["ko"].first == "경총"
    path.write_bytes("id,en,ko\na,KEF,경총\n".encode() + "b,Seoul,서울\n".encode("cp949"))
    found = table.read([path], tmp_path)
    assert [term.id for term in found.terms] == ["a"]
    assert "g.csv:3: row 'b', column ko: is not UTF-8" in str(found.errors[0])


@pytest.mark.parametrize(
    ("row", "codec", "name"),
    [("b,BOK,한국은행", "cp949", "CP949"), ("b,BOK,中国人民银行", "gb18030", "GB18030")],
)
def test_the_likely_encoding_is_named(tmp_path, row: str, codec: str, name: str) -> None:
    """With the command that converts the file; ``NEW`` is a copy, so nothing is lost by it."""
    (tmp_path / "my g.csv").write_bytes(f"id,en,ko\n{row}\n".encode(codec))
    (error,) = table.read([tmp_path / "my g.csv"], tmp_path).errors
    assert f"seems to be in {name}:" in error.hint
    assert f"iconv -f {name} -t UTF-8 'my g.csv' > NEW" in error.hint


def test_binary_and_missing_files_are_errors(tmp_path) -> None:
    """What is no text, or cannot be read, is refused with its name."""
    (tmp_path / "g.csv").write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(GlossaryError, match=r"g\.csv: is not a text file"):
        table.read([tmp_path / "g.csv"], tmp_path)
    with pytest.raises(GlossaryError, match="cannot be read"):
        table.read([tmp_path / "none.csv"], tmp_path)


@given(
    st.lists(st.lists(st.text(st.sampled_from('ab",\n 경'), max_size=5), min_size=2, max_size=3))
)
def test_records_round_trip(rows: list[list[str]]) -> None:
    """What is quoted by the rules comes back cell by cell, with the right lines."""
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    found = list(records("\n".join(quoted)))
    assert [cells for _, cells, _ in found] == rows
    lines, line = [], 1
    for text in quoted:
        lines.append(line)
        line += text.count("\n") + 1
    assert [number for number, _, _ in found] == lines


@given(st.text(max_size=200))
@example("<<<<<<< ours\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fail in any other way; what is refused is a merge conflict."""
    whole = f"id,en,ko\n{text}"
    if "<<<<<<< " in whole or ">>>>>>> " in whole:
        with suppress(GlossaryError):
            table.parse(whole, "g.csv")
    else:
        assert all(term.id for term in table.parse(whole, "g.csv").terms)


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
