"""Edit texts, write renderings into sentences, and map positions between old and new text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from workflow.languages.scripts import without_links
from workflow.markup import around, plain
from workflow.model import Request, TermUse

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
    """Return the position in the new text for one in the old text.

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
    """Return the span in the new text for one in the old text."""
    return moved(span[0], edits), moved(span[1], edits)


def places(edits: Sequence[Edit]) -> list[Span]:
    """Return where the new texts of ``edits`` stand afterwards, in the order given."""
    starts = [moved(edit.start, edits) for edit in edits]
    return [(start, start + len(edit.new)) for start, edit in zip(starts, edits, strict=True)]


def restored(position: int, edits: Sequence[Edit]) -> int:
    """Return the position in the old text for one in the new text.

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


def rendered(uses: Iterable[TermUse]) -> Iterator[tuple[int, TermUse]]:
    """Yield the uses that have a rendering, with their numbers, in the order of the sentence.

    Of those that overlap, only the first.
    """
    end = 0
    for number, use in sorted(enumerate(uses), key=lambda item: item[1].start):
        if use.rendering and use.start >= end:
            yield number, use
            end = use.end


def parts(text: str, uses: Iterable[TermUse]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a sentence, renderings in place of names; tell which those are."""
    end = 0
    for _, use in rendered(uses):
        yield text[end : use.start], False
        yield around(text[use.start : use.end], use.rendering), True
        end = use.end
    yield text[end:], False


def inline(request: Request) -> str:
    """Return the sentence with the approved form of every name that has one."""
    return "".join(part for part, _ in parts(request.text, request.terms))


def settled(request: Request) -> bool:
    """Tell whether a sentence needs no translation: only numbers, addresses or renderings."""
    blank = [replace(use, rendering=" ") for use in request.terms if use.rendering]
    rest = plain(inline(replace(request, terms=tuple(blank))))
    return not any(map(str.isalpha, without_links(rest)))
