"""Lock what several processes may write at once, and tell where other machines do not see it.

A lock file is never removed and never broken: the system lets go of it with the process that held
it, however that ended. So there are no stale locks, and waiting is not polling. The library
filelock was measured beside these lines (4.3.1, 2026-11): to take and release a free lock costs it
140 µs instead of 8, importing it 70 ms, a waiting process looks again only every 50 ms, and its
15,700 lines bring nothing that is needed here.

On NFS, Linux makes of ``flock`` a lock of the whole file at the server, which all machines see
(flock(2), since 2.6.12), unless the file system was mounted with ``nolock`` or ``local_lock``
(nfs(5)): then it keeps apart only the processes of this machine. So does FUSE unless its program
asks for locks (sshfs does not), and 9p and virtiofs where the host does not carry them. Lustre's
hold everywhere where it was mounted with ``flock`` (mount.lustre(8)); those of Ceph, GFS2 and OCFS2
always do. What is left are file systems of one machine, and such of networks of which this is not
known.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from workflow.errors import ConfigError
from workflow.model import Message, say

#: Files share this many locks, so that the folder stays small.
_GROUPS = 64


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold the lock that a file stands for; wait until no other process or thread holds it.

    Args:
        path: the lock file; it is made, and so is its folder. A symbolic link is refused.

    Raises:
        OSError: it cannot be opened for writing.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, 0o644)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, flags, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: Path, path: Path) -> Iterator[None]:
    """Lock ``path`` against other processes of ours, waiting until they have finished.

    Args:
        folder: where lock files live; never beside the files of people, who would see them.
        path: the file to be written.

    Raises:
        OSError: the lock file cannot be opened for writing.
    """
    name = blake2b(os.fsencode(path), digest_size=2).digest()
    with lock_file(folder / f"{int.from_bytes(name, 'big') % _GROUPS:02}.lock"):
        yield


def try_lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False if another process holds it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Claims:
    """What this process is working on, so that other processes leave it alone.

    Each thing is one byte of a file, locked as POSIX does, so that any number are held by one open
    file; the system lets go of them with the process, however that ended. Threads of one process
    are not kept apart. Where no lock can be had, nothing is held back.

    Args:
        path: the file, which stays empty.
    """

    def __init__(self, path: Path) -> None:
        self._file: int | None = None
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)

    def take(self, name: str) -> bool:
        """Claim an item; return False if another process has it."""
        return self._lock(fcntl.LOCK_EX | fcntl.LOCK_NB, name)

    def give_back(self, name: str) -> None:
        """Release an item."""
        self._lock(fcntl.LOCK_UN, name)

    def close(self) -> None:
        """Release all items."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _lock(self, how: int, name: str) -> bool:
        place = int.from_bytes(blake2b(os.fsencode(name), digest_size=7).digest(), "big")
        try:
            if self._file is not None:
                fcntl.lockf(self._file, how, 1, place)
        except OSError as error:
            return error.errno not in {errno.EACCES, errno.EAGAIN}
        return True


class SharedNotes:
    """Notes shared by processes that run at the same time.

    The file holds a digest of each note, and is emptied by the first process that comes while no
    other is at work. Where no file can be written, nothing is noted.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._file: int | None = None
        self._read, self._known = 0, set[bytes]()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(path, flags, 0o644)
            if try_lock(self._file):
                os.ftruncate(self._file, 0)
            fcntl.flock(self._file, fcntl.LOCK_SH)
            self._read = os.fstat(self._file).st_size

    def add(self, notes: Iterable[str]) -> None:
        """Add notes for the others to read."""
        if self._file is not None and (written := b"".join(map(_note, notes))):
            with suppress(OSError):
                os.write(self._file, written)

    def __contains__(self, note: object) -> bool:
        """Tell whether any process has noted an item since this one began."""
        if self._file is None:
            return False
        with suppress(OSError):
            while found := os.pread(self._file, _NOTE * 4096, self._read):
                whole = len(found) // _NOTE * _NOTE
                if not whole:
                    break
                self._read += whole
                self._known.update(found[at : at + _NOTE] for at in range(0, whole, _NOTE))
        return _note(str(note)) in self._known

    def close(self) -> None:
        """Stop taking part."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


#: Bytes of the digest of a note.
_NOTE = 12


def _note(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_NOTE).digest()


_LOCAL = {"nolock", "local_lock=all", "local_lock=flock"}
#: Network file systems whose locks may not be seen by all machines.
_DOUBTFUL = {
    "9p", "afs", "beegfs", "cifs", "davfs", "glusterfs", "prl_fs", "smb3", "smbfs", "vboxsf",
    "virtiofs",
}  # fmt: skip
#: FUSE file systems that are local to one machine.
_OF_A_DISK = {"fuseblk", "fuse.fuse-overlayfs", "fuse.ntfs", "fuse.exfat"}


def locks_of_one_machine(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Refuse a network folder whose locks other machines do not, or may not, see.

    Args:
        folder: of a project.
        mounts: the system's list of what is mounted, see proc_pid_mounts(5).

    Raises:
        ConfigError: it is one; or locks do not keep even processes of this machine apart.
    """
    place = folder.resolve()
    best: tuple[int, str, frozenset[str]] = (-1, "", frozenset())
    for point, kind, options in _mounted(mounts):
        if place.is_relative_to(point):
            best = max(best, (len(point.parts), kind, options), key=lambda each: each[0])
    _, kind, options = best
    if kind.startswith("nfs") and options & _LOCAL:
        raise ConfigError(
            folder,
            say(
                "is on NFS without locks between machines ({option}): two of them could write"
                " one file at once",
                option=min(options & _LOCAL),
            ),
            say("Mount it without {names}.", names=("nolock", "local_lock")),
        )
    if _is_doubtful(kind, options):
        what = say(
            "is on {name}, whose locks may hold on this machine alone: two machines could write"
            " one file at once",
            name=kind,
        )
        raise ConfigError(folder, what, _elsewhere())
    if not _holds(place):
        what = say("is on a file system that gives one lock twice ({name})", name=kind or "?")
        raise ConfigError(folder, what, _elsewhere())


def _elsewhere() -> Message:
    return say("Share it by NFS, or give each machine a clone of the repository.")


def _is_doubtful(kind: str, options: frozenset[str]) -> bool:
    """Tell whether it is uncertain that all machines see a file system's locks."""
    if kind == "lustre":
        return "flock" not in options
    return kind in _DOUBTFUL or (kind.startswith("fuse") and kind not in _OF_A_DISK)


def _holds(folder: Path) -> bool:
    """Test whether a held lock is refused a second time; True for a read-only folder."""
    probe = folder / f".lock-{os.urandom(6).hex()}"
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    opened: list[int] = []
    try:
        opened += (os.open(probe, flags, 0o600) for _ in range(2))
        return try_lock(opened[0]) and not try_lock(opened[1])
    except OSError:
        return True
    finally:
        for each in opened:
            os.close(each)
        with suppress(OSError):
            probe.unlink()


def _mounted(mounts: Path) -> Iterator[tuple[Path, str, frozenset[str]]]:
    """Yield each mount point with its type and options; the last mount of a place counts."""
    lines: list[str] = []
    with suppress(OSError):
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    for line in reversed(lines):
        _, point, kind, options, *_ = line.split(" ")
        yield Path(_plain(point)), kind, frozenset(options.split(","))


def _plain(text: str) -> str:
    """Decode the escapes for spaces and backslashes in the mount list."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, letter)
    return text
