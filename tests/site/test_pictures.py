"""Pictures beside articles: on the pages, in what can be downloaded, and when they change."""

from __future__ import annotations

import io
import json
import zipfile
from importlib import resources
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from jsonschema import Draft202012Validator
from lxml import etree, html
from playwright.sync_api import Browser

from tests.site.outputs.test_epub import checked
from tests.site.test_browser import DESKTOP, PHONE, opened
from tests.support.command import Result, workflow
from tests.support.pictures import picture
from workflow.app import publishing
from workflow.app.state import seed_files
from workflow.config import find_project
from workflow.documents import pictures
from workflow.model import Picture, Project

PAGES = ("en", "ko", "zh-hans", "pair/en-ko", "pair/en-zh-hans", "pair/ko-zh-hans", "trio")
PORT = """# Ships wait outside the port

![The new terminal at Busan](img/port%20of%20Busan.jpg)

They have waited there for days, and more are on their way.

<figure><img src="부산항.png" alt="Cranes at work"><figcaption>Empty berths</figcaption></figure>

![Far away](https://example.org/far.jpg)

<p><img src="부산항.png" alt="Cranes at rest"></p>
"""
TALKS = "# Talks go on\n\nThe talks went on for days.\n"


def made(root: Path) -> Project:
    """Two articles, one with two pictures."""
    (root / "seeds" / "img").mkdir(parents=True)
    settings = 'engine = "pseudo"\nsite_url = "https://example.org/paper/"\n'
    (root / "workflow.toml").write_text(settings)
    (root / "seeds" / "port.md").write_text(PORT)
    (root / "seeds" / "talks.md").write_text(TALKS)
    (root / "seeds" / "img" / "port of Busan.jpg").write_bytes(picture(size=(2400, 1200)))
    (root / "seeds" / "부산항.png").write_bytes(picture("PNG"))
    return find_project(root)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that a test may change."""
    return made(tmp_path / "paper")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of such a project, which is only looked at."""
    project = made(tmp_path_factory.mktemp("paper"))
    run(project)
    return project.site


def run(project: Project) -> Result:
    """The main job."""
    done = workflow("run", "--engine", "pseudo", project=project.root)
    assert done.code == 0, done.err
    return done


def published(site: Path) -> dict[str, Path]:
    """The pictures of a site in full width, by the beginning of their names."""
    kinds = (".jpg", ".png", ".gif", ".webp")
    found = [path for path in site.rglob("*") if path.suffix in kinds]
    assert {path.parent for path in found} <= {site / "en" / "port"}
    named = {path.name.split(".")[0]: path for path in found}
    return {name: path for name, path in named.items() if not name.endswith(("-480", "-960"))}


@pytest.mark.parametrize("place", PAGES)
def test_every_page_shows_them_with_their_captions(site: Path, place: str) -> None:
    """Each once, with its size, so that nothing moves while it loads; others stay links."""
    page = site / place / "port" / "index.html"
    first, second, third, fourth = html.fromstring(page.read_bytes()).xpath("//figure")
    sizes = {first: ("1600", "800"), second: ("400", "300"), fourth: ("400", "300")}
    for figure, size in sizes.items():
        (image,) = figure.xpath("img")
        assert (image.get("width"), image.get("height")) == size
        aligned = "/" in place or place == "trio"
        described, named = figure is not first, figure is not fourth
        assert bool(image.get("alt")) == (described and not aligned)
        assert len(figure.xpath("figcaption/div[@class='u']")) == (named + described) * aligned
        assert bool(figure.xpath("figcaption")) == (named or aligned)
        assert (page.parent / unquote(image.get("src"))).resolve().is_file()
        widths = [each.split() for each in image.get("srcset", "").split(", ") if each]
        assert [width for _, width in widths] == (
            ["480w", "960w", "1600w"] if figure is first else []
        )
        assert all((page.parent / unquote(way)).resolve().is_file() for way, _ in widths)
    assert not third.xpath(".//img")
    assert third.xpath("p//a/@href") == ["https://example.org/far.jpg"]


def test_only_pages_with_pictures_may_load_them(site: Path) -> None:
    for path in site.rglob("index.html"):
        tree = html.fromstring(path.read_bytes())
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert ("img-src 'self'" in policy) == bool(tree.xpath("//img"))
    assert "img-src" in (site / "trio" / "port" / "index.html").read_text()


