"""Put the placeholders of inline markup into a translation.

A translation model keeps none of them: they are taken out before, and put back afterwards where its
attention says. A language model mostly keeps them; what it lost goes around the words that stand in
the translation as they are. Where nothing tells, the place is a guess, and said to be one. What a
pair encloses in the source it encloses in the translation; a rendering of the glossary is known
exactly and is never cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow import markup
from workflow.engines.constrained.edits import Span
from workflow.languages import pack
from workflow.languages.orthography.line_breaks import WORD, break_points
from workflow.model import Problem, TermUse
from workflow.qa import engine_problems

#: Maps a position in a text with placeholders to the same one in the text without.
Position = Callable[[int], int]
#: How far apart the parts of one translated phrase may be, in characters.
_GAP = 4
#: What a phrase may end in without it being part of the phrase.
_EDGE = "，、；,;"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A pair (``g1``) around ``text[start:end]`` or a standalone one (``x2``) at ``start``.

    Attributes:
        tag: its name.
        start: where it begins.
        end: where a pair ends.
        order: its place among the placeholders of the sentence; a pair comes before what it
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


def separate(text: str) -> tuple[str, tuple[Placeholder, ...], Position]:
    """Return the text without placeholders, the placeholders, and a map from old to new positions.

    A placeholder without its partner, or one that stands twice, is left out.
    """
    plain = ""
    open_: dict[str, tuple[int, int]] = {}
    found: list[Placeholder] = []
    removed: list[Span] = []
    end = 0
    for order, match in enumerate(markup.PLACEHOLDER.finditer(text)):
        plain += text[end : match.start()]
        end = match.end()
        removed.append(match.span())
        if tag := match["open"]:
            open_[tag] = (len(plain), order)
        elif tag := match["standalone"]:
            found.append(Placeholder(tag, len(plain), len(plain), order))
        elif begun := open_.pop(match["close"], None):
            found.append(Placeholder(match["close"], begun[0], len(plain), begun[1]))
    plain += text[end:]

    def position(old: int) -> int:
        return old - sum(min(end, old) - at for at, end in removed if at < old)

    return plain, tuple(sorted(found, key=lambda each: each.order)), position


def restore(
    source: str, text: str, target: str, uses: Sequence[TermUse] = ()
) -> tuple[str, tuple[Problem, ...]]:
    """Put back the placeholders that a translation has lost, doubled or broken.

    Args:
        source: with placeholders.
        text: its translation, with what is left of them.
        target: BCP 47 tag of its language.
        uses: the mentions in the source: a rendering tells where its mention is in the translation.

    Returns:
        ``text`` with exactly the placeholders of ``source``, and what a person has to look at;
        unchanged where they are right already, or wrong in the source.
    """
    if not markup.problems(source, text) or not markup.balanced(source):
        return text, ()
    before, found, position = separate(source)
    after = " ".join(markup.PLACEHOLDER.sub("", text).split())
    right = _still_right(found, text)
    mentions = ((position(use.start), position(use.end), use.rendering) for use in uses)
    repeated = ((each.start, each.end, before[each.start : each.end].strip()) for each in found)
    links = [*_links([*mentions, *repeated], after)]
    lost = [each for each in found if each.order not in right]
    put_back, _ = place(lost, before, after, target, links)
    placed = sorted((*right.values(), *put_back), key=lambda each: each.order)
    return render(after, _nested(placed, found)), (engine_problems.PUT_BACK(),)


def _still_right(found: Sequence[Placeholder], text: str) -> dict[int, Placeholder]:
    """Return the placeholders that a translation has kept correctly, in order.

    They are where they stand in the text without placeholders and double spaces. Of a standalone
    one that is doubled the first counts.
    """
    bare, kept, _ = separate(text)
    times = Counter(match["open"] for match in markup.PLACEHOLDER.finditer(text))

    def at(old: int) -> int:
        return len(" ".join(f"{bare[:old]}|".split())) - 1

    usable = [each for each in kept if times[each.tag] <= 1]
    spans = {each.tag: (at(each.start), at(each.end)) for each in reversed(usable)}
    return {
        each.order: replace(each, start=spans[each.tag][0], end=spans[each.tag][1])
        for each in found
        if each.tag in spans
    }


def _links(wanted: Iterable[tuple[int, int, str]], text: str) -> Iterator[Link]:
    """Link parts of a source to the parts of the translation that render them.

    Args:
        wanted: parts, and what each becomes: a rendering, or the same name, number or address.
        text: the translation.
    """
    for start, end, words in wanted:
        if words and (at := text.find(words)) >= 0:
            yield Link((start, end), (at, at + len(words)), exact=True)


def place(
    found: Sequence[Placeholder], source: str, text: str, target: str, links: Sequence[Link]
) -> tuple[tuple[Placeholder, ...], tuple[Problem, ...]]:
    """Find where the placeholders of a sentence go in its translation.

    Args:
        found: the placeholders, where they stand in the source.
        source: plain text.
        text: its translation, plain text.
        target: BCP 47 tag of its language.
        links: what comes from where, in any order.

    Returns:
        The placeholders at their new places, and a problem for each whose place is a guess.
    """
    known: dict[int, Span] = {}
    for each in found:
        if each.pair:
            span = _enclosed(each, source, text, links)
        else:
            span = _after_word(each, text, target, links)
        if span is not None:
            known[each.order] = span
    guessed: list[Problem] = []
    for each in found:
        if each.order not in known:
            taken = [known[one.order] for one in found if one.order in known and _apart(one, each)]
            known[each.order] = _proportional(each, source, text, _edges(text, target, taken))
            tag = f"<{each.tag}{'' if each.pair else '/'}>"
            guessed.append(engine_problems.GUESSED(mark=tag))
    placed = [replace(each, start=known[each.order][0], end=known[each.order][1]) for each in found]
    return _nested(placed, found), tuple(guessed)


def _apart(one: Placeholder, other: Placeholder) -> bool:
    """Tell whether a pair neither encloses the other one nor is enclosed by it."""
    return one.pair and not _overlap((one.start, one.end), (other.start, other.end))


def _enclosed(pair: Placeholder, source: str, text: str, links: Sequence[Link]) -> Span | None:
    """Find the part of the translation that a pair should enclose; None without links."""
    inside = source[pair.start : pair.end].strip()
    if inside == source.strip():
        return _trimmed(text, 0, len(text))
    touched = [link for link in links if _overlap(link.source, (pair.start, pair.end))]
    exact = [link for link in touched if link.exact]
    loose = [link for link in touched if not link.exact]
    if exact and not _has_more_words(source, pair, exact):
        loose = []
    run = [*exact, *_cluster(loose)]
    if not run:
        return None
    start, end = min(link.target[0] for link in run), max(link.target[1] for link in run)
    return _trimmed(text, *_whole_terms(start, end, links))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _has_more_words(source: str, pair: Placeholder, exact: Sequence[Link]) -> bool:
    """Tell whether a pair encloses words besides glossary terms (an article does not count)."""
    rest = "".join(
        character
        for position, character in enumerate(source[pair.start : pair.end], start=pair.start)
        if not any(link.source[0] <= position < link.source[1] for link in exact)
    )
    return bool(rest.strip(" \t.,'\"’“”")) and rest.strip().lower() not in {"the", "a", "an"}


def _cluster(links: Sequence[Link]) -> list[Link]:
    """Return the largest group of links whose targets stand close together, without strays."""
    groups: list[list[Link]] = []
    for link in sorted(links, key=lambda link: link.target):
        if groups and link.target[0] - groups[-1][-1].target[1] <= _GAP:
            groups[-1].append(link)
        else:
            groups.append([link])
    return max(groups, key=lambda group: group[-1].target[1] - group[0].target[0], default=[])


def _whole_terms(start: int, end: int, links: Sequence[Link]) -> Span:
    """Widen a span so that it cuts no rendering of the glossary."""
    for link in links:
        if link.exact and _overlap(link.target, (start, end)):
            start, end = min(start, link.target[0]), max(end, link.target[1])
    return start, end


def _trimmed(text: str, start: int, end: int) -> Span:
    """Trim spaces from both ends of a span, and punctuation from its end."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGE):
        end -= 1
    return start, end


