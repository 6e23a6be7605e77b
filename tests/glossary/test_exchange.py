"""Glossaries handed to other tools and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.glossary.kef import kef
from workflow.errors import GlossaryError
from workflow.glossary import formats, table
from workflow.glossary.row import clean
from workflow.model import Term, TermForms, TermType

TBX_2019 = """<?xml version="1.0"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>urea</term></termSec>
<termSec><term>carbamide</term></termSec></langSec><langSec xml:lang="ko"><termSec><term>요소</term>
</termSec><termSec><term>우레아</term><termNote type="administrativeStatus">supersededTerm-admn-sts
</termNote></termSec></langSec></conceptEntry></body></text></tbx>
"""


def same(terms: tuple[Term, ...] | list[Term]) -> list[Term]:
    """Terms without the place where they stand."""
    return [replace(term, path="", line=0) for term in terms]


@pytest.mark.parametrize("form", ["csv", "tbx"])
def test_nothing_is_lost(form: str) -> None:
    """CSV and TBX bring back every form, reading, status and note."""
    terms = kef().terms
    found = formats.read(formats.write(terms, form), "x", form)
    assert not found.errors
    assert same(found.terms) == same(terms)


words = st.text(
    st.characters(categories=["Lu", "Ll", "Lo"], max_codepoint=0xFFFF), min_size=1, max_size=8
).filter(lambda text: clean(text) == text)
forms = st.builds(
    TermForms,
    first=words,
    later=words | st.just(""),
    aliases=st.lists(words, max_size=2, unique=True).map(tuple),
    forbidden=st.lists(words, max_size=2, unique=True).map(tuple),
)
terms = st.builds(
    Term,
    id=words,
    type=st.sampled_from(TermType),
    forms=st.dictionaries(
        st.sampled_from(["en", "ko", "zh-Hans", "zh-Hant", "de"]), forms, min_size=1
    ),
    match_case=st.booleans(),
    approved=st.booleans(),
    note=words,
    extra=st.dictionaries(st.sampled_from(["source of name", "ko_surname"]), words),
)


@given(
    st.lists(terms, min_size=1, max_size=4, unique_by=lambda term: term.id),
    st.sampled_from(["csv", "tbx"]),
)
def test_any_rows_round_trip(rows: list[Term], form: str) -> None:
    """Whatever the rows say, they come back the same."""
    found = formats.read(formats.write(rows, form), "x", form)
    assert not found.errors
    assert same(found.terms) == same(rows)


def test_deepl_pairs() -> None:
    """DeepL gets each name once with the rendering for running text, and can give them back."""
    text = formats.write(kef().terms, "deepl", "en", "ko").decode()
    lines = text.splitlines()
    assert "Xing Haiming\t싱하이밍" in lines
    assert "Korea Employers Federation\t경총" in lines
    assert len({line.split("\t")[0] for line in lines}) == len(lines)
    found = formats.read(text.encode(), "x.tsv", "deepl", "en", "ko")
    assert formats.write(found.terms, "deepl", "en", "ko").decode() == text
    assert not any(term.approved for term in found.terms)


def test_prose_is_no_table_of_pairs() -> None:
    """A text file without tabs, as any article is, makes no rows."""
    text = "Port\t항\n\nDockers went back to work.\n"
    with pytest.raises(GlossaryError, match="has no tab") as caught:
        formats.read(text.encode(), "a.txt", "deepl", "en", "ko")
    assert caught.value.where == "a.txt:3"


def test_a_first_line_of_languages_is_no_term() -> None:
    """Spreadsheets that are saved as such a table have one."""
    found = formats.read("en\tko\nOslo\t오슬로\n".encode(), "x", "deepl", "en", "ko")
    assert [term.forms["en"].first for term in found.terms] == ["Oslo"]
    kept = formats.read(b"IT\tIT\n", "x", "deepl", "en", "ko")
    assert [term.forms["ko"].first for term in kept.terms] == ["IT"]


def test_google_term_sets() -> None:
    """Google gets one concept a line under its own language codes, and can give them back."""
    text = formats.write(kef().terms, "google").decode()
    assert text.startswith("en,ko,zh-CN\nXing Haiming,싱하이밍,邢海明\n")
    found = formats.read(text.encode(), "x.csv", "google")
    assert formats.write(found.terms, "google").decode() == text


def test_a_table_of_two_columns_comes_in() -> None:
    """A newsroom's own list has languages and nothing else; its rows wait for review."""
    found = formats.read("EN,ko\r\nOh Min-seo,오민서\r\n,\r\n".encode("utf-8-sig"), "x.csv", "csv")
    (term,) = found.terms
    assert (term.forms["en"].first, term.forms["ko"].first) == ("Oh Min-seo", "오민서")
    assert not term.approved


