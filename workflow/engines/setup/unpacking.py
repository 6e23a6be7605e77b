"""Unpack archives from an untrusted source, beside the folder of packages or models.

Of a zip file everything is decided from the list of members before a byte is written, and counted
again while unpacking: sizes in an archive's own directory may lie. A tar file has no such list:
each member is looked at before its bytes are read, and all that has been seen so far must be within
the same limits.
"""

from __future__ import annotations

import os
import re
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from workflow.engines.setup import packages
from workflow.engines.setup.packages import ArgosPackage
from workflow.errors import EngineError
from workflow.model import Message, say

#: Real packages hold a few dozen files, at most some hundred megabytes, hardly compressible.
MAX_BYTES = 2 << 30
MAX_MEMBERS = 5_000
MAX_RATIO = 200
CHUNK = 1 << 20
_UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
#: Parts of Argos packages that are never used here: models for splitting sentences, some of them
#: pickles, which run code when loaded.
_LEFT_OUT = frozenset({"stanza", "spacy", "minisbd"})
_CODE = re.compile("[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,19}")


def room(folder: Path) -> Path:
    """Return where packages are unpacked before they are moved into a folder in one step.

    Beside it, since argostranslate takes every folder in it for a package; in it only where that
    cannot be: where it is a file system of its own, or what it is in cannot be written.
    """
    beside = folder.parent
    one = beside.stat().st_dev == folder.stat().st_dev
    return beside if one and os.access(beside, os.W_OK) else folder


def waiting_room(folder: Path) -> Path:
    """Create the folder for downloaded archives, whole or in part, until they are unpacked."""
    waiting = room(folder)
    if waiting != folder:
        waiting /= "workflow-downloads"
        waiting.mkdir(exist_ok=True)
    return waiting


@contextmanager
def unpacked(file: Path, folder: Path) -> Iterator[ArgosPackage]:
    """Yield a package from its archive, unpacked while the ``with`` block runs.

    Args:
        file: the ``.argosmodel``.
        folder: where packages are.

    Raises:
        EngineError: the archive is unsafe or damaged, or no package for translation.
        OSError: there is no room for it.
    """
    with tempfile.TemporaryDirectory(dir=room(folder), prefix=".unpack-") as fresh:
        top = unpack(file, Path(fresh))
        found = packages.describe(top)
        if found is None:
            raise _refused(file, say("is a package for something else"))
        if found.problem:
            raise _refused(
                file, say("is no package for translation: it {fault}", fault=found.problem)
            )
        if not all(_CODE.fullmatch(code) for code in (found.source, found.target)):
            raise _refused(file, say("names no languages in its metadata.json"))
        if not _VERSION.fullmatch(found.version):
            raise _refused(file, say("names no version in its metadata.json"))
        yield found


def unpack(archive: Path, folder: Path, most: int | None = None, *, loose: bool = False) -> Path:
    """Unpack an archive below ``folder`` and return its one top folder.

    Args:
        archive: a zip file with everything in one top folder.
        folder: exists and is empty.
        most: bytes that it may hold, if not those of any package.
        loose: whether files may lie in it without a top folder; then ``folder`` is returned.

    Raises:
        EngineError: it is no such archive, it is damaged, too large, or tries to write elsewhere.
        OSError: the folder cannot be written.
    """
    with reading(archive):
        opened = zipfile.ZipFile(archive)
    with opened:
        left = most or MAX_BYTES
        members = _checked(archive, opened.infolist(), left)
        if not loose:
            _require_one_folder(archive, members)
        for member, name in members:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as target:
                for chunk in _content(archive, opened, member, left):
                    left -= target.write(chunk)
    return folder if loose else folder / members[0][1].parts[0]


def holds_folder(archive: Path) -> bool:
    """Tell whether a zip file holds a model of CTranslate2, and is no Argos package."""
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [PurePosixPath(name) for name in opened.namelist()[:MAX_MEMBERS]]
    except Exception:  # it is damaged, and will be refused as what it seems to be
        return False
    models = [name for name in names if name.name == "model.bin"]
    packed = any(name.parts[1:] == ("metadata.json",) for name in names)
    inside = any(name.parts[1:] == ("model", "model.bin") for name in models)
    return bool(models) and not (packed and inside)


@contextmanager
def reading(archive: Path, kind: str = "zip") -> Iterator[None]:
    """Turn any error in reading an archive into the error that it is damaged.

    There is no list to be had of what zipfile and its decompressors raise on damaged bytes: beside
    their own errors at least OSError, ValueError, struct.error, EOFError and OverflowError.
    """
    try:
        yield
    except Exception as error:
        raise _refused(archive, say("is not an intact {kind} archive", kind=kind)) from error


def _refused(archive: Path, why: Message) -> EngineError:
    return EngineError(archive.name, why, say("Nothing was installed; get the package elsewhere."))


