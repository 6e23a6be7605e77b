"""What an electronic book holds that no translation of it takes along: programs, comments.

A page of a book is as untrusted as one of the web: what is published runs nothing (EPUB 3.3,
section 11.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.archive import local, take_out

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts that say who bought the book, or vouch for it as it was.
_PARTS = re.compile(
    r"iTunesMetadata\w*(?:-original)?\.plist|META-INF/(?:signatures\.xml|calibre_bookmarks\.txt)",
    re.IGNORECASE,
)
#: The beginning of an address that is a program, or may be a page of its own.
_RUNS = re.compile(r"(?:java|vb|live)script:|data:(?!image/(?:png|jpe?g|gif|webp)[;,])", re.I)
_IGNORED = re.compile(r"[\0- \x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")


def are_unwanted(name: str) -> bool:
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
