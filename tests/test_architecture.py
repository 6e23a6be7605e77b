"""docs/architecture.md, docs/vocabulary.md and the table in CONTRIBUTING.md name what is there."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tests.support.documents import ROOT, code, section

PACKAGE = ROOT / "workflow"
PAGES = [ROOT / "docs" / name for name in ("architecture.md", "vocabulary.md")]
PLACES = sorted(
    {(page.name, place) for page in PAGES for place in code(page.read_text("utf-8"))
     if ".py" in place or place.endswith("/")}
)  # fmt: skip
#: What the table in CONTRIBUTING.md sends its readers to.
WHERE = section((ROOT / "CONTRIBUTING.md").read_text("utf-8"), "## Where do I change …")
SENT_TO = sorted(place for place in code(WHERE) if "/" in place and "XX" not in place)
#: Folders of a project, not of the package.
PROJECTS = {"seeds/", "glossary/", "locales/", "site/", ".workflow/", "locales/.journal/"}


@pytest.mark.parametrize(("page", "place"), PLACES)
def test_what_a_page_names_is_there(page: str, place: str) -> None:
    """Files, folders, and what is defined in them."""
    name, _, inner = place.partition(":")
    path = PACKAGE / name
    assert path.exists() or place in PROJECTS or (ROOT / name).exists()
    if inner:
        assert inner in _defined(path), f"{page}: {inner} is not in {name}"


@pytest.mark.parametrize("place", SENT_TO)
def test_what_changes_is_where_contributors_are_sent(place: str) -> None:
    """Files, folders, and what is defined in them; elsewhere than in the package by whole paths."""
    name, _, inner = place.partition(":")
    path = PACKAGE / name
    assert path.exists() or (ROOT / name).exists()
    if inner:
        assert inner in _defined(path), f"{inner} is not in {name}"


def test_the_table_of_changes_is_worth_reading() -> None:
    """About fifteen rows: what is changed most."""
    rows = [line for line in WHERE.splitlines() if line.startswith("| ")]
    assert 15 <= len(rows) - 1 <= 20


def _defined(path: Path) -> set[str]:
    """Return the functions and classes of a module, and the methods as ``Class.method``."""
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}.{each.name}"
                for each in node.body
                if isinstance(each, ast.FunctionDef)
            }
    return found


def test_every_room_is_described() -> None:
    """Each package is a row of the table of rooms."""
    named = {place.split("/")[0] for _, place in PLACES}
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= named


def test_the_rooms_stand_in_the_order_of_their_imports() -> None:
    """A newcomer may read the table from the top as the layers are drawn."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    layers = tomllib.loads(text)["tool"]["importlinter"]["contracts"][0]["layers"]
    rank = {
        name.strip(): number for number, layer in enumerate(layers) for name in layer.split("|")
    }
    page = PAGES[0].read_text("utf-8")
    table = page[page.index("| room |") : page.index("Imports go down")]
    rows = [code(line.split("|")[1]) for line in table.splitlines() if line.startswith("| `")]
    ranks = [rank[name.strip("/").removesuffix(".py")] for row in rows for name in row]
    assert ranks == sorted(ranks)


def test_each_noun_is_one_class() -> None:
    """No other class of the package has the name of a noun's."""
    classes: dict[str, list[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                classes.setdefault(node.name, []).append(path.relative_to(PACKAGE).as_posix())
    for page, place in PLACES:
        module, _, name = place.partition(":")
        if page == "vocabulary.md" and name[:1].isupper():
            assert classes[name] == [module]


def test_there_are_few_nouns() -> None:
    """About 25: more cannot be kept in one head."""
    rows = [line for line in PAGES[1].read_text("utf-8").splitlines() if line.startswith("| ")]
    assert 20 <= len(rows) - 1 <= 30
