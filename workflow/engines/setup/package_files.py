"""Check archives of Argos packages, and install them.

Argos' index has no checksums. Those of the packages most used are pinned here: each was measured
independently by at least two public projects that download it (``argos-packages.sha256``, in the
format of ``sha256sum``). Of any other package the first download is remembered, in the user's data
folder, and from then on it must stay as it was. All this is known before a byte of it is parsed.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote, urlsplit

from workflow.engines import address
from workflow.engines.setup import data_folder, packages, sha256_of, unpacking
from workflow.engines.setup.packages import ArgosPackage
from workflow.errors import EngineError
from workflow.model import Message, say
from workflow.store.files import write_atomic

#: What to do where Argos does not serve.
ELSEWHERE = say("Use another engine for it: {command}", command="workflow engines install local")
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


class ChangedPackage(EngineError):
    """A package is not the one that was published, or that was fetched before."""


def package_name(source: str, target: str, version: str) -> str:
    """Return what Argos calls a package, fit for a file name.

    >>> package_name("en", "ko", "1.1")
    'translate-en_ko-1_1'
    """
    return f"translate-{_plain(source)}_{_plain(target)}-{_plain(version)}"


def _plain(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text)[:20]


@cache
def pinned() -> Mapping[str, str]:
    """Return the SHA-256 of published packages, by their names."""
    return _read(files(__package__).joinpath("argos-packages.sha256").read_text("utf-8"))


def memory() -> Path:
    """Return the file in which the checksums of packages that were fetched are remembered."""
    return data_folder() / "packages.sha256"


def _remembered() -> Mapping[str, str]:
    try:
        return _read(memory().read_text("utf-8", "replace"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        what = say("cannot be read ({reason})", reason=error.strerror)
        hint = say("Make it readable: without it, a changed package would not be noticed.")
        raise EngineError(memory(), what, hint) from error


def _read(text: str) -> Mapping[str, str]:
    """Return checksums by name; of several for one name the last counts."""
    found = filter(None, map(_LINE.fullmatch, text.splitlines()))
    return {line[2].removesuffix(".argosmodel"): line[1] for line in found}


def remember(name: str, digest: str) -> str:
    """Keep the checksum of a package that was fetched and installed.

    Returns:
        What to tell the user: nothing, or that it could not be kept.
    """
    if pinned().get(name) == digest or _remembered().get(name) == digest:
        return ""
    try:
        memory().parent.mkdir(parents=True, exist_ok=True)
        with memory().open("a", encoding="utf-8") as file:
            file.write(f"{digest}  {name}.argosmodel\n")
    except OSError as error:
        return say(
            "Its checksum cannot be remembered in {path} ({reason})",
            path=str(memory()),
            reason=error.strerror,
        )
    return ""


def require_same(
    name: str, digest: str, published: str, where: str, accepted: Collection[str]
) -> None:
    """Compare a file with its published checksum, else with that of its first download.

    Args:
        name: under which the first one is remembered.
        digest: SHA-256 of the file.
        published: what it should be; empty where nobody has said.
        where: what errors call it.
        accepted: checksums that the user vouches for.

    Raises:
        ChangedPackage: it is another file under the same name.
    """
    known = published or _remembered().get(name)
    if known is None or digest in {known, *accepted}:
        return
    raise _changed(
        where, say("is not the file that was published, or fetched before"), digest, known
    )


def _changed(where: str, what: Message, digest: str, known: str) -> ChangedPackage:
    """Return the error for a file whose checksum is not the known one."""
    return ChangedPackage(
        where,
        say(
            "{what}: its SHA-256 is {digest}, not {known}; nothing was installed",
            what=what,
            digest=digest,
            known=known,
        ),
        say(
            "If you know from another source that it is right, add: {option}",
            option=f"--sha256 {digest}",
        ),
    )


@dataclass(frozen=True, slots=True)
class Installed:
    """What ``engines install`` has put in place, or found there.

    Attributes:
        engine: ``argos``, ``ctranslate2`` or ``local``.
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


