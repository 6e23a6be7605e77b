"""Seeds, catalogs and glossaries are untrusted: nothing in them becomes script, style or link."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from lxml import etree, html
from playwright.sync_api import Browser, expect

from tests.site.test_browser import opened
from workflow.app import publishing, running
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.config import find_project
from workflow.errors import ConfigError
from workflow.languages.names.authors import apart
from workflow.model import (
    Block,
    BlockKind,
    Document,
    Entry,
    Markup,
    MarkupKind,
    Metadata,
    Project,
    Segment,
    Settings,
    SiteSettings,
    State,
    Term,
    TermForms,
    TermType,
    TermUse,
)
from workflow.protocols import silent
from workflow.site import Article, publish
from workflow.site.theming.theme import Theme

ATTACKS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" onfocus=alert(1) autofocus x="',
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{background:url(//evil.example)}</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<!-- --><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "{{ 7*7 }}{% include 'base.html' %}",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "\u202e<script>",
    "<x1/><g1><g9></g1>",
    "\0<\0script>alert(1)</script>",
    "\ud800<script>",
]
URLS = [
    "javascript:alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "JaVa\tScRiPt:alert(1)",
    "vbscript:msgbox",
    '" onclick="alert(1)',
    'https://example.org/" onclick="alert(1)',
    "https://example.org/'><script>alert(1)</script>",
    "https://example.org/\0<script>",
]
ALLOWED_ATTRIBUTES = frozenset(
    "lang dir class id href rel role aria-level aria-label aria-labelledby aria-current"
    " aria-hidden data-t hreflang tabindex scope type name checked content charset http-equiv"
    " media open property src defer title value datetime viewbox preserveaspectratio x width height"
    " autocapitalize autocomplete enterkeyhint for hidden spellcheck"
    " data-aligned data-failed data-latest data-mark data-none data-parts data-some data-versions"
    " data-folders data-n data-root data-sure download aria-pressed data-best data-copied data-do"
    " data-ending data-han data-linked data-readings data-said data-saved data-term popover".split()
)  # fmt: skip


def article(attack: str, url: str) -> Article:
    """An article with the attack in every field there is."""
    known = (
        Markup("g1", MarkupKind.LINK, text=attack, url=url, title=attack),
        Markup("x2", MarkupKind.IMAGE, text=attack, url=url, title=attack),
        Markup("x3", MarkupKind.CODE, text=attack),
        Markup("x4", MarkupKind.LITERAL, text=attack),
    )
    text = f"{attack} <g1>{attack}</g1> <x2/> <x3/> <x4/>"
    kinds = tuple(BlockKind)
    blocks = tuple(
        Block(kind, text, number, markup=known, url=url, row=1, level=1, group=number)
        for number, kind in enumerate(kinds, 1)
    )
    segments = tuple(
        Segment(f"k{n}", f"{text} {n}", " ", "seeds/a.txt", 1, n, 0, kind, "en")
        for n, kind in enumerate(kinds)
    )
    states = (State.DRAFT, State.STALE, State.REVIEWED, State.EMPTY)
    entries = {
        segment.text: Entry(
            segment.text,
            "" if states[n % 4] is State.EMPTY else text,
            states[n % 4],
            origin=attack,
            previous=attack,
            reviewer=attack,
            date=attack,
            path=f"locales/ko/{attack}.po",
            line=3,
        )
        for n, segment in enumerate(segments)
    }
    use = TermUse(attack or "t", TermType.TERM, "x", 0, 2, attack, accepted=(attack,))
    return Article(
        Document(
            "seeds/a.txt", "a", blocks,
            Metadata(title=attack, date=attack, author=attack, source_url=url, rights=attack),
            "en", segments,
        ),
        {"ko": entries},
        {"ko": tuple((use,) for _ in segments)},
    )  # fmt: skip


def own(tree: html.HtmlElement) -> None:
    """Takes out of the page for what is not there the style and script that it brings along, which
    are the same in every site; what is not theirs to the letter stays.
    """
    ours = Theme(Project(Path("none"), Settings())).site.standalone
    for element in tree.xpath("/html/head/style | /html/head/script[@type='module']"):
        if element.text == (ours.style if element.tag == "style" else ours.script):
            element.getparent().remove(element)


def harmless(tree: html.HtmlElement) -> None:
    """Fails if a page holds anything that no template of ours writes."""
    missing = bool(tree.xpath("/html/body[@class='missing']"))
    if missing:
        own(tree)
    scripts = tree.xpath("//script[not(@type='application/ld+json')]")
    assert all(set(script.attrib) == {"src", "defer"} for script in scripts)
    assert (not missing) <= len(scripts) <= len(tree.xpath("//script")) <= (0 if missing else 3)
    assert not tree.xpath(
        "//style|//img|//iframe|//base|//object|//embed|//math|//form|//link/@onload"
    )
    assert len(tree.xpath("//svg//*")) == len(tree.xpath("//svg[@class='meter']/rect"))
    assert len(tree.xpath("//meta[@http-equiv]")) == 1
    for element in tree.iter(html.etree.Element):
        assert set(element.attrib) <= ALLOWED_ATTRIBUTES, element.attrib
        for name in ("href", "src"):
            address = element.get(name, "")
            assert not address.lower().strip().startswith(("javascript", "data", "vbscript"))


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_no_attack_gets_through(project: Project, number: int) -> None:
    """Whatever field it is in, an attack is text on every page, also in an editor's build."""
    attack, url = ATTACKS[number], URLS[number % len(URLS)]
    forms = TermForms(attack, attack + "2", (attack,), attack, (attack,))
    term = Term(attack, TermType.TERM, {"en": forms, "ko": forms}, note=f"{attack} {url}")
    settings = Settings(name=attack, site_url="https://example.org/")
    hostile = Project(project.root, settings)
    for editor in (False, True):
        publish(hostile, [article(attack, url)], [term], editor=editor)
        found = list(project.site.rglob("*.html"))
        assert len(found) == 11 + 2 * len(apart(attack))  # two are those of each author
        for path in found:
            data = path.read_bytes()
            assert b"\0" not in data
            harmless(html.fromstring(data.decode()))


