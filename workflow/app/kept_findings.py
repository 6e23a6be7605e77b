"""Keep what the checks find in many files until a command ends, in little room.

A sentence in ten has a finding, and few commands look at all of them again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from workflow.model import Finding
from workflow.store.results import decoded, encoded

#: What the zlib of a file has for its tables: findings of one are alike and take few bytes.
_WINDOW, _MEMORY = 13, 6


class KeptFindings:
    """Findings of many files, packed; each time they are asked for, they are unpacked one by one.

    They come in the order in which they were added, file by file.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._files: dict[str, bytes] = {}
        self._count = 0
        self._in_order = False
        self += findings

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Finding]:
        for path in sorted(self._files) if self._in_order else self._files:
            its = _unpacked(self._files[path])
            yield from sorted(its, key=lambda each: each.line) if self._in_order else its

    def __eq__(self, other: object) -> bool:
        """Tell whether the same findings come in the same order."""
        return isinstance(other, KeptFindings) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __iadd__(self, findings: Iterable[Finding]) -> KeptFindings:
        for path, each in groupby(findings, lambda each: each.path):
            its = tuple(each)
            self._count += len(its)
            if path in self._files:
                its = (*_unpacked(self._files[path]), *its)
            self._files[path] = _packed(its)
        return self

    def sort(self) -> None:
        """Let them come in the order of their files, and of the lines there."""
        self._in_order = True


def _packed(findings: tuple[Finding, ...]) -> bytes:
    packer = zlib.compressobj(1, wbits=-_WINDOW, memLevel=_MEMORY)
    return packer.compress(encoded(findings)) + packer.flush()


def _unpacked(data: bytes) -> tuple[Finding, ...]:
    return decoded(zlib.decompress(data, -_WINDOW), tuple[Finding, ...]) or ()
