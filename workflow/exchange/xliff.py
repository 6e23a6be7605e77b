"""Write XLIFF 1.2 and 2.0, and read 1.x and 2.x as any tool may have left it.

1.2 is the format that every CAT tool reads, 2.0 has a glossary module.

XLIFF 1.2 (OASIS Standard, 1 February 2008): reviewed is ``approved="yes"`` and ``signed-off``; a
draft is ``needs-review-translation``; a stale one also has the earlier source as a previous
version; a sentence without translation has no ``<target>``.

XLIFF 2.0 (OASIS Standard, 4 August 2014): reviewed is ``reviewed``; everything else is ``initial``
with our own word for it as the ``subState``. A tool in which somebody confirms a sentence makes it
``translated`` or more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import ExchangeError
from workflow.exchange.review_package import OutgoingSentence, ReturnedSentence, ReviewPackage
from workflow.exchange.xliff_inline import XLIFF1, XLIFF2, Dialect, Unreadable, put, text_of
from workflow.model import State, say
from workflow.xml import XML_LANG, XML_SPACE, document, elements, local, safe

if TYPE_CHECKING:
    from lxml.etree import _Element


#: The author of notes that the workflow wrote, which tells them from an editor's.
AUTHOR = "workflow"
#: Block kinds that have a name in the standard; the others get an ``x-`` name.
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
    for sentence in package.sentences:
        _unit1(body, sentence, package)
    return root


def _unit1(body: _Element, sentence: OutgoingSentence, package: ReviewPackage) -> None:
    entry = sentence.entry
    attributes = {
        "id": sentence.id,
        "restype": _TYPES.get(sentence.kind, "x-" + sentence.kind.replace(" ", "-")),
    }
    if entry.state is State.REVIEWED:
        attributes["approved"] = "yes"
    element = XLIFF1.add(body, "trans-unit", **attributes)
    element.tail = "\n"
    put(
        XLIFF1.add(element, "source", **{XML_LANG: package.source}),
        entry.source,
        sentence.markup,
        XLIFF1,
    )
    if entry.text:
        target = XLIFF1.add(element, "target", **{XML_LANG: package.target}, **_state(sentence))
        put(target, entry.text, sentence.markup, XLIFF1)
    for path, line in _places(sentence):
        group = XLIFF1.add(element, "context-group", purpose="location")
        XLIFF1.add(group, "context", path, **{"context-type": "sourcefile"})
        XLIFF1.add(group, "context", line, **{"context-type": "linenumber"})
    for remark in sentence.remarks:
        XLIFF1.add(element, "note", remark, **{"from": AUTHOR, "annotates": "source"})
    for comment in entry.comments:
        XLIFF1.add(element, "note", comment, **{"from": "editor", "annotates": "target"})
    if entry.previous and entry.text:
        old = XLIFF1.add(element, "alt-trans", alttranstype="previous-version")
        put(XLIFF1.add(old, "source"), entry.previous, sentence.markup, XLIFF1)
        put(XLIFF1.add(old, "target"), entry.text, sentence.markup, XLIFF1)


def _state(sentence: OutgoingSentence) -> dict[str, str]:
    entry = sentence.entry
    if entry.state is State.REVIEWED:
        return {"state": "signed-off"}
    if entry.state is State.STALE:
        return {"state": "needs-review-translation", "state-qualifier": "fuzzy-match"}
    machine = entry.origin not in ("", "person", "source")
    qualifier = {"state-qualifier": "leveraged-mt"} if machine else {}
    return {"state": "needs-review-translation", **qualifier}


def _places(sentence: OutgoingSentence) -> Iterator[tuple[str, str]]:
    for reference in sentence.entry.references:
        path, _, line = reference.rpartition(":")
        yield path, line


def write_xliff2(package: ReviewPackage) -> bytes:
    """Write the package as one ``<file>``, each unit with its notes and terms."""
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
    for sentence in package.sentences:
        _unit2(file, sentence)
    return document(root)


def _unit2(file: _Element, sentence: OutgoingSentence) -> None:
    entry = sentence.entry
    kind = f"{AUTHOR}:{sentence.kind.replace(' ', '-')}"
    element = XLIFF2.add(file, "unit", id=sentence.id, type=kind, canResegment="no")
    element.tail = "\n"
    _terms(element, sentence)
    remarks = [(AUTHOR, note) for note in (*entry.references, *sentence.notes)]
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
    put(XLIFF2.add(segment, "source"), entry.source, sentence.markup, XLIFF2)
    if entry.text:
        put(XLIFF2.add(segment, "target"), entry.text, sentence.markup, XLIFF2)


def _terms(element: _Element, sentence: OutgoingSentence) -> None:
    """Add a glossary entry for each name in the sentence."""
    from lxml import etree

    if not sentence.terms:
        return
    glossary = etree.SubElement(element, f"{{{GLOSSARY}}}glossary")
    for source, target in sentence.terms:
        entry = etree.SubElement(glossary, f"{{{GLOSSARY}}}glossEntry")
        etree.SubElement(entry, f"{{{GLOSSARY}}}term").text = safe(source)
        etree.SubElement(entry, f"{{{GLOSSARY}}}translation").text = safe(target)


#: Target states in which a person has confirmed a translation: XLIFF 1.2, section 2.3.1 (state),
#: and 2.0, section 4.3.1.21. CAT tools write ``translated`` when a sentence is confirmed.
_CONFIRMED = frozenset({"translated", "signed-off", "final", "reviewed"})
_UNITS = frozenset({"xliff", "file", "trans-unit", "unit"})


@dataclass(frozen=True, slots=True)
class _FileContext:
    seed: str = ""
    locale: str = ""


def read(path: Path, where: str) -> Iterator[ReturnedSentence]:
    """Yield the sentences of a file.

    Raises:
        ExchangeError: it is not well-formed, or has a document type declaration.
    """
    context, languages = _FileContext(), ""
    with path.open("rb") as file:
        for event, element in elements(file, where, _UNITS, ExchangeError):
            name = local(element)
            if event == "start" and name == "xliff":
                languages = element.get("trgLang", "")
            elif event == "start" and name == "file":
                context = _file(element, languages)
            elif event == "end" and name in ("trans-unit", "unit"):
                if name == "unit":
                    context = _named(element, context)
                yield _row(element, f"{where}, {element.get('id')}", context)


def _file(element: _Element, language: str) -> _FileContext:
    seed = element.get("category") or ""
    if not seed:
        seed = _stem(element.get("original") or "")
    return _FileContext(seed, element.get("target-language") or language)


def _stem(original: str) -> str:
    """Return a document's name from its path: ``seeds/a/b.txt`` is ``a/b``."""
    path, dot, _ = original.rpartition(".")
    return (path if dot else original).removeprefix("seeds/")


