"""Outline a long article: the headings for its table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.model import BlockKind
from workflow.site.aligned_blocks import AlignedSentence
from workflow.site.content import Content

#: Sentences of an article that is long, and headings from which on contents are of use.
_LONG, _HEADINGS = 60, 3


def outline(content: Content) -> Iterator[AlignedSentence]:
    """Yield the first sentence of each heading of a long article; none of a short one."""
    units = [part.units for part in content.parts() if part.units]
    headings = [
        part.units[0]
        for part in content.parts()
        if part.kind is BlockKind.HEADING and part.units and not part.verbatim
    ]
    if sum(map(len, units)) >= _LONG and len(headings) >= _HEADINGS:
        yield from headings
