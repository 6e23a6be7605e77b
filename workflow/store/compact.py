"""Hold many values in little memory: packed, shared if equal, or as lines in a file."""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar, cast, overload
from weakref import finalize

from workflow.store.json_records import decoded, encoded

_T = TypeVar("_T")
#: Bytes of the first value with which later ones are compared.
_COMMON = 1 << 13


class Packer:
    """Compresses values one by one, sharing what they have in common with the first."""

    def __init__(self) -> None:
        self._common = b""

    def packed(self, value: object) -> bytes:
        """Return a value as bytes, for :meth:`unpacked` of this packer."""
        data = encoded(value)
        self._common = self._common or data[-_COMMON:]
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS, zdict=self._common)
        return packer.compress(data) + packer.flush()

    def unpacked(self, data: bytes, type_: type[_T]) -> _T:
        """Return the value that was packed."""
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=self._common)
        return cast("_T", decoded(unpacker.decompress(data) + unpacker.flush(), type_))


class KeptValues(Sequence[_T], Generic[_T]):
    """A list of packed values of one type, each unpacked when it is read.

    >>> kept = KeptValues[tuple[str, int]](tuple[str, int])
    >>> kept.append(("b", 2)), kept.append(("a", 1)), kept.sort(str)
    (None, None, None)
    >>> kept[0], len(kept), list(kept)
    (('a', 1), 2, [('a', 1), ('b', 2)])
    """

    def __init__(self, type_: Any) -> None:
        self._type: type[_T] = type_
        self._packer = Packer()
        self._values: list[bytes] = []

    def append(self, value: _T) -> None:
        """Add a value at the end."""
        self._values.append(self._packer.packed(value))

    def sort(self, key: Callable[[_T], Any]) -> None:
        """Sort the values by ``key``."""
        self._values.sort(key=lambda data: key(self._unpacked(data)))

    def _unpacked(self, data: bytes) -> _T:
        return self._packer.unpacked(data, self._type)

    @overload
    def __getitem__(self, at: int) -> _T: ...

    @overload
    def __getitem__(self, at: slice) -> list[_T]: ...

    def __getitem__(self, at: int | slice) -> _T | list[_T]:
        if isinstance(at, slice):
            return list(map(self._unpacked, self._values[at]))
        return self._unpacked(self._values[at])

    def __iter__(self) -> Iterator[_T]:
        return map(self._unpacked, self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        """Tell whether the values are equal and in the same order."""
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]


_K = TypeVar("_K")
_V = TypeVar("_V")
#: How many mappings are remembered, the latest ones.
_MOST = 4_096
_H = TypeVar("_H", bound=Hashable)


class Sharing(Generic[_K, _V]):
    """Returns one shared object for all equal mappings.

    >>> tallies = Sharing[str, int]()
    >>> tallies.of({"draft": 3}) is tallies.of({"draft": 3})
    True
    """

    def __init__(self) -> None:
        self._of = lru_cache(maxsize=_MOST)(dict[_K, _V])

    def of(self, mapping: Mapping[_K, _V]) -> Mapping[_K, _V]:
        """Return an equal mapping in the same order, its values hashable; nobody may change it."""
        return self._of(tuple(mapping.items()))


def same(value: _H) -> _H:
    """Return the shared object for a value, among those asked for lately."""
    return cast("_H", _same(value))


@lru_cache(maxsize=_MOST)
def _same(value: Hashable) -> Hashable:
    return value


class Spool(Sequence[bytes]):
    """A list of lines in a temporary file; each takes eight bytes of memory.

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
        """Open the file, which is closed when the spool is no longer used."""
        file = TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115
        finalize(self, file.close)
        return file.fileno()
