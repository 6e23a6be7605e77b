"""TMX from other tools: read to the letter, at any size, and harmless."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import TmxError
from workflow.memory.tmx import TmxUnit, TmxVariant, write
from workflow.memory.tmx_reading import read

_HEADER = '<header creationtool="t" segtype="sentence" srclang="{}" datatype="plaintext"/>'
_PIECES = st.sampled_from(
    [
        "<g1>",
        "</g1>",
        "<g2>",
        "</g2>",
        "<x3/>",
        "<",
        "&",
        "한국",
        "中",
        " ",
        "a",
        "\U0001f600",
        "]]>",
    ]
)


def document(body: str, srclang: str = "en", opening: str = "") -> bytes:
    head = f'<?xml version="1.0"?>{opening}<tmx version="1.4">{_HEADER.format(srclang)}'
    return f"{head}<body>{body}</body></tmx>".encode()


def units(data: bytes) -> list[TmxUnit]:
    return list(read(io.BytesIO(data), "house.tmx"))


def texts(body: str) -> list[str]:
    return [variant.text for unit in units(document(body)) for variant in unit.variants]


def seg(text: str) -> str:
    return f'<tu><tuv xml:lang="en"><seg>{text}</seg></tuv></tu>'


@given(st.lists(st.tuples(*[st.lists(_PIECES).map("".join)] * 2)))
def test_what_we_write_we_read(pairs: list[tuple[str, str]]) -> None:
    """Texts, placeholders, languages, dates, authors, properties and order come back."""
    given_units = [
        TmxUnit(
            (
                TmxVariant("en", source),
                TmxVariant("ko", target, "2026-11-24", "윤서연", {"x-state": "reviewed"}),
            ),
            str(number),
            {"x-document": "kef"},
            "en",
        )
        for number, (source, target) in enumerate(pairs, 1)
    ]
    file = io.BytesIO()
    write(file, given_units)
    assert units(file.getvalue()) == given_units


def test_codes_of_other_tools_become_placeholders() -> None:
    """Pairs and single codes; what is inside a code is not text, what is highlighted is."""
    body = seg(
        'A <bpt i="1" x="4">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> <ph x="2">{0}</ph>'
        ' <hi type="x">word</hi><it pos="begin">[<sub>note</sub>]</it>'
    )
    assert texts(body) == ["A <g4>bold</g4> <x2/> word<x4/>"]


def test_the_source_comes_first() -> None:
    """Also where its region is given in one place only; ``*all*`` keeps the order."""
    body = (
        '<tu><tuv xml:lang="ko"><seg>가</seg></tuv><tuv xml:lang="en-US"><seg>a</seg></tuv></tu>'
        '<tu srclang="*all*"><tuv lang="KO"><seg>나</seg></tuv>'
        '<tuv lang="EN"><seg>b</seg></tuv></tu>'
    )
    first, second = units(document(body))
    assert [each.text for each in first.variants] == ["a", "가"]
    assert (first.source, second.source) == ("en-US", "*all*")
    assert [each.language for each in second.variants] == ["KO", "EN"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "gb18030"])
def test_encodings_are_as_declared(encoding: str) -> None:
    """UTF-16 and older ones as well."""
    name = "UTF-8" if encoding == "utf-8-sig" else encoding
    text = document(seg("caf\u00e9")).decode().replace('"1.0"', f'"1.0" encoding="{name}"')
    assert [u.variants[0].text for u in units(text.encode(encoding))] == ["café"]


_VARIANT = '<tuv xml:lang="en"><seg>a</seg></tuv>'
_BOMB = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_FILE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_PARAMETER = '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (document(seg("&b;"), opening=_BOMB), "entit"),
        (document(seg("&a;"), opening=_FILE), "entit"),
        (document(seg("a"), opening=_PARAMETER), "entit"),
        (document(seg("&nbsp;"), opening='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "entity"),
        (document(seg("a"))[:-20], "cut off"),
        (b"", "not well-formed XML"),
        (b"PK\x03\x04", "not well-formed XML"),
        (b"<html><body/></html>", "is not TMX"),
        (b'<?xml version="1.0" encoding="klingon"?><tmx/>', "encoding"),
        (document("<a>" * 300 + "</a>" * 300), "depth"),
        (document("<tu>" + _VARIANT * 600 + "</tu>"), "too many lang"),
        (document(seg("a" * 1_100_000)), "characters"),
        (document('<tu a="' + "x" * 10_000_000 + '"/>'), "single tag"),
        (document("<a/>" * 2_500_000), "single tag"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused(data: bytes, what: str) -> None:
    """With a message that names the line."""
    with pytest.raises(TmxError, match=what) as caught:
        units(data)
    assert caught.value.where.startswith("house.tmx:")


def test_a_document_type_alone_is_harmless() -> None:
    """Many tools name the DTD; it is not looked for."""
    data = document(seg("a"), opening='<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">')
    assert [unit.variants[0].text for unit in units(data)] == ["a"]


class _Endless(io.RawIOBase):
    """A file of as many units as wanted, made while it is read."""

    def __init__(self, count: int) -> None:
        self._parts = self._made(count)
        self._rest = b""

    def _made(self, count: int) -> Iterator[bytes]:
        head, _, tail = document("").partition(b"<body>")
        yield head + b"<body>"
        block = seg("word " * 100).encode() * 100
        for _ in range(count // 100):
            yield block
        yield tail

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (part := next(self._parts, b"")):
            self._rest += part
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def test_a_large_file_needs_little_memory() -> None:
    """What has been read is let go: 60 MB need less than 6, whoever allocates them."""
    assert sum(1 for _ in read(_Endless(1_000), "house.tmx")) == 1_000  # type: ignore[arg-type]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(1 for _ in read(_Endless(100_000), "house.tmx")) == 100_000  # type: ignore[arg-type]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 6_000
