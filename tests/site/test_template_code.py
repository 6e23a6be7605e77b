"""Templates do what Jinja's do, keep nothing of what they are given, and are compiled once."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.model import Project, Settings
from workflow.site.theming import environment, template_code
from workflow.site.theming.template_code import CompiledTemplates, compiled_file
from workflow.site.theming.theme import Theme

TREE = """\
{% import "parts.html" as parts %}
{%- macro tree(node) %}({{ node.name }}{% for one in node.inside %}{{ tree(one) }}{% endfor %})
{%- endmacro -%}
{{ tree(root) }}{{ parts.language("ko") }}"""


class Node:
    """A part of an article."""

    def __init__(self, name: str, *inside: Node) -> None:
        self.name, self.inside = name, inside


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Without Python's garbage collector."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_a_page_lets_go_of_its_article(tmp_path: Path) -> None:
    """Also where macros call themselves; what templates share is there for the next page."""
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "tree.html").write_text(TREE)
    template = environment.environment(Theme(Project(tmp_path, Settings()))).get_template(
        "tree.html"
    )
    for _ in range(2):
        node = Node("a", Node("b"))
        known = weakref.ref(node)
        assert template.render(root=node) == '(a(b))<span lang="ko">한국어</span>'
        del node
        assert known() is None


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python keeps what it compiles, empty."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def page(root: Path) -> str:
    """A small template, filled in by a program that has just started."""
    fresh = CompiledTemplates()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "compiled_templates", lambda: fresh)
        theme = Theme(Project(root, Settings()))
        return environment.environment(theme).get_template("epub/style.css").render()


def test_the_package_s_own_are_kept_where_python_keeps_modules(tmp_path: Path, kept: Path) -> None:
    """They come from there the next time, unless the file is damaged; then it is made anew."""
    first = page(tmp_path)
    (file,) = kept.rglob("*.css.*")
    whole = file.read_bytes()
    file.write_bytes(whole[:-9])
    assert page(tmp_path) == first
    assert file.read_bytes() == whole
    file.write_bytes(whole.replace(b"body", b"ydob"))
    assert page(tmp_path) == first


def test_a_theme_s_are_in_no_file(tmp_path: Path, kept: Path) -> None:
    """A project is no place to take programs from; and what it changes, counts at once."""
    for text in ("a", "b"):
        own = tmp_path / "theme" / "templates" / "epub" / "style.css"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(text)
        assert page(tmp_path) == text
    assert not list(kept.rglob("*.css.*"))


def test_nothing_is_written_where_python_would_not(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``PYTHONDONTWRITEBYTECODE``, and a folder that belongs to somebody else."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    page(tmp_path)
    assert not list(kept.rglob("*.css.*"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "none"))
    (tmp_path / "none").write_text("no folder")
    assert page(tmp_path)


def test_another_name_is_another_file() -> None:
    """A theme that extends a template of the package knows two of one file."""
    names = ("base.html", "workflow/base.html")
    assert len({compiled_file("/x/templates/base.html", name) for name in names}) == 2
    assert template_code.compiled_templates()
