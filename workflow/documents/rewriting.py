"""Write a seed again with its translation in place of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.documents import readers
from workflow.documents.readers.block_text import exchanged
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import Block, say

#: Blocks of the reader that are looked through for the text of one of the document.
_AHEAD = 50


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A seed in another language.

    Attributes:
        data: the file.
        unplaced: the lines of the blocks whose translations could not be put in their places; the
            rights that the seed's metadata alone tell are none of these, and stay.
    """

    data: bytes
    unplaced: tuple[int, ...]


def rewrite(  # noqa: PLR0913 - what a document is, and its translation
    data: bytes,
    where: str,
    blocks: Sequence[Block],
    texts: Mapping[int, str],
    *,
    language: str,
    note: str = "",
) -> Rewritten:
    """Write a seed with the translations of blocks in their places.

    Args:
        data: the seed.
        where: its path; something can write files of this kind (:func:`readers.rewriter`).
        blocks: those of the document that was read from it.
        texts: translations with placeholders, each by its block's number; the other blocks stay.
        language: BCP 47 tag of the translations.
        note: what the file says of the translation, where it has a place for that.

    Raises:
        SourceError: it cannot be read, or is no longer what the blocks were read from.
    """
    writer = readers.rewriter(where)
    if writer is None:
        raise SourceError(where, say("cannot be written again"), "")
    raw, metadata = readers.raw_blocks(data, where)
    parts: dict[int, list[tuple[int, int, str]]] = {}
    lost: list[int] = []
    for number, (block, place) in enumerate(zip(blocks, _places(blocks, raw), strict=True)):
        if place and number in texts:
            origin, start = place
            end = start + len(block.text)
            parts.setdefault(origin, []).append((start, end, texts[number]))
        elif number in texts and plain(block.text, block.markup) != metadata.rights:
            lost.append(block.line)
    wanted = [
        exchanged(block.text, parts[number]) if number in parts else None
        for number, block in enumerate(raw)
    ]
    written, unplaced = writer.rewrite(data, where, wanted, language, note)
    return Rewritten(written, tuple(sorted({*lost, *(raw[number].line for number in unplaced)})))


def _places(blocks: Sequence[Block], raw: Sequence[Block]) -> Iterator[tuple[int, int] | None]:
    """Yield for each block the number of the reader's block that it is a part of, and its offset.

    A byline was parted from its paragraph, a pair of marks around a deck taken away; a notice may
    have come from the metadata, which is in no block.
    """
    filled = [number for number, block in enumerate(raw) if block.text]
    at, offset = 0, 0
    for block in blocks:
        found = None
        for place in range(at, min(len(filled), at + _AHEAD)) if block.text else ():
            number = filled[place]
            start = raw[number].text.find(block.text, offset if place == at else 0)
            if start >= 0:
                found = number, start
                at, offset = place, start + len(block.text)
                break
        yield found
