"""Read and rewrite books (.epub, EPUB 2 and 3; W3C Recommendation, 2025-03-27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow.documents.archive import Archive, beside
from workflow.documents.pictures import part_address
from workflow.documents.readers.office import book_writing
from workflow.documents.readers.office.book_elements import is_picture
from workflow.documents.readers.office.book_package import MEDIA_TYPE, EbookPackage
from workflow.documents.readers.office.book_text import BookText
from workflow.documents.readers.office.package_reader import PackageDocument, PackageReader, plain
from workflow.model import UNTRANSLATED, Metadata
from workflow.xml import safe


class Ebook(PackageDocument):
    """A book, read in the order of its spine, without tables of contents."""

    def __init__(self, data: bytes, path: str) -> None:
        self.archive = Archive(data, path)
        self._package = package = EbookPackage(self.archive, path)

        def picture(page: str, source: str) -> str:
            name = beside(page, source)
            shown = name in self.archive.names and is_picture(name)
            return part_address(path, name) if shown else ""

        self._text = BookText(package.looks(), picture)
        self.contents = self._text.contents
        if package.title:
            self._text.title(package.title)
        for name in package.pages:
            self._text.read(name, package.page(name))

    def metadata(self) -> Metadata:
        """Return what the book says about itself."""
        return self._package.metadata()

    def rewritten(
        self, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the translations into the pages, and headings into tables of contents, too."""
        package, text = self._package, self._text
        renamed: dict[str, str] = {}
        lost: list[int] = []
        for name in package.pages:
            book_writing.speak(package.page(name), package.language, language)
        for number, wanted in enumerate(texts):
            made, place = self.contents[number], text.places[number]
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
            elif number or not package.title:
                lost.append(number)
        for name in package.pages:
            _say_again(package, name, renamed)
        package.describe(renamed.get(package.title, ""), language, note)
        package.rename(renamed, language)
        return package.written(), lost


def _say_again(package: EbookPackage, name: str, renamed: Mapping[str, str]) -> None:
    """Translate what repeats a block: a page's title, what is said of a picture beside its caption.

    Args:
        package: the book.
        name: of the page.
        renamed: translations by the texts of the blocks.
    """
    page = package.page(name)
    for title in page.iter("{*}title"):
        title.text = renamed.get(" ".join((title.text or "").split()), title.text)
    for picture in page.iter("{*}img"):
        for key in ("alt", "title"):
            if new := renamed.get(" ".join((picture.get(key) or "").split())):
                picture.set(key, new)


class EbookReader(PackageReader):
    """Reads and rewrites ``.epub``."""

    extensions = (".epub",)
    media_types: Mapping[str, str] = {".epub": MEDIA_TYPE}
    opened = Ebook
