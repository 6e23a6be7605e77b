"""Inline markup of a translation under the names its source has for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workflow.markup import PLACEHOLDER, plain
from workflow.model import Markup, MarkupKind


def fitted(
    source: str, text: str, source_markup: Sequence[Markup], text_markup: Sequence[Markup]
) -> str:
    """``text`` with the placeholders of ``source``, matched by what they are and in order.

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
    if {kind: len(tags) for kind, tags in wanted.items()} != {
        kind: len(tags) for kind, tags in found.items()
    }:
        return plain(text, text_markup)
    names = {
        old: new
        for kind, tags in found.items()
        for old, new in zip(tags, wanted[kind], strict=True)
    }
    return PLACEHOLDER.sub(lambda match: _renamed(match, names), text)


def _by_kind(text: str, markup: Sequence[Markup]) -> dict[MarkupKind | None, list[str]]:
    """The names in a text by what they stand for, each once, in order."""
    kinds = {item.tag: item.kind for item in markup}
    found: dict[MarkupKind | None, list[str]] = {}
    for tag in dict.fromkeys(_tag(match) for match in PLACEHOLDER.finditer(text)):
        found.setdefault(kinds.get(tag), []).append(tag)
    return found


def _renamed(match: re.Match[str], names: Mapping[str, str]) -> str:
    tag = _tag(match)
    return match[0].replace(tag, names[tag])


def _tag(match: re.Match[str]) -> str:
    return match["open"] or match["close"] or match["standalone"] or ""
