"""Inline placeholders, which no translation model keeps: taken out before, put back after.

Where they go is read from the model's attention: what a pair encloses in the source, it encloses
in the translation. A rendering of the glossary is known exactly and is never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workflow import markup
from workflow.model import Problem
from workflow.qa import notes

Span = tuple[int, int]
#: Maps a place in a text with placeholders to the same place in the text without.
Place = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A pair (``g1``) around ``text[start:end]`` or a standalone (``x2``) at ``start``.

    ``order`` is its place among the placeholders of the sentence; a pair comes before what it
    encloses.
    """

    tag: str
    start: int
    end: int
    order: int

    @property
    def pair(self) -> bool:
        """Whether it encloses text."""
        return self.tag.startswith("g")


@dataclass(frozen=True, slots=True)
class Link:
    """A part of the source and the part of the translation that comes from it."""

    source: Span
    target: Span
    exact: bool = False


def separate(text: str) -> tuple[str, tuple[Mark, ...], Place]:
    """The text without placeholders, the placeholders, and a map of old places to new ones.

    A placeholder without its partner, or one that stands twice, is left out.
    """
    plain = ""
    open_: dict[str, tuple[int, int]] = {}
    marks: list[Mark] = []
    removed: list[Span] = []
    end = 0
    for order, match in enumerate(markup.PLACEHOLDER.finditer(text)):
        plain += text[end : match.start()]
        end = match.end()
        removed.append(match.span())
        if tag := match["open"]:
            open_[tag] = (len(plain), order)
        elif tag := match["standalone"]:
            marks.append(Mark(tag, len(plain), len(plain), order))
        elif begun := open_.pop(match["close"], None):
            marks.append(Mark(match["close"], begun[0], len(plain), begun[1]))
    plain += text[end:]

    def place(position: int) -> int:
        return position - sum(min(end, position) - at for at, end in removed if at < position)

    return plain, tuple(sorted(marks, key=lambda mark: mark.order)), place


def project(
    marks: Sequence[Mark], source: str, target: str, links: Sequence[Link]
) -> tuple[tuple[Mark, ...], tuple[Problem, ...]]:
    """Where placeholders of ``source`` go in ``target``, and what had to be guessed.

    Args:
        marks: of the source.
        source: plain text.
        target: its translation, plain text.
        links: what comes from where, in any order.
    """
    placed: list[Mark] = []
    guessed: list[Problem] = []
    for mark in marks:
        span = _pair(mark, source, target, links) if mark.pair else _alone(mark, target, links)
        if span is None:
            span = _proportional(mark, source, target)
            tag = f"<{mark.tag}{'' if mark.pair else '/'}>"
            guessed.append(notes.GUESSED(mark=tag))
        placed.append(replace(mark, start=span[0], end=span[1]))
    return _nested(placed, marks), tuple(guessed)


def _pair(mark: Mark, source: str, target: str, links: Sequence[Link]) -> Span | None:
    inside = source[mark.start : mark.end].strip()
    if inside == source.strip():
        return _trimmed(target, 0, len(target))
    touched = [link for link in links if _overlap(link.source, (mark.start, mark.end))]
    exact = [link for link in touched if link.exact]
    loose = [link for link in touched if not link.exact]
    if exact and not _text_besides(source, mark, exact):
        loose = []
    run = [*exact, *_cluster(loose)]
    if not run:
        return None
    start, end = min(link.target[0] for link in run), max(link.target[1] for link in run)
    start, end = _whole_terms(start, end, links)
    return _trimmed(target, start, end)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _text_besides(source: str, mark: Mark, exact: Sequence[Link]) -> bool:
    """Whether a pair encloses words besides glossary terms (an article does not count)."""
    rest = "".join(
        character
        for position, character in enumerate(source[mark.start : mark.end], start=mark.start)
        if not any(link.source[0] <= position < link.source[1] for link in exact)
    )
    return bool(rest.strip(" \t.,'\"’“”")) and rest.strip().lower() not in {"the", "a", "an"}


