"""Mend what Google Docs and Word make of a document that is saved as a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What Google Docs calls its comments, and their marks in the text.
_COMMENT = re.compile(r"cmnt(?:_ref)?\d+")
_BY_GOOGLE = re.compile(r"https://www\.google\.com/url\?q=([^&]+)")
#: What Word calls its comments, all of them together, and their marks in the text.
_REMARK = re.compile(r"(?:^|\s)(?:msocomtxt|msocomanchor)(?:\s|$)")
_REMARKS = re.compile(r"mso-element\s*:\s*comment-list")
#: The level of an item of a list of Word; a file without Word's own styles names its class only.
_LEVEL = re.compile(r"mso-list\s*:\s*\S+\s+level([1-9])")
_LISTED = re.compile(r"(?:^|\s)MsoListParagraph")
#: What Word calls the mark of an item.
_MARK = re.compile(r"mso-list\s*:\s*Ignore")
#: What Word puts between the mark of an item and its text, and fonts of which marks are drawn.
_GAP = re.compile(r"\bfont\s*:\s*7\.0pt\s+[\"']?Times New Roman", re.IGNORECASE)
_DRAWN = re.compile(r"Symbol|Wingdings|Webdings|Courier New", re.IGNORECASE)
#: Where it is kept how deep a list is that is made here.
_DEEP = "data-word-level"
_NUMBER = re.compile(r"(\d{1,3})[.)]")


def mend_exported(body: _Element) -> None:
    """Read a page saved by Google Docs or Word as the document that it was.

    Its title is a paragraph of a class of its own; comments are for those who wrote it. Links of
    Google Docs lead by way of Google, and lists of Word are paragraphs with their marks.
    """
    google = "doc-content" in (body.get("class") or "").split()
    titled = {"title", "MsoTitle"} if google else {"MsoTitle"}
    for element in list(body.iter("p", "a", "div")):
        names = element.get("class") or ""
        if _REMARK.search(names) or _REMARKS.search(element.get("style") or ""):
            element.set("hidden", "")
        elif element.tag == "a" and google:
            _mend_link(element)
        elif element.tag == "p" and not titled.isdisjoint(names.split()):
            element.tag = "h1"
        elif element.tag == "p" and (level := _level(element)):
            _mend_item(element, level)


def _mend_link(link: _Element) -> None:
    """Hide a comment of Google Docs, or its mark; have any other link lead where it is meant to."""
    name = link.get("id") or link.get("name") or ""
    if _COMMENT.fullmatch(name):
        around = next(link.iterancestors("sup" if "_ref" in name else "div"), link)
        said = text_of(link).strip()
        whole = bool(said) and text_of(around).strip().startswith(said)
        (around if whole else link).set("hidden", "")
    elif found := _BY_GOOGLE.match(link.get("href") or ""):
        link.set("href", unquote(found[1]))


def _level(paragraph: _Element) -> int:
    """Return how deep an item of a list of Word stands; 0 for any other paragraph."""
    if found := _LEVEL.search(paragraph.get("style") or ""):
        return int(found[1])
    return int(bool(_LISTED.search(paragraph.get("class") or "")))


def _mend_item(paragraph: _Element, level: int) -> None:
    """Make an item of a list of a paragraph that begins with its mark or its number.

    Marks of other kinds (``a)``, ``제1조``) may be referred to: such a paragraph stays as it is.
    """
    if (mark := _mark(paragraph)) is None:
        return
    said = " ".join(text_of(mark).split())
    number = _NUMBER.fullmatch(said)
    styles = (each.get("style") or "" for each in (*mark.iter("span"), *mark.iterancestors("span")))
    drawn = len(said) == 1 and (any(map(_DRAWN.search, styles)) or not said.isalnum())
    if not (number or drawn) or (paragraph.tail or "").strip():
        return
    paragraph.tail = None
    _list_above(paragraph, "ol" if number else "ul", level).append(paragraph)
    mark.set("hidden", "")
    paragraph.tag = "li"
    if number:
        paragraph.set("value", number[1])


def _mark(paragraph: _Element) -> _Element | None:
    """Return the element with the mark of an item, if the item begins with it."""
    spans = [(each, each.get("style") or "") for each in paragraph.iter("span")]
    mark = next((each for each, style in spans if _MARK.search(style)), None)
    if mark is None:
        gap = next((each for each, style in spans if _GAP.search(style)), None)
        mark = gap.getparent() if gap is not None and not text_of(gap).strip() else None
    said = text_of(mark).strip() if mark is not None and mark is not paragraph else ""
    return mark if said and text_of(paragraph).lstrip().startswith(said) else None


def _list_above(paragraph: _Element, tag: str, level: int) -> _Element:
    """Return the list right above a paragraph that it goes on, or a new one in its place."""
    from lxml import etree

    above, host = paragraph.getprevious(), None
    while above is not None and (deep := int(above.get(_DEEP) or 0)) and deep <= level:
        if deep == level and above.tag == tag:
            return above
        if deep == level:
            break
        host = above[-1]
        above = host[-1] if len(host) else None
    made = etree.Element(tag, {_DEEP: str(level)})
    if host is None:
        paragraph.addprevious(made)
    else:
        host.append(made)
    return made
