"""Decides the heading and the colours of a box."""

from __future__ import annotations

from workflow.interface_words import label
from workflow.model import CORRECTION, QUOTATION
from workflow.site.body.sections import Section

#: Kinds of boxes: as the source calls it → as pages do, and one of the looks.
_NOTE, _TIP, _WARNING, _DANGER = label("Note"), label("Tip"), label("Warning"), label("Danger")
_INFORMATION, _EXAMPLE, _QUESTION = label("Information"), label("Example"), label("Question")
_KINDS = {
    "note": (_NOTE, "note"),
    "seealso": (label("See also"), "note"),
    "info": (_INFORMATION, "note"),
    "information": (_INFORMATION, "note"),
    "todo": (label("To do"), "note"),
    "abstract": (label("Summary"), "note"),
    "summary": (label("Summary"), "note"),
    "tldr": (label("Summary"), "note"),
    "tip": (_TIP, "tip"),
    "hint": (label("Hint"), "tip"),
    "success": (label("Success"), "tip"),
    "check": (label("Success"), "tip"),
    "done": (label("Success"), "tip"),
    "important": (label("Important"), "important"),
    "example": (_EXAMPLE, "note"),
    "examples": (_EXAMPLE, "note"),
    "question": (_QUESTION, "note"),
    "help": (_QUESTION, "note"),
    "faq": (_QUESTION, "note"),
    "warning": (_WARNING, "warning"),
    "attention": (label("Attention"), "warning"),
    "caution": (label("Caution"), "danger"),
    "danger": (_DANGER, "danger"),
    "error": (label("Error"), "danger"),
    "failure": (label("Failure"), "danger"),
    "fail": (label("Failure"), "danger"),
    "missing": (label("Failure"), "danger"),
    "pitfall": (_WARNING, "warning"),
    "alert": (_WARNING, "warning"),
    "bug": (label("Bug"), "danger"),
    "quote": (label("Quotation"), "note"),
    "cite": (label("Quotation"), "note"),
    "details": (label("Details"), "details"),
    "definition": (label("Definition"), "note"),
    "theorem": (label("Theorem"), "note"),
    "lemma": (label("Lemma"), "note"),
    "proof": (label("Proof"), "note"),
    "exercise": (label("Exercise"), "note"),
    "solution": (label("Solution"), "note"),
    "answer": (label("Answer"), "note"),
    "versionadded": (label("New"), "note"),
    "versionchanged": (label("Changed"), "note"),
    "deprecated": (label("Deprecated"), "warning"),
    "versionremoved": (label("Removed"), "warning"),
    CORRECTION: (label("Correction"), "important"),
    QUOTATION: ("", "quotation"),
}


def box_heading(section: Section) -> str:
    """Return the default heading of a box; empty if its own title says the same."""
    kind = section.box.kind.lower() if section.box else ""
    if kind == QUOTATION:
        return ""
    name = _KINDS.get(kind, (_NOTE, ""))[0]
    if section.title is None:
        return name
    if kind not in _KINDS or kind == "details":
        return ""
    said = {
        cell.text.strip().lower() for unit in section.title.units for cell in unit.cells.values()
    }
    return "" if said & {kind, name.lower()} else name


def box_look(kind: str) -> str:
    """Return the style of a box: ``note``, ``tip``, ``important``, ``warning`` …"""
    return _KINDS.get(kind.lower(), ("", "note"))[1]


def box_element(kind: str) -> str:
    """Return the HTML element for a kind of box."""
    return "blockquote" if kind.lower() == QUOTATION else "div"
