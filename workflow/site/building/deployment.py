"""Move a build into the place of the site: all of it, or its changed files."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.errors import PublishError
from workflow.model import Project, say

#: Tells a folder that was built from one that is somebody's own, and one build from another.
MARKER = ".built-by-workflow"
#: The folder that makes a site a clone, or a work tree, of git.
_REPOSITORY = ".git"
#: Seconds after which nobody builds in a folder any more.
_FORGOTTEN = 24 * 60 * 60


@contextmanager
def folder_beside(target: Path, *, clean: bool) -> Iterator[Path]:
    """Create a folder beside a site to build in, and remove what is left of it at the end.

    Args:
        target: the site's folder.
        clean: whether it may hold files that were not built here.

    Raises:
        PublishError: it holds such files, or nothing can be written there.
    """
    _check(target, clean=clean)
    with failures(target):
        fresh = _new_folder(target)
        try:
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


@contextmanager
def failures(target: Path) -> Iterator[None]:
    """Say of errors in a ``with`` statement that they are the site's.

    Raises:
        PublishError: something cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        raise PublishError(
            target,
            (error.strerror or "").lower() or say("cannot be written"),
            say("Check the folder's permissions and the free space."),
        ) from error


def mark(folder: Path, build: str) -> None:
    """Mark a folder as built here, and name the build."""
    note = "workflow publish rebuilds this folder: keep your own files in theme/static."
    (folder / MARKER).write_text(json.dumps({"note": note, "build": build}) + "\n")


def build_of(project: Project) -> str:
    """Return the name of the site's present state; empty where there is no whole site."""
    try:
        return str(json.loads((project.site / MARKER).read_bytes())["build"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def keep_assets(target: Path, fresh: Path) -> None:
    """Copy the assets of a site that its successor lacks, for pages that are taken from it."""
    for path in (target / "assets").glob("*"):
        place = fresh / "assets" / path.name
        if path.is_file() and not place.exists():
            shutil.copyfile(path, place)


def swap(target: Path, fresh: Path) -> None:
    """Put a new site where the old one is; on failure the old one comes back.

    Raises:
        OSError: the old site is where it was.
    """
    fresh.chmod(0o755)
    old = fresh.with_name(fresh.name + ".old")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    if (repository := old / _REPOSITORY).exists() or repository.is_symlink():
        repository.rename(target / _REPOSITORY)  # of whoever publishes with git
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old, ignore_errors=True)
    elif os.path.lexists(old):
        old.unlink()


def update(target: Path, fresh: Path, gone: Iterable[str], renewed: Iterable[str]) -> None:
    """Move new files over those of a site, then remove files that it no longer needs.

    Every file was written before the first one is moved, and each move is one step, so that the
    site is between two whole states only for an instant. Its mark is empty during that instant and
    comes last, so that an interruption is noticed.

    Args:
        target: the site.
        fresh: the new files.
        gone: folders, and single files, that are needed no more.
        renewed: folders of which every file is in ``fresh``; others of their files go.

    Raises:
        OSError: a file cannot be moved; with an empty mark, the next build is a whole one.
    """
    old = [path for folder in renewed for path in _surplus(target / folder, fresh / folder)]
    (target / MARKER).write_bytes(b"")
    for path in _files(fresh):
        place = target / path.relative_to(fresh)
        if path.name != MARKER or path.parent != fresh:
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
    for path in old:
        path.unlink()
    for folder in gone:
        _remove(target, target / folder)
    (fresh / MARKER).replace(target / MARKER)


def _surplus(standing: Path, fresh: Path) -> Iterator[Path]:
    """Yield the files of a folder that its new state does not have."""
    if standing.is_dir():
        for path in standing.iterdir():
            if not path.is_dir() and not (fresh / path.name).exists():
                yield path


def _files(folder: Path) -> Iterator[Path]:
    """Return the files below a folder, the deepest first: articles come before lists of them."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return iter(sorted(found, key=lambda path: -len(path.parts)))


def _remove(root: Path, place: Path) -> None:
    """Remove a file, or a folder with its files, but not the folders of other articles in it."""
    if place.is_dir():
        folder = place
        for path in folder.iterdir():
            if not path.is_dir():
                path.unlink()
    elif place.is_file():
        place.unlink()
        folder = place.parent
    else:
        return
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _check(target: Path, *, clean: bool) -> None:
    if not target.exists() or clean or (target / MARKER).exists():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise PublishError(
            target,
            say("holds files that this command did not build"),
            say(
                "Move them away, or replace them with: {command}",
                command="workflow publish --clean",
            ),
        )


def _new_folder(target: Path) -> Path:
    """Make a folder beside a site, and remove those that killed builds left there long ago."""
    for path in target.parent.glob(f".{target.name}-*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > _FORGOTTEN:
            shutil.rmtree(path, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
