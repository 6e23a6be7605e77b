"""Boxes, definitions, formulas, embeds, tasks and footnotes on the pages of the site."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.site.demo import Paper
from tests.site.handbook import handbook
from tests.site.test_browser import COLOURS, DESKTOP, PHONE, opened
from workflow.model import BlockKind, Markup, MarkupKind, Project, Settings
from workflow.site import publish
from workflow.site.body.aligned_blocks import AlignedBlock
from workflow.site.body.footnotes import Footnotes
from workflow.site.body.sections import sections

PAGES = ("en", "ko", "pair/en-ko", "trio")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the handbook alone."""
    root = tmp_path_factory.mktemp("handbook")
    settings = Settings(name="The Han River Review", site_url="https://example.org/")
    return publish(Project(root, settings), (handbook(),)).folder


def read(site: Path, folder: str) -> str:
    """The HTML of the handbook's page in a folder."""
    return (site / folder / "handbook" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "folder", ["trio", *(pytest.param(page, marks=pytest.mark.slow) for page in PAGES[:-1])]
)
def test_accessible(browser: Browser, site: Path, folder: str) -> None:
    """axe-core finds nothing, in either colour scheme and on any screen; nothing sticks out."""
    with opened(browser, site / folder / "handbook" / "index.html") as page:
        for width, height in (DESKTOP, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme, rules in (("light", {}), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                results = Axe().run(page, options={"preload": False, **rules})
                assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("folder", PAGES)
def test_a_quotation_keeps_its_list(site: Path, folder: str) -> None:
    """It is a quotation on the page, without the label of a box."""
    (quoted,) = re.findall(r"<blockquote class=.*?</blockquote>", read(site, folder), re.DOTALL)
    assert "Shake it" in quoted or "흔들 것" in quoted
    assert "<li" in quoted
    assert "box-label" not in quoted


@pytest.mark.parametrize("folder", PAGES)
def test_every_id_once_and_every_anchor_there(site: Path, folder: str) -> None:
    """Marks of footnotes lead to notes and back, however many languages a page has."""
    html = read(site, folder)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    anchors = set(re.findall(r' href="#([^"]+)"', html))
    assert anchors <= set(ids)
    assert {"fn-1", "fn-2"} <= anchors
    assert html.count('role="doc-noteref"') == html.count('role="doc-backlink"')


def test_what_search_engines_show_has_no_marks_of_footnotes(site: Path) -> None:
    """Their notes are on the page alone."""
    (said,) = re.findall(r'<meta name="description" content="([^"]*)"', read(site, "en"))
    assert said
    assert "[1]" not in said


def test_boxes_are_labelled_in_every_language(site: Path) -> None:
    """A box without a title of its own is called what its kind is called; details can be closed."""
    trio, korean = read(site, "trio"), read(site, "ko")
    for word in ("Note", "참고", "说明"):
        assert f">{word}</p>" in trio
    assert '<div class="box box-warning" role="note">' in korean
    assert "경고</p>" in korean
    assert korean.count('<details class="box" open><summary>') == 1
    inner = korean.index("box-tip")
    assert korean.index("box-warning") < inner < korean.index("make paint")


def test_a_box_keeps_its_text_off_its_edge_on_paper(browser: Browser, site: Path) -> None:
    with opened(browser, site / "trio" / "handbook" / "index.html", size=(680, 900)) as page:
        page.emulate_media(media="print")
        (box, text) = (
            page.locator(each).first.bounding_box()
            for each in (".box-warning", ".box-warning > .b .u p")
        )
        assert box
        assert text
        assert text["x"] - box["x"] > 8
        assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_scene_breaks_are_shown_between_paragraphs(tmp_path: Path) -> None:
    """Not where a heading parts them already; in every format that has them."""
    paper = Paper("lake", "en", ("ko",))
    paper.add(BlockKind.HEADLINE, ("The lake", "호수"))
    for kind, *texts in (
        (BlockKind.PARAGRAPH, "They met.", "만났다."),
        (BlockKind.PARAGRAPH, "It rained.", "비가 왔다."),
        (BlockKind.HEADING, "Night", "밤"),
        (BlockKind.PARAGRAPH, "They left.", "떠났다."),
    ):
        paper.add(kind, tuple(texts), after_break=True)
    folder = publish(Project(tmp_path, Settings()), [paper.article()]).folder / "pair/en-ko/lake"
    (path,), (book,) = folder.glob("*.md"), folder.glob("*.epub")
    with zipfile.ZipFile(book) as opened_book:
        chapter = opened_book.read("EPUB/article.xhtml").decode()
    pages = [
        (folder / "index.html").read_text("utf-8"),
        (folder.parents[1] / "../ko/lake/index.html").read_text("utf-8"),
    ]
    for html in (*pages, chapter):
        assert len(re.findall("<hr/?>", html)) == 1
        assert html.index("만났다") < html.index("<hr") < html.index("비가 왔다")
    text = path.read_text("utf-8")
    assert text.count("***\n") == 1
    assert text.index("만났다") < text.index("***\n") < text.index("It rained")


def test_definitions_are_a_list_of_definitions(site: Path) -> None:
    """Two terms share a definition."""
    html = re.sub(r"<span class=.st.*?</span></span>", "", read(site, "en"))
    shape = re.findall(r"<(/?d[ltd])\b", html[html.index('<dl class="defined"') :])
    assert shape[:11] == [
        "dl", "dt", "/dt", "dt", "/dt", "dd", "/dd", "dt", "/dt", "dd", "/dd",
    ]  # fmt: skip


def test_tasks_say_whether_they_are_done(site: Path) -> None:
    """With a sign that has a name."""
    html = read(site, "ko")
    assert 'aria-label="완료" lang="ko">☑</span>' in html
    assert 'aria-label="할 일" lang="ko">☐</span>' in html


def test_embeds_are_links_that_say_what_was_there(site: Path) -> None:
    """A video, a map; a recording that lies nowhere is named and not linked."""
    html = read(site, "ko")
    assert '<a href="https://youtu.be/x1" rel="noopener external"><b>동영상</b>' in html
    assert '<b>지도</b><span class="vh">: </span>maps.example.org' in html
    assert "<b>오디오</b>" in html
    assert "talk.mp3" not in html


def test_formulas_are_mathml(site: Path) -> None:
    """What cannot be set is shown as its source."""
    html = read(site, "en")
    assert html.count("<math ") == 3
    assert '<code class="tex" lang="zxx">\\unknown{x}</code>' in html
    assert 'alttext="E = mc^2"' in html


def test_tags_of_templates_are_shown_as_they_stand(site: Path) -> None:
    """They are no text."""
    assert "<code>{{&lt; ref &quot;start.md&quot; &gt;}}</code>" in read(site, "ko")


def test_markdown_has_them_too(site: Path) -> None:
    """In the ways of GitHub."""
    (path,) = (site / "pair" / "en-ko" / "handbook").glob("*.md")
    text = path.read_text("utf-8")
    for piece in (
        "The energy is $E = mc^2$, as we know.[^1]\\\n",
        "\n[^1]: <a id=",
        "\n[^2]: <a id=",
        "$$\n\\sum_{i=1}^{n}",
        "> [!NOTE]\n",
        "> - [x] <a id=",
        "> > [!TIP]\n",
        "**Ink**\\\n**잉크**",
        "[Video: youtu.be](<https://youtu.be/x1>)",
    ):
        assert piece in text


def test_plain_text_has_them_too(site: Path) -> None:
    """Signs stand for what cannot be shown."""
    (path,) = (site / "pair" / "en-ko" / "handbook").glob("*.txt")
    text = path.read_text("utf-8")
    for piece in (
        "as we know.[1]",
        "[Note]",
        "[x] Buy ink",
        "[Video: https://youtu.be/x1]",
        "[1] A",
    ):
        assert piece in text


def test_books_are_well_formed(site: Path) -> None:
    """Formulas are told in the package, and notes are notes."""
    from lxml import etree

    for folder in ("en", "trio"):
        (path,) = (site / folder / "handbook").glob("*.epub")
        with zipfile.ZipFile(path) as book:
            package = book.read("EPUB/package.opf").decode()
            chapter = book.read("EPUB/article.xhtml")
        assert 'properties="mathml"' in package
        root = etree.fromstring(chapter)
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        assert len(ids) == len(set(ids))
        assert b'epub:type="noteref"' in chapter
        assert b'epub:type="footnote"' in chapter


def test_definitions_without_a_term_are_paragraphs() -> None:
    """What is no list of definitions is not shown as one."""
    paper = Paper("lone", "en", ())
    paper.add(BlockKind.DEFINITION, ("A liquid.",), group=1)
    paper.add(BlockKind.TERM, ("Ink",), group=1)
    blocks = [(block, AlignedBlock(block.kind, 0, 0, ())) for block in paper.blocks]
    (section,) = sections(blocks)
    assert section.kind == "one"
    assert not section.defined


def test_a_number_may_stand_for_a_note_in_every_chapter() -> None:
    """A mark belongs to the next note of its number; behind the last one, to that."""
    mark = {"markup": (Markup("x1", MarkupKind.FOOTNOTE, "1"),)}
    paper = Paper("chapters", "en", ())
    paper.add(BlockKind.PARAGRAPH, ("First.<x1/>",), **mark)
    paper.add(BlockKind.PARAGRAPH, ("Note one.",), footnote="1")
    paper.add(BlockKind.PARAGRAPH, ("Second.<x1/>",), **mark)
    paper.add(BlockKind.PARAGRAPH, ("Note two.",), footnote="1")
    paper.add(BlockKind.PARAGRAPH, ("Last.<x1/> Again.<x1/>",), **mark)
    document = paper.article().document
    notes = Footnotes(document)
    assert [notes.anchors(block)["1"] for block in (0, 2, 4)] == ["fn-1", "fn-2", "fn-2"]
    first, second = notes.begun(1), notes.begun(3)
    assert first
    assert second
    assert first.back == (document.segments[0].key,)
    assert second.back == (document.segments[2].key, document.segments[4].key)
