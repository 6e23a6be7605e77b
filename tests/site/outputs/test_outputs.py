"""All formats together: where files are, that they agree, that nothing hostile gets through."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree, html

from tests.site import demo
from tests.site.outputs.conftest import published
from tests.site.test_attacks import ATTACKS, URLS, article
from workflow import plugins
from workflow.errors import ConfigError
from workflow.model import Project, Settings, Term, TermForms, TermType
from workflow.site import outputs, publish
from workflow.site.publication import OutputScope, Publication

LIGHT = Settings().outputs
SLUG = "2021-12-07-luncheon"


def xhtml(epub: bytes) -> etree._Element:
    """The article inside an e-book."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return etree.fromstring(archive.read("EPUB/article.xhtml"))


def test_each_file_is_beside_its_page(luncheon: Publication) -> None:
    """Names tell article and languages; a file for all of them is beside the original."""
    paths = {each.path for each in outputs.files(luncheon, outputs.load(LIGHT), pytest.fail)}
    assert paths == {
        f"en/{SLUG}/{SLUG}.json",
        f"en/{SLUG}/{SLUG}.tmx",
        f"en/{SLUG}/{SLUG}.en.epub",
        f"ko/{SLUG}/{SLUG}.ko.epub",
        f"zh-hans/{SLUG}/{SLUG}.zh-hans.epub",
        *(
            f"{folder}/{SLUG}/{SLUG}.{tags}.{extension}"
            for folder, tags in (
                ("pair/en-ko", "en-ko"),
                ("pair/en-zh-hans", "en-zh-hans"),
                ("pair/ko-zh-hans", "ko-zh-hans"),
                ("trio", "en-ko-zh-hans"),
            )
            for extension in ("epub", "md", "txt")
        ),
    }


def test_the_same_article_gives_the_same_bytes() -> None:
    """An unchanged article's files are unchanged, whenever and wherever they are made."""
    first, second = (
        {each.path: each.data for each in outputs.files(made, outputs.load(LIGHT), pytest.fail)}
        for made in (published(demo.luncheon()), published(demo.luncheon()))
    )
    assert first == second


def test_every_format_has_the_anchors_of_the_pages(luncheon: Publication) -> None:
    """A sentence is found by the same name in all of them."""
    anchors = [f"s-{segment.key}" for segment in luncheon.article.document.segments]
    found = {
        each.path: each.data for each in outputs.files(luncheon, outputs.load(LIGHT), pytest.fail)
    }
    for path, data in found.items():
        match Path(path).suffix:
            case ".epub":
                ids = [str(each) for each in xhtml(data).xpath("//@id") if each.startswith("s-")]
                assert ids == anchors, path
            case ".md":
                assert re.findall('<a id="(s-[^"]*)"></a>', data.decode()) == anchors, path
            case ".json":
                blocks = json.loads(data)["blocks"]
                said = [each["anchor"] for block in blocks for each in block["sentences"]]
                assert said == anchors
            case ".tmx":
                units = etree.fromstring(data).xpath("//tu/@tuid")
                assert set(units) < set(anchors)


def test_pages_offer_their_files(site: Path) -> None:
    """Every page links what belongs to it, with its size, and every file is linked."""
    linked = set()
    for path in site.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        for item in tree.xpath("//section[contains(@class, 'downloads')]//li"):
            (link,) = item.xpath("a")
            file = (path.parent / unquote(link.get("href"))).resolve()
            assert file.is_file(), link.get("href")
            assert re.search(r"\d+ kB$", item.text_content().strip())
            linked.add(file)
        heads = tree.xpath("//link[@rel='alternate' and not(@hreflang or contains(@type, 'atom'))]")
        offered = tree.xpath("//section[contains(@class, 'downloads')]//a")
        assert [link.get("href") for link in heads] == [link.get("href") for link in offered]
    files = {
        path.resolve()
        for path in site.rglob("*.*")
        if path.suffix in {".epub", ".md", ".txt", ".tmx", ".json"}
        and path.name.startswith((path.parent.name, "the-han-river-review"))
    }
    assert linked == files


