"""The way from a sentence on a page to its PO entry and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site import demo
from tests.support.command import workflow
from workflow.config import parse_settings
from workflow.model import Entry, Project
from workflow.site import publish
from workflow.site.article_pages import Editor

SLUG = "2021-12-07-luncheon"
ENTRY = Entry("“50% off”, they said & left?", "", path="locales/zh_CN/2021/urea & co.po", line=12)


def editor(root: Path, template: str) -> Editor:
    """An editor's build with a template from the settings."""
    settings = parse_settings({"site": {"editor": template}}, Path("workflow.toml"))
    return Editor(Project(root, settings), editing=True)


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("vscode", "vscode://file{root}/locales/zh_CN/2021/urea%20%26%20co.po:12"),
        ("file", "file://{root}/locales/zh_CN/2021/urea%20%26%20co.po"),
        (
            "https://weblate.example.org/translate/news/{name}/{locale}/?q=source:%3D%22{source}%22",
            (
                "https://weblate.example.org/translate/news/2021/urea%20%26%20co/zh_CN/"
                "?q=source:%3D%22%E2%80%9C50%25%20off%E2%80%9D%2C%20they%20said%20%26%20left%3F%22"
            ),
        ),
        ("http://127.0.0.1:8100/?po={file}#L{line}",
         "http://127.0.0.1:8100/?po=locales/zh_CN/2021/urea%20%26%20co.po#L12"),
    ],
)  # fmt: skip
def test_the_address_of_an_entry(tmp_path: Path, template: str, address: str) -> None:
    """Every value is quoted into the template; nothing in a sentence or a name can leave it."""
    assert editor(tmp_path, template)(ENTRY) == address.replace("{root}", tmp_path.as_posix())


def test_a_public_build_has_no_address(tmp_path: Path) -> None:
    """Neither has a sentence without an entry on disk."""
    assert Editor(Project(tmp_path), editing=False)(ENTRY) == ""
    assert editor(tmp_path, "vscode")(None) == ""
    assert editor(tmp_path, "vscode")(Entry("new")) == ""


def test_every_mark_leads_to_the_editor(tmp_path: Path) -> None:
    """In an editor's build every sentence has a mark that is a link; in a public one none has."""
    settings = parse_settings({"site": {"editor": "https://po.example.org/{line}"}}, Path("x.toml"))
    project = Project(tmp_path, settings)
    page = publish(project, demo.articles(), editor=True).folder / "pair/en-ko" / SLUG
    marks = re.findall(r'<(a|span) class="st [a-z]+"', (page / "index.html").read_text())
    links = (page / "index.html").read_text().count('href="https://po.example.org/')
    assert links == marks.count("a") == 24
    publish(project, demo.articles())
    assert "po.example.org" not in (page / "index.html").read_text()


def test_a_po_entry_names_its_place_on_the_site(tmp_path: Path) -> None:
    """With a public address, every PO entry has the address of its sentence, which exists."""
    (tmp_path / "workflow.toml").write_text(
        'site_url = "https://example.org/news"\ntargets = ["zh-Hans", "ko", "en"]\n'
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/Seoul talks.txt").write_text("They met on Monday.\n\nThey met on Monday.\n")
    result = workflow("run", "--engine", "pseudo", project=tmp_path)
    assert result.code == 0, result.err
    for locale, pair in (("ko", "en-ko"), ("zh_CN", "en-zh-hans")):
        text = (tmp_path / "locales" / locale / "Seoul talks.po").read_text()
        (address,) = re.findall(r"^#\. page: (.*)$", text, re.MULTILINE)
        folder, key = address.split("#")
        assert folder == f"https://example.org/news/pair/{pair}/seoul-talks/"
        page = tmp_path / "site" / folder.removeprefix("https://example.org/news/") / "index.html"
        assert f'id="{key}"' in page.read_text()
