"""Choose among overlapping stretches of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class _Stretch(Protocol):
    """Something at ``text[start:end]``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_T = TypeVar("_T", bound=_Stretch)


def apart(stretches: Iterable[_T], length: int) -> list[_T]:
    """Choose stretches that do not overlap, the ones given first before others.

    Args:
        stretches: the ones that count most first.
        length: of the text they are in.
    """
    taken = bytearray(length)
    chosen: list[_T] = []
    for one in stretches:
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            chosen.append(one)
    return chosen
