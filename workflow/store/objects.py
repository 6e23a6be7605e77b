"""Read and write folders in object stores, and elsewhere by fsspec: ``s3://bucket/path``.

S3 and what speaks like it, Google Cloud Storage and Azure are reached by obstore, as a built site
is when it is uploaded; ``file://`` by fsspec itself, and anything else by the package that fsspec
asks for. Credentials are those of the environment; an address holds none.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from workflow.errors import ConfigError, WorkflowError, install_hint
from workflow.model import say

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://(?!/*$)(?:[^\s\\@?#]|(?<=/)@)+")
#: The schemes that obstore handles, and how long it retries.
_BUCKETS = ("s3://", "gs://", "az://")
_RETRIES = {"max_retries": 4, "retry_timeout": timedelta(seconds=40)}
_LIMITS = {"timeout": "30s", "connect_timeout": "5s"}
#: Schemes of the web, which are no stores: their files are fetched, and clear text is refused.
_OTHERS = {"http", "https", "ftp"}
_BLOCK = 1 << 20


def is_object_address(text: str) -> bool:
    """Tell an address in a store from one of the web, and from a path.

    >>> [is_object_address(text) for text in ("s3://a/b", "https://a/b", "a/b", "C:/a")]
    [True, False, False, False]
    """
    scheme, found, _ = text.partition("://")
    return bool(found) and scheme not in _OTHERS


def required_address(text: str) -> str:
    """Validate and return an address in a store.

    Raises:
        ValueError: it is none, or holds a name or password; the error says what it must be.
    """
    if not _ADDRESS.fullmatch(text) or not is_object_address(text) or "::" in text:
        raise ValueError(say("must be an address such as s3://bucket/path, without a key in it"))
    return text.rstrip("/")


class ObjectFolder:
    """A folder in a store. Names are relative to it; every method may raise a WorkflowError.

    Args:
        address: of the folder, or of a file.

    Raises:
        ConfigError: it is none, or what reaches it is not installed.
    """

    def __init__(self, address: str) -> None:
        try:
            self.address = required_address(address)
        except ValueError as error:
            raise ConfigError(address.partition("://")[0] + "://", error.args[0]) from None
        with self._told():
            self._store = _store_of(self.address)

    def sizes(self) -> dict[str, int]:
        """Return the files in the folder and below it, with their sizes, sorted by name."""
        with self._told():
            return dict(sorted(self._store.sizes()))

    def size(self) -> int | None:
        """Return the size of the file at this address; None if there is none."""
        with self._told():
            return self._store.size()

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None if it is gone."""
        with self._told(), suppress(FileNotFoundError):
            return b"".join(self._store.blocks(name))
        return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all."""
        with self._told():
            self._store.write(name, data)

    def remove(self, names: Sequence[str]) -> None:
        """Remove files, ignoring those that are already gone."""
        with self._told():
            for name in names:
                with suppress(FileNotFoundError):
                    self._store.remove(name)

    def fetch(self, name: str, path: Path, report: Callable[[int], object]) -> None:
        """Download a file; without a name, the one at this address.

        Args:
            name: of the file.
            path: where it goes.
            report: called with the bytes that have come.
        """
        with self._told(), path.open("wb") as target:
            done = 0
            for block in self._store.blocks(name):
                done += target.write(block)
                report(done)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except WorkflowError:
            raise
        except Exception as error:  # libraries of stores have no common kind of error
            from workflow.connection_faults import why  # slow to import

            raise ConfigError(
                self.address,
                say("cannot be reached, read or written ({reason})", reason=why(error)),
                say("Check the address, the keys in the environment and your rights there."),
            ) from error


class _FolderCalls(Protocol):
    """The calls that a library offers for a folder."""

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield the files below the folder with their sizes."""

    def size(self) -> int | None:
        """Return the size of the file at the address, if it is one."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a file; FileNotFoundError if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file."""

    def remove(self, name: str) -> None:
        """Remove a file; FileNotFoundError if there is none."""


def _store_of(address: str) -> _FolderCalls:
    try:
        return _ObstoreFolder(address) if address.startswith(_BUCKETS) else _FsspecFolder(address)
    except ImportError as error:
        if (error.name or "").partition(".")[0] in {"fsspec", "obstore"}:
            raise ConfigError(
                address,
                say("needs the extra {name}", name="objects"),
                install_hint("objects"),
            ) from None
        raise  # fsspec says what to install


class _ObstoreFolder:
    """S3 and similar stores, by obstore's own calls: its fsspec layer crashes at Python's exit."""

    def __init__(self, address: str) -> None:
        import obstore
        from obstore.store import from_url

        scheme, _, path = address.partition("://")
        bucket, _, self._root = path.partition("/")
        # Limits that the environment sets, which ours would override.
        plain = os.environ.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true", "yes", "on"}
        self._library: Any = obstore
        options: dict[str, Any] = {
            "retry_config": _RETRIES,
            "client_options": {**_LIMITS, "allow_http": plain},
        }
        self._bucket: Any = from_url(f"{scheme}://{bucket}", **options)

    def sizes(self) -> Iterator[tuple[str, int]]:
        start = f"{self._root}/" if self._root else ""
        for some in self._library.list(self._bucket, prefix=self._root or None):
            for each in some:
                if each["path"].startswith(start):
                    yield each["path"][len(start) :], int(each["size"])

    def size(self) -> int | None:
        if self._root:
            with suppress(FileNotFoundError):
                return int(self._library.head(self._bucket, self._root)["size"])
        return None

    def blocks(self, name: str) -> Iterator[bytes]:
        for block in self._library.get(self._bucket, self._place(name)).stream(_BLOCK):
            yield bytes(block)

    def write(self, name: str, data: bytes) -> None:
        self._library.put(self._bucket, self._place(name), data)

    def remove(self, name: str) -> None:
        self._library.delete(self._bucket, self._place(name))

    def _place(self, name: str) -> str:
        return "/".join(filter(None, (self._root, name)))


class _FsspecFolder:
    """Everything else that fsspec reaches."""

    def __init__(self, address: str) -> None:
        import fsspec

        self._system, path = fsspec.core.url_to_fs(address, skip_instance_cache=True)
        self._root = str(path).rstrip("/")

    def sizes(self) -> Iterator[tuple[str, int]]:
        self._system.invalidate_cache()
        for name, each in self._system.find(self._root, detail=True).items():
            if name.startswith(f"{self._root}/"):
                yield name[len(self._root) + 1 :], int(each.get("size") or 0)

    def size(self) -> int | None:
        if not self._system.isfile(self._root):
            return None
        return int(self._system.info(self._root).get("size") or 0)

    def blocks(self, name: str) -> Iterator[bytes]:
        with self._system.open(self._place(name), "rb") as file:
            while block := file.read(_BLOCK):
                yield block

    def write(self, name: str, data: bytes) -> None:
        place = self._place(name)
        self._system.makedirs(place.rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(place, data)

    def remove(self, name: str) -> None:
        self._system.rm_file(self._place(name))

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root