@pytest.mark.parametrize("place", ["ko", "pair/en-ko", "trio"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE, (320, 640)])
def test_a_reader_sees_them(
    browser: Browser, site: Path, place: str, size: tuple[int, int]
) -> None:
    """They load from the disk, fit the screen in their own shape, and trouble no one."""
    with opened(browser, site / place / "port" / "index.html", size=size, dark=True) as page:
        for image in page.locator("figure img").all():
            image.scroll_into_view_if_needed()
            image.evaluate("image => image.decode()")
            box = image.bounding_box()
            assert box
            assert box["x"] + box["width"] <= size[0]
            natural = image.evaluate("image => image.naturalWidth / image.naturalHeight")
            assert box["width"] / box["height"] == pytest.approx(natural, rel=0.02)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        results = Axe().run(page, options={"preload": False})
        assert results.violations_count == 0, results.generate_report()


def test_search_engines_and_social_networks_are_told(site: Path) -> None:
    tree = html.fromstring((site / "ko" / "port" / "index.html").read_bytes())
    names = [published(site)[stem].name for stem in ("port-of-Busan", "부산항")]
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    address = f"https://example.org/paper/en/port/{names[0]}"
    assert tree.xpath("//meta[@property='og:image']/@content") == [address]
    assert [unquote(each).rsplit("/", 1)[-1] for each in data["image"]] == names
    assert data["image"][0] == address


def books(site: Path) -> list[Path]:
    return [*site.rglob("port*.epub"), *(site / "pair" / "en-ko").glob("*.epub")]


def test_books_hold_them(site: Path) -> None:
    """An article's own book, and that of the latest articles."""
    assert len(books(site)) == len(PAGES) + 1
    for path in books(site):
        with zipfile.ZipFile(path) as book:
            package = etree.fromstring(book.read("EPUB/package.opf"))
            listed = package.xpath("//*[starts-with(@media-type, 'image/')]/@href")
            assert len(listed) == 2
            for href in listed:
                name = unquote(href)
                assert book.read(f"EPUB/{name}") == published(site)[name.split(".")[0]].read_bytes()
            shown = [
                source
                for name in book.namelist()
                if name.endswith(".xhtml")
                for source in etree.fromstring(book.read(name)).xpath("//@src")
            ]
            assert shown == [*listed, listed[-1]]


@pytest.mark.slow
def test_epubcheck_finds_nothing_in_them(site: Path) -> None:
    for path in books(site):
        checked(path)


def test_a_book_without_pictures_names_none(site: Path) -> None:
    with zipfile.ZipFile(site / "ko" / "talks" / "talks.ko.epub") as book:
        assert b"visual" not in book.read("EPUB/package.opf")


def test_markdown_and_json_name_them(site: Path) -> None:
    pictures = published(site)
    markdown = site / "pair" / "en-ko" / "port" / "port.en-ko.md"
    links = [line for line in markdown.read_text().splitlines() if line.startswith("![](<")]
    places = [unquote(line.removeprefix("![](<").removesuffix(">)")) for line in links]
    found = [(markdown.parent / place).resolve() for place in places]
    quay = pictures["부산항"]
    assert found == [each.resolve() for each in (pictures["port-of-Busan"], quay, quay)]
    data = json.loads((site / "en" / "port" / "port.json").read_text())
    schema = resources.files("workflow.site.outputs").joinpath("article-1.schema.json")
    Draft202012Validator(json.loads(schema.read_text())).validate(data)
    shown = [block["picture"] for block in data["blocks"] if "picture" in block]
    assert shown == [
        {"file": pictures["port-of-Busan"].name, "width": 1600, "height": 800},
        *[{"file": quay.name, "width": 400, "height": 300}] * 2,
    ]


@pytest.mark.slow
def test_a_printed_article_shows_them(project: Project) -> None:
    pypdf = pytest.importorskip("pypdf")
    (project.root / "workflow.toml").write_text('engine = "pseudo"\ntargets = ["ko"]\n')
    (project.seeds / "talks.md").unlink()  # a second is spent on each page
    run(project)
    assert workflow("publish", "--pdf", project=project.root).code == 0
    data = (project.site / "ko" / "port" / "port.ko.pdf").read_bytes()
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len({image.data for page in pages for image in page.images}) == 2


def test_a_missing_picture_is_told_each_time_until_it_is_there(project: Project) -> None:
    """Its caption stands alone meanwhile; nothing is held up."""
    path = project.seeds / "부산항.png"
    data = path.read_bytes()
    path.unlink()
    run(project)
    for done in (run(project), workflow("publish", project=project.root)):
        assert done.code == 0
        assert "seeds/port.md:7: warning: the picture seeds/부산항.png is not there" in done.out
    page = html.fromstring((project.site / "ko" / "port" / "index.html").read_bytes())
    assert len(page.xpath("//figure//img")) == 1
    assert len(page.xpath("//figcaption")) == 5  # two say what would be seen
    path.write_bytes(data)
    assert "warning" not in run(project).out
    assert len(published(project.site)) == 2


