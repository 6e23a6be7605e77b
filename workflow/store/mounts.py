"""Tell a folder whose locks other machines do not see.

On NFS, Linux makes of ``flock`` a lock of the whole file at the server, which all machines see
(flock(2), since 2.6.12), unless the file system was mounted with ``nolock`` or ``local_lock``
(nfs(5)): then it keeps apart only the processes of this machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from workflow.errors import ConfigError
from workflow.model import say

_LOCAL = {"nolock", "local_lock=all", "local_lock=flock"}


def locks_of_one_machine(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Refuse a folder of a network whose locks are this machine's alone.

    Args:
        folder: of a project.
        mounts: the system's list of what is mounted, see proc_pid_mounts(5).

    Raises:
        ConfigError: it is one.
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