def install_same(
    files: Mapping[str, tuple[str, str]],
    put: Callable[[], Installed],
    published: str = "",
    accepted: Collection[str] = (),
) -> Installed:
    """Install what was fetched, unless it has changed since the first time; remember it then.

    Args:
        files: SHA-256 of each file, and what errors call it, by the name to remember it under.
        put: puts it into place.
        published: what the checksum should be; empty where nobody has said.
        accepted: checksums that the user vouches for.

    Raises:
        ChangedPackage: it is another file under the same name.
    """
    for name, (digest, where) in files.items():
        require_same(name, digest, published, where, accepted)
    done = put()
    notes = [remember(name, digest) for name, (digest, _) in files.items()]
    return replace(done, note=". ".join(filter(None, [*notes, done.note])))


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file that may be an archive of a package, hashed before anything reads it.

    Attributes:
        path: where it lies.
        url: where it came from; empty if the user gave a file.
        digest: its SHA-256.
        accepted: checksums that the user vouches for.
    """

    path: Path
    url: str
    digest: str
    accepted: Collection[str]

    @property
    def where(self) -> str:
        """What errors call it: its path, or its address without credentials."""
        return address.shown(self.url) if self.url else str(self.path)

    @property
    def name(self) -> str:
        """Its file name without ``.argosmodel``."""
        path = unquote(urlsplit(self.url).path) if self.url else self.path.name
        return path.rpartition("/")[2].removesuffix(".argosmodel")

    def require_known(self, name: str) -> None:
        """Compare its checksum with the known one of a package; accept it if none is known.

        A file that the user gives is compared with published checksums only, one that was fetched
        also with what was fetched before.

        Args:
            name: :func:`package_name`.

        Raises:
            ChangedPackage: it is another package under the same name.
        """
        known = pinned().get(name)
        before = _remembered().get(name) if self.url else None
        what = say("is not the {name} that Argos published", name=name)
        if known is None:
            known = before
            what = say("is not the {name} that was fetched before", name=name)
        if known is None or self.digest in {known, before, *self.accepted}:
            return
        raise _changed(self.where, what, self.digest, known)


def put(file: PackageFile, pair: tuple[str, str] | None = None) -> Installed:
    """Install an archive: unpack it, check that it is what it should be, move it into place.

    Its folder appears complete or not at all; one that is there is replaced only if its files
    differ.

    Args:
        file: the archive.
        pair: the Argos codes it must be for.

    Raises:
        ChangedPackage: it is not the package that is known under its name.
        EngineError: it is unsafe, damaged, or for another pair.
        OSError: there is no room for it, or it cannot be moved into place; what was there stays.
    """
    file.require_known(file.name)
    folder = packages.folders()[0]
    with unpacking.unpacked(file.path, folder) as found:
        name = package_name(found.source, found.target, found.version)
        file.require_known(name)
        if pair and pair != (found.source, found.target):
            what = say("is not the package it should be: it is for another pair")
            raise EngineError(file.where, what, ELSEWHERE)
        if sha256_of(file.path) != file.digest:
            raise EngineError(file.where, say("changed while it was read"), say("Run it again."))
        place = _place_of(found, folder, name)
        there = packages.hashes(place) if place.exists() else {}
        new = there != packages.hashes(found.path)
        if new or not (place / packages.LOCK).is_file():
            _move(found, place, file)
    notes: list[str] = []
    if there and new:
        notes.append(say("{name} was there with other files, and is replaced", name=place.name))
    notes += filter(None, [file.url and remember(name, file.digest)])
    used = packages.find(found.source, found.target)
    if used and used.path != place:
        notes.append(
            say("{name} is newer than {given}, and stays in use", name=used.path.name, given=name)
        )
    return Installed("argos", name, place, new, ". ".join(notes))


def _place_of(package: ArgosPackage, folder: Path, name: str) -> Path:
    """Return the folder for a package: where it is already, whatever another program calls it."""
    same = (
        other.path
        for other in packages.installed()
        if other.path.parent == folder
        and (other.source, other.target, other.version)
        == (package.source, package.target, package.version)
    )
    return next(same, folder / name)


def _move(package: ArgosPackage, destination: Path, file: PackageFile) -> None:
    """Move an unpacked package to where it belongs, with a record of where it came from.

    Raises:
        OSError: it cannot be moved into place; what was there stays.
    """
    record = {
        "url": address.shown(file.url),
        "archive_sha256": file.digest,
        "installed": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "files": packages.hashes(package.path),
    }
    write_atomic(package.path / packages.LOCK, json.dumps(record, indent=1).encode())
    replace_folder(package.path, destination)


def replace_folder(new: Path, destination: Path) -> None:
    """Move a folder into place, instead of one that may be there.

    Raises:
        OSError: it cannot be moved into place; what was there stays.
    """
    old = new.with_name(".old")
    if destination.exists():
        destination.rename(old)
    try:
        new.rename(destination)
    except OSError:
        if old.exists():
            old.rename(destination)
        raise
    shutil.rmtree(old, ignore_errors=True)
