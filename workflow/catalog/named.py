"""What the PO files of a seed remember of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from workflow.catalog.header import NAMED
from workflow.catalog.paths import path_of
from workflow.errors import WorkflowError
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
        targets: the languages whose PO files may say so.
    """
    for target in targets:
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
