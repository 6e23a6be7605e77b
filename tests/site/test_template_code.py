"""Templates do what Jinja's do, and keep nothing of what they are given."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.model import Project, Settings
from workflow.site.theming.environment import environment
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
    template = environment(Theme(Project(tmp_path, Settings()))).get_template("tree.html")
    for _ in range(2):
        node = Node("a", Node("b"))
        known = weakref.ref(node)
        assert template.render(root=node) == '(a(b))<span lang="ko">한국어</span>'
        del node
        assert known() is None
