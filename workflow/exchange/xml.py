"""XML in and out: nothing is expanded, nothing is fetched, memory stays bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.errors import ExchangeError

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "http://www.w3.org/XML/1998/namespace"
XML_LANG = f"{{{_XML}}}lang"
XML_SPACE = f"{{{_XML}}}space"
_UNSAFE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
#: Where a document type declaration is looked for before any parser sees it.
_HEAD = 65_536


def safe(text: str) -> str:
    """A text as XML 1.0 can hold it (section 2.2)."""
    return _UNSAFE.sub("\ufffd", text)


def document(root: _Element) -> bytes:
    """A whole XML document."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def elements(path: Path, where: str, wanted: frozenset[str]) -> Iterator[tuple[str, _Element]]:
    """The beginning and end of each element with one of these local names, in their order.

    An element is emptied once its end has been handed out, so that a file of any size takes no
    more memory than one of its units.

    Raises:
        ExchangeError: it is not well-formed, or has a document type declaration, by which entities
            get in.
    """
    from lxml import etree

    _refuse_doctype(path, where)
    with path.open("rb") as file:
        parser = etree.iterparse(
            file, events=("start", "end"), tag=[f"{{*}}{name}" for name in wanted],
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        )  # fmt: skip
        try:
            yield from _wanted(parser, where)
        except etree.XMLSyntaxError as error:
            raise ExchangeError(
                f"{where}:{error.lineno or 1}",
                f"is not well-formed XML ({error.msg})",
                "Export it again.",
            ) from error


def _wanted(parser: Iterable[tuple[str, _Element]], where: str) -> Iterator[tuple[str, _Element]]:
    for number, (event, element) in enumerate(parser):
        document: Any = element.getroottree().docinfo if not number else None
        if document and document.doctype:
            raise _has_doctype(where)
        yield event, element
        if event == "end":
            _forget(element)


def _has_doctype(where: str) -> ExchangeError:
    return ExchangeError(
        where, "has a document type declaration", "Remove the <!DOCTYPE …> from the file."
    )


def _refuse_doctype(path: Path, where: str) -> None:
    with path.open("rb") as file:
        head = file.read(_HEAD).replace(b"\0", b"")  # UTF-16 and UTF-32 become ASCII
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise _has_doctype(where)


def _forget(element: _Element) -> None:
    """Frees an element and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
