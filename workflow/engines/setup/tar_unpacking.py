"""A tar archive with a model, from an untrusted source, unpacked with the care for packages.

A tar file has no list of its members: each is looked at before its bytes are read, and all that
has been seen so far must be within the limits of :mod:`~workflow.engines.setup.unpacking`.
"""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from workflow.engines.setup import unpacking

_CHUNK = 1 << 20


def unpack(archive: Path, folder: Path, most: int, wanted: Callable[[str], object]) -> None:
    """Unpack the wanted files of a tar archive, compressed or not, below ``folder``.

    Args:
        archive: the file.
        folder: exists and is empty.
        most: bytes that it may hold.
        wanted: tells by its name whether a file is written.

    Raises:
        EngineError: it is damaged, too large, or tries to write elsewhere.
        OSError: the folder cannot be written.
    """
    names: list[PurePosixPath] = []
    for opened, member in _members(archive, most):
        path = unpacking.safe_path(archive, member.name)
        if not member.isfile() or not wanted(path.name):
            continue
        names.append(path)
        unpacking.require_distinct(archive, names)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with unpacking.reading(archive, "tar"):
            source = opened.extractfile(member)
            assert source is not None  # noqa: S101 — it is a file
        with target.open("xb") as file:
            while True:
                with unpacking.reading(archive, "tar"):
                    chunk = source.read(_CHUNK)
                if not chunk:
                    break
                file.write(chunk)


def _members(archive: Path, most: int) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Yield the members one after the other, as long as all of them are within the limits."""
    size = number = 0
    with unpacking.reading(archive, "tar"):
        opened = tarfile.open(archive)  # noqa: SIM115 — closed below
    with opened:
        while True:
            with unpacking.reading(archive, "tar"):
                member = opened.next()
            if member is None:
                return
            number, size = number + 1, size + max(0, member.size)
            unpacking.require_modest(archive, number, size, most)
            if not (member.isreg() or member.isdir()) or member.issparse():
                raise unpacking.not_plain(archive, member.name)
            yield opened, member


def room_for(folder: Path, needed: int) -> bool:
    """Tell whether a folder's disk has so many bytes free, and some more."""
    return shutil.disk_usage(folder).free > needed + (64 << 20)
