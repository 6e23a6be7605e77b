"""Convert the runs of a paragraph to a block with placeholders, and translations back to runs.

A reader gives what it finds in a paragraph as :class:`Wording` and :class:`Alone`; a block is made
of them, and from the translation of that block they come back as runs in the same formats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from workflow import markup
from workflow.documents.readers.block_text import filled
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html.html_kinds import is_prose
from workflow.model import Block, BlockKind, Markup, MarkupKind

#: What encloses what where several begin and end at once: links everything else.
_RANKS = {kind: -(kind is MarkupKind.LINK) or rank for rank, kind in enumerate(MarkupKind)}
#: What a translation may leave out without anything being lost.
_DISPENSABLE = frozenset({MarkupKind.BREAK, MarkupKind.LITERAL})


@dataclass(frozen=True, slots=True)
class InlinePair:
    """A format or a link around text; two with equal fields count as one."""

    kind: MarkupKind
    url: str = ""
    title: str = ""
    owner: Any = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A run of text in one format.

    Attributes:
        text: as it stands there.
        pairs: around it.
        template: what the file writes such text in.
    """

    text: str
    pairs: tuple[InlinePair, ...] = ()
    template: Any = None


@dataclass(frozen=True, slots=True)
class Alone:
    """A standalone item, such as a picture or a break; ``owner`` is its element in the file."""

    kind: MarkupKind
    text: str = ""
    url: str = ""
    title: str = ""
    pairs: tuple[InlinePair, ...] = ()
    owner: Any = None


Item = Wording | Alone


@dataclass(frozen=True, slots=True)
class Written:
    """A run of a translation: text inside pairs, or a standalone item.

    Attributes:
        text: of the piece.
        pairs: around it, from the outermost.
        template: what the file wrote text in that was formatted like it; may be None.
        alone: what stands there instead of text.
        exact: whether ``template`` is that of text within just these pairs.
    """

    text: str
    pairs: tuple[InlinePair, ...]
    template: Any = None
    alone: Alone | None = None
    exact: bool = False


@dataclass(slots=True)
class ReadBlock:
    """A block, with what each of its placeholders stands for in the file."""

    block: Block
    pairs: dict[str, InlinePair] = field(default_factory=dict)
    alone: dict[str, Alone] = field(default_factory=dict)
    templates: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def written(self, text: str) -> list[list[Written]]:
        """Return a translation as runs, for each original paragraph of the block.

        Whatever became of its placeholders: what stands alone comes once, at the end if the
        translation has lost it.
        """
        paragraphs: list[list[Written]] = [[]]
        opened: list[str] = []
        left = dict(self.alone)
        for token in markup.tokens(text):
            match token:
                case markup.Text(run):
                    paragraphs[-1].append(self._run(run, opened))
                case markup.Open(tag) if tag in self.pairs:
                    opened.append(tag)
                case markup.Close(tag) if tag in self.pairs:
                    if tag in opened:
                        opened.remove(tag)
                case markup.Standalone(tag) if tag in self.alone:
                    if alone := left.pop(tag, None):
                        self._alone(alone, opened, paragraphs)
                case _:
                    paragraphs[-1].append(self._run(self._as_text(token), opened))
        for alone in left.values():
            if alone.kind not in _DISPENSABLE:
                paragraphs[-1].append(Written("", alone.pairs, alone=alone))
        return [list(_after_breaks(each)) for each in paragraphs]

    def _as_text(self, token: markup.Open | markup.Close | markup.Standalone) -> str:
        """Return the text to write for a placeholder that is unknown, or stands for plain text."""
        match token:
            case markup.Open(tag):
                return f"<{tag}>"
            case markup.Close(tag):
                return f"</{tag}>"
            case markup.Standalone(tag):
                known = {each.tag: each.text for each in self.block.markup}
                return known.get(tag, f"<{tag}/>")

    def _alone(self, alone: Alone, opened: Sequence[str], paragraphs: list[list[Written]]) -> None:
        if alone.owner is None:
            paragraphs.append([])
        else:
            pairs = tuple(self.pairs[tag] for tag in opened)
            paragraphs[-1].append(Written("", pairs, alone=alone))

    def _run(self, text: str, opened: Sequence[str]) -> Written:
        """Return a run in the format that text inside the same pairs had in the source."""
        pairs = tuple(self.pairs[tag] for tag in opened)
        key = tuple(sorted(opened))
        if key in self.templates:
            return Written(text, pairs, self.templates[key], exact=True)
        less = (self.templates[each] for each in self.templates if set(each) <= set(opened))
        return Written(text, pairs, next(less, None))


def _after_breaks(pieces: Iterable[Written]) -> Iterator[Written]:
    """Yield runs without the space that a block's text has after a line break."""
    fresh = True
    for piece in pieces:
        text = piece.text.lstrip() if fresh else piece.text
        fresh = piece.alone is not None and piece.alone.kind is MarkupKind.BREAK
        if text or piece.alone:
            yield replace(piece, text=text)


