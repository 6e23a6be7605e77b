"""Keep journals of work that a process was given but has not finished, line by line.

A journal is a file that lives while its process does, locked. Each line is handed to the system as
it is added, so that a killed process does not lose it; an orderly end leaves no file. One that is
left belongs to a process that was killed, and :class:`AbandonedJournals` gives its lines to the
next process.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from workflow.store.compact import Spool
from workflow.store.files import replacing
from workflow.store.locks import try_lock

_ENDING = ".jsonl"
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
_OLD = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC


class ProcessJournal:
    """The journal of this process, created with its first line. Lines hold no line break.

    Args:
        folder: where journals are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None
        self._path: Path | None = None
        self._synced = True

    def add(self, line: bytes) -> None:
        """Hand a line to the system: a killed process does not lose it.

        Raises:
            OSError: the line is not in the journal.
        """
        os.write(self._opened(), _apart(line))
        self._synced = False

    def sync(self) -> None:
        """Wait until the disk holds what was added: a power cut does not lose it."""
        if not self._synced and self._file is not None:
            self._synced = True
            with suppress(OSError):
                os.fdatasync(self._file)

    def rewrite(self, lines: Iterable[bytes]) -> None:
        """Keep only these lines, atomically; the others are no longer needed."""
        if self._file is None or self._path is None:
            return
        kept = b"".join(map(_apart, lines))
        with suppress(OSError):
            if kept:
                old, path, self._file = self._file, self._path, None
                try:
                    os.write(self._opened(), kept)
                    self._synced = False
                    path.unlink()
                finally:
                    os.close(old)
            else:
                os.ftruncate(self._file, 0)

    def close(self) -> None:
        """Close the file, and remove it if it is empty."""
        if self._file is not None and self._path is not None:
            with suppress(OSError):
                if os.fstat(self._file).st_size == 0:
                    self._path.unlink()
            os.close(self._file)
            self._file = None

    def _opened(self) -> int:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path = self._folder / f"{os.urandom(8).hex()}{_ENDING}"
            self._file = os.open(self._path, _NEW, 0o600)
            try_lock(self._file)
        return self._file


class AbandonedJournals:
    """The journals of killed processes, locked against other processes while open.

    Raises:
        OSError: there is no room for their lines; the journals stay as they are.
    """

    def __init__(self, folder: Path) -> None:
        self._files: dict[Path, int] = {}
        paths = sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else ()
        self.lines = Spool((line for path in paths for line in self._read(path)), folder)

    def _read(self, path: Path) -> Iterator[bytes]:
        with suppress(OSError):
            file = os.open(path, _OLD)
            if not try_lock(file):  # its process lives
                os.close(file)
                return
            self._files[path] = file
            with path.open("rb") as lines:
                yield from (line.rstrip(b"\r\n") for line in lines)

    def leave(self, lines: Iterable[bytes]) -> None:
        """Replace them by one with these lines for a later command, or by none."""
        paths, left = list(self._files), iter(lines)
        first = next(left, None)
        with suppress(OSError):
            if paths and first is not None:
                with replacing(paths.pop(), durable=True) as file:
                    file.writelines(map(_apart, chain([first], left)))
            for path in paths:
                path.unlink(missing_ok=True)

    def close(self) -> None:
        """Release the journals, so that other processes can take them."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()


def _apart(line: bytes) -> bytes:
    """Separate a line from an earlier one that was cut off."""
    return b"\n" + line
