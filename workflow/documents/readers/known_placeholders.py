"""Text of a reader as it is taken: only what its markup explains is a placeholder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow.markup import PLACEHOLDER, Builder, balanced, tags
from workflow.model import Markup


def with_known_placeholders(text: str, known: Sequence[Markup]) -> tuple[str, tuple[Markup, ...]]:
    """Return block text in which every placeholder is one that ``known`` explains.

    Readers of other packages may hand on text as it stands in the source. What only looks like a
    placeholder there becomes a literal one, as :func:`workflow.markup.literal` makes it; so does a
    pair that is not closed, or closed before it opens.

    >>> from workflow.model import MarkupKind
    >>> with_known_placeholders("type <g1> <g7>here</g7>", [Markup("g7", MarkupKind.STRONG)])[0]
    'type <x1/> <g2>here</g2>'
    """
    kinds = {item.tag: item for item in known}
    if "<" not in text or (set(tags(text)) == kinds.keys() and balanced(text)):
        return text, tuple(known)
    pairs = _whole_pairs(text, kinds)
    builder = Builder()
    end = 0
    for number, match in enumerate(PLACEHOLDER.finditer(text)):
        builder.text(text[end : match.start()])
        end = match.end()
        item = kinds.get(match["open"] or match["close"] or match["standalone"])
        if item and match["standalone"]:
            builder.standalone(item.kind, item.text, item.url, item.title)
        elif item and number in pairs and match["open"]:
            builder.open(item.kind, item.url, item.title)
        elif item and number in pairs:
            builder.close()
        else:
            builder.text(match[0])
    builder.text(text[end:])
    return builder.build()


def _whole_pairs(text: str, kinds: Mapping[str, Markup]) -> set[int]:
    """Return the numbers of the placeholders that open and close a known pair, well nested."""
    whole: set[int] = set()
    waiting: list[tuple[str, int]] = []
    for number, match in enumerate(PLACEHOLDER.finditer(text)):
        if match["open"] in kinds:
            waiting.append((match["open"], number))
        elif match["close"] in kinds and waiting and waiting[-1][0] == match["close"]:
            whole |= {waiting.pop()[1], number}
    return whole
