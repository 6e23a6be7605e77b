"""What a Word document holds beside what a reader sees, and what must not get out with it.

Names and folders of the people who wrote it, texts that were hidden or are referred to no more,
data that would be put in the place of the translation, programs, and addresses that Word asks as
soon as it opens the file (ECMA-376, part 1, sections 11.3, 15.2, 17.15).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from workflow.documents.archive import child, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts that show or vouch for the document as it was, name people, hold other texts, or run.
_PARTS = re.compile(
    r"docProps/(?:thumbnail\.\w+|app\.xml|custom\.xml)|_xmlsignatures/.*|docMetadata/.*|customXml/.*"
    r"|userCustomization/.*|word/(?:embeddings|activeX)/.*"
    r"|word/(?:comments\w*\.xml|people\.xml|glossary/.*|documenttasks/.*|customizations\.xml"
    r"|vbaProject\w*\.bin|vbaData\.xml|_rels/(?:settings|vbaProject\w*)\.\w+\.rels)",
    re.IGNORECASE,
)
#: Settings that name a file of the writer's or another host, or record how it was written.
_SETTINGS = frozenset(
    "attachedTemplate mailMerge saveThroughXslt docVars rsids trackRevisions activeWritingStyle"
    " attachedSchema schemaLibrary".split()
)
#: Properties that are kept: what readers may know, in words that are translated or names.
_PROPERTIES = frozenset("title creator language created modified".split())

#: Fields whose results are made of the document itself, or of the clock.
_HARMLESS = frozenset(
    "PAGE PAGEREF NUMPAGES SECTION SECTIONPAGES REF NOTEREF STYLEREF SEQ TOC TC INDEX XE RD LISTNUM"
    " AUTONUM AUTONUMLGL AUTONUMOUT DATE TIME CREATEDATE SAVEDATE PRINTDATE TITLE SUBJECT AUTHOR"
    " EQ SYMBOL QUOTE ADVANCE BIBLIOGRAPHY CITATION FORMTEXT FORMCHECKBOX FORMDROPDOWN NUMWORDS"
    " NUMCHARS".split()
)
_LINK = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|\\l\b).*', re.IGNORECASE | re.DOTALL)


def are_left_out(name: str) -> bool:
    """Tell whether a part is left out of a translation.

    >>> are_left_out("docProps/custom.xml"), are_left_out("word/styles.xml")
    (True, False)
    """
    return bool(_PARTS.fullmatch(name))


def clear_settings(root: _Element) -> None:
    """Take out of a part of settings what concerns those who wrote the document only."""
    _remove(root, lambda each: local(each) in _SETTINGS)


def clear_properties(root: _Element) -> None:
    """Take out of a part of properties what no page says of the document."""
    _remove(root, lambda each: local(each) not in _PROPERTIES)


def clear_notes(root: _Element, referred: Collection[str]) -> None:
    """Take out notes that nothing refers to; those that are lines between text and notes stay."""
    _remove(root, lambda each: not value(each, "type") and value(each, "id") not in referred)


def clear_embedded(root: _Element) -> None:
    """Take out what leads to embedded files and programs; the picture of each stays.

    A chart shows the figures that it holds itself; the whole sheet behind them is not shown.
    """
    for each in list(root.iter("{*}OLEObject", "{*}control", "{*}externalData")):
        _take_out(each)


def clear_hidden(root: _Element, is_hidden: Callable[[_Element | None], bool]) -> None:
    """Take hidden text out of the runs of a part; what only the web view hides stays."""
    for run in list(root.iter("{*}r")):
        properties = child(run, "rPr")
        if is_hidden(properties) and child(properties, "webHidden") is None:
            _remove(run, lambda each: local(each) == "t")


def clear_fields(root: _Element) -> None:
    """Take away the instructions of fields that run, load or link to other files; results stay.

    A field is a run of instructions between its marks, or an element around its result (ECMA-376,
    part 1, section 17.16).
    """
    opened: list[list[_Element]] = []
    for each in list(root.iter("{*}fldChar", "{*}instrText")):
        kind = value(each, "fldCharType")
        if kind == "begin":
            opened.append([])
        if not opened:
            continue
        opened[-1].append(each)
        if kind == "end":
            field = opened.pop()
            if not is_harmless("".join(part.text or "" for part in field)):
                for part in field:
                    _take_out(part)
    for each in list(root.iter("{*}fldSimple")):
        name = next((name for name in map(str, each.attrib) if name.endswith("}instr")), "")
        if name and not is_harmless(each.get(name, "")):
            each.set(name, "QUOTE")


def is_harmless(instruction: str) -> bool:
    """Tell whether a field only counts, refers within the document, or leads to a web address.

    >>> is_harmless(" PAGE "), is_harmless(' DDEAUTO cmd "x" '), is_harmless("")
    (True, False, True)
    """
    words = instruction.split()
    if not words or words[0].upper() in _HARMLESS:
        return True
    linked = _LINK.fullmatch(instruction.strip())
    return bool(linked and is_safe_address(linked[1] or ""))


def is_safe_address(address: str) -> bool:
    """Tell whether following an address runs nothing and opens no file of the reader's."""
    scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return not scheme or scheme[1].lower() in {"http", "https", "mailto", "tel"}


def _take_out(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove(root: _Element, unwanted: Callable[[_Element], bool]) -> None:
    for each in [each for each in root if unwanted(each)]:
        root.remove(each)
