"""Links that lead nowhere are found while the site is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import workflow
from workflow.model import Project
from workflow.site.building.link_check import LinkCheck


def write(folder: Path, path: str, html: str) -> str:
    """A page on disk."""
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(html)
    return html


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site of three pages."""
    write(tmp_path, "index.html", '<p id="a">')
    write(tmp_path, "ko/x/index.html", '<p id="s-1"><p id="&lt;b&gt;">')
    write(tmp_path, "ko/요소/index.html", "")
    return tmp_path


@pytest.mark.parametrize(
    "link",
    [
        "#here",
        "../../index.html",
        "../../index.html#a",
        "../../ko/x/index.html#%3Cb%3E",
        "../../ko/%EC%9A%94%EC%86%8C/index.html",
        "../../ko/x/",
        "/paper/ko/x/index.html#s-1",
        "/another/page",
        "https://example.org/gone",
        "//example.org/gone",
        "mailto:a@example.org",
        "vscode://file/x",
        "../../index.html?show=stack#a",
    ],
)
def test_good_links(folder: Path, link: str) -> None:
    """Into the page, to other pages and their anchors, elsewhere."""
    links = LinkCheck(folder, "https://example.org/paper/")
    links.see("en/y/index.html", f'<p id="here"><a href="{link}">')
    links.settle()
    assert links.findings() == ()


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("#gone", "links to #gone, which is not there"),
        ("../../gone/index.html", "links to gone/index.html, which is not there"),
        ("../../index.html#gone", "links to index.html#gone, which is not there"),
        ("../../../index.html", "links to ../index.html, which is not there"),
        ("../../ko/", "links to ko/index.html, which is not there"),
        ("/paper/gone.css", "links to gone.css, which is not there"),
    ],
)
def test_broken_links(folder: Path, link: str, told: str) -> None:
    """The finding names page, line and what is missing."""
    page = write(folder, "en/y/index.html", f'<p id="here">\n<a href="{link}">')
    links = LinkCheck(folder, "https://example.org/paper/")
    links.see("en/y/index.html", page)
    links.settle()
    (finding,) = links.findings()
    assert (finding.check, finding.path, finding.line) == ("links", "en/y/index.html", 2)
    assert finding.message == told


def test_what_only_ends_like_a_link_is_none(folder: Path) -> None:
    """``data-href``, and an address in the text."""
    links = LinkCheck(folder)
    html = '<p data-href="gone/" data-id="x" data-id="x">href="gone/"\n<a\nhref="#x"\tid="x">'
    links.see("ko/x/index.html", html)
    assert links.findings() == ()


def test_an_id_twice(folder: Path) -> None:
    """A link to it would be ambiguous."""
    links = LinkCheck(folder)
    links.see("en/y/index.html", '<p id="a">\n<p id="b"><p id="a">')
    (finding,) = links.findings()
    assert finding.message == "has the id 'a' twice"


def test_pages_may_link_ahead_and_to_the_site_that_is_updated(tmp_path: Path) -> None:
    """What a page links to may be written later, or stand already where the site is."""
    fresh, standing = tmp_path / "fresh", tmp_path / "standing"
    write(standing, "old/index.html", "")
    links = LinkCheck(fresh)
    links.see("en/y/index.html", '<a href="../../new/"><a href="../../old/index.html">')
    links.settle()
    write(fresh, "new/index.html", "")
    assert links.findings(standing) == ()


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Links that are settled are forgotten."""
    links = LinkCheck(tmp_path)
    for number in range(50):
        page = write(
            tmp_path, f"{number}/index.html", f'<a href="../{max(number - 1, 0)}/"><a href="../z/">'
        )
        links.see(f"{number}/index.html", page)
        links.settle()
    assert len(links._open) == 1


def test_a_theme_with_a_broken_link_fails_the_gate(project: Project) -> None:
    """``publish`` lists it and exits with 1, the next time, too; mended, it is clean again."""
    (project.root / "seeds" / "a.txt").write_text("Title\n\nA sentence.\n")
    template = project.theme / "templates" / "missing.html"
    template.parent.mkdir(parents=True)
    template.write_text(
        '{% extends "workflow/missing.html" %}{% block footer %}<a href="/gone.html">x</a>'
        '<a href="#gone">y</a>{% endblock %}'
    )
    for _ in range(2):
        done = workflow("publish", "--json", project=project.root)
        assert done.code == 1
        messages = [finding["message"] for finding in done.json["findings"]]
        assert messages == [
            "links to #gone, which is not there",
            "links to gone.html, which is not there",
        ]
    assert workflow("run", "--engine", "pseudo", project=project.root).code == 1
    template.unlink()
    assert workflow("publish", project=project.root).code == 0
