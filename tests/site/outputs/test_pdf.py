"""PDF: rows stay whole, fonts are inside, nothing of this machine gets out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.site import demo
from tests.site.outputs.conftest import published
from tests.support.command import workflow
from workflow.errors import PublishError
from workflow.model import BlockKind, Markup, MarkupKind
from workflow.site.outputs.pdf import Pdf

ROWS = 60


@pytest.fixture(scope="module")
def report() -> PdfReader:
    """A trilingual article of several pages, each row naming itself in three languages."""
    paper = demo.Paper("long", "en", ("ko", "zh-Hans"))
    paper.add(
        BlockKind.HEADLINE, ("Sixty rows of news", "육십 줄의 소식", "六十行新闻"), states="rm"
    )
    for number in range(ROWS):
        row = (
            f"Row {number} begins. " + "It says a good deal more than others. " * (number % 4),
            f"행{number}시작. " + "다른 것보다 할 말이 훨씬 많다. " * (number % 3),
            f"行{number}始。" + "它比别的说得多。" * (number % 5),
        )
        paper.add(BlockKind.PARAGRAPH, row, states="rm")
    made = published(paper.article())
    return PdfReader(io.BytesIO(Pdf()(made, ("en", "ko", "zh-Hans"))))


def test_no_row_is_broken(report: PdfReader) -> None:
    """A sentence and its translations are on one page, to their last word."""
    # Fonts share glyphs between ideographs and radicals (行, ⾏); readers search in NFKC.
    texts = ["".join(normalize("NFKC", page.extract_text()).split()) for page in report.pages]
    assert len(texts) > 2
    for number in range(ROWS):
        begun = [n for n, text in enumerate(texts) if f"Row{number}begins" in text]
        assert len(begun) == 1
        assert f"행{number}시작" in texts[begun[0]]
        assert f"行{number}始" in texts[begun[0]]
    more = sum(text.count("다른것보다할말이훨씬많다") for text in texts)
    assert more == sum(number % 3 for number in range(ROWS))


def fonts(report: PdfReader) -> Iterator[DictionaryObject]:
    for page in report.pages:
        for font in page["/Resources"]["/Font"].values():
            yield font.get_object()


def test_every_font_is_embedded(report: PdfReader) -> None:
    """Korean and Chinese are shown as they were printed wherever the file is opened."""
    found = list(fonts(report))
    assert found
    for font in found:
        inner = font
        if "/DescendantFonts" in font:
            inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
        embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
        assert font["/Subtype"] == "/Type3" or embedded, font


def test_it_can_be_found_read_aloud_and_navigated(report: PdfReader) -> None:
    assert report.metadata.title == "Sixty rows of news | 육십 줄의 소식 | 六十行新闻"
    assert report.outline[0].title.startswith("Sixty rows of news")
    assert report.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "○ 机器翻译" in report.pages[1].extract_text()


def test_links_lead_into_the_file_or_to_the_web() -> None:
    """No path of the machine it was made on, and the same bytes whenever it is made."""
    paper = demo.Paper("short", "en", ("ko",))
    link = Markup("g1", MarkupKind.LINK, url="https://example.org/rcep")
    paper.add(BlockKind.PARAGRAPH, ("<g1>RCEP</g1> holds.", "<g1>RCEP</g1> 발효."), markup=(link,))
    made = published(paper.article(), site_url="")
    data = Pdf()(made, ("ko",))
    addresses = {
        str(annotation.get_object()["/A"].get("/URI", "#"))
        for page in PdfReader(io.BytesIO(data)).pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    }
    assert "https://example.org/rcep" in addresses
    assert all(address.startswith(("https://", "#")) for address in addresses)
    assert b"/tmp/" not in data
    assert b"file:" not in data
    assert Pdf()(made, ("ko",)) == data


def test_without_chromium_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(PublishError, match="Chromium") as caught:
        Pdf()
    assert "without PDF" in caught.value.hint


def test_publish_prints_on_demand(tmp_path: Path) -> None:
    """``publish --pdf`` adds PDF to the project's formats, for this time."""
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\noutputs = []\n')
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("A report\n\nThe ambassador met the press in Seoul.\n")
    done = workflow("publish", "--pdf", "--json", project=tmp_path)
    assert done.code == 0, done.err
    assert [path.name for path in (tmp_path / "site").rglob("*.pdf")] == ["a.en.pdf"]
    assert ">PDF</a>" in (tmp_path / "site/en/a/index.html").read_text()