@pytest.mark.parametrize("number", range(len(ATTACKS)))
def test_no_attack_gets_through_the_settings(project: Project, number: int) -> None:
    """Names, links and pictures of a theme are text and addresses, whatever is in them."""
    attack, url = ATTACKS[number], URLS[number % len(URLS)]
    logo = "".join(character for character in attack if character.isprintable()).replace("/", "_")
    picture = project.theme / "assets" / f"{logo[:60]}.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    site = SiteSettings(
        logo=picture.name,
        icon=picture.name,
        nav=((attack, url), (attack, f"x:{attack}"), (attack, attack)),
        editor="https://example.org/?{source}#" + attack.replace("{", "{{").replace("}", "}}"),
    )
    settings = Settings(name=attack, site_url="https://example.org/", site=site, team=attack)
    publish(replace(project, settings=settings), [article(attack, url)], editor=True)
    for path in project.site.rglob("*.html"):
        tree = html.fromstring(path.read_bytes().decode())
        for image in tree.xpath("//img[@class='logo']"):
            assert set(image.attrib) == {"class", "src", "alt"}
            image.getparent().remove(image)
        harmless(tree)


@pytest.mark.parametrize("url", [*URLS[:4], "//evil.example/", "/etc", "https:", "ftp://a/b"])
def test_settings_name_only_web_addresses(project: Project, url: str) -> None:
    """A link of the masthead that is none, or leads to a script, is an error that says so."""
    table = f"[[site.nav]]\nlabel = 'x'\nurl = {json.dumps(url)}\n"
    (project.root / "workflow.toml").write_text(table)
    with pytest.raises(ConfigError, match="nav"):
        find_project(project.root)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on disk with an attack in every field of its seeds, catalogs and glossary."""
    root = tmp_path_factory.mktemp("attacked")
    for name in ("seeds", "glossary", "locales"):
        (root / name).mkdir()
    (root / "workflow.toml").write_text(
        'name = "Test"\ntargets = ["ko"]\nsite_url = "https://example.org/"\n'
    )
    written = [attack for attack in ATTACKS if attack.isprintable()]
    urls = [url for url in URLS if "\0" not in url]
    for number, attack in enumerate(written):
        fields = ("title", "date", "author", "source", "rights", "language")
        url = urls[number % len(urls)]
        values = dict.fromkeys(fields, attack) | {"source": url, "language": "en"}
        values["date"] = f"2021-12-07 {attack}"  # one without a day keeps an article back
        front = "".join(f"{name}: {json.dumps(value)}\n" for name, value in values.items())
        body = f"# {attack}\n\nPlain words. {attack}\n\n[{attack}](<{url}>) and `{attack}`.\n"
        (root / f"seeds/a{number}.md").write_text(f"---\n{front}---\n\n{body}")
    with (root / "glossary/terms.csv").open("w", newline="") as file:
        table = csv.writer(file)
        head = "id,type,en,en_aliases,ko,ko_later,ko_aliases,ko_forbidden,status,note"
        table.writerow(head.split(","))
        for number, attack in enumerate(written):
            if "<g1>" in attack:
                continue  # a placeholder: the glossary refuses it
            cell = attack.replace("|", " ")
            own = f"words{number} {cell}"
            table.writerow([f"{cell} {number}", "term", own, *[f"{cell} {n}" for n in range(5)],
                            "approved", f"{cell} {urls[number % len(urls)]}"])  # fmt: skip
    project = find_project(root)
    running.sync(Work(project, seed_files.select(project, ())), silent)
    for number, attack in enumerate(written):
        path = root / f"locales/ko/a{number}.po"
        po = polib.pofile(str(path))
        po.metadata |= {"Last-Translator": attack, "Language-Team": attack, "X-Generator": attack}
        for entry in po:
            entry.msgstr = f"{entry.msgid} {attack}"
            entry.flags = []  # of a draft, none of it would be shown
            entry.tcomment = f"{attack}\nworkflow: origin={attack} reviewer={attack} date={attack}"
            entry.comment = attack
        po.save(str(path))
    return root


@pytest.mark.parametrize("editor", [False, True])
def test_no_attack_gets_through_the_files(attacked: Path, editor: bool) -> None:
    """From disk to page: front matter, headers and comments of PO files, cells of the glossary."""
    published = publishing.publish(find_project(attacked), editor=editor, clean=True)
    pages = list(published.folder.rglob("*.html"))
    assert not published.errors
    assert len(pages) > 3 * 15
    shown = (published.folder / "glossary/index.html").read_text()
    assert all(sample in shown for sample in ("&lt;script&gt;alert(1)", "&lt;svg/onload"))
    for path in pages:
        harmless(html.fromstring(path.read_bytes().decode()))
    for path in published.folder.rglob("*.xml"):
        tree = etree.parse(path)
        assert not tree.xpath("//*[local-name()='script' or local-name()='style']"), path
    for path in published.folder.rglob("*.epub"):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.endswith((".xhtml", ".opf")):
                    tree = etree.fromstring(book.read(name))
                    assert not tree.xpath("//*[local-name()='script' or local-name()='style']")
                    assert not tree.xpath("//@*[starts-with(local-name(), 'on')]")
                    assert not [
                        address for address in tree.xpath("//@href | //@src")
                        if not address.startswith(("https://", "http://", "mailto:"))
                        and ":" in address
                    ]  # fmt: skip


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.slow), 4])
def test_no_attack_gets_through_the_search(browser: Browser, project: Project, step: int) -> None:
    """The script that shows what was found makes text of it, whatever was asked for."""
    articles = []
    for number, attack in enumerate(ATTACKS):
        each = article(attack, URLS[number % len(URLS)])
        document = replace(each.document, name=f"a{number}", path=f"seeds/a{number}.txt")
        articles.append(replace(each, document=document))
    publish(project, articles)
    with opened(browser, project.site / "search/index.html") as page:
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        for query in ("alert", "script", "evil example", *ATTACKS[::step]):
            page.locator("#q").fill("")
            expect(page.locator("#found")).to_be_empty()
            page.locator("#q").fill(query)
            expect(page.locator("#found, #browse:not([hidden])").first).not_to_be_empty()
            made = page.evaluate(
                """[...document.querySelectorAll('#results *')].map(each =>
                     [each.localName, ...each.getAttributeNames()])"""
            )
            assert {name for name, *_ in made} <= {
                "li", "h2", "a", "p", "time", "ul", "span", "mark"
            }  # fmt: skip
            assert {name for _, *names in made for name in names} <= {
                "lang", "dir", "href", "class", "datetime", "aria-hidden"
            }  # fmt: skip
            places = page.locator("#results a").evaluate_all("all => all.map(each => each.href)")
            assert all(place.startswith(project.site.as_uri()) for place in places)
            if query == "alert":
                assert page.locator("#results > li").count() == 10
        assert dialogs == []


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "..", "a/../../b", "CON", ".git/x"])
def test_no_name_leads_out_of_the_site(tmp_path: Path, name: str) -> None:
    """A document's pages are always below the site folder, in a visible folder of their own."""
    root = tmp_path / "project"
    root.mkdir()
    block = Block(BlockKind.PARAGRAPH, "x", 1)
    publish(Project(root), [Article(Document("seeds/x.txt", name, (block,), language="en"))])
    assert {path.name for path in tmp_path.iterdir()} == {"project"}
    assert {path.name for path in root.iterdir()} == {"site"}
    assert not [path for path in (root / "site").rglob(".*") if path.is_dir()]
