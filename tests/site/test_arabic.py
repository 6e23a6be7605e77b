"""Pages in Arabic and Japanese are whole, and what is Arabic runs from right to left throughout."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser, Locator

from tests.site import arabic
from tests.site.test_browser import COLOURS, DESKTOP, PHONE, opened
from workflow.model import Project, Settings, SiteSettings
from workflow.site import publish
from workflow.site.theming.environment import lang

ASSETS = Path(publish.__code__.co_filename).parent
PORT = "2026-05-03-port"
REPLY = "2026-05-04-reply"
PAGES = [f"trio/{PORT}/index.html"]
OTHERS = [
    "index.html",
    f"ar/{PORT}/index.html",
    f"pair/en-ar/{REPLY}/index.html",
    f"pair/en-ar/{PORT}/index.html",
    f"pair/ar-ko/{PORT}/index.html",
    f"ko/{PORT}/index.html",
    "ar/index.html",
    "pair/en-ar/index.html",
    "glossary/index.html",
    "status/index.html",
    "search/index.html",
    "404.html",
]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper in Arabic, Korean and English, its pages about all articles in Arabic."""
    settings = Settings(
        name="The Port Review",
        targets=("ar", "ko", "en"),
        site_url="https://example.org/",
        site=SiteSettings(language="ar"),
    )
    both = ("ar", "ko")
    articles = [arabic.article(both), arabic.article(both, "2026-04-03-docks")]
    articles.append(arabic.from_arabic())
    return publish(
        Project(tmp_path_factory.mktemp("port"), settings), articles, arabic.TERMS
    ).folder


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An English paper with editions in Japanese and Arabic."""
    settings = Settings(name="P", targets=("ja", "ar"), site_url="https://example.org/")
    root = tmp_path_factory.mktemp("twins")
    return publish(Project(root, settings), [arabic.article(("ja", "ar"))], arabic.TERMS).folder


def says(folder: Path, path: str) -> html.HtmlElement:
    """A page, parsed."""
    return html.document_fromstring((folder / path).read_bytes())


@pytest.mark.parametrize("tag", ["ja", "ar"])
@pytest.mark.parametrize("path", ["{}/index.html", "{}/" + PORT + "/index.html"])
def test_an_edition_has_no_english_word(twins: Path, tag: str, path: str) -> None:
    """Menus, marks, dates and downloads are in the page's language; names and files are not."""
    page = says(twins, path.format(tag))
    assert (page.get("lang"), page.get("dir")) == (tag, "rtl" if tag == "ar" else None)
    for each in page.xpath(
        "//script | //code | //pre | //*[@lang='en'] | //title | //bdi | //template/p[@dir='auto']"
    ):
        each.drop_tree()
    for each in page.xpath("//*[contains(@class, 'plate') or contains(@class, 'engine')]"):
        each.drop_tree()
    texts = page.xpath("//body//text() | //body//@aria-label | //body//@title")
    words = set(re.findall("[A-Za-z]{2,}", " ".join(texts)))
    assert words <= {
        "English", "EPUB", "JSON", "TMX", "Markdown", "HMM", "com", "LS", "Cable", "Yoon", "Seo",
        "yeon", "Jae", "hoon", "Bae", "images", "example", "org", "be",
    }, words  # fmt: skip


def test_feeds_and_books_say_their_language(twins: Path) -> None:
    """A feed's language, the order of a book's pages, and the direction of its titles."""
    assert b'xml:lang="ja"' in (twins / "ja" / "feed.xml").read_bytes()
    book = next((twins / "ar" / PORT).glob("*.epub"))
    with zipfile.ZipFile(book) as archive:
        package = archive.read("EPUB/package.opf").decode()
        chapter = archive.read("EPUB/article.xhtml").decode()
        style = archive.read("EPUB/style.css").decode()
    assert 'page-progression-direction="rtl"' in package
    assert 'xml:lang="ar" dir="rtl">' in package
    assert '<html xmlns="http://www.w3.org/1999/xhtml"' in chapter
    assert 'lang="ar" dir="rtl">' in chapter
    assert "left" not in re.sub(r"\.m-left.*", "", style)
    assert not re.search("unicode-bidi|direction", style), "epubcheck allows neither"
    assert '<code dir="ltr">' in chapter
    assert re.search('<a [^>]*dir="auto">HMM21.com</a>', chapter)


