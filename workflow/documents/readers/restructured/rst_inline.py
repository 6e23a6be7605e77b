"""Turn the inline nodes of docutils into text with placeholders."""

from __future__ import annotations

import re

from docutils import nodes

from workflow.documents.readers.block_text import HIDDEN_BREAK
from workflow.documents.readers.decoding import clean
from workflow.markup import Builder
from workflow.model import MarkupKind

_PAIRS: tuple[tuple[type, MarkupKind], ...] = (
    (nodes.strong, MarkupKind.STRONG),
    (nodes.emphasis, MarkupKind.EMPHASIS),
    (nodes.title_reference, MarkupKind.EMPHASIS),
    (nodes.superscript, MarkupKind.SUPERSCRIPT),
    (nodes.subscript, MarkupKind.SUBSCRIPT),
)
#: What docutils could not resolve, as it stands in the text.
_SUBSTITUTION = re.compile(r"\|[^|\n]+\|_{0,2}")
_REFERENCE = re.compile(r"`(?P<title>[^`<]+?)\s*(?:<[^>]*>)?`_{1,2}|(?P<name>[\w.-]+?)_{1,2}")


def add_inline(node: nodes.Element, builder: Builder) -> None:
    """Add the text of a node and the markup in it."""
    for child in node.children:
        _add(child, builder)


def _add(node: nodes.Node, builder: Builder) -> None:
    if isinstance(node, nodes.Text):
        # A space or line break behind a backslash only ends a mark, and is none.
        builder.text(clean(node.astext()) + HIDDEN_BREAK * str(node).count("\0\n"))
    elif isinstance(node, nodes.literal):
        _literal(node, builder)
    elif isinstance(node, nodes.math):
        _held(MarkupKind.FORMULA, node.astext(), builder, "tex")
    elif isinstance(node, nodes.image):
        alt = " ".join(node.get("alt", "").split())
        builder.standalone(MarkupKind.IMAGE, alt, node["uri"])
    elif isinstance(node, nodes.footnote_reference):
        builder.standalone(MarkupKind.FOOTNOTE, node.astext())
    elif isinstance(node, nodes.citation_reference):
        builder.text(f"[{node.astext()}]")
    elif isinstance(node, nodes.problematic):
        _unresolved(node, builder)
    elif isinstance(node, nodes.reference):
        _link(node, builder)
    elif isinstance(node, nodes.Element) and not isinstance(node, nodes.raw | nodes.system_message):
        _pair(node, builder)


def _literal(node: nodes.literal, builder: Builder) -> None:
    """Add code; of a label alone (``:ref:`label```) a link with the words of its heading."""
    if heading := _labelled(node):
        builder.open(MarkupKind.LINK, f"#{nodes.fully_normalize_name(node['label'])}")
        builder.text(heading)
        builder.close()
    else:
        _held(MarkupKind.CODE, node.astext(), builder, node.get("to", ""))


def _labelled(node: nodes.Element) -> str:
    """Return the words of the heading that a label stands for, if the file has it."""
    label = nodes.fully_normalize_name(node.get("label", ""))
    if not label or node.document is None or not (known := node.document.nameids.get(label)):
        return ""
    section = node.document.ids[known]
    title = section.next_node(nodes.title) if isinstance(section, nodes.section) else None
    return " ".join(clean(title.astext()).split()) if title is not None else ""


def _held(kind: MarkupKind, text: str, builder: Builder, url: str = "") -> None:
    """Add a standalone placeholder, and the line breaks within its source."""
    builder.standalone(kind, " ".join(text.split("\n")), url)
    builder.text(HIDDEN_BREAK * text.count("\n"))


def _pair(node: nodes.Element, builder: Builder) -> None:
    kind = next((kind for type_, kind in _PAIRS if isinstance(node, type_)), None)
    if kind:
        builder.open(kind)
    add_inline(node, builder)
    if kind:
        builder.close()


def _link(node: nodes.Element, builder: Builder) -> None:
    """Add a link.

    A label that stands in another document is told from no word, and what it leads to emphasized.
    """
    label = nodes.fully_normalize_name(node.get("label", ""))
    known = label and node.document is not None and label in node.document.nameids
    within = node.get("refid") or label
    address = f"#{within}" if known or node.get("refid") else node.get("refuri", "")
    if address or label:
        builder.open(MarkupKind.LINK if address else MarkupKind.EMPHASIS, address)
    add_inline(node, builder)
    if address or label:
        builder.close()


def _unresolved(node: nodes.Element, builder: Builder) -> None:
    """Add a reference to something in another file as its words."""
    source = clean(node.astext())
    if _SUBSTITUTION.fullmatch(source):
        _held(MarkupKind.TEMPLATE, source, builder)
    elif found := _REFERENCE.fullmatch(source):
        builder.text(found["title"] or found["name"])
    else:
        builder.text(source)
