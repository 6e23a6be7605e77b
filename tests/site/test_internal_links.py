"""Links within an article and between articles lead somewhere on every page and in every file."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from tests.app.test_incremental import tree
from tests.support.packages import docx, epub, page, paragraph, run
from workflow.app import publishing, running
from workflow.app.publishing import Published
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.config import find_project
from workflow.model import Project
from workflow.protocols import silent
from workflow.site.outputs.epub import CHAPTER

START = """# Getting started

See [the results](#results), [the setup](guide/setup.md "Setup"),
[its ports](guide/setup.md#open-ports), [no such part](guide/setup.md#nowhere) and [a site](https://example.org/far).

A [draft](guide/later.md), a [file](plan.pdf), a [missing page](gone.md#x),
[a page](guide/end.html#the-end), [a folder of the machine](/usr), [one of the seeds](/guide).

## Results {#results}

- Read [more of **it**](guide/setup/).
"""
SETUP = """# Setup

Go back to [the start](../start.md), or [to its results](/start#results); see [[end|the end]].

## Open ports

Ports are [here](#open-ports).
"""
LATER = "---\ndraft: true\n---\n# Later\n\nNot yet.\n"
END = """<html lang="en"><body><article><h1>A page</h1><p>It says <a href="../start.html">where to
start</a> and <a href="#the-end">where it ends</a>, in some more words.</p>
<h2 id="the-end">How it ends</h2><p>It ends here, with a paragraph of its own.</p>
</article></body></html>
"""
PAGES = ("en", "ko", "zh-hans", "pair/en-ko", "pair/ko-zh-hans", "trio")


def made(root: Path, settings: str = 'site_url = "https://example.org/docs/"\n') -> Project:
    """A small documentation, translated and published."""
    (root / "seeds" / "guide").mkdir(parents=True)
    (root / "workflow.toml").write_text(f'engine = "pseudo"\noutputs = ["epub", "md"]\n{settings}')
    (root / "seeds" / "start.md").write_text(START)
    for name, text in (("setup.md", SETUP), ("later.md", LATER), ("end.html", END)):
        (root / "seeds" / "guide" / name).write_text(text)
    project = find_project(root)
    ran = running.run(Work(project, seed_files.select(project, ())), silent)
    assert not ran.site.errors
    assert not ran.site.broken
    return project


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return made(tmp_path_factory.mktemp("docs") / "p")


def article(project: Project, place: str) -> etree._Element:
    return html.fromstring((project.site / place / "index.html").read_bytes())


def way(project: Project, place: str, text: str) -> str:
    """Where the link with a text leads on a page, in the original's words or pseudo ones."""
    links = article(project, place).xpath("//main//a[@href]")
    return next((a.get("href") for a in links if a.text_content() == text), "")


def heading_at(project: Project, place: str, link: str) -> str:
    """What a link on a page leads to: the text at its anchor, or of the headline."""
    path, _, anchor = link.partition("#")
    target = (
        (project.site / place / path).resolve() if path else project.site / place / "index.html"
    )
    root = html.fromstring(target.read_bytes())
    found = root.xpath("//*[@id=$id]", id=anchor) if anchor else root.xpath("//main//*[self::h1]")
    return " ".join(found[0].text_content().split())


@pytest.mark.parametrize("place", PAGES)
def test_a_link_leads_to_the_page_in_the_same_languages(docs: Project, place: str) -> None:
    """And to the heading, where it names one."""
    links = [a.get("href") for a in article(docs, f"{place}/start").xpath("//main//a[@href]")]
    within = [each for each in links if "guide/" in each and not each.endswith((".md", ".epub"))]
    assert {each.partition("#")[0] for each in within} == {
        f"{'../' * (place.count('/') + 2)}{place}/guide/{name}/index.html"
        for name in ("setup", "end")
    }
    parts = {each for each in links if each.partition("#")[2] and "guide/" in each}
    shown = {heading_at(docs, f"{place}/start", each) for each in parts}
    assert any("Open ports" in each or "Õpéñ põrtš" in each for each in shown)


def test_a_link_to_a_heading_of_the_same_article_stays_on_its_page(docs: Project) -> None:
    link = way(docs, "en/start", "the results")
    assert link.startswith("#s-")
    assert heading_at(docs, "en/start", link) == "Results"
    assert way(docs, "en/guide/end", "where it ends").startswith("#s-")


@pytest.mark.parametrize(
    ("seed", "text", "to"),
    [
        ("start", "more of it", "en/guide/setup/"),
        ("start", "no such part", "en/guide/setup/"),
        ("start", "a page", "en/guide/end/"),
        ("guide/setup", "the start", "en/start/"),
        ("guide/setup", "to its results", "en/start/"),
        ("guide/setup", "the end", "en/guide/end/"),
        ("guide/end", "where to start", "en/start/"),
    ],
)
def test_every_way_of_writing_a_link_is_understood(
    docs: Project, seed: str, text: str, to: str
) -> None:
    assert f"{to}index.html" in way(docs, f"en/{seed}", text)


def test_what_is_not_published_is_text_and_told(docs: Project) -> None:
    for text in ("draft", "file", "missing page"):
        assert way(docs, "en/start", text) == ""
    told = [str(each.message) for each in publishing.publish(docs).left]
    assert told == [
        "links to guide/setup.md#nowhere, which is not there",
        "links to guide/later.md, which is not public",
        "links to plan.pdf, which is not there",
        "links to gone.md, which is not there",
        "links to /usr, which is not there",
        "links to /guide, which is no article",
    ]


def test_books_lead_to_their_chapters(docs: Project) -> None:
    """An article alone leads to the site; in a book with the other one, to its chapter."""
    with zipfile.ZipFile(docs.site / "ko/start/start.ko.epub") as alone:
        assert (
            'href="https://example.org/docs/ko/guide/setup/#s-'
            in alone.read(f"EPUB/{CHAPTER}").decode()
        )
    (book,) = (docs.site / "ko").glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        texts = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.startswith("EPUB/0")
        }
    links = [
        (name, a.get("href"))
        for name, root in texts.items()
        for a in root.iter("{*}a")
        if a.get("href", "").startswith("0")
    ]
    assert len(links) == 9
    for _, link in links:
        name, _, anchor = link.partition("#")
        assert not anchor or texts[f"EPUB/{name}"].xpath("//*[@id=$id]", id=anchor)


def test_a_file_leads_to_the_site(docs: Project) -> None:
    (text,) = (docs.site / "pair/en-ko/start").glob("*.md")
    written = text.read_text("utf-8")
    assert "[the setup](<https://example.org/docs/pair/en-ko/guide/setup/>)" in written
    assert "[the results](<#s-" in written


def changed(project: Project, place: Path, seed: str, text: str | None) -> Published:
    """What is published of a copy in which a seed has changed: what a new site would be."""
    shutil.copytree(project.root, place)
    copy = find_project(place)
    path = copy.seeds / seed
    path.unlink() if text is None else path.write_text(text)
    published = publishing.publish(copy)
    updated = tree(copy.site)
    publishing.publish(copy, clean=True)
    assert tree(copy.site) == updated
    return published


@pytest.mark.parametrize(
    ("seed", "text", "made", "left"),
    [
        ("guide/later.md", LATER.replace("draft: true\n", "date: 2021-12-07\n"), 2, 5),
        ("guide/setup.md", SETUP.replace("## Open ports", "## Opened ports"), 2, 8),
        ("guide/setup.md", SETUP.replace("Ports are", "Our ports are"), 1, 6),
        ("guide/end.html", None, 2, 8),
    ],
    ids=["public", "heading", "sentence", "gone"],
)
def test_articles_that_link_to_a_changed_one_are_made_again(
    docs: Project, tmp_path: Path, seed: str, text: str | None, made: int, left: int
) -> None:
    """Others stay as they are."""
    published = changed(docs, tmp_path / "p", seed, text)
    assert (published.made, len(published.left)) == (made, left)
    assert not published.broken


@pytest.mark.parametrize("clean", [False, True])
def test_a_link_leads_to_no_edition_whose_po_file_is_damaged(
    docs: Project, tmp_path: Path, clean: bool
) -> None:
    """It leads to the original, as long as it is the file that is told."""
    shutil.copytree(docs.root, tmp_path / "p")
    project = find_project(tmp_path / "p")
    po = project.locales / "ko" / "guide" / "setup.po"
    sound = po.read_bytes()
    po.write_text('msgid "cut off\n')
    published = publishing.publish(project, clean=clean)
    assert len(published.errors) == 1
    assert not published.broken
    assert "/en/guide/setup/" in way(project, "pair/en-ko/start", "the setup")
    po.write_bytes(sound)
    assert not publishing.publish(project).broken
    assert tree(project.site) == tree(docs.site)


def test_a_title_is_shown_once(tmp_path: Path) -> None:
    """Word documents and books may have it twice, and have it twice when they come out again."""
    word = docx(
        paragraph(run("Ships Meet"), style="T"),
        paragraph(run("Ships meet"), style="H1"),
        paragraph("They met at sea."),
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / "workflow.toml").write_text(
        'engine = "pseudo"\ntargets = ["ko"]\noutputs = ["same"]\n'
    )
    (tmp_path / "seeds" / "word.docx").write_bytes(word)
    book = epub(page("<h1>Ships Meet</h1><p>Ann</p>"), page("<h1>Ships Meet</h1><p>At sea.</p>"))
    (tmp_path / "seeds" / "book.epub").write_bytes(book)
    project = find_project(tmp_path)
    running.run(Work(project, seed_files.select(project, ())), silent)
    for name in ("word", "book"):
        for place in (f"en/{name}", f"pair/en-ko/{name}"):
            text = article(project, place).xpath("string(//main)").casefold()
            assert text.count("ships meet") == 1, text
        found = (project.site / f"search/text/{name}/index.js").read_text("utf-8").casefold()
        assert found.count('"ships meet"') == 2, found  # the title of its edition, and the headline
    with zipfile.ZipFile(project.site / "ko/word/word.ko.docx") as archive:
        assert archive.read("word/document.xml").decode().casefold().count("šhîpš méét") == 2