def test_styles_know_no_left_and_right() -> None:
    """Margins, borders and alignment follow the direction of the text, on pages and on paper."""
    physical = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)|text-align: *(?:left|right)"
        r"|float: *(?:left|right)|[;{ ](?:left|right): "
        r"|(?:margin|padding): *(?:-?[\w.]+ ){3}[\w.]"
    )
    for path in [*(ASSETS / "assets").glob("*.css"), *(ASSETS / "templates/epub").glob("*.css")]:
        for found in physical.finditer(path.read_text("utf-8")):
            four = found[0].partition(":")[2].split()
            assert len(four) == 4, (path.name, found[0])


@pytest.mark.parametrize(
    "path", [*PAGES, *(pytest.param(path, marks=pytest.mark.slow) for path in OTHERS)]
)
def test_accessible_from_right_to_left(browser: Browser, port: Path, path: str) -> None:
    """axe-core finds nothing, and nothing sticks out, on a desktop and a phone, light and dark."""
    with opened(browser, port / path) as page:
        for width, height in (DESKTOP, PHONE, (320, 800)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width == 320:
                continue
            for scheme, rules in (("light", {}), ("dark", COLOURS)):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                results = Axe().run(page, options={"preload": False, **rules})
                assert results.violations_count == 0, results.generate_report()


def right(place: Locator) -> float:
    """The right edge of something, in pixels."""
    box = place.bounding_box()
    assert box
    return box["x"] + box["width"]


def test_each_column_has_its_direction(browser: Browser, port: Path) -> None:
    """In an English page, all that is told of an Arabic text stands where its lines begin."""
    with opened(browser, port / f"trio/{PORT}/index.html") as page:
        row = page.locator(".body .u").nth(2)
        arabic_cell = row.locator("p[dir=rtl]")
        assert arabic_cell.get_attribute("lang") == "ar"
        assert row.locator("p:not([dir])").count() == 2
        assert right(row.locator(".diff summary").first) == pytest.approx(right(arabic_cell), abs=1)
        told = page.locator(".tallies .c2 li").first, page.locator(".tallies .c3 li").first
        assert told[0].bounding_box()["x"] > page.locator(".tallies .c2").bounding_box()["x"] + 9  # type: ignore[index]
        edge = page.locator(".tallies .c3").bounding_box()
        assert edge
        assert told[1].bounding_box()["x"] == pytest.approx(edge["x"], abs=1)  # type: ignore[index]
        assert page.locator(".tallies .c2 .note").inner_text() == "Reviewed by Yoon Seo-yeon"


def test_what_points_or_fills_turns_round(browser: Browser, port: Path) -> None:
    """Arrows and bars are mirrored; names, code and file sizes in Latin letters are not."""
    with opened(browser, port / "status/index.html") as page:
        assert page.locator(".meter").first.evaluate("e => getComputedStyle(e).scale") == "-1 1"
    with opened(browser, port / f"ar/{PORT}/index.html") as page:
        assert page.locator(".way").first.evaluate("e => getComputedStyle(e).scale") == "-1 1"
        for query in (".downloads bdi", "code", ".engine"):
            found = page.locator(query).first
            assert found.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate", query
        term = page.locator(".body a.term").first
        assert term.evaluate("e => getComputedStyle(e).unicodeBidi") == "plaintext"
        related = page.locator(".related li").first
        assert right(related.locator("a span")) == pytest.approx(right(related), abs=1)
        size = page.locator(".downloads li").first
        assert right(size.locator("a")) > right(size.locator("bdi"))


def test_readings_are_offered_where_something_is_read(port: Path) -> None:
    """On the Korean page and those with Korean, and on no other."""
    offered = {
        path: bool(says(port, f"{path}/{PORT}/index.html").xpath("//*[@data-readings]"))
        for path in ("ko", "trio", "pair/en-ko", "ar", "en", "pair/en-ar")
    }
    assert [path for path, known in offered.items() if known] == ["ko", "trio", "pair/en-ko"]


def test_the_language_of_the_front_page_is_a_setting(port: Path, twins: Path) -> None:
    """Front page, glossary, status and search speak it; else that of the first edition."""
    for path in ("index.html", "glossary/index.html", "status/index.html", "search/index.html"):
        assert (says(port, path).get("lang"), says(port, path).get("dir")) == ("ar", "rtl")
    assert says(twins, "index.html").get("lang") == "en"
    assert str(lang("ar")) == ' lang="ar" dir="rtl"'