@pytest.mark.parametrize(
    ("name", "separator", "encoding"),
    [("x.csv", ",", "utf-8-sig"), ("x.csv", ";", "utf-8"), ("x.tsv", "\t", "utf-16")],
)
def test_a_spreadsheet_of_terms_comes_in(name: str, separator: str, encoding: str) -> None:
    """Languages go by their names, kinds by words of ours; no cell is lost, lines are counted."""
    lines = (
        ("English", "한국어", "Chinese (Simplified)", "Type", "Status", "Team", "비고"),
        ("Oh Min-seo", "오민서", "吴敏瑞", "인물", "확정", "news", '"two\nlines"'),
        (),
        ("Oslo", "오슬로", "奥斯陆", "City", "Approved", "", ""),
    )
    data = "\r\n".join(map(separator.join, lines)).encode(encoding)
    found = formats.read(data, name, formats.format_of(Path(name)), "en", "ko")
    (term,) = found.terms
    assert (term.type.value, term.forms["zh-Hans"].first, term.approved) == (
        "person",
        "吴敏瑞",
        False,
    )
    assert (term.extra, term.note) == ({"team": "news"}, "two lines; 확정")
    (error,) = found.errors
    assert error.where == f"{name}:5"


def test_quotation_marks_between_tabs_are_kept() -> None:
    """As DeepL writes them, whether the table has a header or not; a quoted cell is one."""
    data = 'en\tko\n"Best" prize\t최고상\n5" disk\t5인치\n"Oslo, Norway"\t오슬로\n'.encode()
    terms = formats.read(data, "x.tsv", "deepl", "en", "ko").terms
    assert [term.forms["en"].first for term in terms] == ['"Best" prize', '5" disk', "Oslo, Norway"]


def test_unofficial_codes_are_languages_in_a_table_without_ids() -> None:
    """Many call Chinese *cn*; nothing else of such a table could be meant."""
    (term,) = formats.read("en,kr,cn\nOslo,오슬로,奥斯陆\n".encode(), "x.csv", "csv").terms
    assert {tag: each.first for tag, each in term.forms.items()} == {
        "en": "Oslo", "ko": "오슬로", "zh-Hans": "奥斯陆",
    }  # fmt: skip


def test_tbx_of_other_tools() -> None:
    """The 2019 edition is read: further terms are aliases, superseded ones forbidden."""
    (term,) = formats.read(TBX_2019.encode(), "x.tbx", "tbx").terms
    assert (term.id, term.forms["en"].aliases) == ("c1", ("carbamide",))
    assert (term.forms["ko"].first, term.forms["ko"].forbidden) == ("요소", ("우레아",))


def tbx(entry: str, declaration: str = "") -> bytes:
    """A TBX file with one entry."""
    body = f"<martif><termEntry id='a'>{entry}</termEntry></martif>"
    return f"<!DOCTYPE martif {declaration}>{body}".encode()


KEF = "<langSet xml:lang='en'><tig><term>KEF</term></tig></langSet>"


def test_tbx_as_other_tools_write_it() -> None:
    """A document type and comments are usual, and mean nothing."""
    data = tbx(f"<!-- checked -->{KEF}<?tool ok?>", 'SYSTEM "TBXcoreStructV02.dtd"')
    (term,) = formats.read(data, "x.tbx", "tbx").terms
    assert term.forms["en"].first == "KEF"