def _after_word(alone: Placeholder, text: str, target: str, links: Sequence[Link]) -> Span | None:
    """Find the end of the preceding word's rendering, or the beginning if there is no word."""
    if alone.start == 0:
        return 0, 0
    before = [link for link in links if link.source[1] <= alone.start]
    if not before:
        return None
    nearest = max(link.source[1] for link in before)
    at = max(link.target[1] for link in before if link.source[1] == nearest)
    if pack(target).writing.spaced:
        while at < len(text) and text[at].isalpha():
            at += 1  # a word keeps its ending
    return at, at


def _proportional(each: Placeholder, source: str, text: str, edges: _Edges) -> Span:
    """Return the span at the same proportion of the text, moved to the nearest word boundaries."""
    size = max(1, len(source))
    start, end = (round(at / size * len(text)) for at in (each.start, each.end))
    start = _nearest(start, edges.begins)
    if not each.pair:
        return start, start
    last = min((at for at in edges.limits if at >= start), default=len(text))
    ends = [at for at in edges.ends if start < at <= last]
    return _trimmed(text, start, _nearest(end, ends or [start]))


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where words begin and end, and where spans begin that others must not overlap."""

    begins: Sequence[int]
    ends: Sequence[int]
    limits: Sequence[int]


def _edges(text: str, target: str, taken: Sequence[Span]) -> _Edges:
    """Return the word boundaries of a text, without starts of words in the spans taken."""
    if pack(target).writing.spaced:
        gaps = [gap.span() for gap in re.finditer(r"\s+", text)]
        begins, ends = [gap[1] for gap in gaps], [gap[0] for gap in gaps]
    else:
        begins = ends = [at for at, cost in break_points(text, target).items() if cost <= WORD]
    free = [at for at in (0, *begins) if not any(start <= at < end for start, end in taken)]
    return _Edges([*free, len(text)], [*ends, len(text)], [start for start, _ in taken])


def _nearest(place: int, edges: Sequence[int]) -> int:
    return min(edges, key=lambda edge: abs(edge - place))


def _nested(
    placed: Sequence[Placeholder], source: Sequence[Placeholder]
) -> tuple[Placeholder, ...]:
    """Nest pairs in the translation as in the source, and keep others from overlapping."""
    result = {each.order: each for each in placed}
    for outer in sorted((each for each in source if each.pair), key=lambda each: -each.order):
        inner = [
            result[each.order]
            for each in source
            if each.order > outer.order and outer.start <= each.start and each.end <= outer.end
            and not (each.start == each.end == outer.end)
        ]  # fmt: skip
        if inner:
            own = result[outer.order]
            start = min(own.start, *(each.start for each in inner))
            end = max(own.end, *(each.end for each in inner))
            result[outer.order] = replace(own, start=start, end=end)
    pairs = sorted((m for m in result.values() if m.pair), key=lambda m: (m.start, m.order))
    for number, first in enumerate(pairs):
        first = result[first.order]  # noqa: PLW2901 — an earlier round may have changed it
        for second in pairs[number + 1 :]:
            second = result[second.order]  # noqa: PLW2901
            if first.start < second.start < first.end < second.end:
                result[second.order] = replace(second, start=first.end)
    return tuple(result[each.order] for each in placed)


def render(text: str, placed: Sequence[Placeholder]) -> str:
    """Return ``text`` with its placeholders written in."""
    # At one place: what ends there first (inner before outer), then what stands, then what begins.
    events = []
    for each in placed:
        if each.pair and each.start == each.end:
            events.append((each.start, 1, each.order, 0, f"<{each.tag}></{each.tag}>"))
        elif each.pair:
            events.append((each.start, 2, -each.end, each.order, f"<{each.tag}>"))
            events.append((each.end, 0, -each.start, -each.order, f"</{each.tag}>"))
        else:
            events.append((each.start, 1, each.order, 0, f"<{each.tag}/>"))
    parts: list[str] = []
    at = 0
    for position, *_, name in sorted(events):
        parts += [text[at:position], name]
        at = position
    return "".join([*parts, text[at:]])
