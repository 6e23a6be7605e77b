"""Write placeholders as real inline elements of XLIFF, and read them back.

XLIFF 1.2 (OASIS Standard, 2008, section 2.3): ``<g>`` encloses, ``<x/>`` stands alone, ``<bx/>``
and ``<ex/>`` are the ends of a pair that does not nest. XLIFF 2.0 (OASIS Standard, 2014, section
4.3): ``<pc>``, ``<ph/>``, ``<sc/>`` and ``<ec/>``. The element's id is the placeholder's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workflow import markup as inline
from workflow.languages.characters import NOT_XML
from workflow.model import Markup, MarkupKind, Message, say
from workflow.xml import safe

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"[gx][1-9][0-9]*")
_CHARACTER = re.compile(r"char-([0-9A-F]+)")


class Unreadable(Exception):
    """A text holds unknown elements; ``what`` says which."""

    def __init__(self, what: Message) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Dialect:
    """The names of inline elements in one version of XLIFF.

    ``kinds`` maps what a placeholder stands for to the attributes that say so; ``shown`` is the
    attribute with the text a reader sees in place of a standalone one.
    """

    namespace: str
    pair: str
    begin: str
    end: str
    alone: str
    shown: str
    kinds: Mapping[MarkupKind, Mapping[str, str]]
    loose: Mapping[str, str] = field(default_factory=dict)

    def names(self, **others: str) -> dict[Any, str]:
        """Return the namespace prefixes for a document."""
        return {None: self.namespace, **others}

    def name(self, local: str) -> str:
        """Return an element's full name."""
        return f"{{{self.namespace}}}{local}"

    def add(self, parent: _Element, local: str, text: str = "", **attributes: str) -> _Element:
        """Add a new element at the end of another."""
        from lxml import etree

        element = etree.SubElement(parent, self.name(local), attributes)
        if text:
            element.text = safe(text)
        return element


def _types(kinds: Mapping[MarkupKind, str], kind: MarkupKind) -> Mapping[str, str]:
    found = kinds.get(kind, f"other workflow:{kind.value}").split()
    return {"type": found[0], **({"subType": found[1]} if len(found) > 1 else {})}


_CTYPES = {
    MarkupKind.STRONG: "bold",
    MarkupKind.EMPHASIS: "italic",
    MarkupKind.LINK: "link",
    MarkupKind.IMAGE: "image",
    MarkupKind.BREAK: "lb",
}
_TYPES = {
    MarkupKind.STRONG: "fmt xlf:b",
    MarkupKind.EMPHASIS: "fmt xlf:i",
    MarkupKind.STRIKE: "fmt workflow:strike",
    MarkupKind.SUPERSCRIPT: "fmt workflow:superscript",
    MarkupKind.SUBSCRIPT: "fmt workflow:subscript",
    MarkupKind.LINK: "link",
    MarkupKind.IMAGE: "image",
    MarkupKind.BREAK: "fmt xlf:lb",
}
XLIFF1 = Dialect(
    "urn:oasis:names:tc:xliff:document:1.2", "g", "bx", "ex", "x", "equiv-text",
    {kind: {"ctype": _CTYPES.get(kind, f"x-{kind}")} for kind in MarkupKind},
)  # fmt: skip
XLIFF2 = Dialect(
    "urn:oasis:names:tc:xliff:document:2.0", "pc", "sc", "ec", "ph", "equiv",
    {kind: _types(_TYPES, kind) for kind in MarkupKind},
    {"isolated": "yes"},
)  # fmt: skip


def put(parent: _Element, text: str, markup: Sequence[Markup], dialect: Dialect) -> None:
    """Write a text with placeholders into an element."""
    writer = _InlineWriter(parent, {each.tag: each for each in markup}, dialect)
    nested = inline.balanced(text)
    for token in inline.tokens(text):
        match token:
            case inline.Text(run):
                writer.text(run)
            case inline.Open(tag):
                writer.open(tag, nested=nested)
            case inline.Close(tag):
                writer.close(tag, nested=nested)
            case inline.Standalone(tag):
                writer.element(dialect.alone, tag)