def _cluster(links: Sequence[Link]) -> list[Link]:
    """The largest group of links whose targets stand close together: strays are left out."""
    groups: list[list[Link]] = []
    for link in sorted(links, key=lambda link: link.target):
        if groups and link.target[0] - groups[-1][-1].target[1] <= 4:
            groups[-1].append(link)
        else:
            groups.append([link])
    return max(groups, key=lambda group: group[-1].target[1] - group[0].target[0], default=[])


def _whole_terms(start: int, end: int, links: Sequence[Link]) -> Span:
    for link in links:
        if link.exact and _overlap(link.target, (start, end)):
            start, end = min(start, link.target[0]), max(end, link.target[1])
    return start, end


def _trimmed(target: str, start: int, end: int) -> Span:
    while start < end and target[start].isspace():
        start += 1
    while start < end and (target[end - 1].isspace() or target[end - 1] in "，、；,;"):
        end -= 1
    return start, end


def _alone(mark: Mark, target: str, links: Sequence[Link]) -> Span | None:
    """After what comes from the word before it; at the very beginning if there is none."""
    if mark.start == 0:
        return 0, 0
    before = [link for link in links if link.source[1] <= mark.start]
    if not before:
        return None
    nearest = max(link.source[1] for link in before)
    at = max(link.target[1] for link in before if link.source[1] == nearest)
    while at < len(target) and target[at].isalpha() and "가" <= target[at] <= "힣":
        at += 1  # a Korean word keeps its particle
    return at, at


def _proportional(mark: Mark, source: str, target: str) -> Span:
    """The same share of the text, at a word's edge where there are spaces."""
    size = max(1, len(source))
    start = round(mark.start / size * len(target))
    end = round(mark.end / size * len(target))
    while 0 < start < len(target) and target[start - 1] != " " and " " in target[:start]:
        start -= 1
    while mark.pair and end < len(target) and target[end] != " " and " " in target[end:]:
        end += 1
    return (start, max(start, end)) if mark.pair else (start, start)


def _nested(placed: Sequence[Mark], source: Sequence[Mark]) -> tuple[Mark, ...]:
    """Pairs made to enclose what they enclosed, and otherwise not to overlap."""
    result = {mark.order: mark for mark in placed}
    for outer in sorted((mark for mark in source if mark.pair), key=lambda mark: -mark.order):
        inner = [
            result[mark.order]
            for mark in source
            if mark.order > outer.order and outer.start <= mark.start and mark.end <= outer.end
            and not (mark.start == mark.end == outer.end)
        ]  # fmt: skip
        if inner:
            own = result[outer.order]
            start = min(own.start, *(mark.start for mark in inner))
            end = max(own.end, *(mark.end for mark in inner))
            result[outer.order] = replace(own, start=start, end=end)
    pairs = sorted((m for m in result.values() if m.pair), key=lambda m: (m.start, m.order))
    for number, first in enumerate(pairs):
        first = result[first.order]  # noqa: PLW2901 — an earlier round may have changed it
        for second in pairs[number + 1 :]:
            second = result[second.order]  # noqa: PLW2901
            if first.start < second.start < first.end < second.end:
                result[second.order] = replace(second, start=first.end)
    return tuple(result[mark.order] for mark in placed)


def render(text: str, marks: Sequence[Mark]) -> str:
    """``text`` with its placeholders written in."""
    # At one place: what ends there first (inner before outer), then what stands, then what begins.
    events = []
    for mark in marks:
        if mark.pair and mark.start == mark.end:
            events.append((mark.start, 1, mark.order, 0, f"<{mark.tag}></{mark.tag}>"))
        elif mark.pair:
            events.append((mark.start, 2, -mark.end, mark.order, f"<{mark.tag}>"))
            events.append((mark.end, 0, -mark.start, -mark.order, f"</{mark.tag}>"))
        else:
            events.append((mark.start, 1, mark.order, 0, f"<{mark.tag}/>"))
    parts: list[str] = []
    at = 0
    for position, *_, name in sorted(events):
        parts += [text[at:position], name]
        at = position
    return "".join([*parts, text[at:]])
