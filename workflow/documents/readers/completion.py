"""Complete what a reader gave: placeholders, depth of boxes, addresses, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote, urljoin

from workflow.documents.readers.block_text import plain_block
from workflow.markup import PLACEHOLDER, Builder, balanced, tags
from workflow.model import CORRECTION, Block, BlockKind, Box, Erratum, Markup, MarkupKind, Origin


def with_known_placeholders(text: str, known: Sequence[Markup]) -> tuple[str, tuple[Markup, ...]]:
    """Return block text in which ``known`` explains every placeholder.

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


#: Boxes around a block; handbooks have three.
_DEEPEST = 8


def limit_box_depth(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without the boxes beyond the greatest depth shown; the outermost stay."""
    depths: dict[int, int] = {}
    for block in blocks:
        chain: list[Box] = []
        box = block.box
        while box is not None and box.number not in depths:
            chain.append(box)
            box = box.outer
        depth = depths[box.number] if box is not None else 0
        for each in reversed(chain):
            depth = depths[each.number] = depth + 1
        yield replace(block, box=_without_deepest(block.box, depths)) if depth > _DEEPEST else block


def _without_deepest(box: Box | None, depths: Mapping[int, int]) -> Box | None:
    while box is not None and depths[box.number] > _DEEPEST:
        box = box.outer
    return box


_POINTING = frozenset({MarkupKind.LINK, MarkupKind.IMAGE})
_WITH_ADDRESS = frozenset({BlockKind.CAPTION, BlockKind.EMBED})


def completed(blocks: Iterable[Block], origin: Origin) -> Iterator[Block]:
    """Yield blocks whose relative links are full addresses, based on the page's own."""
    near = {address: quote(file) for file, address in origin.pictures}
    for block in blocks:
        markup = tuple(_completed(each, origin.base, near) for each in block.markup)
        url = block.url
        if block.kind in _WITH_ADDRESS:
            url = _full(url, origin.base, near)
        same = url == block.url and markup == block.markup
        yield block if same else replace(block, url=url, markup=markup)


def _completed(markup: Markup, base: str, near: dict[str, str]) -> Markup:
    if markup.kind not in _POINTING:
        return markup
    url = _full(markup.url, base, near if markup.kind is MarkupKind.IMAGE else {})
    return markup if url == markup.url else replace(markup, url=url)


def _full(url: str, base: str, near: dict[str, str]) -> str:
    """Return the full address of a link, unless it leads within the page."""
    if not url or url.startswith("#"):
        return url
    try:
        full = urljoin(base, url)
    except ValueError:
        return url
    return near.get(full, full)


_HEAD = frozenset({BlockKind.HEADLINE, BlockKind.DECK, BlockKind.BYLINE})


def with_corrections(blocks: Sequence[Block], corrections: Sequence[Erratum]) -> tuple[Block, ...]:
    """Return the blocks with a box of the corrections below headline, deck and byline."""
    if not corrections:
        return tuple(blocks)
    top = next((at for at, block in enumerate(blocks) if block.kind not in _HEAD), len(blocks))
    taken = [box.number for block in blocks for box in _boxes_around(block)]
    box = Box(max(taken, default=0) + 1, CORRECTION)
    said = (
        plain_block(Block(BlockKind.PARAGRAPH, "", each.line, box=box), each.text)
        for each in corrections
    )
    return (*blocks[:top], *said, *blocks[top:])


def _boxes_around(block: Block) -> list[Box]:
    found, box = [], block.box
    while box is not None:
        found.append(box)
        box = box.outer
    return found
