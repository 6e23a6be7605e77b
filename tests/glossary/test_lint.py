"""What is doubtful about a glossary."""

from __future__ import annotations

import pytest

from tests.glossary.kef import kef
from workflow.glossary import Glossary, lint, table
from workflow.model import Finding, Severity

HEADER = "id,type,en,en_aliases,ko,ko_reading,ko_forbidden,zh,zh_forbidden,status"


def findings(*rows: str, header: str = HEADER, used: tuple[str, ...] = ()) -> list[Finding]:
    """The findings about a table of rows."""
    found = table.parse("\n".join([header, *rows]), "g.csv")
    return list(lint(Glossary(found.terms, found.errors), used))


def test_a_sound_glossary_has_no_findings() -> None:
    """Rows that follow the rules are left in peace."""
    assert lint(kef()) == ()


@pytest.mark.parametrize(
    ("rows", "check", "message"),
    [
        (["a,org,Foo,,푸,,,富,,", "b,org,Foo,,포,,,福,,"],
         "name-shared", "'Foo' is also in row 'a'"),
        (["a,org,Foo,Baz,푸,,,富,,", "b,org,Bar,Baz,포,,,福,,"], "name-shared", "'Baz'"),
        (["a,org,Foo,,푸푸,,푸푸,富富,,"], "forbidden-target", "column ko_forbidden: '푸푸'"),
        (["b,org,Bar,,바바,,,福福,,", "a,org,Foo,,푸푸,,바바,富富,,"],
         "forbidden-elsewhere", "row 'b'"),
        (["a,org,Foo,,푸푸,,,富富,,", "b,org,Bar,,,,,福福,,"],
         "language-missing", "column ko: is empty"),
        (["a,org,Foo,,富푸,,,富富,,"], "script", "column ko: '富푸' has Chinese letters"),
        (["a,org,Foo,,푸푸,,,푸富,,"], "script", "column zh: '푸富' has Korean letters"),
        (["a,org,Foo,,Foo,,,富富,,"], "reading", "column ko_reading: is empty"),
        (["a,org,Foo,,Foo,foo,,富富,,"], "reading", "'foo' is not written in Hangul"),
        (["a,org,X,,엑스,,,富富,,"], "one-letter", "column en: 'X' is too short"),
        (["a,org,Foo,Fu; Fo,푸푸,,,富富,,"], "separator", "'Fu; Fo' is taken for one name"),
        (["a,org,Foo,,푸푸｜부부,,,富富,,"], "separator", "column ko: '푸푸｜부부' is taken"),
        (["a,org,Foo,,푸푸,,부부、보보,富富,,"], "separator", "column ko_forbidden: '부부、보보'"),
        (["a,orgg,Foo,,푸푸,,,富富,,"], "row", "column type: 'orgg' is not known"),
    ],
)  # fmt: skip
def test_each_doubt_is_told(rows: list[str], check: str, message: str) -> None:
    """A finding names check, file, line, row and column."""
    matching = [one for one in findings(*rows) if one.check == f"glossary-{check}"]
    assert message in matching[0].message
    assert (matching[0].path, matching[0].line) == ("g.csv", len(rows) + 1)


def test_a_target_that_no_row_has_a_name_in_is_told() -> None:
    """A column was deleted, or never made; told once, not for every row."""
    found = table.parse("id,en,zh\na,Foo,富富\nb,Bar,福福\n", "g.csv")
    told = lint(Glossary(found.terms, found.errors), (), ("ko", "zh-Hans"))
    assert [(one.line, one.message) for one in told] == [
        (1, "no row has a name in the column ko, a target language")
    ]
    assert lint(Glossary((), ()), (), ("ko",)) == ()


def test_aliases_that_go_in_a_circle_are_told() -> None:
    """Each row's alias is the other one's name: neither alias is ever found."""
    found = findings("a,org,Foo,Bar,푸푸,,,富富,,", "b,org,Bar,Foo,바바,,,福福,,")
    message = "row 'b' column en_aliases: 'Foo' is the name of row 'a', whose alias is this"
    assert [one.line for one in found] == [2, 3]
    assert message in found[1].message
    assert findings("a,org,Foo,Bar,푸푸,,,富富,,", "b,org,Bar,,바바,,,福福,,") == []


@pytest.mark.parametrize("alias", ["Fu|Fo", "Steins;Gate 0", "Foo;"])
def test_what_parts_no_names_is_left_in_peace(alias: str) -> None:
    """A mark in the row's own name, or at the end."""
    name = "Steins;Gate" if alias.startswith("S") else "Foo"
    assert findings(f"a,org,{name},{alias},푸푸,,,富富,,") == []


@pytest.mark.parametrize(
    ("column", "meant"),
    [("kr", "ko"), ("korean", "ko"), ("cn", "zh"), ("jp_alias", "ja_aliases"), ("ko_kr", "ko")],
)
def test_a_column_called_by_a_country_or_a_language_is_told(column: str, meant: str) -> None:
    """Nothing of it would ever be used; other columns that nobody knows are people's own."""
    header = f"id,type,en,zh,{column},team,ko_by,en_ok"
    found = findings("a,org,Foo,富富,푸푸,sports,Kim,yes", header=header)
    told = [one.message for one in found if one.check == "glossary-column"]
    assert told == [f"row 'a' column {column}: is not known; did you mean {meant}?"]


def test_rows_that_agree_may_share_a_name() -> None:
    """An abbreviation may be written like its full name; equal renderings do no harm."""
    assert findings("a,org,Foo (FF),,푸푸,,,人工,,", "b,abbr,FF,,푸푸,,,人工,,") == []


def test_misspelt_column_is_told_once() -> None:
    """A column that nearly has a known name is probably meant to be it."""
    found = findings("a,Foo,푸푸,푸", "b,Bar,바바,바", header="id,en,ko,ko_laterr")
    assert [one.message for one in found] == [
        "row 'a' column ko_laterr: is not known; did you mean ko_later?"
    ]


def test_unapproved_rows_in_use() -> None:
    """Rows under review are told only where documents use them."""
    rows = "a,org,Foo,,푸푸,,,富富,,review", "b,org,Bar,,바바,,,福福,,review"
    (one,) = findings(*rows, used=("b",))
    assert (one.check, one.line, one.severity) == ("glossary-under-review", 3, Severity.WARNING)
