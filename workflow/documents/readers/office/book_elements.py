"""Classify the elements of a book: blocks, pictures, link targets, and what no translation has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.archive import beside, take_out
from workflow.documents.pictures import SUFFIXES
from workflow.documents.readers.html.html_tags import BLOCKS, SKIPPED
from workflow.documents.readers.html.html_text import CODE, INLINE
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element


#: Elements that stay within the line; every other one is a block.
_WITHIN = (INLINE.keys() | CODE) | frozenset(
    "a abbr acronym bdi bdo big br data dfn font img ins label mark math q rb rbc rp rt rtc ruby"
    " small span svg time tt u var wbr image".split()
)
#: How a file writes an element: its name and its attributes but for its identifier.
Shape = tuple[str, tuple[tuple[str, str], ...]]


def shape_of(element: _Element) -> Shape:
    """Return the tag and attributes of an element, so that it can be made again; no ``lang``."""
    found = [(str(key), str(said)) for key, said in element.items()]
    own = [each for each in found if each[0].rpartition("}")[2] not in {"id", "lang"}]
    return str(element.tag), tuple(sorted(own))


def is_picture(name: str) -> bool:
    """Tell whether a file of the archive is a picture that a page can show."""
    return name.lower().endswith(SUFFIXES)


def is_block(element: _Element) -> bool:
    """Tell whether an element is a block, not inline."""
    name = local(element)
    if name not in _WITHIN and not _is_foreign(element, name):
        return True
    return name not in {"svg", "math"} and any(is_block(each) for each in element if local(each))


def _is_foreign(element: _Element, name: str) -> bool:
    """Tell whether HTML does not have an element, and text stands beside it."""
    parent, before = element.getparent(), element.getprevious()
    if name in BLOCKS | SKIPPED or parent is None:
        return False
    beside = (parent.text, element.tail, None if before is None else before.tail)
    return any(text and text.strip() for text in beside)


def target_of(page: str, address: str) -> str:
    """Return the page and the anchor of an address."""
    path, _, anchor = address.partition("#")
    return f"{beside(page, path) if path else page}#{anchor}"


def source_of(element: _Element) -> str:
    """Return the source of an element."""
    from lxml import etree

    return " ".join(etree.tostring(element, encoding="unicode", with_tail=False).split())


#: Parts that say who bought the book, or vouch for it as it was.
_PARTS = re.compile(
    r"iTunesMetadata\w*(?:-original)?\.plist|META-INF/(?:signatures\.xml|calibre_bookmarks\.txt)",
    re.IGNORECASE,
)
#: The beginning of an address that is a program, or may be a page of its own.
_RUNS = re.compile(r"(?:java|vb|live)script:|data:(?!image/(?:png|jpe?g|gif|webp)[;,])", re.I)
_IGNORED = re.compile(r"[\0- \x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")


def is_unwanted(name: str) -> bool:
    """Tell whether a part is left out of a translation."""
    return bool(_PARTS.fullmatch(name))


def clear_page(root: _Element) -> None:
    """Take programs and comments out of a page or a drawing; all that is read stays."""
    for each in [each for each in root.iter() if not local(each) or local(each) == "script"]:
        if each.getparent() is not None and not _is_entity(each):
            take_out(each)
    for each in root.iter("*"):
        for name, said in [(str(name), str(said)) for name, said in each.items()]:
            bare = name.rpartition("}")[2].lower()
            runs = bare.startswith("on") or bare == "srcdoc"
            if runs or _RUNS.match(_IGNORED.sub("", said)):
                del each.attrib[name]


def _is_entity(each: _Element) -> bool:
    from lxml import etree

    return isinstance(each, etree._Entity)
