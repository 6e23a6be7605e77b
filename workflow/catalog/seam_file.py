"""Keeps where people have joined or split the sentences of a document, for all its PO files.

That is one small file a document, ``locales/.sentences/NAME.jsonl``, which no PO tool touches. A
line is JSON and stands for itself, so that git joins the lines of two branches (``merge=union``);
one that is none, such as a merge's marker, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from workflow.catalog.journal import let_git_join
from workflow.errors import CatalogError
from workflow.model import Project, Seam, say
from workflow.store.files import is_inside, write_atomic

#: The folder, beside those of the languages.
FOLDER = ".sentences"
#: More than this many bytes no people have written.
_LARGEST = 1 << 20


class _SeamLine(msgspec.Struct, omit_defaults=True):
    """A line of the file: the two texts that are one sentence, or are two."""

    joined: tuple[str, str] | None = None
    split: tuple[str, str] | None = None


def seams_of(project: Project, name: str) -> Path:
    """Return the file of a document."""
    return project.locales / FOLDER / f"{name}.jsonl"


def read_seams(project: Project, name: str) -> tuple[Seam, ...]:
    """Read where the sentences of a document are joined or split, in the order of the lines."""
    path = seams_of(project, name)
    try:
        if not path.exists() or path.stat().st_size > _LARGEST or not is_inside(path, project.root):
            return ()
        return tuple(dict.fromkeys(_decoded(path.read_bytes())))
    except OSError:
        return ()


def _decoded(data: bytes) -> Iterator[Seam]:
    for text in data.split(b"\n"):
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            line = msgspec.json.decode(text, type=_SeamLine)
            if pair := line.joined or line.split:
                yield Seam(*pair, joined=line.joined is not None)


def write_seams(project: Project, name: str, seams: Sequence[Seam]) -> None:
    """Write where the sentences of a document are joined or split; without any, there is no file.

    Raises:
        CatalogError: it cannot be written.
    """
    path = seams_of(project, name)
    lines = (
        _SeamLine(joined=(each.left, each.right))
        if each.joined
        else _SeamLine(split=(each.left, each.right))
        for each in seams
    )
    try:
        if not seams:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        let_git_join(path, FOLDER)
        write_atomic(path, b"".join(msgspec.json.encode(each) + b"\n" for each in lines))
    except (OSError, UnicodeEncodeError) as error:
        raise CatalogError(
            path.relative_to(project.root).as_posix(),
            say("cannot be written ({reason})", reason=str(error)),
            say("Check that the folder exists, is writable, and the disk has room."),
        ) from error


def move_seams(project: Project, former: Mapping[str, str]) -> None:
    """Let the files of documents that have another name now follow them.

    Args:
        project: whose they are.
        former: new names, each with the one before; two may have been swapped.
    """
    found = {name: read_seams(project, old) for name, old in former.items()}
    for old in former.values():
        if found.get(old) is None:
            seams_of(project, old).unlink(missing_ok=True)
    for name, seams in found.items():
        if seams or seams_of(project, name).exists():
            write_seams(project, name, seams)
