"""Tell which files below ``seeds/`` are seeds, what each is called, which names are refused."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from pathlib import Path, PurePath
from unicodedata import normalize

from workflow.documents.pictures import SUFFIXES
from workflow.errors import SourceError
from workflow.model import Project, say
from workflow.store.files import in_circle, is_inside, is_text

#: Bytes of a file's or folder's name. File systems take 255; an e-book's name adds languages.
LONGEST_NAME = 200
#: What systems and programs leave in folders: Windows, macOS, Emacs, office programs.
_LEFT = re.compile(r"thumbs\.db|desktop\.ini|icon\r|.*~|#.*#|~\$.*", re.IGNORECASE | re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
#: How many ways of writing the accents of a path are looked for.
_MOST_SPELLINGS = 16


def is_seed(name: str) -> bool:
    """Tell whether a file with this name should be a seed, readable or not."""
    if name.startswith(".") or name.lower().endswith(SUFFIXES) or _LEFT.fullmatch(name):
        return False
    return not (name[:6].upper() == "README" and PurePath(name).stem.upper() == "README")


def place_in(project: Project, path: Path) -> tuple[str, str]:
    """Return a seed's path below the project, and its name: its path below ``seeds/``, no ending.

    Raises:
        SourceError: no seed may be there, or have this name.
    """
    if project.seeds not in path.parents:
        raise SourceError(path, say("is not below seeds/"), say("Copy it there."))
    inside = path.relative_to(project.seeds)
    where = project.where(path)
    if not is_text(where):
        raise SourceError(where, say("has a name that is not UTF-8"), say("Rename it."))
    if _CONTROL.search(where):
        raise SourceError(
            where,
            say("has a name with a line break or another control character"),
            say("Rename it."),
        )
    _refuse_link(project, path, where)
    if any(len(part.encode()) > LONGEST_NAME for part in inside.parts):
        what = say("has a name of more than {n} bytes", n=LONGEST_NAME)
        raise SourceError(where, what, say("Rename it: its pages and files have longer ones."))
    return where, inside.with_suffix("").as_posix()


def _refuse_link(project: Project, path: Path, where: str) -> None:
    """Refuse links that are circular, broken, or lead to a folder or out of the project."""
    if in_circle(path):
        what = say("cannot be read ({reason})", reason=say("the link leads in a circle"))
        raise SourceError(where, what, say("Replace the link with the file itself."))
    if path.is_symlink() and not path.exists():
        what = say("is a link to {text}, which is not there", text=path.readlink().as_posix())
        raise SourceError(where, what, say("Replace the link with the file itself."))
    if not is_inside(path, project.root):
        hint = say("Copy the file itself into seeds/.")
        raise SourceError(where, say("lies outside the project"), hint)
    if path.is_symlink() and path.is_dir():
        what = say("is a link to a folder, which is not followed")
        raise SourceError(where, what, say("Put the folder itself there, or remove the link."))


def refuse_namesakes(seeds: Path, path: Path, where: str, extensions: Iterable[str]) -> None:
    """Refuse a seed beside another of its name: they would share a PO file and a page.

    So would two whose names look the same, with accents or syllables written in one character or
    in several (NFC, NFD): no person could tell them apart.

    Args:
        seeds: the folder of the seeds.
        path: of the seed.
        where: the same as messages show it.
        extensions: those that seeds may have.

    Raises:
        SourceError: there is another one.
    """
    beside = (f"{path.with_suffix('')}{each}" for each in extensions if each != path.suffix)
    for other in map(Path, filter(os.path.exists, beside)):
        if not _same(path, other):
            raise SourceError(
                where,
                say("has the same name as {name}", name=other.name),
                say("Rename one of the two: a seed's name without extension must be its own."),
            )
    for place in _spellings(path.relative_to(seeds)):
        for extension in dict.fromkeys((path.suffix, *extensions)):
            other = (seeds / place).with_suffix(extension)
            if os.path.exists(other) and not other.samefile(path):  # noqa: PTH110 (no error)
                raise SourceError(
                    where,
                    say(
                        "has the same name as {name}, with letters that are made of other"
                        " characters (NFC and NFD)",
                        name=other.relative_to(seeds.parent).as_posix(),
                    ),
                    say("Rename one of the two: a seed's name without extension must be its own."),
                )


def _spellings(place: PurePath) -> Iterator[PurePath]:
    """Yield the other ways to write a path's letters, part by part."""
    if place.as_posix().isascii():
        return
    ways = [
        dict.fromkeys((part, normalize("NFC", part), normalize("NFD", part)))
        for part in place.parts
    ]
    for parts in islice(product(*ways), 1, _MOST_SPELLINGS):
        yield PurePath(*parts)


def _same(path: Path, other: Path) -> bool:
    """Return whether two paths are one file, which some file systems find under either case."""
    return other.name.lower() == path.name.lower() and other.samefile(path)
