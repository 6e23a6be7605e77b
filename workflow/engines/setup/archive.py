"""Unpacks a package archive from an untrusted source into a fresh folder.

Everything is decided from the list of members before a byte is written, and counted again while
unpacking: sizes in an archive's own directory may lie.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from workflow.errors import EngineError

#: Real packages hold a few dozen files, at most some hundred megabytes, hardly compressible.
MAX_BYTES = 2 << 30
MAX_MEMBERS = 5_000
MAX_RATIO = 200
_CHUNK = 1 << 20
_UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
#: Parts of Argos packages that are never used here: models for splitting sentences, some of them
#: pickles, which run code when loaded.
_LEFT_OUT = frozenset({"stanza", "spacy", "minisbd"})


def unpack(archive: Path, folder: Path) -> Path:
    """Unpacks ``archive`` below ``folder``, which must be empty; returns its one top folder.

    Args:
        archive: a zip file with everything in one top folder.
        folder: exists and is empty.

    Raises:
        EngineError: it is no such archive, it is damaged, too large, or tries to write elsewhere.
        OSError: the folder cannot be written.
    """
    with _reading(archive):
        opened = zipfile.ZipFile(archive)
    with opened:
        members = _checked(archive, opened.infolist())
        left = MAX_BYTES
        for member, name in members:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as target:
                for chunk in _content(archive, opened, member, left):
                    left -= target.write(chunk)
    return folder / members[0][1].parts[0]


@contextmanager
def _reading(archive: Path) -> Iterator[None]:
    """Tells whatever reading an archive raises as what it is: damage.

    There is no list to be had of what zipfile and its decompressors raise on damaged bytes: beside
    their own errors at least OSError, ValueError, struct.error, EOFError and OverflowError.
    """
    try:
        yield
    except Exception as error:
        raise _refused(archive, "is not an intact zip archive") from error


def _refused(archive: Path, why: str) -> EngineError:
    return EngineError(archive.name, why, "Nothing was installed; get the package elsewhere.")


def _checked(
    archive: Path, members: list[zipfile.ZipInfo]
) -> list[tuple[zipfile.ZipInfo, PurePosixPath]]:
    """The files to unpack and their names, none of which can lead out of the folder."""
    if len(members) > MAX_MEMBERS:
        raise _refused(archive, f"has {len(members)} members")
    size = sum(member.file_size for member in members)
    packed = max(1, archive.stat().st_size)
    if size > MAX_BYTES or size > packed * MAX_RATIO:
        raise _refused(archive, f"unpacks to {size / 1e6:.0f} MB from {packed / 1e6:.1f} MB")
    files = []
    for member in members:
        name = _safe_name(archive, member)
        if not member.is_dir() and not _LEFT_OUT.intersection(name.parts[1:2]):
            files.append((member, name))
    tops = {name.parts[0] for _, name in files}
    if len(tops) != 1 or any(len(name.parts) < 2 for _, name in files):
        raise _refused(archive, "does not hold exactly one folder")
    spelled = [str(name).casefold() for _, name in files]
    folders = {str(parent).casefold() for _, name in files for parent in name.parents}
    if len(set(spelled)) != len(spelled) or not folders.isdisjoint(spelled):
        raise _refused(archive, "holds two files of one name")
    return files


def _safe_name(archive: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    """The member's name, if it is a plain file or folder with a plain relative name."""
    name = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind and kind not in {stat.S_IFREG, stat.S_IFDIR}:
        raise _refused(archive, f"holds {name.name!r}, which is no plain file")
    if member.flag_bits & 0x1:
        raise _refused(archive, "is encrypted")
    unsafe = _UNSAFE_NAME.search(member.orig_filename) or name.is_absolute()
    if unsafe or not name.parts or ".." in name.parts or len(member.filename.encode()) > 240:
        raise _refused(archive, f"holds a file with an unsafe name ({member.filename[:60]!r})")
    return name


def _content(
    archive: Path, opened: zipfile.ZipFile, member: zipfile.ZipInfo, left: int
) -> Iterator[bytes]:
    """One member's bytes in pieces. Its true size and its checksum are verified on the way."""
    limit = min(left, member.file_size)
    read = 0
    with _reading(archive):
        source = opened.open(member)
    with source:
        while True:
            with _reading(archive):
                chunk = source.read(_CHUNK)
            read += len(chunk)
            if read > limit:
                raise _refused(archive, f"holds a file larger than it says ({member.filename!r})")
            if not chunk:
                return
            yield chunk
