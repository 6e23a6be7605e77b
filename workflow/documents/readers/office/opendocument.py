"""Read and rewrite OpenDocument texts (.odt; OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workflow.documents.archive import Archive, child
from workflow.documents.readers.instants import iso_date
from workflow.documents.readers.office import open_leftovers
from workflow.documents.readers.office.open_styles import OpenStyles
from workflow.documents.readers.office.open_text import OpenText
from workflow.documents.readers.office.open_writing import OpenWriter
from workflow.documents.readers.office.package_reader import (
    PackageDocument,
    PackageReader,
    plain,
    spread,
)
from workflow.documents.unread_text import passed_over
from workflow.errors import SourceError
from workflow.model import BlockKind, Metadata, say
from workflow.xml import document, local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT, _STYLES, _ABOUT = "content.xml", "styles.xml", "meta.xml"
_PARAGRAPHS = frozenset({"p", "h"})
_SETTINGS, _MANIFEST = "settings.xml", "META-INF/manifest.xml"


class OpenDocument(PackageDocument):
    """An OpenDocument text, changes accepted, comments and contents left out."""

    def __init__(self, data: bytes, path: str) -> None:
        self.archive = Archive(data, path)
        names = self.archive.names
        if _CONTENT not in names:
            raise _no_text(path)
        if _MANIFEST in names and b"encryption-data" in self.archive.part(_MANIFEST):
            raise SourceError(
                path,
                say("is locked by a password"),
                say("Open it, take the password away and save it again."),
            )
        wanted = (_STYLES, _CONTENT, _ABOUT)
        self._trees = {name: self.archive.tree(name) for name in wanted if name in names}
        text = child(self._trees[_CONTENT], "body", "text")
        if text is None:
            raise _no_text(path)
        both = [self._trees[name] for name in (_STYLES, _CONTENT) if name in self._trees]
        self._styles = OpenStyles(both)
        self._text = OpenText(self.archive, path, text, self._styles)
        self.contents = self._text.contents

    def metadata(self) -> Metadata:
        """Return what the document says about itself."""
        about = child(self._trees.get(_ABOUT), "meta")
        said = {local(each): (each.text or "").strip() for each in (() if about is None else about)}
        return Metadata(
            title=said.get("title", ""),
            created=iso_date(said.get("creation-date", "")),
            author=said.get("initial-creator", "") or said.get("creator", ""),
            page_language=said.get("language", ""),
            passed_over=(
                *passed_over((*self._page_texts(), *self._remarks()), _PARAGRAPHS),
                *self._text.unshown,
            ),
        )

    def _page_texts(self) -> Iterator[_Element]:
        """Yield the headers and footers of pages; they are read by nobody."""
        styles = self._trees.get(_STYLES)
        if styles is not None:
            for page in styles.iter("{*}master-page"):
                yield from page

    def _remarks(self) -> Iterator[_Element]:
        """Yield comments, and what tracked changes cross out."""
        return self._trees[_CONTENT].iter("{*}annotation", "{*}deletion")

    def rewritten(
        self, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the document with other texts in its blocks; see :class:`Rewriter`."""
        root = self._trees[_CONTENT]
        writer = OpenWriter(root, language)
        lost: list[int] = []
        renamed: dict[str, str] = {}
        for number, text in enumerate(texts):
            places, made = self._text.places[number], self.contents[number]
            if text is None or made.block.kind is BlockKind.FORMULA:
                continue
            if number in self._text.described:
                self._text.described[number].text = safe(plain(text))
            elif places:
                for place, pieces in spread(made.written(text), places):
                    writer.write(place, pieces)
                renamed[plain(made.block.text)] = plain(text)
            else:
                lost.append(number)
        for name in (_STYLES, _CONTENT):
            if name in self._trees:
                writer.speak(self._trees[name])
        return self._written(renamed, language, note), lost

    def _written(self, renamed: Mapping[str, str], language: str, note: str) -> bytes:
        names = self.archive.names
        for name in (_SETTINGS, _MANIFEST):
            if name in names:
                # Older programs declare a type here, which is neither fetched nor expanded.
                self._trees[name] = self.archive.parsed(self.archive.xml(name), name)
        gone = open_leftovers.unwanted(names, self._trees.get(_MANIFEST))
        for name in (_STYLES, _CONTENT):
            if name in self._trees:
                open_leftovers.clear_text(self._trees[name], self._styles.is_hidden, gone)
        if _ABOUT in self._trees:
            open_leftovers.clear_about(self._trees[_ABOUT])
            _describe(self._trees[_ABOUT], renamed, language, note)
        if _SETTINGS in self._trees:
            open_leftovers.clear_settings(self._trees[_SETTINGS])
        changed = {name: document(root) for name, root in self._trees.items()}
        return self.archive.written(changed, gone)


def _describe(root: _Element, renamed: Mapping[str, str], language: str, note: str) -> None:
    """Set title and language of a translation, and a note on how much of it is reviewed."""
    from lxml import etree

    about = child(root, "meta")
    for each in () if about is None else about:
        if local(each) == "title":
            each.text = renamed.get(" ".join((each.text or "").split()), each.text)
        elif local(each) == "language":
            each.text = language
    if about is not None and note:
        space = "http://purl.org/dc/elements/1.1/"
        etree.SubElement(about, f"{{{space}}}description").text = safe(note)


def _no_text(path: str) -> SourceError:
    return SourceError(
        path,
        say("is no OpenDocument text"),
        say("Save it as .odt, or give it the ending of what it is."),
    )


class OpenDocumentReader(PackageReader):
    """Reads and rewrites ``.odt``."""

    extensions = (".odt",)
    media_types: Mapping[str, str] = {".odt": "application/vnd.oasis.opendocument.text"}
    opened = OpenDocument
