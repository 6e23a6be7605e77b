"""Lines that are too many for memory, in a file without a name, each found by its number."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import overload
from weakref import finalize


class Spool(Sequence[bytes]):
    """Lines in the order in which they were added; of each, eight bytes are held in memory.

    Args:
        lines: the first ones.
        folder: where the file is, if not where the system has such files: that may be in memory.

    >>> spool = Spool([b"one", b"two"])
    >>> spool.append(b"three")
    2
    >>> spool[2], spool[:2], len(spool)
    (b'three', [b'one', b'two'], 3)
    """

    def __init__(self, lines: Iterable[bytes] = (), folder: Path | None = None) -> None:
        self._folder = folder
        self._ends = array("Q", [0])
        for line in lines:
            self.append(line)

    def append(self, line: bytes) -> int:
        """Add a line, and return its number.

        Raises:
            OSError: there is no room for it.
        """
        begin, written = self._ends[-1], 0
        while written < len(line):
            written += os.pwrite(self._file, line[written:], begin + written)
        self._ends.append(begin + written)
        return len(self) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...

    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...

    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        place = range(len(self))[number]
        begin, end = self._ends[place : place + 2]
        return os.pread(self._file, end - begin, begin)

    def __len__(self) -> int:
        return len(self._ends) - 1

    @cached_property
    def _file(self) -> int:
        """Open the file; it is closed when nobody has the lines."""
        file = TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
        finalize(self, file.close)
        return file.fileno()