class _InlineWriter:
    """Appends text and elements at the end of what is open."""

    def __init__(self, parent: _Element, markup: Mapping[str, Markup], dialect: Dialect) -> None:
        self._open = [parent]
        self._markup = markup
        self._dialect = dialect

    def text(self, run: str) -> None:
        end = 0
        for found in NOT_XML.finditer(run):
            self._append(run[end : found.start()])
            self._character(ord(found[0]))
            end = found.end()
        self._append(run[end:])

    def _append(self, run: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + run
        else:
            parent.text = (parent.text or "") + run

    def _character(self, code: int) -> None:
        if self._dialect is XLIFF2:
            self._add("cp", {"hex": f"{code:04X}"})
        else:
            self._add("x", {"id": f"char-{code:04X}", "ctype": "x-char"})

    def _add(self, local: str, attributes: Mapping[str, str]) -> _Element:
        from lxml import etree

        return etree.SubElement(self._open[-1], self._dialect.name(local), dict(attributes))

    def element(self, local: str, tag: str, **more: str) -> _Element:
        """Add an element for a placeholder, with what it stands for if that is known."""
        attributes = {"id": tag, **more}
        if known := self._markup.get(tag):
            attributes |= self._dialect.kinds[known.kind]
            if local == self._dialect.alone and known.text:
                attributes[self._dialect.shown] = safe(known.text)
        return self._add(local, attributes)

    def open(self, tag: str, *, nested: bool) -> None:
        if nested:
            self._open.append(self.element(self._dialect.pair, tag))
        else:
            self.element(self._dialect.begin, tag, **self._dialect.loose)

    def close(self, tag: str, *, nested: bool) -> None:
        if nested:
            self._open.pop()
        else:
            self.element(self._dialect.end, tag, **self._dialect.loose)


def text_of(element: _Element, dialect: Dialect) -> str:
    """Return the text of an element with its placeholders.

    Raises:
        Unreadable: it holds something that is none of our placeholders.
    """
    if not len(element):
        return element.text or ""
    parts = [element.text or ""]
    for child in element:
        parts += (_inner(child, dialect), child.tail or "")
    return "".join(parts)


def _inner(child: _Element, dialect: Dialect) -> str:
    from lxml import etree

    if isinstance(child, etree._Entity):
        raise Unreadable(say("holds the entity {name}", name=f"&{child.name};"))
    local = etree.QName(child).localname if isinstance(child.tag, str) else ""
    name = child.get("id") or child.get("rid") or child.get("startRef") or ""
    if local in ("", "sm", "em"):  # comments, processing instructions, marks of other tools
        return ""
    if local == "mrk":
        return text_of(child, dialect)
    if local == "cp" or (local == dialect.alone and _CHARACTER.fullmatch(name)):
        return _character(child.get("hex") or name.removeprefix("char-"))
    return _placeholder(child, local, name, dialect)


def _placeholder(child: _Element, local: str, name: str, dialect: Dialect) -> str:
    if local not in (dialect.pair, dialect.begin, dialect.end, dialect.alone):
        raise Unreadable(say("holds {name}, which was not in it", name=f"<{local}>"))
    if not _NAME.fullmatch(name):
        raise Unreadable(
            say("holds {name} with the unknown id {id}", name=f"<{local}>", id=repr(name))
        )
    if local == dialect.pair:
        return f"<{name}>{text_of(child, dialect)}</{name}>"
    shapes = {dialect.begin: f"<{name}>", dialect.end: f"</{name}>", dialect.alone: f"<{name}/>"}
    return shapes[local]


def _character(code: str) -> str:
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else -1
    if not NOT_XML.fullmatch(chr(number) if 0 <= number <= 0xFFFF else ""):
        raise Unreadable(say("holds the character code {code}", code=repr(code)))
    return chr(number)
