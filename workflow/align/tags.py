"""Inline markup of a translation under the names its source has for it."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.markup import plain, renamed, tags
from workflow.model import Markup, MarkupKind


def fitted(
    source: str, text: str, source_markup: Sequence[Markup], text_markup: Sequence[Markup]
) -> str:
    """Give a translation the placeholders of its source, matched by kind and in order.

    Where the two do not have the same markup, ``text`` comes without any.

    Args:
        source: a sentence with placeholders.
        text: its translation, whose placeholders have names of their own.
        source_markup: what the placeholders of ``source`` stand for.
        text_markup: what those of ``text`` stand for.

    >>> bold, link = MarkupKind.STRONG, MarkupKind.LINK
    >>> fitted("<g1>a</g1> <g2>b</g2>", "<g7>B</g7> <g8>A</g8>",
    ...        [Markup("g1", bold), Markup("g2", link)], [Markup("g7", link), Markup("g8", bold)])
    '<g2>B</g2> <g1>A</g1>'
    """
    wanted, found = _by_kind(source, source_markup), _by_kind(text, text_markup)
    if {kind: len(own) for kind, own in wanted.items()} != {
        kind: len(own) for kind, own in found.items()
    }:
        return plain(text, text_markup)
    pairs = (pair for kind, own in found.items() for pair in zip(own, wanted[kind], strict=True))
    return renamed(text, dict(pairs))


def _by_kind(text: str, markup: Sequence[Markup]) -> dict[MarkupKind | None, list[str]]:
    """Return the names in a text by what they stand for, each once, in order."""
    kinds = {item.tag: item.kind for item in markup}
    found: dict[MarkupKind | None, list[str]] = {}
    for tag in tags(text):
        found.setdefault(kinds.get(tag), []).append(tag)
    return found