def test_search_engines_are_told_of_the_e_book(site: Path) -> None:
    """An edition's structured data names its other formats by public address."""
    tree = html.fromstring((site / "ko" / SLUG / "index.html").read_bytes())
    data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    (media,) = data["encoding"]
    assert media["encodingFormat"] == "application/epub+zip"
    assert media["contentUrl"] == f"https://example.org/ko/{SLUG}/{SLUG}.ko.epub"


def test_a_project_chooses_its_formats(project: Project) -> None:
    """Only what the settings name is written; with nothing named, nothing is offered."""
    chosen = Project(project.root, Settings(outputs=("txt",)))
    publish(chosen, [demo.korean()], demo.TERMS)
    kinds = {path.suffix for path in chosen.site.rglob("*-대책.*")}
    assert kinds == {".txt"}
    publish(Project(project.root, Settings(outputs=())), [demo.korean()], demo.TERMS)
    assert not list(project.site.rglob("*-대책.*"))
    assert not any('class="downloads' in path.read_text() for path in project.site.rglob("*.html"))


class Count:
    """A format that another package might add: the number of sentences."""

    label = "Count"
    media_type = "text/x-count"
    extension = ".count"
    scope = OutputScope.ALIGNED

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Nothing for pages with Chinese."""
        if "zh-Hans" in languages:
            return b""
        return str(len(publication.article.document.segments)).encode()


def test_another_package_adds_a_format(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """One class and its registration are enough; a file with nothing in it is left out."""
    point = EntryPoint("count", f"{__name__}:Count", plugins.OUTPUTS.name)
    monkeypatch.setattr(plugins, "_points", lambda group: {"count": point})
    publish(Project(project.root, Settings(outputs=("count",))), [demo.korean()], demo.TERMS)
    (path,) = project.site.rglob("*.count")
    assert path.relative_to(project.site).as_posix().startswith("pair/en-ko/")
    assert path.read_text() == "4"
    assert ">Count</a>" in (path.parent / "index.html").read_text()


def test_a_theme_dresses_e_books_too(project: Project) -> None:
    """A project's own template stands in place of the package's, as on pages."""
    templates = project.root / "theme" / "templates" / "epub"
    templates.mkdir(parents=True)
    (templates / "style.css").write_text("body { color: {{ 'red' }}; }")
    publish(Project(project.root, Settings(outputs=("epub",))), [demo.korean()], demo.TERMS)
    for path in project.site.rglob("*.epub"):
        with zipfile.ZipFile(path) as archive:
            assert archive.read("EPUB/style.css") == b"body { color: red; }"


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="docx") as caught:
        outputs.load(["docx"])
    assert "epub" in caught.value.hint


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_no_attack_gets_through(number: int) -> None:
    """Every file stays well-formed, without script, and without characters XML forbids."""
    attack, url = ATTACKS[number], URLS[number % len(URLS)]
    forms = TermForms(attack, attack + "2", (attack,), attack, (attack,))
    term = Term(attack, TermType.TERM, {"en": forms, "ko": forms}, note=attack)
    made = published(article(attack, url), (term,), name=attack)
    for each in outputs.files(made, outputs.load(LIGHT), pytest.fail):
        match Path(each.path).suffix:
            case ".epub":
                harmless(each.data)
            case ".tmx":
                assert etree.fromstring(each.data).tag == "tmx"
            case ".json":
                assert json.loads(each.data)["schema"] == "article/1"
        text = each.data.decode(errors="replace") if each.path[-4:] != "epub" else ""
        assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f]", text)


def harmless(epub: bytes) -> None:
    """Fails if a book holds what no template of ours writes."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for name in archive.namelist():
            if not name.endswith(("xhtml", "opf", "xml")):
                continue
            tree = etree.fromstring(archive.read(name))
            for element in tree.iter(etree.Element):
                kind = etree.QName(element).localname
                assert kind not in {"script", "style", "img", "iframe", "object", "form", "svg"}
                assert not [key for key in element.attrib if str(key).startswith("on")]
                address = str(element.get("href", ""))
                assert not address.lower().strip().startswith(("javascript", "data", "vbscript"))
