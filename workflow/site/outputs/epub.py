"""Write EPUB 3.3 (W3C Recommendation, 2025-03-27): an article, or many, as an e-book."""

from __future__ import annotations

import posixpath
import struct
import uuid
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zipfile import ZIP_DEFLATED, ZIP_STORED

from workflow.site import links
from workflow.site.body.typesetting import clean
from workflow.site.outputs.chapter import chapter, headings, main_language, render_sentences, title
from workflow.site.publication import OutputScope, Publication
from workflow.site.theming.labels import label, machine_date

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
#: The media types of pictures, by the ending of their files' names (section 3.2).
PICTURES = {
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
#: An article's file in its book.
CHAPTER = "article.xhtml"
#: What every book offers to readers who do not see it.
ACCESS = label(
    "All text is in reading order, with headings and a table of contents; it says its language."
)
#: Begins a formula in a chapter, which its package has to tell.
FORMULA = "<math "
#: The first day there is in a ZIP archive, so that the same content gives the same bytes.
_EPOCH = 1 << 5 | 1
_VERSION, _UNIX, _UTF8, _READABLE = 20, 3, 0x800, 0o644 << 16
#: What precedes a file, and the directory and its end (PKWARE's APPNOTE, 4.3.7, 4.3.12, 4.3.16).
_COMMON = struct.Struct("<5H3L2H")
_ENTRY = struct.Struct("<3H2L")
_END = struct.Struct("<4s4H2LH")
#: Bytes of a file that is remembered, as it may come again; the smallest tables that compress it
#: as well have room for it whole (zlib.h, deflateInit2: 2 ** 14 less 262).
_SMALL = 16_384 - 262


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of the table of contents, and the lines below it; ``formulas`` are in the chapter."""

    href: str
    title: str
    language: str
    inner: Sequence[TocEntry] = ()
    formulas: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says about itself.

    Attributes:
        address: names it for ever; its identifier is made from it.
        title: in ``language``, that of its table of contents.
        languages: of its text, the main one first.
        about: Dublin Core elements and their values.
        access: what it offers to readers who do not see it, in a sentence.
        modified: ISO 8601 date of its latest change; may be empty.
        draft: whether something in it was not reviewed.
        contents: the table of contents, one line for each chapter.
        pictures: what each file of a picture holds, by its name.
    """

    address: str
    title: str
    language: str
    languages: Sequence[str]
    access: str
    modified: str = ""
    draft: bool = False
    about: Sequence[tuple[str, str]] = ()
    contents: Sequence[TocEntry] = field(default_factory=tuple)
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """A URN that is the same whenever the book is made."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, self.address)}"

    @property
    def files(self) -> Sequence[tuple[str, str]]:
        """The name and media type of each file of a picture."""
        return [(name, PICTURES[posixpath.splitext(name)[1]]) for name in self.pictures]

    @property
    def timestamp(self) -> str:
        """When it was last changed, as EPUB writes it."""
        return f"{self.modified or '1980-01-01'}T00:00:00Z"


class Epub:
    """A book for each page of an article: in one language, or aligned, the languages one by one."""

    label = "EPUB"
    media_type = "application/epub+zip"
    extension = ".epub"
    scope = OutputScope.PAGE

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Make the book; empty while one of the languages has no text."""
        if not publication.summary.begun(languages):
            return b""
        text = chapter(publication, languages, "style.css")
        book = _book(publication, languages, formulas=FORMULA in text)
        return bind(publication.render, book, [(CHAPTER, text)])


def bind(render: Callable[..., str], book: Book, chapters: Iterable[tuple[str, str]]) -> bytes:
    """Make a book from its chapters: name and XHTML of each, in the order of its contents."""
    nav = render("epub/nav.html", title=book.title, language=book.language, entries=book.contents)
    return packed(
        [
            ("mimetype", Epub.media_type.encode(), ZIP_STORED),
            ("META-INF/container.xml", _CONTAINER.encode(), ZIP_STORED),
            _text("package.opf", render("epub/package.opf", book=book)),
            _text("nav.xhtml", nav),
            ("EPUB/style.css", _style(render), ZIP_DEFLATED),
            *(_text(name, xhtml) for name, xhtml in chapters),
            *((f"EPUB/{name}", data, ZIP_STORED) for name, data in book.pictures.items()),
        ]
    )


def _text(name: str, text: str) -> tuple[str, bytes, int]:
    return f"EPUB/{name}", text.encode(errors="replace"), ZIP_DEFLATED


@lru_cache(maxsize=1)
def _style(render: Callable[..., str]) -> bytes:
    return render("epub/style.css").encode(errors="replace")


def _book(publication: Publication, languages: Sequence[str], *, formulas: bool) -> Book:
    summary, meta = publication.summary, publication.article.document.metadata
    language = main_language(publication, languages)
    folder = links.page(languages, summary)
    made = render_sentences(publication).origin
    name = title(publication, languages)
    words = publication.words(language)
    dates = [machine_date(summary.date)]
    dates += [machine_date(made.targets[tag].date) for tag in languages if tag in made.targets]
    lead = summary.leads.get(language)
    about = (
        *(("creator", author) for author in summary.authors),
        ("publisher", publication.site),
        ("date", machine_date(summary.date)),
        ("source", made.url),
        ("rights", clean(meta.rights)),
        ("description", lead.text if lead else ""),
    )
    inner = [
        TocEntry(f"{CHAPTER}#{anchor}", text, language)
        for anchor, text in headings(publication, languages)
    ]
    return Book(
        address=links.absolute(publication.url, folder) or f"{publication.site}/{folder}",
        title=name,
        language=language,
        languages=tuple(dict.fromkeys((language, *languages))),
        modified=max(dates),
        draft=not all(map(summary.complete, languages)),
        access=words(ACCESS),
        about=[(element, value) for element, value in about if value],
        contents=[TocEntry(CHAPTER, name, language, inner, formulas)],
        pictures={each.name: each.data for each in publication.pictures(languages)},
    )


def packed(files: Iterable[tuple[str, bytes, int]]) -> bytes:
    """Return an archive of files: the name of each, what it holds and how to keep it.

    It is byte for byte what :class:`zipfile.ZipFile` writes, which is made for archives of any size
    and takes longer for six small files than compressing them does.

    Raises:
        OverflowError: an e-book cannot be that large.
    """
    body, directory = bytearray(), bytearray()
    count = 0
    try:
        for name, data, how in files:
            count += 1
            place = name.encode()
            kept, about = _kept(data, how)
            common = _COMMON.pack(_VERSION, _UTF8 * (not name.isascii()), *about, len(place), 0)
            directory += b"PK\1\2" + bytes((_VERSION, _UNIX)) + common
            directory += _ENTRY.pack(0, 0, 0, _READABLE, len(body)) + place
            body += b"PK\3\4" + common + place + kept
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    except struct.error as error:
        raise OverflowError(str(error)) from error
    return bytes(body + directory + end)


def _kept(data: bytes, how: int) -> tuple[bytes, tuple[int, ...]]:
    """Return what an archive holds of a file, and what it says of it."""
    size = len(data)
    if how != ZIP_DEFLATED:
        return data, (how, 0, _EPOCH, zlib.crc32(data), size, size)
    kept = (_remembered if size < _SMALL else _deflated)(data)
    return kept, (how, 0, _EPOCH, zlib.crc32(data), len(kept), size)


def _deflated(data: bytes) -> bytes:
    """Compress a file; for a small one, making the tables of a large one takes half the time."""
    window, memory = (14, 7) if len(data) < _SMALL else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    packer = zlib.compressobj(wbits=-window, memLevel=memory)
    return packer.compress(data) + packer.flush()


#: The stylesheet is in every book.
_remembered = lru_cache(maxsize=16)(_deflated)
