"""Glossaries as TBX, and from TBX of other tools.

Source: ISO 30042:2008 and 2019; both spellings of the elements are read, the first is written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from workflow.errors import ConfigError, GlossaryError
from workflow.glossary.row import Cells, cells_of
from workflow.languages import language
from workflow.model import Term, say
from workflow.xml import XML_LANG, document, elements, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = frozenset({"termEntry", "conceptEntry"})
_PREFERRED, _ADMITTED, _DEPRECATED = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
)
_BAD_STATUS = ("deprecated", "superseded")


def write(terms: Iterable[Term]) -> bytes:
    """Return a TBX file of the 2008 edition."""
    from lxml import etree

    root = etree.Element("martif", {"type": "TBX", XML_LANG: "en"})
    header = etree.SubElement(root, "martifHeader")
    description = etree.SubElement(header, "fileDesc")
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = "Glossary"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in terms:
        entry = etree.SubElement(body, "termEntry", {"id": safe(term.id)})
        cells = cells_of(term)
        for name in ("type", "match", "status", *term.extra):
            _typed(entry, "admin", f"x-{name}", cells[name])
        if term.note:
            etree.SubElement(entry, "note").text = safe(term.note)
        for tag, forms in term.forms.items():
            section = etree.SubElement(entry, "langSet", {XML_LANG: tag})
            _tig(section, forms.first, _PREFERRED, reading=forms.reading)
            _tig(section, forms.later, _PREFERRED, usage="later")
            for alias in forms.aliases:
                _tig(section, alias, _ADMITTED)
            for wrong in forms.forbidden:
                _tig(section, wrong, _DEPRECATED)
    return document(root, indented=True)


def _typed(parent: _Element, name: str, kind: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, name, {"type": safe(kind)}).text = safe(text)


def _tig(section: _Element, form: str, status: str, reading: str = "", usage: str = "") -> None:
    from lxml import etree

    if not form:
        return
    tig = etree.SubElement(section, "tig")
    etree.SubElement(tig, "term").text = safe(form)
    _typed(tig, "termNote", "administrativeStatus", status)
    if usage:
        _typed(tig, "termNote", "x-usage", usage)
    if reading:
        _typed(tig, "termNote", "pronunciation", reading)


def read(data: bytes, where: str) -> Iterator[Cells]:
    """Return the rows of a TBX file of either edition.

    Raises:
        GlossaryError: it is not XML, declares entities, or holds no term.
    """
    number = 0
    for event, entry in elements(io.BytesIO(data), where, _ENTRIES, GlossaryError, doctype=True):
        if event == "end":
            number += 1
            yield _from_entry(entry, number)
    if not number:
        hint = say("Export it as TBX from the other tool.")
        raise GlossaryError(where, say("has no term entries"), hint)


def _from_entry(entry: _Element, number: int) -> Cells:
    cells = {"id": entry.get("id") or f"tbx-{number}"}
    sections: dict[str, list[_Element]] = {}
    for child in entry.iterchildren("*"):
        kind = child.get("type", "")
        if kind.startswith("x-"):
            cells[kind[2:]] = _text(child)
        elif _local(child) == "note":
            cells["note"] = _text(child)
        elif _local(child) in ("langSet", "langSec"):
            sections.setdefault(_column(child), []).append(child)
    for column, parts in sections.items():
        if column:
            cells |= _from_language(column, parts)
    return cells


def _column(section: _Element) -> str:
    """Return the column of a section's language, which may be that of another section, too."""
    try:
        return language(section.get(XML_LANG, "")).column
    except ConfigError:
        return ""


def _from_language(column: str, sections: Sequence[_Element]) -> Cells:
    """Return the cells of one language: the first term that is not deprecated is the main one."""
    cells: dict[str, list[str]] = {}
    for group in chain.from_iterable(section.iter() for section in sections):
        if _local(group) not in ("tig", "ntig", "termSec"):
            continue
        notes = {one.get("type", ""): _text(one) for one in group.iter() if one.get("type")}
        form = next((_text(one) for one in group.iter() if _local(one) == "term"), "")
        form = form.replace("|", "/")
        status = notes.get("administrativeStatus", "")
        part = "aliases" if "main" in cells else "main"
        if status.startswith(_BAD_STATUS):
            part = "forbidden"
        elif notes.get("x-usage") == "later":
            part = "later"
        if part != "aliases" or form not in cells["main"]:
            cells.setdefault(part, []).append(form)
        if notes.get("pronunciation"):
            cells["reading"] = [notes["pronunciation"]]
    columns = {part: f"{column}_{part}" for part in cells} | {"main": column}
    return {columns[part]: "|".join(values) for part, values in cells.items()}


def _local(element: _Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
