"""Electronic books (.epub, EPUB 2 and 3; W3C Recommendation, 2025-03-27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from workflow.documents.archive import Archive, beside
from workflow.documents.pictures import part_address
from workflow.documents.readers.office import book_writing
from workflow.documents.readers.office.book_elements import is_picture
from workflow.documents.readers.office.book_package import MEDIA_TYPE, EbookPackage
from workflow.documents.readers.office.book_text import BookText
from workflow.documents.readers.office.word_tree import plain
from workflow.model import UNTRANSLATED, Block, Metadata
from workflow.xml import safe


class EbookReader:
    """Reads ``.epub`` in the order of its spine, without tables of contents; writes it again."""

    extensions = (".epub",)
    binary: Literal[True] = True
    media_types: Mapping[str, str] = {".epub": MEDIA_TYPE}

    def __call__(self, data: bytes, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the book's title and its pages.

        Raises:
            SourceError: it is no book, locked, damaged or too large.
        """
        package = EbookPackage(Archive(data, path), path)
        text = _read(package, path)
        return tuple(each.block for each in text.contents), package.metadata()

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the book with translated text, tables of contents included; its styles stay.

        Raises:
            SourceError: as for reading.
        """
        archive = Archive(data, path)
        package = EbookPackage(archive, path)
        try:
            return _written(package, _read(package, path), texts, language, note)
        except ValueError as error:  # names that lxml reads, but does not write
            raise archive.damaged(str(error)) from error


def _written(
    package: EbookPackage, text: BookText, texts: Sequence[str | None], language: str, note: str
) -> tuple[bytes, Sequence[int]]:
    """Write the translations into the pages, and translated headings into tables of contents."""
    titled = bool(package.title)
    renamed: dict[str, str] = {}
    lost: list[int] = []
    for name in package.pages:
        book_writing.speak(package.page(name), package.language, language)
    for number, wanted in enumerate(texts):
        made, place = text.contents[number], text.places[number]
        if wanted is None:
            if place and made.block.kind not in UNTRANSLATED:
                book_writing.keep_language(place, package.language)
            continue
        renamed.setdefault(plain(made.block.text), safe(plain(wanted)))
        if place:
            (pieces,) = made.written(wanted)
            book_writing.write(place, pieces)
        elif number in text.described:
            text.described[number].set("alt", safe(plain(wanted)))
        elif number or not titled:
            lost.append(number)
    for name in package.pages:
        _title(package, name, renamed)
    package.describe(renamed.get(package.title, ""), language, note)
    package.rename(renamed, language)
    return package.written(), lost


def _read(package: EbookPackage, path: str) -> BookText:
    def picture(page: str, source: str) -> str:
        name = beside(page, source)
        shown = name in package.archive.names and is_picture(name)
        return part_address(path, name) if shown else ""

    text = BookText(package.looks(), picture)
    if package.title:
        text.title(package.title)
    for name in package.pages:
        text.read(name, package.page(name))
    return text


def _title(package: EbookPackage, name: str, renamed: Mapping[str, str]) -> None:
    """Translate the ``title`` of a page, if it repeats the book's title or a heading."""
    for title in package.page(name).iter("{*}title"):
        new = renamed.get(" ".join((title.text or "").split()))
        if new:
            title.text = new
