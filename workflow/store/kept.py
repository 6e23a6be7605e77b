"""Keep a value of every document until a command ends, in little room."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, cast, overload

from workflow.store.results import decoded, encoded

_T = TypeVar("_T")
#: Bytes of the first value that later ones are compared with.
_COMMON = 1 << 13


class Packer:
    """Packs values one by one; what the first one says, too, takes no room in the others."""

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
    """A list of values of one type, packed; each time one is asked for, it is unpacked.

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
        """Put the values in the order of what ``key`` gives of each."""
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
        """Tell whether the same values come in the same order."""
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]
