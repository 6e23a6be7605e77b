"""XLIFF 2.0 out (OASIS Standard, 4 August 2014), with its glossary module.

States: reviewed is ``reviewed``; everything else is ``initial`` with our own word for it as the
``subState``. A tool in which somebody confirms a sentence makes it ``translated`` or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.exchange.inline import XLIFF2, put
from workflow.exchange.units import Package, Unit
from workflow.exchange.xliff1 import AUTHOR
from workflow.model import State
from workflow.xml import XML_SPACE, document, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
_add = XLIFF2.add


def write(package: Package) -> bytes:
    """The package as one ``<file>``, each unit with its notes and its terms."""
    from lxml import etree

    root = etree.Element(
        XLIFF2.name("xliff"),
        {"version": "2.0", "srcLang": package.source, "trgLang": package.target},
        nsmap=XLIFF2.names(gls=GLOSSARY),
    )
    file = _add(root, "file", id="f1", original=safe(package.path), **{XML_SPACE: "preserve"})
    notes = _add(file, "notes")
    for category, text in (
        ("project", package.project),
        ("seed", package.seed),
        ("date", package.date),
    ):
        _add(notes, "note", text, category=f"{AUTHOR}-{category}")
    notes.tail = "\n"
    for unit in package.units:
        _unit(file, unit)
    return document(root)


def _unit(file: _Element, unit: Unit) -> None:
    entry = unit.entry
    kind = f"{AUTHOR}:{unit.kind.replace(' ', '-')}"
    element = _add(file, "unit", id=unit.id, type=kind, canResegment="no")
    element.tail = "\n"
    _terms(element, unit)
    remarks = [(AUTHOR, note) for note in (*entry.references, *unit.notes)]
    if entry.previous:
        remarks.append((AUTHOR, f"previous source: {entry.previous}"))
    remarks += [("editor", comment) for comment in entry.comments]
    if remarks:
        notes = _add(element, "notes")
        for category, text in remarks:
            _add(notes, "note", text, category=category)
    reviewed = entry.state is State.REVIEWED
    state = {"state": "reviewed"} if reviewed else {
        "state": "initial", "subState": f"{AUTHOR}:{entry.state}"
    }  # fmt: skip
    segment = _add(element, "segment", **state)
    put(_add(segment, "source"), entry.source, unit.markup, XLIFF2)
    if entry.text:
        put(_add(segment, "target"), entry.text, unit.markup, XLIFF2)


def _terms(element: _Element, unit: Unit) -> None:
    """Glossary module, section 5.2: an entry for each name in the sentence."""
    from lxml import etree

    if not unit.terms:
        return
    glossary = etree.SubElement(element, f"{{{GLOSSARY}}}glossary")
    for source, target in unit.terms:
        entry = etree.SubElement(glossary, f"{{{GLOSSARY}}}glossEntry")
        etree.SubElement(entry, f"{{{GLOSSARY}}}term").text = safe(source)
        etree.SubElement(entry, f"{{{GLOSSARY}}}translation").text = safe(target)
