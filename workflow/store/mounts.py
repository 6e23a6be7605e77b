"""Tell a folder whose locks other machines do not see, or may not.

On NFS, Linux makes of ``flock`` a lock of the whole file at the server, which all machines see
(flock(2), since 2.6.12), unless the file system was mounted with ``nolock`` or ``local_lock``
(nfs(5)): then it keeps apart only the processes of this machine. So does FUSE unless its program
asks for locks (sshfs does not), and 9p and virtiofs where the host does not carry them. Lustre's
hold everywhere where it was mounted with ``flock`` (mount.lustre(8)); those of Ceph, GFS2 and OCFS2
always do. What is left are file systems of one machine, and such of networks of which this is not
known.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from workflow.errors import ConfigError
from workflow.model import Message, say
from workflow.store.locks import try_lock

_LOCAL = {"nolock", "local_lock=all", "local_lock=flock"}
#: Other file systems of networks: their locks are not known to be seen by all machines.
_DOUBTFUL = {
    "9p", "afs", "beegfs", "cifs", "davfs", "glusterfs", "prl_fs", "smb3", "smbfs", "vboxsf",
    "virtiofs",
}  # fmt: skip
#: Of FUSE, those that are of one machine.
_OF_A_DISK = {"fuseblk", "fuse.fuse-overlayfs", "fuse.ntfs", "fuse.exfat"}


def locks_of_one_machine(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Refuse a folder of a network whose locks are this machine's alone, or may be.

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
    """Tell whether it is not known that all machines see the locks of a file system."""
    if kind == "lustre":
        return "flock" not in options
    return kind in _DOUBTFUL or (kind.startswith("fuse") and kind not in _OF_A_DISK)


def _holds(folder: Path) -> bool:
    """Try whether a lock that is held is refused; a folder that cannot be written tells nothing."""
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
    """Yield where something is mounted, of which type, and how; the last one of a place counts."""
    lines: list[str] = []
    with suppress(OSError):
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    for line in reversed(lines):
        _, point, kind, options, *_ = line.split(" ")
        yield Path(_plain(point)), kind, frozenset(options.split(","))


def _plain(text: str) -> str:
    """Undo what the list does to spaces and backslashes in names."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, letter)
    return text
