"""Upload files to a folder, by rsync, or to an object store by obstore (S3, GCS, Azure)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from workflow.connection_faults import kind_in, why
from workflow.errors import PublishError, install_hint
from workflow.model import say
from workflow.site.preview import media_type

_REMOTE = re.compile(r"(?:rsync://|(?:[\w.-]+@)?[\w.-]{2,}:(?!//))\S+")
_BUCKET = re.compile(r"(?:s3|gs|az)://\S+")
#: A name that changes with the content (``style.8af9aed53f.css``), so that it can be cached for
#: ever.
_LASTING = re.compile(r"\.[0-9a-f]{10}\.\w+$")
#: What rsync exits with if there is no such file (its manual, "Exit values").
_PARTIAL = 23
#: What it exits with if listed files are missing here, since they are to be removed there.
_VANISHED = 24


class UploadTarget(ABC):
    """A place that a site is uploaded to. Every method may raise :class:`PublishError`."""

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """Return the content of a file there; None if there is none."""

    @abstractmethod
    def write(self, name: str, data: bytes) -> None:
        """Write one file."""

    def put(self, site: Path, names: Sequence[str]) -> None:
        """Upload files of the site, in their order if possible."""
        for name in names:
            self.write(name, (site / name).read_bytes())

    @abstractmethod
    def remove(self, site: Path, names: Sequence[str]) -> None:
        """Remove files that the site no longer has, in their order if possible."""


def target_of(to: str) -> UploadTarget:
    """Return the target that an address names.

    Raises:
        PublishError: it is none, or what reaches it is not installed.
    """
    if _BUCKET.fullmatch(to):
        return _Bucket(to)
    if _REMOTE.fullmatch(to):
        return _Rsync(to)
    if "://" in to or not to.strip() or to.startswith("-"):
        known = say("Use a folder, rsync://host/module, user@host:path or s3://bucket/path.")
        raise PublishError(to, say("is no place that a site can be brought to"), known)
    return _Folder(Path(to).expanduser())


def local_folder(to: str) -> Path | None:
    """Return the local folder that an address names; None if it is elsewhere.

    Raises:
        PublishError: it is no place.
    """
    target = target_of(to)
    return target.root if isinstance(target, _Folder) else None


class _Folder(UploadTarget):
    """A folder on this machine, or a mounted one."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> bytes | None:
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._failed(error) from error

    def write(self, name: str, data: bytes) -> None:
        """Write a file beside its place and move it there, so that no reader sees half of it."""
        place = self.root / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_name(f".{place.name}.new")
            fresh.write_bytes(data)
            fresh.replace(place)
        except OSError as error:
            raise self._failed(error) from error

    def remove(self, site: Path, names: Sequence[str]) -> None:
        for name in names:
            place = self.root / name
            with suppress(OSError):
                place.unlink(missing_ok=True)
                while place.parent != self.root and not any(place.parent.iterdir()):
                    place = place.parent
                    place.rmdir()

    def _failed(self, error: OSError) -> PublishError:
        reason = error.strerror or str(error)
        hint = say("Check the folder's permissions and the free space.")
        return PublishError(self.root, reason.lower(), hint)


class _Rsync(UploadTarget):
    """A target of the program rsync, by its own protocol or by SSH."""

    def __init__(self, to: str) -> None:
        if not shutil.which("rsync"):
            raise PublishError(to, say("needs the program rsync"), say("Install rsync."))
        self._to = to.rstrip("/")

    def read(self, name: str) -> bytes | None:
        with tempfile.TemporaryDirectory() as folder:
            done = self._run("--", f"{self._to}/{name}", f"{folder}/", allowed=(0, _PARTIAL))
            return (Path(folder) / name).read_bytes() if done == 0 else None

    def write(self, name: str, data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / name).write_bytes(data)
            self.put(Path(folder), [name])

    def put(self, site: Path, names: Sequence[str]) -> None:
        self._list(site, names, "--checksum")

    def remove(self, site: Path, names: Sequence[str]) -> None:
        if names:
            options = "--delete-missing-args", "--force"
            self._list(site, names, *options, allowed=(0, _PARTIAL, _VANISHED))

    def _list(
        self, site: Path, names: Sequence[str], *options: str, allowed: Sequence[int] = (0,)
    ) -> None:
        how = ("--times", "--chmod=D755,F644", "--files-from=-", "--from0", *options)
        given = "\0".join(names)
        self._run(*how, "--", f"{site}/", f"{self._to}/", given=given, allowed=allowed)

    def _run(self, *arguments: str, given: str = "", allowed: Sequence[int] = (0,)) -> int:
        """Run rsync, and return its exit code."""
        done = subprocess.run(  # noqa: S603 - its arguments are a list
            ["rsync", *arguments],  # noqa: S607
            input=given.encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
        )
        if done.returncode not in allowed:
            said = done.stderr.decode(errors="replace").strip()
            raise _unreachable(self._to, kind_in(said) or said.rpartition("\n")[2])
        return done.returncode


class _Bucket(UploadTarget):
    """A bucket of S3 or a compatible store, Google Cloud Storage or Azure."""

    def __init__(self, to: str) -> None:
        try:
            import obstore
            from obstore.store import from_url
        except ImportError:
            raise PublishError(
                to,
                say("needs the extra {name}", name="upload"),
                install_hint("upload"),
            ) from None
        self._to = to
        self._library: Any = obstore
        self._failures = obstore.exceptions.BaseError
        try:
            self._store = from_url(to)
        except (self._failures, ValueError) as error:
            raise self._failed(error) from error

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._library.get(self._store, name).bytes())
        except FileNotFoundError:
            return None
        except self._failures as error:
            raise self._failed(error) from error

    def write(self, name: str, data: bytes) -> None:
        keep = "max-age=31536000, immutable" if _LASTING.search(name) else "no-cache"
        attributes = {"Content-Type": media_type(name), "Cache-Control": keep}
        try:
            self._library.put(self._store, name, data, attributes=attributes)
        except (self._failures, OSError) as error:
            raise self._failed(error) from error

    def remove(self, site: Path, names: Sequence[str]) -> None:
        for pages in (True, False):
            some = [name for name in names if name.endswith(".html") is pages]
            try:
                self._library.delete(self._store, some)
            except FileNotFoundError:
                continue
            except (self._failures, OSError) as error:
                raise self._failed(error) from error

    def _failed(self, error: Exception) -> PublishError:
        return _unreachable(self._to, why(error))


def _unreachable(to: str, reason: str) -> PublishError:
    """Return the error for a remote target that does not take a site."""
    hint = say("Check the address and your rights there, and run it again: it goes on.")
    return PublishError(to, say("cannot be reached or written ({reason})", reason=reason), hint)