def _named(unit: _Element, context: _FileContext) -> _FileContext:
    """Take the seed's name from the note that holds it in XLIFF 2, or else from the path."""
    for note in unit.iterfind("../{*}notes/{*}note"):
        if note.get("category") == f"{AUTHOR}-seed" and note.text:
            return replace(context, seed=note.text)
    return context


def _row(element: _Element, where: str, context: _FileContext) -> ReturnedSentence:
    second = local(element) == "unit"
    dialect, find = (XLIFF2, _segments) if second else (XLIFF1, _pair)
    sources, targets = find(element)
    source = text = problem = ""
    try:
        source = _joined(sources, dialect)
    except Unreadable as error:
        problem = say("the source {fault}", fault=error.what)
    try:
        text = _joined(targets, dialect)
    except Unreadable as error:
        text = "".join(str(run) for each in targets for run in each.itertext(with_tail=False))
        problem = problem or say("the translation {fault}", fault=error.what)
    return ReturnedSentence(
        where=where,
        seed=context.seed,
        locale=context.locale,
        id=element.get("id") or "",
        source=source,
        text=text,
        approved=bool(text) and not problem and _is_approved(element),
        comments=tuple(_comments(element)),
        problem=problem,
    )


def _joined(parts: list[_Element], dialect: Dialect) -> str:
    return "".join(text_of(part, dialect) for part in parts)


def _pair(unit: _Element) -> tuple[list[_Element], list[_Element]]:
    return unit.findall("{*}source"), unit.findall("{*}target")


def _segments(unit: _Element) -> tuple[list[_Element], list[_Element]]:
    """Find the parts of a unit, which a tool may have split in spite of ``canResegment="no"``."""
    parts = [part for part in unit if local(part) in ("segment", "ignorable")]
    sources = [source for part in parts for source in part.findall("{*}source")]
    return sources, [target for part in parts for target in part.findall("{*}target")]


def _is_approved(unit: _Element) -> bool:
    """Tell whether somebody has confirmed the translation; ``approved="no"`` stands."""
    if approved := unit.get("approved"):
        return approved == "yes"
    states = [target.get("state", "") for target in unit.findall("{*}target")]
    if not unit.findall("{*}source"):
        states = [part.get("state", "initial") for part in unit if local(part) == "segment"]
    return bool(states) and all(state in _CONFIRMED for state in states)


def _comments(unit: _Element) -> list[str]:
    notes = [*unit.findall("{*}note"), *unit.findall("{*}notes/{*}note")]
    authors = ("from", "category")
    own = [n for n in notes if all((n.get(name) or "") != AUTHOR for name in authors)]
    return [note.text.strip() for note in own if note.text and note.text.strip()]
