"""What the PO files of a seed remember of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workflow.catalog.catalog import Catalog
from workflow.catalog.header import NAMED
from workflow.catalog.pairs import locate
from workflow.catalog.paths import path_of, place_of, where
from workflow.errors import WorkflowError, contained
from workflow.languages import language
from workflow.model import Project

#: A header is shorter.
_BEGINNING = 4_096
_FIELD = re.compile(rf'"{NAMED}:\s*([\w-]+)\s*(?:\\n)?"'.encode())


def named_source(project: Project, name: str, targets: Iterable[str]) -> str:
    """The language that a person said on the command line a seed is in; empty if nobody did.

    Args:
        project: whose seed.
        name: the seed's.
        targets: the languages whose PO files are asked first; if none says so, all others are.
    """
    asked = tuple(targets)
    found = {tag: said for tag in asked if (said := _said(project, name, tag))}
    if not found:
        others = (tag for tag in _languages(project, name) if tag not in asked)
        found = {tag: said for tag in others if (said := _said(project, name, tag))}
    # A file in a language that the seed is in is translated no more: it is the older one.
    newer = (said for tag, said in found.items() if tag not in found.values())
    return next(newer, next(iter(found.values()), ""))


def name_everywhere(
    project: Project, name: str, source: str
) -> tuple[bool, tuple[WorkflowError, ...]]:
    """Writes into every PO file of a seed in which language it is, also those of no target.

    Args:
        project: whose seed.
        name: the seed's.
        source: BCP 47 tag; empty to let go what was said before.

    Returns:
        Whether a file had to be written, and what could not be.
    """
    other = [tag for tag in _languages(project, name) if _said(project, name, tag) != source]
    errors: list[WorkflowError] = []
    for tag in other:
        with contained(where(project, place_of(project, name, tag)), errors.append):
            catalog = Catalog.load(project, name, tag)
            catalog.name_source(source)
            catalog.save(sign=False)
    return bool(other), tuple(errors)


def _languages(project: Project, name: str) -> list[str]:
    """The languages that a seed has PO files in, whether they are targets or not."""
    files = (folder / f"{name}.po" for folder in sorted(project.locales.glob("*")))
    found = (locate(project, file) for file in files if file.is_file())
    return [place[1] for place in found if place]


def _said(project: Project, name: str, target: str) -> str:
    """What one PO file says; empty where it is none, or says nothing that is known."""
    with suppress(OSError, WorkflowError):
        if found := _FIELD.search(_beginning(path_of(project, name, target))):
            return language(found[1].decode()).tag
    return ""


def _beginning(path: Path) -> bytes:
    """What a file begins with; nothing of what is no plain file, where it might wait for ever."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(_BEGINNING)
