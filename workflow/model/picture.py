"""A picture of an article, as it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that lies beside a seed, as it is published.

    Attributes:
        name: its file's; it changes with the content.
        data: what the file holds.
        media_type: ``image/jpeg``, ``image/png`` …
        width, height: in pixels.
        smaller: the same, less wide, the smallest first.
        versions: by language, the pictures that stand for this one there.
    """

    name: str
    data: bytes
    media_type: str
    width: int
    height: int
    smaller: tuple[Picture, ...] = ()
    versions: Mapping[str, Picture] = field(default_factory=dict)

    def of(self, languages: Sequence[str]) -> Picture:
        """Return the version for a page's language; on a page in several, the picture itself."""
        return self.versions.get(languages[0], self) if len(languages) == 1 else self

    def files(self) -> Iterator[Picture]:
        """Yield every file that is published of the picture."""
        for each in (self, *self.versions.values()):
            yield from (each, *each.smaller)