def test_tbx_whose_elements_are_called_by_their_kind() -> None:
    """What that way of writing says to be deprecated is no alias."""
    status = "<m:administrativeStatus xmlns:m='m'>deprecatedTerm-admn-sts</m:administrativeStatus>"
    terms = f"<tig><term>경총</term></tig><tig><term>고용주협회</term>{status}</tig>"
    data = tbx(f"<langSet xml:lang='ko'>{terms}</langSet>")
    (term,) = formats.read(data, "x.tbx", "tbx").terms
    assert (term.forms["ko"].first, term.forms["ko"].forbidden) == ("경총", ("고용주협회",))


def test_tbx_of_two_countries() -> None:
    """A language that stands twice, for two countries, loses none of its terms."""
    british = "<langSet xml:lang='en-GB'><tig><term>KEF (UK)</term></tig></langSet>"
    again = KEF.replace("'en'", "'en-US'")
    (term,) = formats.read(tbx(KEF + british + again), "x.tbx", "tbx").terms
    assert (term.forms["en"].first, term.forms["en"].aliases) == ("KEF", ("KEF (UK)",))


@pytest.mark.parametrize("padding", ["", f"<!--{' ' * 100_000}-->"])
def test_entities_are_refused(padding: str) -> None:
    """A TBX file cannot pull in other files or grow while it is read."""
    evil = tbx(f"{KEF}&x;", '[<!ENTITY x SYSTEM "file:///etc/hostname">]')
    with pytest.raises(GlossaryError, match="declares entities"):
        formats.read(padding.encode() + evil, "x.tbx", "tbx")


def test_too_large_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No glossary has more than 64 MB; a file that has is not even read."""
    path = tmp_path / "x.tbx"
    path.write_bytes(tbx(KEF))
    assert formats.read_file(path, "tbx").terms
    monkeypatch.setattr(table, "_MAX_FILE", 100)
    with pytest.raises(GlossaryError, match="larger than 64 MB"):
        formats.read_file(path, "tbx")
    with pytest.raises(GlossaryError, match="cannot be read"):
        formats.read_file(tmp_path / "none.tbx", "tbx")


def test_characters_that_xml_cannot_hold() -> None:
    """A cell cannot hold them; in the name of a column they are replaced."""
    found = table.parse("id,en,o\ufffether\nkef,KEF,a\nk,K\uffffEF,a\n", "g.csv")
    assert "has a control character" in str(found.errors[0])
    (term,) = formats.read(formats.write(found.terms, "tbx"), "x", "tbx").terms
    assert term.extra == {"o\ufffdther": "a"}


def test_a_language_of_forbidden_renderings_alone() -> None:
    """What must not be said is kept where nothing says what must."""
    entry = (
        f"{KEF}<langSet xml:lang='ko'><tig><term>케프</term><termNote "
        "type='administrativeStatus'>deprecatedTerm-admn-sts</termNote></tig></langSet>"
    )
    (term,) = formats.read(tbx(entry), "x.tbx", "tbx").terms
    assert term.forms["ko"].forbidden == ("케프",)


@pytest.mark.parametrize(
    ("data", "form", "message"),
    [
        (b"no xml", "tbx", "is not well-formed XML"),
        (tbx(KEF)[:-9], "tbx", "x:1: is not well-formed XML"),
        (b'en,ko\n"a\nb,c\n', "google", "x:2: has a quotation mark in the wrong place"),
        (b"<a/>", "tbx", "has no term entries"),
        (b"\xff\xfe\xfa", "deepl", "is not UTF-8"),
        (b"english,korean\na,b\n", "google", "x:1"),
    ],
)
def test_other_files_are_refused(data: bytes, form: str, message: str) -> None:
    """A file that is not what it should be is an error with its name."""
    with pytest.raises(GlossaryError, match=message):
        formats.read(data, "x", form, "en", "ko")


def test_imported_cells_obey_our_rules() -> None:
    """A spreadsheet formula from elsewhere is an error like one of our own."""
    found = formats.read(b"=1+1\tko\n", "x", "deepl", "en", "ko")
    assert not found.terms
    assert "formula" in str(found.errors[0])
    found = formats.read(f"en,ko\n{'a' * 200_000},b\n".encode(), "x", "google")
    assert "200,000 characters" in str(found.errors[0])
    found = formats.read("a\u2028b\tc\n".encode(), "x", "deepl", "en", "ko")
    assert "line break" in str(found.errors[0])