def paragraphs(lines: Iterable[Iterable[Item]]) -> list[Item]:
    """Join the items of several paragraphs into one block, with breaks between."""
    joined: list[Item] = []
    for number, line in enumerate(lines):
        if number:
            joined.append(Alone(MarkupKind.BREAK))
        joined += line
    return joined


def content(frame: Block, items: Iterable[Item]) -> ReadBlock:
    """Make a block of the items of a paragraph.

    Args:
        frame: kind, level and so on.
        items: in reading order.
    """
    builder = markup.Builder()
    begun: list[InlinePair | Alone] = []
    opened: list[int] = []
    used: list[tuple[tuple[int, ...], Any, int]] = []
    for item, wanted in _nested(_tidied(items)):
        while not {begun[each] for each in opened} <= set(wanted):
            builder.close()
            opened.pop()
        around = {begun[each] for each in opened}
        for pair in (each for each in wanted if each not in around):
            builder.open(pair.kind, pair.url, pair.title)
            opened.append(len(begun))
            begun.append(pair)
        if isinstance(item, Alone):
            begun.append(item)
            builder.standalone(item.kind, item.text, item.url, item.title)
            if item.kind is MarkupKind.BREAK:
                builder.text(" ")
        else:
            builder.text(item.text)
            used.append((tuple(opened), item.template, len(item.text.strip())))
    block = filled(frame, builder)
    if block.kind is BlockKind.CODE and is_prose(markup.plain(block.text, block.markup)):
        block = replace(block, kind=BlockKind.PARAGRAPH)  # the style of text pasted from a file
    return _tagged(block, begun, used)


def _tagged(
    block: Block,
    begun: Sequence[InlinePair | Alone],
    used: Sequence[tuple[tuple[int, ...], Any, int]],
) -> ReadBlock:
    """Make a block that maps its placeholders to their items."""
    own = [each for each in block.markup if not _is_look_alike(each)]
    made = ReadBlock(block)
    if len(own) != len(begun):
        return made
    for known, item in zip(own, begun, strict=True):
        if isinstance(item, Alone):
            made.alone[known.tag] = item
        else:
            made.pairs[known.tag] = item
    longest: Counter[tuple[str, ...]] = Counter()
    for indices, template, letters in used:
        tags = tuple(sorted(own[each].tag for each in indices))
        if tags not in made.templates or letters > longest[tags]:
            made.templates[tags], longest[tags] = template, letters
    return made


def _is_look_alike(item: Markup) -> bool:
    return item.kind is MarkupKind.LITERAL and bool(item.text.strip())


def _nested(items: Sequence[Item]) -> Iterator[tuple[Item, list[InlinePair]]]:
    """Yield items with their pairs sorted: outermost is the pair that spans the most items."""
    ends: list[dict[InlinePair, int]] = []
    following: dict[InlinePair, int] = {}
    for place in range(len(items) - 1, -1, -1):
        kinds = {each.kind: each for each in items[place].pairs}
        following = {each: following.get(each, place) for each in kinds.values()}
        ends.append(following)
    for item, last in zip(items, reversed(ends), strict=True):
        yield item, sorted(last, key=lambda each: (-last[each], _RANKS[each.kind]))


def _tidied(items: Iterable[Item]) -> list[Item]:
    """Clean the text of items, and move spaces at both ends of a format out of it."""
    parts: list[Item] = []
    for item in items:
        for part in _parted(item) if isinstance(item, Wording) else [item]:
            if parts and _is_space(part) and _is_break(parts[-1]):
                continue  # a break has its own
            parts.append(part)
    solid = [place for place, item in enumerate(parts) if not _is_space(item)]
    bounds = [-1, *solid, len(parts)]
    for before, after in pairwise(bounds):
        around = [parts[place].pairs for place in (before, after) if 0 <= place < len(parts)]
        shared = _shared(*around) if len(around) == 2 else ()
        for place in range(before + 1, after):
            space = parts[place]
            if isinstance(space, Wording):
                parts[place] = replace(space, pairs=shared)
    return parts


def _parted(run: Wording) -> Iterator[Wording]:
    text = clean(run.text)
    core = text.strip()
    if not core:
        if text:
            yield replace(run, text=text)
        return
    start = text.index(core)
    for part in (text[:start], core, text[start + len(core) :]):
        if part:
            yield replace(run, text=part)


def _is_break(item: Item) -> bool:
    return isinstance(item, Alone) and item.kind is MarkupKind.BREAK


def _is_space(item: Item) -> bool:
    return isinstance(item, Wording) and not item.text.strip()


def _shared(before: Sequence[InlinePair], after: Sequence[InlinePair]) -> tuple[InlinePair, ...]:
    return tuple(each for each in before if each in after)