def test_faults_are_data_for_programs(project: Project) -> None:
    (project.seeds / "부산항.png").write_bytes(b"\x89PNG, but no more")
    done = workflow("run", "--engine", "pseudo", "--json", project=project.root)
    assert done.code == 0
    assert [each["line"] for each in done.json["missing_pictures"]] == [7, 11]
    assert done.json["broken_links"] == []


def test_only_the_article_whose_picture_changes_is_published_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old picture goes, and so does one that the article shows no more."""
    run(project)
    before = published(project.site)
    opened: list[str] = []
    load = seed_files.load

    def noted(project: Project, path: Path, *others: str) -> seed_files.Document:
        opened.append(path.stem)
        return load(project, path, *others)

    monkeypatch.setattr(seed_files, "load", noted)
    assert publishing.publish(project).written == 0
    assert opened == []
    (project.seeds / "부산항.png").write_bytes(picture("PNG", (80, 60)))
    publishing.publish(project)
    assert opened == ["port"]
    after = published(project.site)
    assert after["port-of-Busan"] == before["port-of-Busan"]
    assert after["부산항"] != before["부산항"]
    assert not before["부산항"].exists()
    (project.seeds / "port.md").write_text("\n".join(PORT.splitlines()[:5]))
    publishing.publish(project)
    assert set(published(project.site)) == {"port-of-Busan"}


def test_a_picture_is_prepared_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is taken from the site when its article changes; unless somebody has changed it there."""
    run(project)
    before = {name: path.read_bytes() for name, path in published(project.site).items()}
    loaded: list[str] = []
    load = pictures.load

    def noted(project: Project, where: str) -> Picture:
        loaded.append(where)
        return load(project, where)

    monkeypatch.setattr(pictures, "load", noted)
    (project.seeds / "port.md").write_text(PORT.replace("for days", "for weeks"))
    run(project)
    assert loaded == []
    published(project.site)["부산항"].write_bytes(b"something else")
    assert workflow("publish", "--clean", project=project.root).code == 0
    assert loaded == ["seeds/부산항.png"]
    assert {name: path.read_bytes() for name, path in published(project.site).items()} == before


def test_a_language_may_have_a_version_of_its_own(project: Project) -> None:
    """Its pages show that; beside others both stand; when it goes the picture is back."""
    run(project)
    version = project.seeds / "부산항.ko.png"

    def shown(place: str) -> list[str]:
        page = html.fromstring((project.site / place / "port" / "index.html").read_bytes())
        ways = page.xpath("(//figure)[2]//img/@src")
        return [unquote(each).rsplit("/", 1)[-1].rsplit(".", 2)[0] for each in ways]

    for there in (True, False):
        if there:
            version.write_bytes(picture("PNG", (200, 150)))
        else:
            version.unlink()
        assert workflow("publish", project=project.root).code == 0
        own = "부산항-ko" if there else "부산항"
        assert [shown(place) for place in ("en", "ko")] == [["부산항"], [own]]
        assert shown("pair/en-ko") == (["부산항", own] if there else ["부산항"])
        with zipfile.ZipFile(project.site / "ko" / "port" / "port.ko.epub") as book:
            assert any(own + "." in name for name in book.namelist())


def test_an_article_from_elsewhere_brings_its_pictures(project: Project, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    (desk / "img").mkdir(parents=True)
    (desk / "visit.md").write_text("# A visit\n\n![The hall](img/hall.jpg)\n\n![No](../no.jpg)\n")
    (desk / "img" / "hall.jpg").write_bytes(picture())
    (tmp_path / "no.jpg").write_bytes(picture())
    done = workflow("run", desk / "visit.md", "--engine", "pseudo", project=project.root)
    assert done.code == 0
    assert (project.seeds / "img" / "hall.jpg").read_bytes() == picture()
    assert not (project.root / "no.jpg").exists()
    assert (project.site / "ko" / "visit" / "index.html").read_text().count("<img") == 1


def test_another_picture_of_the_same_name_is_not_replaced(project: Project, tmp_path: Path) -> None:
    """Nor is the article taken in, which would show the wrong one."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "visit.md").write_text("# A visit\n\nThey came on Tuesday.\n\n![Hall](부산항.png)\n")
    (desk / "부산항.png").write_bytes(picture("PNG", (10, 10)))
    before = (project.seeds / "부산항.png").read_bytes()
    done = workflow("run", desk / "visit.md", "--engine", "pseudo", project=project.root)
    assert done.code == 2
    assert "differs from seeds/부산항.png" in done.err
    assert (project.seeds / "부산항.png").read_bytes() == before
    assert not (project.seeds / "visit.md").exists()
