"""Translation memories as TMX: valid, streamed, and read back by other tools as they were."""

from __future__ import annotations

import io
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile

from workflow.memory.tmx import TmxUnit, TmxVariant, write

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: The content models and attributes of TMX 1.4b that are used here.
_DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #REQUIRED>
<!ELEMENT header (note|prop|ude)*> <!ELEMENT note (#PCDATA)> <!ELEMENT ude EMPTY>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tu ((note|prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT tuv ((note|prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT seg (#PCDATA|bpt|ept|ph|it)*> <!ELEMENT bpt (#PCDATA)> <!ELEMENT ept (#PCDATA)>
<!ELEMENT ph (#PCDATA)> <!ELEMENT it (#PCDATA)>
<!ATTLIST bpt i CDATA #REQUIRED x CDATA #IMPLIED> <!ATTLIST ept i CDATA #REQUIRED>
<!ATTLIST ph x CDATA #IMPLIED> <!ATTLIST it pos (begin|end) #REQUIRED x CDATA #IMPLIED>
"""
_PIECES = st.sampled_from(
    ["<g1>", "</g1>", "<g2>", "</g2>", "<x3/>", "<", "&", "한국", "中", " ", "a", "\0", "\ud800"]
)


def written(*units: TmxUnit, **options: str) -> bytes:
    file = io.BytesIO()
    assert write(file, units, **options) == len(units)  # type: ignore[arg-type]
    return file.getvalue()


def unit(source: str, target: str) -> TmxUnit:
    return TmxUnit(
        (
            TmxVariant("en", source),
            TmxVariant("ko", target, "2026-11-24", "윤서연", {"x-state": "reviewed"}),
        ),
        "3f9c2a",
        {"x-document": "kef"},
    )


def segments(data: bytes) -> list[str]:
    return ["".join(seg.itertext()) for seg in etree.fromstring(data).iter("seg")]


def test_a_unit_says_language_date_author_and_state() -> None:
    root = etree.fromstring(written(unit("Hello.", "안녕하세요."), source="en"))
    (korean,) = root.xpath("//tuv[@xml:lang='ko']")
    assert root.find("header").get("srclang") == "en"
    assert korean.get("changedate") == "20261124T000000Z"
    assert korean.get("changeid") == "윤서연"
    assert root.xpath("string(//tuv[@xml:lang='ko']/prop[@type='x-state'])") == "reviewed"
    assert root.xpath("string(//tu[@tuid='3f9c2a']/prop)") == "kef"


def test_translate_toolkit_reads_it() -> None:
    store = tmxfile.parsestring(written(unit("Fish & <chips>", "피시 앤드 칩스"), source="en"))
    assert [(each.source, each.target) for each in store.units] == [
        ("Fish & <chips>", "피시 앤드 칩스")
    ]


def test_placeholders_are_inline_codes() -> None:
    data = written(unit("a <g1>b</g1> <x2/>", "</g1>a <x2/> <g1>b"))
    root = etree.fromstring(data)
    english, korean = root.iter("seg")
    assert [child.tag for child in english] == ["bpt", "ept", "ph"]
    assert english[0].get("i") == english[1].get("i")
    assert [(child.tag, child.get("pos")) for child in korean] == [
        ("it", "end"),
        ("ph", None),
        ("it", "begin"),
    ]


@given(st.lists(_PIECES).map("".join), st.lists(_PIECES).map("".join))
def test_any_text_comes_back_and_the_file_is_valid(source: str, target: str) -> None:
    data = written(unit(source, target))
    allowed = [text.replace("\0", "").replace("\ud800", "") for text in (source, target)]
    assert segments(data) == allowed
    dtd = etree.DTD(io.StringIO(_DTD))
    assert dtd.validate(etree.fromstring(data)), dtd.error_log


def test_units_are_written_as_they_come() -> None:
    """Nothing waits for the end: memory stays flat however many there are."""
    file = io.BytesIO()
    sizes: list[int] = []

    def units() -> Iterator[TmxUnit]:
        for number in range(5000):
            sizes.append(file.tell())
            yield unit(f"Sentence {number}.", f"문장 {number}.")

    write(file, units())
    assert sizes[2500] > 0
    assert len(segments(file.getvalue())) == 10_000


def test_a_date_that_is_none_is_left_out() -> None:
    data = written(
        TmxUnit((TmxVariant("en", "a", "yesterday"), TmxVariant("ko", "b", "2026-01-02T03:04Z")))
    )
    english, korean = etree.fromstring(data).iter("tuv")
    assert english.get("changedate") is None
    assert korean.get("changedate") == "20260102T030400Z"
