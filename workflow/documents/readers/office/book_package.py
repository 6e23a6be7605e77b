"""Read the package of a book (EPUB 2 and 3): metadata, spine, contents, encryption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html.entities import html5
from typing import TYPE_CHECKING, cast

from workflow.documents.archive import Archive, beside, child, value
from workflow.documents.readers.decoding import clean, codec
from workflow.documents.readers.instants import iso_date
from workflow.documents.readers.office.book_elements import clear_page, is_unwanted
from workflow.documents.unread_text import passed_over
from workflow.errors import SourceError
from workflow.model import MarkupKind, Metadata, say
from workflow.xml import XML_LANG, local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE = "application/epub+zip"
_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_PACKAGE = "application/oebps-package+xml"
_SVG = "image/svg+xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
#: Fonts are obfuscated in these ways (EPUB 3.3, section 4.4); whatever else is locked is the text.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_ENTITY = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*);")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
#: The share of links in the text of a page that is a table of contents.
_MOSTLY = 0.7
_DC = "http://purl.org/dc/elements/1.1/"
#: Bytes of a style sheet, letters of one rule of it.
_SHEET = 2_000_000
_LONGEST_RULE = 5_000
_CLASS = re.compile(r"(?:^|[\s,])(?:span|i|em|b|strong)?\.([\w-]+)\s*(?=,|$)")
#: What a rule of a style sheet makes of text.
_LOOKS = (
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), MarkupKind.EMPHASIS),
    (re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"), MarkupKind.STRONG),
    (re.compile(r"vertical-align\s*:\s*super"), MarkupKind.SUPERSCRIPT),
    (re.compile(r"vertical-align\s*:\s*sub(?!\w)"), MarkupKind.SUBSCRIPT),
)


class EbookPackage:
    """The package of one book.

    Attributes:
        pages: the names of the parts that hold the text, in reading order.
        lists: the names of the parts that list what is in the book.
        trees: the parts that have been parsed, by name.
        title: of the book.
    """

    def __init__(self, archive: Archive, path: str) -> None:
        self.archive = archive
        self._path = path
        self.trees: dict[str, _Element] = {}
        if _CONTAINER not in archive.names:
            raise SourceError(
                path,
                say("is no electronic book"),
                say("Export it anew as .epub, or give it the ending of what it is."),
            )
        self._refuse_locked()
        self.name = self._package_name()
        self.package = self._load(self.name)
        self._about = child(self.package, "metadata")
        items = {value(each, "id"): each for each in _in(self.package, "manifest")}
        self._by_id, self._items = items, list(items.values())
        guide = [value(e, "href") for e in _in(self.package, "guide") if value(e, "type") == "toc"]
        listing = {name for each in guide if self._lists(name := beside(self.name, each))}
        listing |= {self._part(e) for e in self._items if "nav" in value(e, "properties").split()}
        spine = [items.get(value(each, "idref")) for each in _in(self.package, "spine")]
        pages = [
            self._part(each)
            for each in spine
            if each is not None and value(each, "media-type") in _PAGES
        ]
        self.pages = [name for name in dict.fromkeys(pages) if name not in listing]
        ncx = {self._part(e) for e in self._items if value(e, "media-type").endswith("ncx+xml")}
        self.lists = sorted(name for name in listing | ncx if name in archive.names)
        self.title = self._said("title")

    def page(self, name: str) -> _Element:
        """Parse a page; named HTML entities are understood although XML does not know them."""
        if name not in self.trees:
            data = self.archive.xml(name)
            if b"<!ENTITY" in data:
                raise self.archive.damaged(say("{name} declares entities", name=name))
            self.trees[name] = self._page(data, name)
        return self.trees[name]

    def _page(self, data: bytes, name: str) -> _Element:
        from lxml import etree

        text = _ENTITY.sub(_character, _decoded(data))
        source = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()
        for recover in (False, True):
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, recover=recover
            )
            try:
                root = cast("_Element | None", etree.fromstring(source, parser))
            except (etree.XMLSyntaxError, ValueError):
                continue
            if root is not None:
                return root
        raise self.archive.damaged(
            say("{name} is not well-formed ({reason})", name=name, reason="XML")
        )

    def looks(self) -> Mapping[str, MarkupKind]:
        """Return which classes of the style sheets mean bold, italic and so on."""
        found: dict[str, MarkupKind] = {}
        for item in self._items:
            name = self._part(item)
            # A larger one holds fonts and pictures, not rules.
            if value(item, "media-type") == "text/css" and 0 < self.archive.size(name) < _SHEET:
                sheet = self.archive.part(name).decode("utf-8", "replace")
                for selectors, rules in _rules(sheet):
                    for pattern, kind in _LOOKS:
                        if pattern.search(rules):
                            found.update(dict.fromkeys(_CLASS.findall(selectors), kind))
        return found

    def metadata(self) -> Metadata:
        """Return what the package says about the book."""
        return Metadata(
            title=self.title,
            date=iso_date(self._said("date")),
            author=self._said("creator"),
            rights=self._said("rights"),
            page_language=self.language,
            passed_over=passed_over(self._drawings(), frozenset({"text"})),
        )

    def _drawings(self) -> Iterator[_Element]:
        """Yield the drawings (SVG) on the pages of the book, and those that are pages."""
        drawn = {self._part(each) for each in self._items if value(each, "media-type") == _SVG}
        spine = (self._by_id.get(value(each, "idref")) for each in _in(self.package, "spine"))
        whole = (self._part(each) for each in spine if each is not None)
        for name in self.pages:
            if name in self.archive.names:
                yield from self.page(name).iter("{*}svg")
        for name in whole:
            with suppress(SourceError):  # a damaged drawing is no reason to stop
                if name in drawn and name in self.archive.names:
                    yield self.page(name)

    @property
    def language(self) -> str:
        """The language that the book declares; empty if it is not a valid one."""
        said = self._said("language")
        return said if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", said) else ""

    def describe(self, title: str, language: str, note: str) -> None:
        """Set the title and language of a translation, and a note on how much of it is reviewed."""
        from lxml import etree

        about = self._about
        for each in list(about) if about is not None else ():
            if local(each) == "title" and title and _text(each) == self.title:
                each.text, title = title, ""
            elif local(each) == "language":
                if each.text and not language:
                    about.remove(each)  # type: ignore[union-attr]
                each.text, language = language, ""
        if about is not None and note:
            etree.SubElement(about, f"{{{_DC}}}description").text = note

    def rename(self, renamed: Mapping[str, str], language: str) -> None:
        """Put the translated headings into the tables of contents."""
        for name in self.lists:
            root = self.page(name)
            for key in ("lang", XML_LANG):
                if root.get(key):
                    root.set(key, language)
            for each in root.iter("{*}text", "{*}a", "{*}span", "{*}title", "{*}h1", "{*}h2"):
                if new := renamed.get(_text(each)):
                    for inner in list(each):
                        each.remove(inner)
                    each.text = new

    def written(self) -> bytes:
        """Return the archive with all changes."""
        from lxml import etree

        self._clear()
        changed = {
            name: etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8")
            for name, root in self.trees.items()
        }
        return self.archive.written(changed, filter(is_unwanted, self.archive.names))

    def _clear(self) -> None:
        """Take programs and comments out of all pages and drawings."""
        for item in self._items:
            name, properties = self._part(item), value(item, "properties").split()
            if "scripted" in properties:
                item.set("properties", " ".join(each for each in properties if each != "scripted"))
            if value(item, "media-type") in {*_PAGES, _SVG} and name in self.archive.names:
                clear_page(self.page(name))

    def _lists(self, name: str) -> bool:
        """Tell whether a page is hardly more than links to other pages: a table of contents."""
        if name not in self.archive.names:
            return False
        root = self.page(name)
        linked = sum(len(_text(each)) for each in root.iter("{*}a"))
        return linked > _MOSTLY * len(_text(root))

    def _load(self, name: str) -> _Element:
        if name not in self.trees:
            self.trees[name] = self.page(name)
        return self.trees[name]

    def _part(self, item: _Element) -> str:
        return beside(self.name, value(item, "href"))

    def _said(self, name: str) -> str:
        for each in self._about if self._about is not None else ():
            if local(each) == name and (text := _text(each)):
                return text
        for each in _in(self._about, "dc-metadata"):
            if local(each).lower() == name and (text := _text(each)):
                return text
        return ""

    def _refuse_locked(self) -> None:
        if _LOCKS not in self.archive.names:
            return
        root = self.archive.tree(_LOCKS)
        ways = [value(each, "Algorithm") for each in root.iter("{*}EncryptionMethod")]
        data = list(root.iter("{*}EncryptedData"))
        if len(ways) < len(data) or any(way not in _FONTS for way in ways):
            raise SourceError(
                self._path,
                say("is locked by its seller (DRM)"),
                say("Ask the publisher for a copy without a lock."),
            )

    def _package_name(self) -> str:
        roots = list(self.archive.tree(_CONTAINER).iter("{*}rootfile"))
        named = [
            value(each, "full-path") for each in roots if value(each, "media-type") == _PACKAGE
        ]
        found = next(
            (name for name in (*named, *(value(e, "full-path") for e in roots)) if name), ""
        )
        if found not in self.archive.names:
            raise self.archive.damaged(say("{name} is missing", name=found or "package.opf"))
        return found


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors of each rule of a style sheet, and what it says."""
    for piece in sheet.split("}"):
        before, brace, rules = piece[-_LONGEST_RULE:].rpartition("{")
        if brace:
            yield before.rpartition("{")[2], rules


def _in(parent: _Element | None, *path: str) -> list[_Element]:
    found = child(parent, *path)
    return [each for each in found if local(each)] if found is not None else []


def _text(element: _Element) -> str:
    return " ".join(clean(text_of(element)).split())


def _decoded(data: bytes) -> str:
    declared = re.match(rb"\s*<\?xml[^>]*encoding=[\"']([\w-]+)", data[:200])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    encoding = declared[1].decode("ascii") if declared else "utf-8"
    encoding = encoding if encoding.lower() != "utf-8" and codec(encoding) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return data.decode("utf-8", "replace")


def _character(match: re.Match[str]) -> str:
    """Return the character that an HTML entity names, which XML would not know."""
    name = match[1]
    found = html5.get(f"{name};", "")
    return (
        match[0] if name in _OF_XML or not found else "".join(f"&#{ord(each)};" for each in found)
    )