def _checked(
    archive: Path, members: list[zipfile.ZipInfo], most: int
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """Return the files to unpack and their names, none of which can lead out of the folder."""
    require_modest(archive, len(members), sum(member.file_size for member in members), most)
    files = []
    for member in members:
        name = _safe_name(archive, member)
        if not member.is_dir() and not _LEFT_OUT.intersection(name.parts[1:2]):
            files.append((member, name))
    require_distinct(archive, [name for _, name in files])
    return files


def _require_one_folder(archive: Path, files: list[tuple[zipfile.ZipInfo, PurePosixPath]]) -> None:
    tops = {name.parts[0] for _, name in files}
    if len(tops) != 1 or any(len(name.parts) < 2 for _, name in files):
        raise _refused(archive, say("does not hold exactly one folder"))


def require_modest(archive: Path, number: int, size: int, most: int) -> None:
    """Refuse an archive with more members, or more in them, than any honest one has.

    Args:
        archive: the file.
        number: its members.
        size: bytes in all of them.
        most: bytes that may be in them.
    """
    if number > MAX_MEMBERS:
        raise _refused(archive, say("has {n} members", n=number))
    packed = max(1, archive.stat().st_size)
    if size > most or size > packed * MAX_RATIO:
        full, small = f"{size / 1e6:.0f}", f"{packed / 1e6:.1f}"
        raise _refused(archive, say("unpacks to {n} MB from {small} MB", n=full, small=small))


def require_distinct(archive: Path, names: list[PurePosixPath]) -> None:
    """Refuse files that would be written over each other, on any file system."""
    spelled = [str(name).casefold() for name in names]
    folders = {str(parent).casefold() for name in names for parent in name.parents}
    if len(set(spelled)) != len(spelled) or not folders.isdisjoint(spelled):
        raise _refused(archive, say("holds two files of one name"))


def _safe_name(archive: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    """Return a member's name, if it is a plain file or folder with a plain relative name."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind and kind not in {stat.S_IFREG, stat.S_IFDIR}:
        raise not_plain(archive, member.filename)
    if member.flag_bits & 0x1:
        raise _refused(archive, say("is encrypted"))
    safe_path(archive, member.orig_filename)
    return safe_path(archive, member.filename)


def not_plain(archive: Path, name: str) -> EngineError:
    """Return the error for a link or a device among an archive's members."""
    what = say("holds {name}, which is no plain file", name=repr(PurePosixPath(name).name))
    return _refused(archive, what)


def safe_path(archive: Path, name: str) -> PurePosixPath:
    """Return a member's name as a path, if it is a plain relative one.

    Raises:
        EngineError: it might lead out of the folder, or is no name of a file everywhere.
    """
    path = PurePosixPath(name)
    unsafe = _UNSAFE_NAME.search(name) or path.is_absolute()
    too_long = len(name.encode("utf-8", "surrogatepass")) > 240
    if unsafe or not path.parts or ".." in path.parts or too_long:
        shown = repr(name[:60])
        raise _refused(archive, say("holds a file with an unsafe name ({name})", name=shown))
    return path


def _content(
    archive: Path, opened: zipfile.ZipFile, member: zipfile.ZipInfo, left: int
) -> Iterator[bytes]:
    """Yield a member's bytes in pieces; its true size and its checksum are verified on the way."""
    limit = min(left, member.file_size)
    read = 0
    with reading(archive):
        source = opened.open(member)
    with source:
        while True:
            with reading(archive):
                chunk = source.read(CHUNK)
            read += len(chunk)
            if read > limit:
                name = repr(member.filename)
                raise _refused(archive, say("holds a file larger than it says ({name})", name=name))
            if not chunk:
                return
            yield chunk


def unpack_tar(archive: Path, folder: Path, most: int, wanted: Callable[[str], object]) -> None:
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
        path = safe_path(archive, member.name)
        if not member.isfile() or not wanted(path.name):
            continue
        names.append(path)
        require_distinct(archive, names)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with reading(archive, "tar"):
            source = opened.extractfile(member)
            assert source is not None  # noqa: S101 — it is a file
        with target.open("xb") as file:
            while True:
                with reading(archive, "tar"):
                    chunk = source.read(CHUNK)
                if not chunk:
                    break
                file.write(chunk)


def _members(archive: Path, most: int) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Yield the members one after the other, as long as all of them are within the limits."""
    size = number = 0
    with reading(archive, "tar"):
        opened = tarfile.open(archive)  # noqa: SIM115 — closed below
    with opened:
        while True:
            with reading(archive, "tar"):
                member = opened.next()
            if member is None:
                return
            number, size = number + 1, size + max(0, member.size)
            require_modest(archive, number, size, most)
            if not (member.isreg() or member.isdir()) or member.issparse():
                raise not_plain(archive, member.name)
            yield opened, member
