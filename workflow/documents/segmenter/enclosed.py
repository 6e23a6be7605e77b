"""Part what a pair of placeholders encloses as a whole: a text that is bold or a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from workflow.markup import PLACEHOLDER, rejoined, tags
from workflow.model import Markup, MarkupKind

#: Pairs that may end and begin again within a paragraph: two links would lead to one address, and
#: what strikes or underlines a text does so with the space between two sentences.
_DIVISIBLE = frozenset({MarkupKind.STRONG, MarkupKind.EMPHASIS})
_REOPENED = re.compile(r"</(?P<name>g[1-9][0-9]*)>\s*(?P<open>(?:<g[1-9][0-9]*>)*<(?P=name)>)")


def unpaired(text: str) -> tuple[str, str, str]:
    """Split a text that is bold or a link as a whole: opening tags, text and closing tags.

    Each of its sentences then has these pairs around it; other texts have no such tags.

    >>> unpaired("<g1><g2>One. Two.</g2></g1>"), unpaired("<g1>One.</g1> <g2>Two.</g2>")
    (('<g1><g2>', 'One. Two.', '</g2></g1>'), ('', '<g1>One.</g1> <g2>Two.</g2>', ''))
    """
    start, end = 0, len(text)
    while (opened := PLACEHOLDER.match(text, start, end)) and (tag := opened["open"]):
        close = f"</{tag}>"
        if not text.endswith(close, start, end) or text.find(close, start, end) != end - len(close):
            break
        start, end = opened.end(), end - len(close)
    return text[:start], text[start:end], text[end:]


def divided(
    pieces: Sequence[str], markup: Sequence[Markup], split: Callable[[str], Sequence[str]]
) -> list[str]:
    """Split those pieces of a paragraph that are bold or in italics and have several sentences.

    Their pairs end and begin again between two sentences; :func:`workflow.markup.rejoined` takes
    that back. A pair that begins or ends within a sentence stays as it is.

    Args:
        pieces: sentences, each with the white space behind it.
        markup: what the placeholders stand for.
        split: splits a text into such sentences.
    """
    able = {item.tag for item in markup if item.kind in _DIVISIBLE}
    return [part for piece in pieces for part in _parts(piece, able, split)] if able else [*pieces]


def reopened_at(text: str, offset: int) -> tuple[str, str] | None:
    """Split two joined sentences where a pair ends and begins again; None if that is not there.

    Args:
        text: the sentences, as people have joined them.
        offset: in what :func:`workflow.markup.rejoined` makes of the text.
    """
    for found in _REOPENED.finditer(text):
        left = rejoined(text[: found.end()])
        if len(left.rstrip()) <= offset <= len(left):
            return text[: found.start("open")].rstrip(), text[found.start("open") :]
    return None


def _parts(piece: str, able: set[str], split: Callable[[str], Sequence[str]]) -> list[str]:
    before, inner, behind = unpaired(piece.strip())
    sentences = split(inner) if before and able.issuperset(tags(before)) else ()
    if len(sentences) < 2:
        return [piece]
    start = piece.find(before)
    lead, trail = piece[:start], piece[start + len(before) + len(inner) + len(behind) :]
    ended = [f"{before}{each.rstrip()}{behind}{each[len(each.rstrip()) :]}" for each in sentences]
    ended[0] = lead + ended[0]
    ended[-1] = f"{before}{sentences[-1]}{behind}{trail}"
    return ended
