"""Hold the findings of many files in little memory until a command ends.

A sentence in ten has a finding, and few commands look at all of them again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from workflow.model import Finding
from workflow.store.compact import Packer, same


class KeptFindings:
    """Packed findings of many files, unpacked one by one when they are read.

    They come in the order in which they were added, file by file.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._packer = Packer()
        self._files: dict[str, bytes] = {}
        #: The number of findings, by severity.
        self.severities = Counter[str]()
        self._in_order = False
        self += findings

    def __len__(self) -> int:
        return self.severities.total()

    def __iter__(self) -> Iterator[Finding]:
        for path in sorted(self._files) if self._in_order else self._files:
            its = self._of(path)
            yield from sorted(its, key=lambda each: each.line) if self._in_order else its

    def __eq__(self, other: object) -> bool:
        """Tell whether the findings are equal and in the same order."""
        return isinstance(other, KeptFindings) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __iadd__(self, findings: Iterable[Finding]) -> KeptFindings:
        for path, each in groupby(findings, lambda each: each.path):
            its = tuple(each)
            self.severities.update(each.severity for each in its)
            if path in self._files:
                its = (*self._of(path), *its)
            self._files[same(path)] = self._packer.packed(its)
        return self

    def _of(self, path: str) -> tuple[Finding, ...]:
        return self._packer.unpacked(self._files[path], tuple[Finding, ...])

    def sort(self) -> None:
        """Sort the findings by file, then by line."""
        self._in_order = True
