"""One home for each idea: where languages are named, and that a name means one thing."""

from __future__ import annotations

import ast
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "workflow"
LANGUAGES = frozenset({"ko", "zh", "zh-Hans", "zh-Hant"})
HANGUL, HAN = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RANGE = re.compile(
    rf"[{HANGUL}]-[{HANGUL}]|[{HAN}]-[{HAN}]|\\u(?:1100|31[3-8]|ac00|4e00|3400|f900)",
    re.IGNORECASE,
)


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the package, parsed, by its path below it."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def texts(tree: ast.Module) -> Iterator[str]:
    """Yield the strings of a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from () if id(node) in docstrings else (node.value,)


def outside() -> Iterator[tuple[str, ast.Module]]:
    """Yield the modules outside the room of the languages."""
    return ((path, tree) for path, tree in modules().items() if not path.startswith("languages/"))


def test_languages_are_named_in_their_room_alone() -> None:
    """Elsewhere code asks a pack for a fact; where it must not, the architecture says why."""
    chapter = (
        (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("outside its room")[2]
    )
    named = {path for path, tree in outside() if LANGUAGES & set(texts(tree))}
    listed = re.findall(r"`([a-z_/]+\.py)`", chapter)
    assert named <= set(listed)


def test_scripts_are_told_apart_in_the_room_of_the_languages() -> None:
    """A range of Hangul or Han letters is a notion that the languages define once."""
    assert not [path for path, tree in outside() if any(map(RANGE.search, texts(tree)))]


def test_a_class_name_means_one_thing() -> None:
    """No two classes of the package have one name."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                homes[node.name].append(path)
    assert not {name: paths for name, paths in homes.items() if len(paths) > 1}


def test_a_module_name_means_one_thing() -> None:
    """No two modules have one name, but those that every language has for itself."""
    homes: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        name = Path(path).stem
        if name not in {"__init__", "__main__"} and not re.match(r"languages/\w\w/", path):
            homes[name].append(path)
    assert not {name: paths for name, paths in homes.items() if len(paths) > 1}


def test_nothing_stands_at_the_top_but_what_a_repository_needs() -> None:
    """Whatever a command has written there, such as a sheet handed out, is not kept."""
    asked = ["git", "ls-files", "-z"]
    kept = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    folders = {path.partition("/")[0] for path in kept.split("\0") if "/" in path}
    assert folders <= {*"seeds workflow locales glossary tests docs .ci .github".split()}
