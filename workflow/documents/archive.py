"""Read the parts of an untrusted ZIP archive within limits, and write the archive again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from workflow.documents.picture_metadata import without_metadata
from workflow.errors import SourceError
from workflow.model import Message, say
from workflow.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts of one document; real ones have up to a few thousand.
_MOST_PARTS = 20_000
#: Bytes of one part, and of all parts together once they are unpacked.
_LARGEST, _LARGEST_ALL = 100_000_000, 400_000_000
#: Parsed XML takes many times its size: limits in bytes for one part and for all, and in marks for
#: one. Of 1,400 real documents the largest have 13 MB, 36 MB and 510,000.
_LARGEST_XML, _LARGEST_XMLS, _MOST_MARKS = 20_000_000, 100_000_000, 1_000_000
#: The most that an XML part may be compressed, unless it is small: real ones up to 94 times.
_RATIO, _SMALL = 200, 1_000_000
#: Pictures with metadata about the place and the photographer.
_PICTURES = (".jpg", ".jpeg", ".png")
_AGAIN = say("Get the file again, or save it anew in the program that it comes from.")
#: What :mod:`zipfile` and the decompressors raise for damaged archives.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError, OverflowError,
)  # fmt: skip
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
#: Entities that HTML knows and XML does not, and those of a document's own.
_HEAD = 65_536


class Archive:
    """The parts of a document.

    Args:
        data: the file.
        where: its path, for messages.

    Raises:
        SourceError: it is no archive, is damaged, locked by a password, or too large.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        if not data:
            raise SourceError(where, say("is empty"), _AGAIN)
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise SourceError(
                where,
                say("is locked by a password, or an old document of another type"),
                say("Open it, take the password away and save it in today's format."),
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise self.damaged(str(error)) from error
        members = self._zip.infolist()
        self._left = _LARGEST_ALL
        self._xml_left = _LARGEST_XMLS
        if len(members) > _MOST_PARTS or sum(each.file_size for each in members) > _LARGEST_ALL:
            raise self._too_large()
        self.names = frozenset(each.filename for each in members)

    def size(self, name: str) -> int:
        """Return how many bytes a part has once it is unpacked; 0 if it is missing."""
        return self._zip.getinfo(name).file_size if name in self.names else 0

    def part(self, name: str, most: int = _LARGEST) -> bytes:
        """Return what a part holds.

        Raises:
            SourceError: it is missing, damaged, locked or too large.
        """
        if name not in self.names:
            raise self.damaged(say("{name} is missing", name=name))
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise SourceError(
                self._where,
                say("is locked by a password"),
                say("Open it, take the password away and save it again."),
            )
        try:
            with self._zip.open(info) as opened:
                data = opened.read(min(most, self._left) + 1)
        except _DAMAGE as error:
            raise self.damaged(str(error)) from error
        if len(data) > min(most, self._left):
            raise self._too_large(most, name) if len(data) > most else self._too_large()
        self._left -= len(data)
        return data

    def xml(self, name: str) -> bytes:
        """Return a part for parsing, within closer limits, since its tree takes far more memory.

        Raises:
            SourceError: as :meth:`part`; or it unpacks to far more than any real document does.
        """
        if name in self.names:
            info = self._zip.getinfo(name)
            if info.file_size > max(_SMALL, _RATIO * info.compress_size):
                raise SourceError(
                    self._where,
                    say("{name} in it unpacks to over {n} times its size", name=name, n=_RATIO),
                    say("It holds next to nothing, again and again: copy its text to a new file."),
                )
            if info.file_size > _LARGEST_XML:
                raise self._too_large(_LARGEST_XML, name)
        data = self.part(name)
        self._xml_left -= len(data)
        if self._xml_left < 0:
            raise self._too_large(_LARGEST_XMLS)
        if data.count(b"<") > _MOST_MARKS:
            raise SourceError(
                self._where,
                say("{name} in it has more than {n} marks", name=name, n=_MOST_MARKS),
                say("Split the document, one file a chapter."),
            )
        return data

    def tree(self, name: str) -> _Element:
        """Parse an XML part without network access or entity declarations.

        Raises:
            SourceError: as :meth:`part`; or it is not well-formed, nested too deeply, or declares
                its type.
        """
        data = self.xml(name)
        if _DECLARED.search(data[:_HEAD].replace(b"\0", b"")):
            raise self.damaged(say("{name} has a document type declaration", name=name))
        return self.parsed(data, name)

    def parsed(self, data: bytes, name: str) -> _Element:
        """Parse XML that is or was a part; see :meth:`tree`."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            reason = say("{name} is not well-formed ({reason})", name=name, reason=str(error))
            raise self.damaged(reason) from error
        subset: Any = root.getroottree().docinfo.internalDTD
        if subset is not None and any(subset.iterentities()):
            raise self.damaged(say("{name} has a document type declaration", name=name))
        return root

    def damaged(self, reason: str) -> SourceError:
        """Return the error for an archive that is not as it should be."""
        shown = reason if isinstance(reason, Message) else Message(reason)
        return SourceError(self._where, say("is damaged ({reason})", reason=shown), _AGAIN)

    def written(self, changed: Mapping[str, bytes], left_out: Iterable[str] = ()) -> bytes:
        """Return the archive with some parts changed and others left out, in the same order.

        Pictures have nothing in them but the picture: not the place where they were taken.

        Raises:
            SourceError: a part is damaged, locked or too large.
        """
        out = io.BytesIO()
        gone = frozenset(left_out)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in dict.fromkeys(each.filename for each in self._zip.infolist()):
                if name in gone or name.endswith("/"):
                    continue
                old = self._zip.getinfo(name)
                info = zipfile.ZipInfo(name, old.date_time)
                stored = old.compress_type == zipfile.ZIP_STORED
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                info.external_attr = old.external_attr
                data = changed[name] if name in changed else self.part(name)
                if name.lower().endswith(_PICTURES):
                    data = without_metadata(data)
                new.writestr(info, data)
        return out.getvalue()

    def _too_large(self, most: int = _LARGEST_ALL, name: str = "") -> SourceError:
        size = most // 1_000_000
        if most == _LARGEST_ALL:
            what = say("holds more than {n} MB once unpacked", n=size)
            return SourceError(self._where, what, say("Split it, or take pictures out of it."))
        what = say("{name} in it is larger than {n} MB once unpacked", name=name, n=size)
        if not name:
            what = say("has more than {n} MB of text and marks once unpacked", n=size)
        return SourceError(self._where, what, say("Split the document, one file a chapter."))


def beside(part: str, target: str) -> str:
    """Return the name of the part that a link in another one leads to.

    >>> beside("word/document.xml", "media/image1.png"), beside("a/b.opf", "/c%20d.xhtml")
    ('word/media/image1.png', 'c d.xhtml')
    """
    path = unquote(target.partition("#")[0])
    joined = path if path.startswith("/") else posixpath.join(posixpath.dirname(part), path)
    return posixpath.normpath(joined).lstrip("/")


def value(element: _Element | None, name: str = "val") -> str:
    """Return an attribute by its name without namespace; empty if it, or the element, is missing.

    Strict and transitional files have other namespaces for the same names.
    """
    if element is None:
        return ""
    for key, found in element.items():
        if local_name(key) == name:
            return str(found)
    return ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """Return the first descendant along a path of names without namespaces."""
    for name in path:
        if element is None:
            return None
        for each in element:
            if local_name(each.tag) == name:
                element = each
                break
        else:
            return None
    return element


def take_out(element: _Element) -> None:
    """Remove an element from its document, keeping the text after it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
