"""Say where PO files are: one folder a locale, one file a seed."""

from __future__ import annotations

import glob
import os
import re
import shlex
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path, PurePosixPath

from workflow.catalog.journal import FOLDER
from workflow.errors import CatalogError, ConfigError
from workflow.languages import language
from workflow.model import Project, say
from workflow.store.files import in_circle, is_inside
from workflow.store.swap import is_leftover, leftover

#: What Dropbox, Syncthing, Nextcloud and file managers add to the name of a second version.
_COPIED = re.compile(
    r"[ ._-]*\(?[^()]*(?:conflict|충돌|冲突|衝突)[^()]*\)?"
    r"|[ _-]+(?:copy|kopie|복사본|副本|コピー)[ ()\d]*| ?\(\d+\)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ ._(-]")


def path_of(project: Project, name: str, target: str) -> Path:
    """Return the PO file of a document: ``locales/zh_CN/NAME.po``.

    Args:
        project: whose it is.
        name: the document's name, with forward slashes.
        target: BCP 47 tag, ``zh-Hans``.

    Raises:
        CatalogError: the path would lie outside the project's ``locales`` folder, or a symbolic
            link leads out of the project.
    """
    relative = PurePosixPath(name)
    if not name or relative.is_absolute() or ".." in relative.parts:
        raise CatalogError(repr(name), say("lies outside the project"), say("Rename the seed."))
    if any(ord(ch) < 32 or ch == "\x7f" for ch in name):
        raise CatalogError(repr(name), say("holds control characters"), say("Rename the seed."))
    path = place_of(project, name, target)
    if _leads_out(project.root, path):
        what = say("is a symbolic link that leads out of the project")
        if in_circle(path):
            what = say("cannot be read ({reason})", reason=say("the link leads in a circle"))
        hint = say("Replace the link with the file itself.")
        raise CatalogError(project.where(path), what, hint)
    return path


def journal_of(project: Project, name: str, target: str) -> Path:
    """Return the journal of a PO file: ``locales/.journal/zh_CN/NAME.jsonl``."""
    return project.locales / FOLDER / language(target).gettext / f"{name}.jsonl"


def place_of(project: Project, name: str, target: str) -> Path:
    """Return the path that :func:`path_of` returns, unchecked: to see whether a file is there."""
    return project.locales / language(target).gettext / f"{name}.po"


def folder_of(project: Project, target: str) -> str:
    """Return the folder of a language's PO files, as messages show it."""
    return project.where(project.locales / language(target).gettext)


def locate(project: Project, path: Path) -> tuple[str, str] | None:
    """Return the document's name and the target language of a PO file; ``None`` if not of ours."""
    try:
        folder, *parts = path.relative_to(project.locales).with_suffix("").parts
        known = language(folder)
    except (ValueError, ConfigError):
        return None
    return ("/".join(parts), known.tag) if parts and known.gettext == folder else None


def _leads_out(root: Path, path: Path) -> bool:
    """Tell whether a symbolic link below ``root`` takes ``path`` to a place that is not.

    Resolving a path is slow (0.1 ms), so it is done only if there is a link.
    """
    depth = len(path.parts) - len(root.parts)
    if not any(map(os.path.islink, (path, *islice(path.parents, depth - 1)))):
        return False
    return not is_inside(path, root)


def interrupted(project: Project, names: Iterable[str], targets: Sequence[str]) -> frozenset[str]:
    """List the documents whose PO files a killed process left half-saved.

    Saving their catalogs takes it in: it may be what an editor had saved in that instant.

    Args:
        project: whose documents.
        names: of all of them.
        targets: BCP 47 tags of the translations.
    """
    folders = (project.locales / language(target).gettext for target in targets)
    walks = (walk for folder in folders for walk in os.walk(folder))
    found = {f"{at}/{name}" for at, _, files in walks for name in files if is_leftover(name)}
    return frozenset(
        name
        for name in (names if found else ())
        if any(str(leftover(place_of(project, name, target))) in found for target in targets)
    )


