"""Link footnote marks to their notes, and notes back to the sentences with the marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.markup import tags
from workflow.model import Document, MarkupKind


@dataclass(frozen=True, slots=True)
class Footnote:
    """The beginning of a footnote.

    Attributes:
        number: as the text has it.
        anchor: names it on every page.
        back: keys of the sentences with a mark of it, in reading order.
    """

    number: str
    anchor: str
    back: tuple[str, ...] = ()


class Footnotes:
    """The footnotes of a document. A number may stand for several, chapter by chapter.

    A mark then belongs to the next note of its number or, behind the last one, to that.
    """

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._places: dict[str, list[int]] = {}
        for place, block in enumerate(document.blocks):
            if block.footnote:
                self._places.setdefault(block.footnote, []).append(place)
        order = sorted(place for places in self._places.values() for place in places)
        self._anchors = {place: f"fn-{number}" for number, place in enumerate(order, 1)}
        self._back: dict[int, list[str]] = {}
        if self._anchors:
            self._look_back(document)

    def _look_back(self, document: Document) -> None:
        for segment in document.segments:
            marks = self._marks(segment.block)
            for tag in tags(segment.text) if marks else ():
                place = self._noted(marks.get(tag, ""), segment.block)
                if place is not None:
                    keys = self._back.setdefault(place, [])
                    keys += [] if segment.key in keys[-1:] else [segment.key]

    def _marks(self, block: int) -> Mapping[str, str]:
        """Map the placeholders of a block that are marks to their numbers."""
        found = self._blocks[block].markup
        return {each.tag: each.text for each in found if each.kind is MarkupKind.FOOTNOTE}

    def _noted(self, number: str, block: int) -> int | None:
        places = self._places.get(number)
        if not places:
            return None
        return places[min(bisect_left(places, block), len(places) - 1)]

    def begun(self, block: int) -> Footnote | None:
        """Return the footnote that begins with this block, or None."""
        if block not in self._anchors:
            return None
        number = self._blocks[block].footnote
        return Footnote(number, self._anchors[block], tuple(self._back.get(block, ())))

    def anchors(self, block: int) -> Mapping[str, str]:
        """Map the numbers of the marks in a block to the anchors of their notes."""
        if not self._anchors:
            return {}
        noted = {each: self._noted(each, block) for each in self._marks(block).values()}
        return {each: self._anchors[place] for each, place in noted.items() if place is not None}
