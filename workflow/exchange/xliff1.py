"""XLIFF 1.2 out (OASIS Standard, 1 February 2008): the format every CAT tool reads.

States: reviewed is ``approved="yes"`` and ``signed-off``; a draft is ``needs-review-translation``;
a stale one also has the earlier source as a previous version; a sentence without translation has
no ``<target>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.exchange.inline import XLIFF1, put
from workflow.exchange.units import Package, Unit
from workflow.model import State
from workflow.xml import XML_LANG, XML_SPACE, document, safe

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Written as the author of notes that are ours, so that an editor's can be told from them.
AUTHOR = "workflow"
#: Block kinds that the standard has a name for; the others are ``x-`` names of our own.
_TYPES = {"heading": "header", "caption": "caption", "table cell": "cell"}
_add = XLIFF1.add


def write(package: Package) -> bytes:
    """The package as one ``<file>``, each unit with its notes and terms."""
    return document(_root(package))


def _root(package: Package) -> _Element:
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
    file = _add(root, "file", **attributes)
    header = _add(file, "header")
    tool = {"tool-id": AUTHOR, "tool-name": AUTHOR}
    _add(header, "tool", **tool)
    body = _add(file, "body")
    body.text = "\n"
    for unit in package.units:
        _unit(body, unit, package)
    return root


def _unit(body: _Element, unit: Unit, package: Package) -> None:
    entry = unit.entry
    attributes = {
        "id": unit.id,
        "restype": _TYPES.get(unit.kind, "x-" + unit.kind.replace(" ", "-")),
    }
    if entry.state is State.REVIEWED:
        attributes["approved"] = "yes"
    element = _add(body, "trans-unit", **attributes)
    element.tail = "\n"
    put(_add(element, "source", **{XML_LANG: package.source}), entry.source, unit.markup, XLIFF1)
    if entry.text:
        target = _add(element, "target", **{XML_LANG: package.target}, **_state(unit))
        put(target, entry.text, unit.markup, XLIFF1)
    for path, line in _places(unit):
        group = _add(element, "context-group", purpose="location")
        _add(group, "context", path, **{"context-type": "sourcefile"})
        _add(group, "context", line, **{"context-type": "linenumber"})
    for remark in unit.remarks:
        _add(element, "note", remark, **{"from": AUTHOR, "annotates": "source"})
    for comment in entry.comments:
        _add(element, "note", comment, **{"from": "editor", "annotates": "target"})
    if entry.previous and entry.text:
        old = _add(element, "alt-trans", alttranstype="previous-version")
        put(_add(old, "source"), entry.previous, unit.markup, XLIFF1)
        put(_add(old, "target"), entry.text, unit.markup, XLIFF1)


def _state(unit: Unit) -> dict[str, str]:
    entry = unit.entry
    if entry.state is State.REVIEWED:
        return {"state": "signed-off"}
    if entry.state is State.STALE:
        return {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"}
    machine = entry.origin not in ("", "person", "source")
    qualifier = {"state-qualifier": "leveraged-mt"} if machine else {}
    return {"state": "needs-review-translation", **qualifier}


def _places(unit: Unit) -> Iterator[tuple[str, str]]:
    for reference in unit.entry.references:
        path, _, line = reference.rpartition(":")
        yield path, line