def unread(project: Project, targets: Collection[str]) -> Iterator[CatalogError]:
    """Find PO files that people take for the project's and that no command reads.

    Their names end in capitals, they are in a folder with another name for a language, or they are
    copies that a program for shared folders has put beside a file that two people changed.

    Args:
        project: whose.
        targets: BCP 47 tags of its translations.

    Yields:
        What to tell of each: an editor's work may be in it.
    """
    for folder in sorted(project.locales.glob("*")):
        with suppress(ConfigError):
            known = language(folder.name)
            if known.tag in targets and known.gettext == folder.name:
                yield from _unread_in(project, folder)
            elif known.tag in targets and next(folder.rglob("*.[pP][oO]"), None):
                place = folder_of(project, known.tag)
                if not is_one_file(folder, project.root / place):
                    what = say("is not read: translations into {tag} are in {folder}",
                               tag=known.tag, folder=place)  # fmt: skip
                    hint = say("Move its files there.")
                    yield CatalogError(project.where(folder), what, hint)


def _unread_in(project: Project, folder: Path) -> Iterator[CatalogError]:
    for at, _, files in os.walk(folder):
        for path in (Path(at, name) for name in sorted(files) if name.lower().endswith(".po")):
            own = _original(path)
            if own and not is_one_file(own, path) and not _has_seed(project, folder, path):
                command = f"workflow exchange import {shlex.quote(project.where(path))}"
                yield CatalogError(
                    project.where(path),
                    say("is not read: it looks like a copy of {name}", name=own.name),
                    say("Take over what is only in it ({command}) and delete it.", command=command),
                )
            elif path.suffix != ".po" and not path.with_suffix(".po").is_file():
                what = say("is not read: its name does not end in .po")
                hint = say("Call it {name}.", name=f"{path.stem}.po")
                yield CatalogError(project.where(path), what, hint)


def _has_seed(project: Project, folder: Path, path: Path) -> bool:
    seed = glob.escape(path.relative_to(folder).with_suffix("").as_posix())
    return path.suffix == ".po" and any(project.seeds.glob(f"{seed}.*"))


def _original(path: Path) -> Path | None:
    """Find the PO file that another one seems to be a copy of."""
    stem, gaps = path.stem, (gap.start() for gap in _GAP.finditer(path.stem))
    names = [stem] if path.suffix != ".po" else []
    names += [stem[:at] for at in gaps if _COPIED.fullmatch(stem, at)]
    return next((own for name in names if (own := path.with_name(f"{name}.po")).is_file()), None)


def held(project: Project) -> dict[str, list[str]]:
    """Map each name that has PO files, of a seed or not, to the languages (tags) of these.

    Hidden files, such as Emacs' locks (``.#name.po``), are none; languages are in order.
    """
    found: dict[str, list[str]] = {}
    for folder in sorted(project.locales.glob("*")):
        for place, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            shown = (name for name in sorted(files) if not name.startswith("."))
            places = (locate(project, Path(place, name)) for name in shown if name.endswith(".po"))
            for name, tag in filter(None, places):
                found.setdefault(name, []).append(tag)
    return found


def orphans(project: Project, names: Collection[str], target: str) -> tuple[str, ...]:
    """List the PO files without a seed, in alphabetical order.

    Hidden files, such as Emacs' locks (``.#name.po``), are none.

    Args:
        project: whose they are.
        names: the names of all seeds.
        target: BCP 47 tag of the translation.
    """
    folder = project.locales / language(target).gettext
    files = (path for path in folder.rglob("*.po") if not path.name.startswith("."))
    found = (path.relative_to(folder).with_suffix("").as_posix() for path in files)
    return without_seed(project, found, names, target)


def without_seed(
    project: Project, found: Iterable[str], names: Iterable[str], target: str
) -> tuple[str, ...]:
    """Select the PO files without a seed, in alphabetical order.

    Where a file system takes names for one that differ in case or in how accents are written, a
    seed's file may have been listed under another spelling of its name.
    """
    known = frozenset(names)
    strays = [name for name in found if name not in known]
    spelled = {alike(name): name for name in known} if strays else {}
    return tuple(
        sorted(
            name
            for name in strays
            if not (own := spelled.get(alike(name))) or not _is_one(project, name, own, target)
        )
    )


def alike(name: str) -> str:
    """Return a key that is equal for names that some file system would take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_one(project: Project, name: str, other: str, target: str) -> bool:
    return is_one_file(place_of(project, name, target), place_of(project, other, target))


def is_one_file(path: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file or folder, as where capitals make no difference."""
    try:
        return path.samefile(other)
    except OSError:
        return False
