"""Choose the part of a project's seeds for one of several coordinators: ``--shard 2/6``.

Which part a seed belongs to follows from its name alone, so every machine says the same, whatever
other seeds there are: coordinators that each take another part never write the same PO file.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

from workflow.app.state.seed_files import name_of
from workflow.model import Project


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of several: ``Shard(2, 6)`` is the second of six."""

    number: int
    parts: int

    def holds(self, name: str) -> bool:
        """Tell whether the seed with a name belongs to this part.

        A name means the same however its file system writes its accents.

        >>> [Shard(number, 2).holds("2021-12-07-kef") for number in (1, 2)].count(True)
        1
        """
        return Shard.number_of(name, self.parts) == self.number

    @staticmethod
    def number_of(name: str, parts: int) -> int:
        """Return the number of the part to which the seed with a name belongs."""
        key = blake2b(normalize("NFC", name).encode(errors="surrogateescape"), digest_size=8)
        return int.from_bytes(key.digest(), "big") % parts + 1

    def of(self, project: Project, paths: Collection[Path]) -> tuple[Path, ...]:
        """Return the seeds of this part, in order."""
        return tuple(path for path in paths if self.holds(name_of(project, path)))


def parse(text: str) -> Shard:
    """Parse a shard such as ``2/6``.

    >>> parse("2/6")
    Shard(number=2, parts=6)

    Raises:
        ValueError: it is none.
    """
    number, _, parts = text.partition("/")
    if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in (number, parts)):
        raise ValueError(text)
    found = Shard(int(number), int(parts))
    if not 1 <= found.number <= found.parts:
        raise ValueError(text)
    return found
