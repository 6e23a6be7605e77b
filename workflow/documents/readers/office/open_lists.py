"""Counts the items of the numbered lists of an OpenDocument text (part 3, section 5.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.documents.archive import local, value
from workflow.documents.readers.office.open_styles import OpenStyles, is_numbered

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = 6


class OpenLists:
    """The lists of one document, in order."""

    def __init__(self, styles: OpenStyles) -> None:
        self._styles = styles
        self._named: list[str] = []
        self._last: dict[tuple[str, int], int] = {}
        self._by_id: dict[str, int] = {}

    def items(self, element: _Element, level: int) -> Iterator[tuple[_Element, int]]:
        """Yield the items of a list with their numbers; 0 for those that have none."""
        outer = self._named[-1] if self._named else ""
        style = value(element, "style-name") or outer
        self._named.append(style)
        look = self._styles.list_level(style, level)
        numbered = is_numbered(look)
        count = self._first(element, style, level) if numbered else 0
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            if numbered and local(item) == "list-item":
                count = _number(value(item, "start-value"), count)
                yield item, count
                count += 1
                self._last[style, level] = count
                self._by_id[value(element, "id")] = count
            else:
                yield item, 0
        self._named.pop()

    def _first(self, element: _Element, style: str, level: int) -> int:
        """Return the number of a list's first item: it may go on with a list before it."""
        if (continued := value(element, "continue-list")) in self._by_id:
            return self._by_id[continued]
        if value(element, "continue-numbering") == "true" and (style, level) in self._last:
            return self._last[style, level]
        return _number(value(self._styles.list_level(style, level), "start-value"), 1)


def _number(said: str, usual: int) -> int:
    return int(said) if said.isdecimal() and len(said) <= _DIGITS else usual
