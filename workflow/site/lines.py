"""Pack an article's title, deck and opening in its languages, to be held in little memory."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workflow.model.sendable import sendable
from workflow.store.compact import Spool

#: How many unpacked lines are kept, enough for the articles being processed.
_KNOWN = 128
#: Of the format: with it, equal lines are equal bytes.
_VERSION = 2


@sendable
@dataclass(frozen=True, slots=True)
class Line:
    """A piece of plain text and its language."""

    text: str
    language: str


class Lines(Mapping[str, Line]):
    """The lines of an article in several languages, packed, since all are kept to the end.

    >>> lines = Lines({"ko": Line("안녕", "ko"), "zh-Hans": Line("Hello", "en")})
    >>> lines["ko"].text, list(lines), lines.get("ja")
    ('안녕', ['ko', 'zh-Hans'], None)
    """

    __slots__ = ("_packed",)

    def __init__(self, lines: Mapping[str, Line]) -> None:
        plain = {tag: (line.text, line.language) for tag, line in lines.items()}
        self._packed = marshal.dumps(plain, _VERSION)

    @property
    def _data(self) -> bytes:
        return self._packed

    def spooled(self, spool: Spool) -> Lines:
        """Return equal lines that are held in a spool on the disk, not in memory."""
        return _LinesOnDisk(spool, spool.append(self._data)) if self else self

    def __reduce__(self) -> tuple[type[Lines], tuple[dict[str, Line]]]:
        """Pickle the text itself: other processes do not have the spool."""
        return Lines, (dict(self),)

    def __getitem__(self, tag: str) -> Line:
        return _unpacked(self._data)[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(_unpacked(self._data))

    def __len__(self) -> int:
        return len(_unpacked(self._data))


class _LinesOnDisk(Lines):
    """The same, held in a file."""

    __slots__ = ("_number", "_spool")

    def __init__(self, spool: Spool, number: int) -> None:
        self._spool, self._number = spool, number

    @property
    def _data(self) -> bytes:
        return self._spool[self._number]


#: The lines of an article without any.
NONE = Lines({})


def packed(lines: Mapping[str, Line]) -> Lines:
    """Return lines packed."""
    return lines if isinstance(lines, Lines) else Lines(lines) if lines else NONE


@lru_cache(maxsize=_KNOWN)
def _unpacked(data: bytes) -> dict[str, Line]:
    known: dict[str, tuple[str, str]] = marshal.loads(data)  # noqa: S302 - our own
    return {tag: Line(*said) for tag, said in known.items()}
