"""Read and write XML: nothing is expanded, nothing is fetched, memory stays bounded.

TMX alone is read elsewhere (:mod:`workflow.tmx`): its files may be larger than any tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from workflow.errors import WorkflowError
from workflow.languages.characters import NOT_XML

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{_XML}}}lang"
XML_SPACE = f"{{{_XML}}}space"
#: Where a document type declaration is looked for before any parser sees it.
_HEAD = 65_536


#: Attributes of one element: real pages have tens, and a parser's time grows with their square.
MOST_ATTRIBUTES = 1_000
#: HTML as its standard parts it: comments, other declarations, tags with their attributes. A
#: quotation mark means something behind an equals sign only.
_TOKEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<(?:[!?]|/[^a-zA-Z])[^>]*+>?"
    r"|</?(?P<name>[a-zA-Z][^\s/>]*+)(?P<attributes>"
    r"(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)>?",
    re.DOTALL,
)
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)")
#: What stands in these elements is text, whatever it looks like.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


def crowded(text: str) -> int:
    """Find the line of the first tag in HTML with more than :data:`MOST_ATTRIBUTES`; else 0."""
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
    """Write a text as XML can hold it: U+FFFD in place of what it cannot."""
    return NOT_XML.sub("\ufffd", text)


def document(root: _Element, *, indented: bool = False) -> bytes:
    """Write a whole XML document, in UTF-8."""
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

    what = "declares entities" if doctype else "has a document type declaration"
    refused = error(where, what, "Remove the <!DOCTYPE …> from the file.")
    head = file.read(_HEAD).replace(b"\0", b"")  # UTF-16 and UTF-32 become ASCII
    if b"<!ENTITY" in head or (b"<!DOCTYPE" in head and not doctype):
        raise refused
    file.seek(0)
    parser = etree.iterparse(
        file, events=("start", "end"), tag=[f"{{*}}{name}" for name in wanted],
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for number, (event, element) in enumerate(parser):
            if not number and not _is_harmless(element, doctype=doctype):
                raise refused
            yield event, element
            if event == "end":
                _forget(element)
    except etree.XMLSyntaxError as fault:
        raise error(
            f"{where}:{fault.lineno or 1}",
            f"is not well-formed XML ({fault.msg})",
            "Export it again.",
        ) from fault


def _is_harmless(element: _Element, *, doctype: bool) -> bool:
    """Tell whether a document says nothing about its type, or nothing that matters."""
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
