"""Tell where the text of a paragraph of an OpenDocument text stands, and what else is in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workflow.documents.archive import value
from workflow.documents.readers.office.inline import Alone, Item, Wording
from workflow.model import MarkupKind
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_EMPTY = frozenset({MarkupKind.BREAK, MarkupKind.LITERAL})
_NAMED = frozenset({"bookmark", "bookmark-start", "reference-mark", "reference-mark-start"})


@dataclass(eq=False, slots=True)
class OpenPlace:
    """Where the text of a paragraph stands.

    Attributes:
        element: the paragraph or heading.
        items: its text and inline markup.
        before, after: what else is in it, and stays.
    """

    element: _Element
    items: list[Item] = field(default_factory=list)
    before: list[_Element] = field(default_factory=list)
    after: list[_Element] = field(default_factory=list)

    @property
    def bookmarks(self) -> list[str]:
        """The names of link targets in it."""
        kept = [each for each in (*self.before, *self.after) if local(each) in _NAMED]
        return [name for each in kept if (name := value(each, "name"))]

    @property
    def has_text(self) -> bool:
        """Whether there is anything to read in it."""
        return any(
            each.text.strip() if isinstance(each, Wording) else each.kind not in _EMPTY
            for each in self.items
        )

    def set_tabs_apart(self) -> None:
        """Keep tabs at both ends beside the text: they give it its place."""
        for side, at in ((self.before, 0), (self.after, -1)):
            while self.items and _is_gap(self.items[at]):
                gap = self.items.pop(at)
                if isinstance(gap, Alone):
                    side.insert(0 if at else len(side), gap.owner)

    def keep(self, element: _Element) -> None:
        """Keep an element before or after the text, whichever is nearer."""
        (self.after if self.items else self.before).append(element)


def is_tab(item: Item) -> bool:
    """Tell whether an item is a tab."""
    return isinstance(item, Alone) and item.kind is MarkupKind.LITERAL


def _is_gap(item: Item) -> bool:
    return is_tab(item) or (isinstance(item, Wording) and not item.text.strip())
