"""Accept the changes of a Word document, and remove comments and invisible content."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from workflow.documents.archive import child, value
from workflow.documents.unread_text import passed_over
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

    from workflow.model import PassedOver


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


def is_left_out(name: str) -> bool:
    """Tell whether a part is left out of a translation.

    >>> is_left_out("docProps/custom.xml"), is_left_out("word/styles.xml")
    (True, False)
    """
    return bool(_PARTS.fullmatch(name))


def clear_settings(root: _Element) -> None:
    """Take out of a part of settings what concerns those who wrote the document only."""
    _remove(root, lambda each: local(each) in _SETTINGS)


def clear_properties(root: _Element) -> None:
    """Remove the properties that no page shows."""
    _remove(root, lambda each: local(each) not in _PROPERTIES)


def clear_notes(root: _Element, referred: Collection[str]) -> None:
    """Remove unreferenced notes, except the lines between text and notes."""
    _remove(root, lambda each: not value(each, "type") and value(each, "id") not in referred)


def clear_embedded(root: _Element) -> None:
    """Take out what leads to embedded files and programs; the picture of each stays.

    A chart shows the figures that it holds itself; the whole sheet behind them is not shown.
    """
    for each in list(root.iter("{*}OLEObject", "{*}control", "{*}externalData")):
        _take_out(each)


def clear_hidden(root: _Element, is_hidden: Callable[[_Element | None], bool]) -> None:
    """Remove hidden text from the runs of a part, except that hidden in the web view only."""
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
    """Tell whether an address is safe to follow: it runs nothing and opens no local file."""
    scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
    return not scheme or scheme[1].lower() in {"http", "https", "mailto", "tel"}


def _take_out(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _remove(root: _Element, unwanted: Callable[[_Element], bool]) -> None:
    for each in [each for each in root if unwanted(each)]:
        root.remove(each)


#: Elements that are taken out with all that is in them.
_GONE = frozenset(
    "del moveFrom delText delInstrText moveFromRangeStart moveFromRangeEnd moveToRangeStart"
    " moveToRangeEnd commentRangeStart commentRangeEnd commentReference annotationRef proofErr"
    " lastRenderedPageBreak permStart permEnd rPrChange pPrChange sectPrChange tblPrChange"
    " tblGridChange trPrChange tcPrChange tblPrExChange numberingChange customXmlInsRangeStart"
    " customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart"
    " customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd cellIns cellMerge"
    "".split()
)
#: Elements that are taken out while what is in them stays.
_OPENED = frozenset("ins moveTo smartTag".split())
#: The properties of a paragraph's mark, of a row and of a cell, which say if it is crossed out.
_MARKS = frozenset({"rPr", "trPr", "tcPr"})
#: Letters of a dropped initial, with a quotation mark; what makes them so large.
_MOST_DROPPED = 4
_OF_INITIALS = frozenset("sz szCs position spacing kern".split())
#: Bookmarks that may stand between a paragraph and the one that it is joined with.
_MOST_BETWEEN = 50


def crossed_out(root: _Element) -> tuple[PassedOver, ...]:
    """Return what tracked changes cross out, paragraph by paragraph, before they are accepted."""
    places = (each for each in root.iter("{*}p") if next(each.iter("{*}delText"), None) is not None)
    return passed_over(places, frozenset({"p"}), frozenset({"delText"}))


def accept(root: _Element) -> bool:
    """Accept all tracked changes of a part, remove its comments, and make initials part of words.

    Returns:
        Whether there were any changes or comments.
    """
    found = [each for each in root.iter("{*}*") if local(each) in _GONE | _OPENED]
    merged: list[_Element] = []
    dropped: list[_Element] = []
    for element in found:
        if local(element) in {"del", "moveFrom"} and local(_parent(element)) in _MARKS:
            owner = _parent(_parent(element))
            (merged if local(owner) == "pPr" else dropped).append(owner)
    changed = any(local(each) not in {"proofErr", "lastRenderedPageBreak"} for each in found)
    for element in reversed(found):
        _take_away(element, keeping=local(element) in _OPENED)
    for properties in reversed(merged):
        _join(properties.getparent())
    for owner in dropped:
        _drop(owner)
    _set_down(root)
    return changed


def _parent(element: _Element) -> _Element:
    found = element.getparent()
    return element if found is None else found


def _take_away(element: _Element, *, keeping: bool) -> None:
    """Remove an element from its parent; with ``keeping``, its children take its place."""
    parent = element.getparent()
    if parent is None:
        return
    for each in list(element) if keeping and local(parent) not in _MARKS else ():
        element.addprevious(each)
    parent.remove(element)


def _join(paragraph: _Element | None) -> None:
    """Join a paragraph whose paragraph mark is deleted with the next one."""
    following = paragraph.getnext() if paragraph is not None else None
    for _ in range(_MOST_BETWEEN):
        if following is None or local(following) == "p":
            break
        following = following.getnext() if local(following).startswith("bookmark") else None
    if paragraph is None or following is None or local(following) != "p":
        return
    parent = paragraph.getparent()
    start = 1 if child(following, "pPr") is not None else 0
    moved = [each for each in paragraph if local(each) != "pPr"]
    following[start:start] = moved
    if parent is not None:
        parent.remove(paragraph)


def _set_down(root: _Element) -> None:
    """Put each dropped initial, a frame that Word keeps as a paragraph, back before its word.

    See ``dropCap`` of ``framePr`` (ECMA-376, part 1, section 17.3.1.11).
    """
    for frame in list(root.iter("{*}framePr")):
        paragraph = _parent(_parent(frame))
        letters = "".join(each.text or "" for each in paragraph.iter("{*}t"))
        if value(frame, "dropCap") not in {"drop", "margin"} or len(letters) > _MOST_DROPPED:
            continue
        for properties in paragraph.iter("{*}rPr"):
            _remove(properties, lambda each: local(each) in _OF_INITIALS)
        _join(paragraph)


def _drop(owner: _Element) -> None:
    """Remove a table row or cell that is deleted."""
    parent = owner.getparent()
    if parent is not None and local(owner) in {"tr", "tc"}:
        parent.remove(owner)
