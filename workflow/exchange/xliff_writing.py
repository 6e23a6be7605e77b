"""XLIFF out: 1.2, the format that every CAT tool reads, and 2.0 with its glossary module.

XLIFF 1.2 (OASIS Standard, 1 February 2008): reviewed is ``approved="yes"`` and ``signed-off``; a
draft is ``needs-review-translation``; a stale one also has the earlier source as a previous
version; a sentence without translation has no ``<target>``.

XLIFF 2.0 (OASIS Standard, 4 August 2014): reviewed is ``reviewed``; everything else is ``initial``
with our own word for it as the ``subState``. A tool in which somebody confirms a sentence makes it
``translated`` or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.exchange.review_package import OutgoingSentence, ReviewPackage
from workflow.exchange.xliff_inline import XLIFF1, XLIFF2, put
from workflow.model import State
from workflow.xml import XML_LANG, XML_SPACE, document, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Written as the author of notes that are ours, so that an editor's can be told from them.
AUTHOR = "workflow"
#: Block kinds that the standard has a name for; the others are ``x-`` names of our own.
_TYPES = {"heading": "header", "caption": "caption", "table cell": "cell"}
#: Namespace of the glossary module (section 5.2).
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"


def write_xliff1(package: ReviewPackage) -> bytes:
    """Write the package as one ``<file>``, each unit with its notes and terms."""
    return document(_root1(package))


def _root1(package: ReviewPackage) -> _Element:
    from lxml import etree

    root = etree.Element(XLIFF1.name("xliff"), {"version": "1.2"}, nsmap=XLIFF1.names())
    attributes = {
        "original": safe(package.path),
        "source-language": package.source,
        "target-language": package.target,
        "datatype": "plaintext",
        "date": package.date,
        "product-name": safe(package.project),
        "category": safe(package.seed),
        XML_SPACE: "preserve",
    }
    file = XLIFF1.add(root, "file", **attributes)
    header = XLIFF1.add(file, "header")
    tool = {"tool-id": AUTHOR, "tool-name": AUTHOR}
    XLIFF1.add(header, "tool", **tool)
    body = XLIFF1.add(file, "body")
    body.text = "\n"
    for unit in package.sentences:
        _unit1(body, unit, package)
    return root


def _unit1(body: _Element, unit: OutgoingSentence, package: ReviewPackage) -> None:
    entry = unit.entry
    attributes = {
        "id": unit.id,
        "restype": _TYPES.get(unit.kind, "x-" + unit.kind.replace(" ", "-")),
    }
    if entry.state is State.REVIEWED:
        attributes["approved"] = "yes"
    element = XLIFF1.add(body, "trans-unit", **attributes)
    element.tail = "\n"
    put(
        XLIFF1.add(element, "source", **{XML_LANG: package.source}),
        entry.source,
        unit.markup,
        XLIFF1,
    )
    if entry.text:
        target = XLIFF1.add(element, "target", **{XML_LANG: package.target}, **_state(unit))
        put(target, entry.text, unit.markup, XLIFF1)
    for path, line in _places(unit):
        group = XLIFF1.add(element, "context-group", purpose="location")
        XLIFF1.add(group, "context", path, **{"context-type": "sourcefile"})
        XLIFF1.add(group, "context", line, **{"context-type": "linenumber"})
    for remark in unit.remarks:
        XLIFF1.add(element, "note", remark, **{"from": AUTHOR, "annotates": "source"})
    for comment in entry.comments:
        XLIFF1.add(element, "note", comment, **{"from": "editor", "annotates": "target"})
    if entry.previous and entry.text:
        old = XLIFF1.add(element, "alt-trans", alttranstype="previous-version")
        put(XLIFF1.add(old, "source"), entry.previous, unit.markup, XLIFF1)
        put(XLIFF1.add(old, "target"), entry.text, unit.markup, XLIFF1)


def _state(unit: OutgoingSentence) -> dict[str, str]:
    entry = unit.entry
    if entry.state is State.REVIEWED:
        return {"state": "signed-off"}
    if entry.state is State.STALE:
        return {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"}
    machine = entry.origin not in ("", "person", "source")
    qualifier = {"state-qualifier": "leveraged-mt"} if machine else {}
    return {"state": "needs-review-translation", **qualifier}


def _places(unit: OutgoingSentence) -> Iterator[tuple[str, str]]:
    for reference in unit.entry.references:
        path, _, line = reference.rpartition(":")
        yield path, line


def write_xliff2(package: ReviewPackage) -> bytes:
    """Write the package as one ``<file>``, each unit with its notes and its terms."""
    from lxml import etree

    root = etree.Element(
        XLIFF2.name("xliff"),
        {"version": "2.0", "srcLang": package.source, "trgLang": package.target},
        nsmap=XLIFF2.names(gls=GLOSSARY),
    )
    file = XLIFF2.add(root, "file", id="f1", original=safe(package.path), **{XML_SPACE: "preserve"})
    notes = XLIFF2.add(file, "notes")
    for category, text in (
        ("project", package.project),
        ("seed", package.seed),
        ("date", package.date),
    ):
        XLIFF2.add(notes, "note", text, category=f"{AUTHOR}-{category}")
    notes.tail = "\n"
    for unit in package.sentences:
        _unit2(file, unit)
    return document(root)


def _unit2(file: _Element, unit: OutgoingSentence) -> None:
    entry = unit.entry
    kind = f"{AUTHOR}:{unit.kind.replace(' ', '-')}"
    element = XLIFF2.add(file, "unit", id=unit.id, type=kind, canResegment="no")
    element.tail = "\n"
    _terms(element, unit)
    remarks = [(AUTHOR, note) for note in (*entry.references, *unit.notes)]
    if entry.previous:
        remarks.append((AUTHOR, f"previous source: {entry.previous}"))
    remarks += [("editor", comment) for comment in entry.comments]
    if remarks:
        notes = XLIFF2.add(element, "notes")
        for category, text in remarks:
            XLIFF2.add(notes, "note", text, category=category)
    reviewed = entry.state is State.REVIEWED
    state = {"state": "reviewed"} if reviewed else {
        "state": "initial", "subState": f"{AUTHOR}:{entry.state}"
    }  # fmt: skip
    segment = XLIFF2.add(element, "segment", **state)
    put(XLIFF2.add(segment, "source"), entry.source, unit.markup, XLIFF2)
    if entry.text:
        put(XLIFF2.add(segment, "target"), entry.text, unit.markup, XLIFF2)


def _terms(element: _Element, unit: OutgoingSentence) -> None:
    """Add an entry for each name in the sentence."""
    from lxml import etree

    if not unit.terms:
        return
    glossary = etree.SubElement(element, f"{{{GLOSSARY}}}glossary")
    for source, target in unit.terms:
        entry = etree.SubElement(glossary, f"{{{GLOSSARY}}}glossEntry")
        etree.SubElement(entry, f"{{{GLOSSARY}}}term").text = safe(source)
        etree.SubElement(entry, f"{{{GLOSSARY}}}translation").text = safe(target)
