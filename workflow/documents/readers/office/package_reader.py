"""Read packages (Word, OpenDocument, EPUB) and write them again, in any format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from workflow import markup
from workflow.documents.archive import Archive
from workflow.documents.readers.office.inline import ReadBlock, Wording, Written, content
from workflow.model import Block, BlockKind, MarkupKind, Metadata

_Place = TypeVar("_Place")


class PackageDocument(ABC):
    """A document that has been read from a package.

    Attributes:
        archive: its parts.
        contents: its blocks, and what their placeholders are.
    """

    archive: Archive
    contents: list[ReadBlock]

    @abstractmethod
    def __init__(self, data: bytes, path: str) -> None:
        """Read a package; raise SourceError where that cannot be done."""

    @abstractmethod
    def metadata(self) -> Metadata:
        """Return what the document says about itself."""

    @abstractmethod
    def rewritten(
        self, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the document with other texts in its blocks; see :class:`Rewriter`."""


class PackageReader:
    """Reads and rewrites packages of one format.

    Attributes:
        opened: the documents of that format.
    """

    binary: Literal[True] = True
    opened: type[PackageDocument]

    def __call__(self, data: bytes, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the text of the document, its tables, text boxes and notes.

        Raises:
            SourceError: it is no such document, locked, damaged or too large.
        """
        document = self.opened(data, path)
        return tuple(each.block for each in document.contents), document.metadata()

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the document with translated text; styles, pictures and page layout stay.

        Raises:
            SourceError: as for reading.
        """
        document = self.opened(data, path)
        try:
            return document.rewritten(texts, language, note)
        except ValueError as error:  # names that lxml reads, but does not write
            raise document.archive.damaged(str(error)) from error


def picture(url: str, line: int, text: str) -> ReadBlock:
    """Return the block of a picture with its alternative text, which may be empty."""
    frame = Block(BlockKind.CAPTION, "", line, url=url)
    return content(frame, [Wording(text)] if text else ())


def set_headline(
    contents: Sequence[ReadBlock], looks_titled: Callable[[int], bool] = lambda place: False
) -> None:
    """Make one block the headline: the title, else the heading at the beginning.

    Args:
        contents: the blocks.
        looks_titled: tells whether the first block with text, by its place, is as good as one.
    """
    titles = [each for each in contents if each.block.kind is BlockKind.HEADLINE]
    for each in titles[1:]:
        each.block = replace(each.block, kind=BlockKind.HEADING, level=1)
    first = next((place for place, each in enumerate(contents) if each.block.text), None)
    if titles or first is None:
        return
    block = contents[first].block
    if block.kind is BlockKind.HEADING or looks_titled(first):
        contents[first].block = replace(block, kind=BlockKind.HEADLINE, level=0)


def spread(
    pieces: Sequence[Sequence[Written]], places: Sequence[_Place]
) -> Iterator[tuple[_Place, list[Written]]]:
    """Yield each paragraph of a block with its new content; the last one takes the rest."""
    for at, place in enumerate(places):
        own = pieces[at:] if at == len(places) - 1 else pieces[at : at + 1]
        yield place, [piece for more in own for piece in more]


def is_formula(block: Block) -> bool:
    """Tell whether a block is a single formula."""
    return (
        len(block.markup) == 1
        and block.markup[0].kind is MarkupKind.FORMULA
        and block.text == f"<{block.markup[0].tag}/>"
        and block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}
    )


def plain(text: str) -> str:
    """Return a text without placeholders, for comparison."""
    return " ".join(markup.plain(text).split())
