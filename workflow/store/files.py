"""Write files so that readers never see half of one, following symbolic links.

Every file the workflow writes goes through here; a crash, a full disk or Ctrl-C leaves either the
old file or the new one.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def write_atomic(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Replace ``path`` with ``data`` in one step, creating parent folders.

    Args:
        path: the file to write; its permissions are kept if it exists.
        data: the whole new content.
        durable: also wait until the disk holds it (``fsync`` of file and folder); for what cannot
            be rebuilt.

    Raises:
        OSError: nothing was changed.
    """
    with replacing(path, durable=durable) as file:
        file.write(data)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC


def write_plainly(path: Path | str, data: bytes) -> None:
    """Write a file in place, creating parent folders, with half the system calls of ``open``.

    For what may be lost: a crash leaves a part of it.

    Raises:
        OSError: it is not written, or not all of it.
    """
    try:
        file = os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        _make(os.path.dirname(path))  # noqa: PTH120 - pathlib takes longer than the making
        file = os.open(path, _NEW, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
    finally:
        os.close(file)


def _make(folder: str) -> None:
    """Create a folder and its parents if necessary."""
    try:
        os.mkdir(folder)  # noqa: PTH102
    except OSError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def write_new(path: Path, data: bytes) -> None:
    """Write a new file, whole or not at all, creating parent folders.

    Raises:
        FileExistsError: there is one, which stays as it is.
        OSError: nothing was changed.
    """
    with _named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), 0o644)
                os.fsync(file.fileno())
            _name_new(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(path.parent)


def _name_new(temporary: Path, path: Path) -> None:
    """Give a file a name that must be free; without hard links, only a check protects it."""
    try:
        os.link(temporary, path)
    except OSError as error:
        if isinstance(error, FileExistsError) or os.path.lexists(path):
            raise
        temporary.rename(path)


@contextmanager
def replacing(path: Path, *, durable: bool = False) -> Iterator[IO[bytes]]:
    """Replace ``path`` in one step by what the ``with`` statement writes.

    If the body of the ``with`` statement raises, nothing is changed.

    Raises:
        OSError: nothing was changed; it names ``path``.
    """
    with _named(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fchmod(file.fileno(), path.stat().st_mode & 0o7777 if path.exists() else 0o644)
                if durable:
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        if durable:
            sync_folder(path.parent)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Make errors name the file: a full disk names none, a read-only folder the temporary one."""
    try:
        yield
    except OSError as error:
        if error.filename is None or Path(error.filename).name.startswith(f".{path.name}."):
            error.filename, error.filename2 = str(path), None
        raise


def sync_folder(folder: Path) -> None:
    """Make a rename or a new name in ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path is below a folder, following links; False for circular links."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle is one or the other, by Python's version
        return False


def in_circle(path: Path) -> bool:
    """Tell whether a path holds symbolic links that lead to each other, or to themselves."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def is_text(name: str) -> bool:
    """Tell whether a file's name is valid text: on Linux it may be any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
