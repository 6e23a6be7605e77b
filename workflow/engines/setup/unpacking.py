"""Puts a package into place: unpacked beside it, examined, moved there in one step."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workflow.engines.setup import archive, packages
from workflow.engines.setup.packages import Installed
from workflow.errors import EngineError
from workflow.store.files import write_atomic

_ELSEWHERE = "Nothing was installed; get the package elsewhere."
_CODE = re.compile("[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,19}")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that ``engines install`` did.

    Attributes:
        engine: ``argos`` or ``local``.
        what: the package or model.
        path: where it is.
        new: whether it was put there now.
        note: why this and not something better, or what it means, else empty.
    """

    engine: str
    what: str
    path: Path
    new: bool
    note: str = ""


def room(folder: Path) -> Path:
    """Where packages are unpacked before they are moved into a folder in one step.

    Beside it, since argostranslate takes every folder in it for a package; in it only where that
    cannot be: where it is a file system of its own, or what it is in cannot be written.
    """
    beside = folder.parent
    one = beside.stat().st_dev == folder.stat().st_dev
    return beside if one and os.access(beside, os.W_OK) else folder


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Makes the folder of packages; what cannot be written in the ``with`` block is told.

    Raises:
        EngineError: the folder cannot be written, or the disk is full.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        hint = "Free some space, or set ARGOS_PACKAGES_DIR to another folder."
        raise EngineError(folder, what, hint) from error


def waiting_room(folder: Path) -> Path:
    """Where archives wait, whole or in part, until they are unpacked; it is made."""
    waiting = room(folder)
    if waiting != folder:
        waiting /= "workflow-downloads"
        waiting.mkdir(exist_ok=True)
    return waiting


@contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[Installed]:
    """A package archive, unpacked while the ``with`` block runs.

    Args:
        file: the ``.argosmodel``.
        folder: where packages are.

    Raises:
        EngineError: the archive is unsafe or damaged, or no package for translation.
        OSError: there is no room for it.
    """
    with tempfile.TemporaryDirectory(dir=room(folder), prefix=".unpack-") as fresh:
        top = archive.unpack(file, Path(fresh))
        found = packages.describe(top)
        if found is None:
            raise EngineError(file.name, "is a package for something else", _ELSEWHERE)
        if found.problem:
            what = f"is no package for translation: it {found.problem}"
            raise EngineError(file.name, what, _ELSEWHERE)
        if not all(_CODE.fullmatch(code) for code in (found.source, found.target)):
            raise EngineError(file.name, "names no languages in its metadata.json", _ELSEWHERE)
        if not _VERSION.fullmatch(found.version):
            raise EngineError(file.name, "names no version in its metadata.json", _ELSEWHERE)
        yield found


def place(package: Installed, destination: Path, url: str, digest: str) -> None:
    """Moves an unpacked package to where it belongs, with a record of where it came from.

    Args:
        package: as :func:`unpacked` yields it.
        destination: the folder it becomes; replaced if it exists.
        url: where it came from, for the record; empty for a file.
        digest: of its archive, for the record.

    Raises:
        OSError: it cannot be moved into place; what was there stays.
    """
    record = {
        "url": url,
        "archive_sha256": digest,
        "installed": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "files": packages.hashes(package.path),
    }
    write_atomic(package.path / packages.LOCK, json.dumps(record, indent=1).encode())
    old = package.path.with_name(".old")
    if destination.exists():
        destination.rename(old)
    try:
        package.path.rename(destination)
    except OSError:
        if old.exists():
            old.rename(destination)
        raise
    shutil.rmtree(old, ignore_errors=True)
