"""Read and write a Word document's parts other than text: relations, properties, settings."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from workflow.documents.archive import Archive, beside, child
from workflow.documents.pictures import SUFFIXES, part_address
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.instants import iso_date
from workflow.documents.readers.office.word_leftovers import (
    clear_embedded,
    clear_properties,
    clear_settings,
    is_left_out,
    is_safe_address,
)
from workflow.documents.unread_text import passed_over
from workflow.errors import SourceError
from workflow.languages import pack
from workflow.languages.orthography.writing import EAST_ASIAN
from workflow.model import Metadata, say
from workflow.xml import document, local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Kinds of relations, by the last part of their type's address.
_MAIN = "officeDocument"
_TEXTS = frozenset({"header", "footer", "footnotes", "endnotes"})
#: Those with text for readers that is not read, and how their text is divided (DrawingML, too).
_PASSED_OVER = frozenset({"header", "footer", "chart", "diagramData"})
_PARAGRAPH, _WORDS = frozenset({"p"}), frozenset({"t"})
_CHART = re.compile(r"word/charts/chart[^/]*\.xml")
#: Names that programs give as the author, and titles that they give.
_NO_AUTHOR = frozenset(
    {"", "python-docx", "microsoft office user", "user", "administrator", "admin", "unknown",
     "un-named", "docx4j", "windows user", "windows 用户", "微软用户", "apache poi", "owner"}
)  # fmt: skip
#: When the template was made that python-docx begins every document with.
_TEMPLATE_MADE = "2013-12-23T23:15:00Z"
_NO_TITLE = re.compile(
    r"\s*(?:Microsoft Word\b.*|Word Document|Untitled\b.*|Document ?\d*|\W*)", re.IGNORECASE
)


def spoken(language: str) -> str:
    """Return a language tag as Office writes it, with a region.

    >>> spoken("ko"), spoken("zh-Hans"), spoken("fr")
    ('ko-KR', 'zh-CN', 'fr-FR')
    """
    from babel.core import get_global

    likely: Mapping[str, str] = get_global("likely_subtags")
    whole = language.replace("-", "_")
    usual = likely.get(whole.partition("_")[0], "")
    parts = likely.get(whole, usual if usual.startswith(f"{whole}_") else whole).split("_")
    region = parts[-1] if len(parts[-1]) in {2, 3} and len(parts) > 1 else ""
    return f"{parts[0]}-{region}" if region else language


def is_east_asian(language: str) -> bool:
    """Tell whether Office has separate fonts for a language: Chinese, Japanese, Korean."""
    return pack(language).writing.scripts[0] in EAST_ASIAN


class WordPackage:
    """The archive of one Word document.

    Attributes:
        main: the part that holds the text.
    """

    def __init__(self, archive: Archive, path: str) -> None:
        self._archive = archive
        self._path = path
        self._trees: dict[str, _Element] = {}
        self._relations: dict[str, Mapping[str, str]] = {}
        self._parts = self._typed("")
        if _MAIN not in self._parts:
            raise SourceError(
                path,
                say("is no Word document"),
                say("Save it as .docx, or give it the ending of what it is."),
            )
        self._name = self._parts[_MAIN]
        self._parts |= self._typed(self._name)
        self.main = self._load(self._name)

    def tree(self, kind: str) -> _Element | None:
        """Return the parsed part of a kind, such as ``styles``; None if there is none."""
        name = self._parts.get(kind, "")
        return self._load(name) if name in self._archive.names else None

    def relations(self, kind: str) -> Mapping[str, str]:
        """Return the targets of a part's relations by identifier; ``document`` is the main part."""
        name = self._name if kind == "document" else self._parts.get(kind, "")
        if name not in self._relations:
            root = self._rels(name)
            found: dict[str, str] = defaultdict(str)
            for each in root if root is not None else ():
                found[each.get("Id", "")] = each.get("Target", "")
            self._relations[name] = found
        return self._relations[name]

    def texts(self) -> Iterator[_Element]:
        """Yield the parts that hold text: the main one, page headers and footers, notes."""
        yield self.main
        yield from map(self._load, self._related(_TEXTS))

    def _unread(self) -> Iterator[_Element]:
        """Yield the parts with text that is not read; a damaged one is no reason to stop."""
        for name in self._related(_PASSED_OVER):
            with suppress(SourceError):
                yield self._archive.tree(name)
        for name in self._related({"comments"}):
            with suppress(SourceError):
                yield from self._archive.tree(name)

    def _related(self, kinds: Collection[str]) -> Iterator[str]:
        """List the parts of some kinds that the main one refers to."""
        root = self._rels(self._name)
        for each in root if root is not None else ():
            name = beside(self._name, each.get("Target", ""))
            if each.get("Type", "").rpartition("/")[2] in kinds and name in self._archive.names:
                yield name

    def picture(self, target: str) -> str:
        """Return the address of a picture; empty if a page cannot show it."""
        name = beside(self._name, target) if target else ""
        if name not in self._archive.names or not name.lower().endswith(SUFFIXES):
            return ""
        return part_address(self._path, name)

    def metadata(self) -> Metadata:
        """Return what the document's properties say."""
        root = self.tree("core-properties")
        properties = () if root is None else root
        said = {local(each): clean(each.text or "").strip() for each in properties}
        author, title = said.get("creator", ""), said.get("title", "")
        made = said.get("created", "")
        return Metadata(
            title="" if _NO_TITLE.fullmatch(title) else title,
            created="" if made == _TEMPLATE_MADE else iso_date(made),
            author="" if author.lower() in _NO_AUTHOR else author,
            rights="",
            page_language=said.get("language", ""),
            passed_over=passed_over(self._unread(), _PARAGRAPH, _WORDS),
        )

    def written(self, language: str, note: str, renamed: Mapping[str, str]) -> bytes:
        """Write the archive with all changes, and with the properties of a translation."""
        self._describe(language, note, renamed)
        self._speak(language)
        for name in filter(_CHART.fullmatch, self._archive.names):
            clear_embedded(self._load(name))
        gone = {name for name in self._archive.names if is_left_out(name)}
        changed = {name: document(root) for name, root in self._trees.items()}
        changed |= self._without(gone)
        return self._archive.written(changed, gone)

    def _describe(self, language: str, note: str, renamed: Mapping[str, str]) -> None:
        root = self.tree("core-properties")
        for each in list(root) if root is not None else ():
            match local(each):
                case "title":
                    each.text = renamed.get(" ".join((each.text or "").split()), each.text)
                case "language":
                    each.text = language
        if root is not None:
            clear_properties(root)
        if root is not None and note:
            from lxml import etree

            space = "http://purl.org/dc/elements/1.1/"
            etree.SubElement(root, f"{{{space}}}description").text = note

    def _speak(self, language: str) -> None:
        """Set the language of the text in settings and styles."""
        settings, styles = self.tree("settings"), self.tree("styles")
        if settings is not None:
            clear_settings(settings)
        if (fonts := child(settings, "themeFontLang")) is not None:
            _set(fonts, "eastAsia" if is_east_asian(language) else "val", language)
        default = child(styles, "docDefaults", "rPrDefault", "rPr", "lang")
        if default is not None:
            _set(default, "val", language)
            _set(default, "eastAsia", language)

    def _without(self, gone: set[str]) -> Mapping[str, bytes]:
        """Return the lists of parts and of relations without those that are not published.

        These are parts that are removed, and addresses that would run something.
        """
        changed = {}
        lists = [name for name in self._archive.names if name.endswith(".rels")]
        for name in ("[Content_Types].xml", *lists):
            if name not in self._archive.names:
                continue
            root = self._archive.tree(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in list(root):
                part = each.get("PartName", "").lstrip("/")
                if each.get("Target") and each.get("TargetMode") != "External":
                    part = beside(f"{folder}/x" if folder else "x", each.get("Target", ""))
                if part in gone:
                    root.remove(each)
                elif not is_safe_address(each.get("Target", "")):
                    each.set("Target", "about:blank")
            changed[name] = document(root)
        return changed

    def _load(self, name: str) -> _Element:
        if name not in self._trees:
            self._trees[name] = self._archive.tree(name)
        return self._trees[name]

    def _rels(self, part: str) -> _Element | None:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        return self._archive.tree(path) if path in self._archive.names else None

    def _typed(self, part: str) -> dict[str, str]:
        """Return the parts that a part refers to, by kind."""
        root = self._rels(part)
        found: dict[str, str] = {}
        for each in root if root is not None else ():
            kind = each.get("Type", "").rpartition("/")[2]
            if each.get("TargetMode") != "External":
                found.setdefault(kind, beside(part, each.get("Target", "")))
        return found


def _set(element: _Element, name: str, new: str) -> None:
    """Set an attribute in the namespace of its element."""
    element.set(f"{element.tag.partition('}')[0]}}}{name}", new)
