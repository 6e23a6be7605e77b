"""Make changes to a text, and tell where its characters are afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Where something stands in a text, from and to.
Span = tuple[int, int]


class Edit(NamedTuple):
    """``text[start:end]`` becomes ``new``."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return ``text`` with all edits made; they do not overlap and may come in any order."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, text[at:]])


def moved(position: int, edits: Sequence[Edit]) -> int:
    """Return where a position of the old text is in the new one.

    A position inside an edit is moved to the beginning of what was put there.
    """
    shift = 0
    for edit in sorted(edits):
        if edit.end <= position and edit.start < position:
            shift += len(edit.new) - (edit.end - edit.start)
        elif edit.start < position:
            return edit.start + shift
        else:
            break
    return position + shift


def moved_span(span: Span, edits: Sequence[Edit]) -> Span:
    """Return where a span of the old text is in the new one."""
    return moved(span[0], edits), moved(span[1], edits)


def places(edits: Sequence[Edit]) -> list[Span]:
    """Return where the new texts of ``edits`` stand afterwards, in the order given."""
    starts = [moved(edit.start, edits) for edit in edits]
    return [(start, start + len(edit.new)) for start, edit in zip(starts, edits, strict=True)]


def restored(position: int, edits: Sequence[Edit]) -> int:
    """Return where a position of the new text was in the old one.

    A position inside what an edit put there was at the beginning of what it replaced.
    """
    shift = 0
    for edit in sorted(edits):
        start = edit.start + shift
        if position <= start:
            break
        if position < start + len(edit.new):
            return edit.start
        shift += len(edit.new) - (edit.end - edit.start)
    return position - shift
