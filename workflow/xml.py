"""Read and write XML: no entity is expanded, nothing is downloaded, memory is bounded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import IO, TYPE_CHECKING, Any

from workflow.errors import WorkflowError
from workflow.languages.characters import NOT_XML
from workflow.model import say

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{_XML}}}lang"
XML_SPACE = f"{{{_XML}}}space"
#: Where a document type declaration is looked for before any parser sees it.
_HEAD = 65_536
#: The most bytes between two wanted elements, since everything between is kept in memory.
_LONGEST = 1 << 23
_TOO_MUCH = say("holds a single tag or text of many megabytes")
_HINT = say("Export it again in UTF-8 from the tool it comes from.")


#: Attributes of one element: real pages have tens, and a parser's time grows with their square.
MOST_ATTRIBUTES = 1_000
#: HTML as its standard divides it: comments, other declarations, tags with their attributes. A
#: quotation mark only has a meaning after an equals sign.
_TOKEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<(?:[!?]|/[^a-zA-Z])[^>]*+>?"
    r"|</?(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>"
    r"(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)>?",
    re.DOTALL,
)
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)")
#: Elements with raw text.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


def crowded(text: str) -> int:
    """Find the line of the first HTML tag with more than :data:`MOST_ATTRIBUTES`; 0 without."""
    at = 0
    while token := _TOKEN.search(text, at):
        at, attributes = token.end(), token["attributes"] or ""
        if len(attributes) > MOST_ATTRIBUTES:
            names = re.split(r"[\s/]+", _QUOTED.sub(" ", attributes))
            if len(names) > MOST_ATTRIBUTES:
                return text.count("\n", 0, token.start()) + 1
        name = (token["name"] or "").lower()
        if name in _RAW and not token[0].startswith("</"):
            end = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
            at = end.start() if end else len(text)
    return 0


def safe(text: str) -> str:
    """Put U+FFFD in place of what XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)


def document(root: _Element, *, indented: bool = False) -> bytes:
    """Return a whole XML document, in UTF-8."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=indented)


def elements(
    file: IO[bytes],
    where: str,
    wanted: frozenset[str],
    error: type[WorkflowError],
    *,
    doctype: bool = False,
) -> Iterator[tuple[str, _Element]]:
    """Yield the beginning and end of each element with one of these local names, in order.

    An element is emptied once its end has been handed out, so that a file of any size takes no
    more memory than one of its units.

    Args:
        file: open for reading, at its beginning.
        where: what messages call it.
        wanted: local names.
        error: what is raised.
        doctype: whether a document type declaration may be there; never one that declares
            entities.

    Raises:
        WorkflowError: it is not well-formed, or has a declaration that it must not have.
    """
    from lxml import etree

    head = file.read(_HEAD)
    refused = _refusal(head, where, error, doctype=doctype)
    fed = _Fed(head, file, partial(error, what=_TOO_MUCH, hint=_HINT), where)
    parser = etree.iterparse(
        fed, events=("start", "end"), tag=[f"{{*}}{name}" for name in wanted],
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for number, (event, element) in enumerate(parser):
            if not number and not _is_harmless(element, doctype=doctype):
                raise refused
            yield event, element
            fed.since = 0
            if event == "end":
                _forget(element)
    except etree.XMLSyntaxError as fault:
        raise error(
            f"{where}:{fault.lineno or 1}",
            say("is not well-formed XML, or is cut off ({reason})", reason=fault.msg),
            _HINT,
        ) from fault


def _refusal(
    head: bytes, where: str, error: type[WorkflowError], *, doctype: bool
) -> WorkflowError:
    """Raise, for a declaration in the first bytes, the error that is returned for a later one."""
    plain = head.replace(b"\0", b"")  # UTF-16 and UTF-32 become ASCII
    declared = plain.find(b"<!ENTITY" if doctype else b"<!DOCTYPE")
    what = say("has a document type declaration")
    if doctype:
        what = say("declares entities")
    line = plain.count(b"\n", 0, max(declared, 0)) + 1
    refused = error(f"{where}:{line}", what, say("Remove the <!DOCTYPE …> from the file."))
    if declared >= 0:
        raise refused
    return refused


class _Fed:
    """A file as it is fed to the parser, in which the bytes between two elements are limited."""

    def __init__(
        self, head: bytes, file: IO[bytes], refusal: Callable[[str], WorkflowError], where: str
    ) -> None:
        """Begin with ``head``, which has been read; ``refusal`` makes the error for too much."""
        self._head = head
        self._file = file
        self._refusal = refusal
        self._where = where
        self._line = 1
        self.since = 0

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        data, self._head = self._head[:size], self._head[size:]
        data = data or self._file.read(size)
        self.since += len(data)
        self._line += data.count(b"\n")
        if self.since > _LONGEST:
            raise self._refusal(f"{self._where}:{self._line}")
        return data


def _is_harmless(element: _Element, *, doctype: bool) -> bool:
    """Tell whether a document has no document type, or only one that does not change its text."""
    about: Any = element.getroottree().docinfo
    if not about.doctype:
        return True
    subset = about.internalDTD
    return doctype and (subset is None or not any(subset.iterentities()))


def _forget(element: _Element) -> None:
    """Free an element and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@lru_cache(maxsize=4096)
def local_name(tag: object) -> str:
    """Return a name without its namespace; nothing for the tag of what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local(element: _Element) -> str:
    """Return an element's name without its namespace; nothing for what is no element."""
    return local_name(element.tag)


def text_of(element: _Element) -> str:
    """Return all text in an element."""
    return "".join(map(str, element.itertext()))
