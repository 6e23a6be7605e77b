"""Replace a file that other programs write, too, without losing what they have just saved.

The new content goes into a temporary file beside the old one, is read back, synced and then
exchanged with it in one step. Exchanging (Linux ``renameat2``), unlike replacing, hands back what
was there: if somebody saved in that instant, nothing of theirs is gone. A lock keeps our own
processes apart; no lock stops an editor, so the file is compared with the one that was read.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from workflow.store.files import sync_folder

_BEGINNING, _END = ".po-", ".tmp"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: Errors of file systems that cannot link or exchange files.
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP, errno.EMLINK)


class Changed(Exception):
    """The file is no longer the one that was read."""


def commit(path: Path, data: bytes, expected: bytes | None, verify: Callable[[Path], None]) -> None:
    """Replace the content of ``path`` in one step if it is still the expected one.

    Only while it is :func:`~workflow.store.locks.locked`, and after what :func:`leftover` names has
    been taken in: it gives way to the new content as soon as that is safely on the disk.

    Args:
        path: the file.
        data: its new content.
        expected: its content when it was read; None when there was no file.
        verify: raises if the file at the path it is given does not say what it should.

    Raises:
        Changed: the content isn't what was expected; nothing was changed.
        OSError: the file is whole, the old one or (if only what follows failed) the new one; what
            was in its place may lie where :func:`leftover` says.
    """
    if current(path) != expected:
        raise Changed
    _make_folder(path.parent)
    temporary = leftover(path)
    fresh = temporary.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    if not os.path.lexists(temporary):
        fresh = temporary
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(fresh, flags, 0o600)
    try:
        _fill(handle, data, _mode(path))
        verify(fresh)
        _sync(fresh)
        if fresh != temporary:
            fresh.replace(temporary)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    try:
        _swap(temporary, path, data, expected)
    except OSError:
        if _holds(temporary, data):  # else it may be what an editor has just saved
            temporary.unlink()
        raise
    except Changed:
        temporary.unlink(missing_ok=True)
        raise
    temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def leftover(path: Path) -> Path:
    """Return the path of the temporary file that replaces a file.

    If there is a file and nobody holds the lock, the process that wrote it was killed: it may hold
    what an editor saved in the instant before.
    """
    name = blake2b(os.fsencode(path.name), digest_size=6).hexdigest()
    return path.with_name(f"{_BEGINNING}{name}{_END}")


def is_leftover(name: str) -> bool:
    """Tell whether a file's name is that of a :func:`leftover`."""
    return name.startswith(_BEGINNING) and name.endswith(_END)


def move(path: Path, to: Path) -> None:
    """Rename a file, unless the new name is taken.

    Raises:
        Changed: there is one.
        OSError: nothing was changed.
    """
    _make_folder(to.parent)
    _create(path, to)
    path.unlink(missing_ok=True)
    sync_folder(to.parent)
    sync_folder(path.parent)


def current(path: Path) -> bytes | None:
    """Return the content of a file, ``None`` when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _holds(path: Path, data: bytes) -> bool:
    try:
        return current(path) == data
    except OSError:
        return False


def _make_folder(folder: Path) -> None:
    """Create a folder in a way that survives a power cut."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o7777
    except FileNotFoundError:
        return 0o644


def _fill(handle: int, data: bytes, mode: int) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fchmod(file.fileno(), mode)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(temporary: Path, path: Path, data: bytes, expected: bytes | None) -> None:
    """Put the new file in place of the expected one, and of no other."""
    if expected is None:
        _create(temporary, path)
    elif not _exchange(temporary, path):
        if current(path) != expected:
            raise Changed
        temporary.replace(path)
    elif current(temporary) != expected:
        # Somebody saved in this very instant: theirs goes back, unless they saved once more.
        _exchange(temporary, path)
        if current(temporary) != data:
            _exchange(temporary, path)
        raise Changed


def _create(temporary: Path, path: Path) -> None:
    """Give a file a second name, which must be free; without hard links, the only one."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise Changed from None
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
        if path.exists():
            raise Changed from None
        temporary.replace(path)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two files in one step; return False if the system cannot."""
    import ctypes  # slow to import, and only needed for writing

    renameat2 = _renameat2()
    if renameat2 is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number == errno.ENOENT:
        raise Changed
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _renameat2() -> Callable[..., int] | None:
    import ctypes

    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is not None:
        path = ctypes.c_char_p
        function.argtypes = [ctypes.c_int, path, ctypes.c_int, path, ctypes.c_uint]
    return function
