"""Read TMX files of any size, unit by unit, without trusting them.

Inline codes that hold one of our placeholders give it back as it was; those of other tools become
placeholders, numbered by their ``x`` or ``i``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, NoReturn

from workflow.errors import TmxError
from workflow.markup import PLACEHOLDER
from workflow.memory.tmx import TmxUnit, TmxVariant
from workflow.model import say
from workflow.xml import XML_LANG, elements, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_WANTED = frozenset({"tmx", "header", "tu"})
#: Limits beyond which a unit is an attack: languages or properties of one unit, characters of one
#: text.
_LANGUAGES, _TEXT = 500, 1_000_000
#: Elements whose content is another tool's code, not text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T|$)")
_HINT = say("Export it again as TMX 1.4 in UTF-8 from the tool it comes from.")


def read(file: IO[bytes], where: str) -> Iterator[TmxUnit]:
    """Yield the units of a TMX file in its order, each with its source language first, if named.

    ``TmxUnit.source`` is always filled; languages are spelled as in the file.

    Args:
        file: open for reading.
        where: what messages call it.

    Raises:
        TmxError: the file is no TMX, is damaged, declares entities … What was yielded before is
            good.
    """
    source, begun = "*all*", False
    for event, element in elements(file, where, _WANTED, TmxError, doctype=True):
        name = local(element)
        if not begun and name != "tmx":
            break
        begun = True
        if event == "start" and name == "header":
            source = element.get("srclang", source)
        elif event == "end" and name == "tu":
            yield _UnitElement(element, where).with_source(source)
    if not begun:
        raise TmxError(f"{where}:1", say("is not TMX"), _HINT)


class _UnitElement:
    """One ``<tu>``."""

    def __init__(self, element: _Element, where: str) -> None:
        self._element = element
        self._where = where
        self._properties: dict[str, str] = {}
        self._variants: list[TmxVariant] = []
        for child in element:
            if (name := self._name(child)) == "tuv":
                self._variants.append(self._variant(child))
            elif name == "prop":
                self._add_property(self._properties, child)
        if len(self._variants) > _LANGUAGES:
            self._fail(say("holds a unit in too many languages"))

    def _fail(self, what: str) -> NoReturn:
        raise TmxError(f"{self._where}:{self._element.sourceline}", what, _HINT)

    def with_source(self, srclang: str) -> TmxUnit:
        """Return the unit with its source first, even if a tool wrote ``en`` for ``en-US``."""
        source = self._element.get("srclang") or srclang
        variants = self._variants

        def distance(variant: TmxVariant) -> int:
            spoken, wanted = variant.language.lower(), source.lower()
            return 0 if spoken == wanted else 1 if _language(spoken) == _language(wanted) else 2

        if source != "*all*" and variants:
            first = min(variants, key=distance)
            if distance(first) < 2:
                source = first.language
                variants = [first, *(each for each in variants if each is not first)]
            else:
                source = "*all*"
        return TmxUnit(tuple(variants), self._element.get("tuid", ""), self._properties, source)

    def _variant(self, element: _Element) -> TmxVariant:
        text, properties = "", dict[str, str]()
        for child in element:
            if (name := self._name(child)) == "seg":
                text = self._checked(self._text(child, _Codes()))
            elif name == "prop":
                self._add_property(properties, child)
        changed = self._known(element, "changedate") or self._known(element, "creationdate")
        date = _DATE.match(changed)
        return TmxVariant(
            language=element.get(XML_LANG) or element.get("lang") or "",
            text=text,
            date="-".join(date.groups()) if date else "",
            author=self._known(element, "changeid") or self._known(element, "creationid"),
            properties=properties,
        )

    def _known(self, variant: _Element, attribute: str) -> str:
        """Return an attribute of a variant or, if it has none, of its unit."""
        return variant.get(attribute) or self._element.get(attribute) or ""

    def _add_property(self, found: dict[str, str], element: _Element) -> None:
        found.setdefault(element.get("type", ""), self._checked(self._whole(element)))
        if len(found) > _LANGUAGES:
            self._fail(say("holds a unit with too many properties"))

    def _checked(self, text: str) -> str:
        if len(text) > _TEXT:
            self._fail(say("holds a text of more than {count} characters", count=f"{_TEXT:,}"))
        return text

    def _text(self, element: _Element, codes: _Codes) -> str:
        """Return the text in a segment, its inline codes as placeholders."""
        if not len(element):
            return element.text or ""
        parts = [element.text or ""]
        for child in element:
            if (name := self._name(child)) in _CODES:
                parts.append(codes.placeholder(name, child, self._whole(child)))
            elif name:
                parts.append(self._text(child, codes))
            parts.append(child.tail or "")
        return "".join(parts)

    def _whole(self, element: _Element) -> str:
        """Return all text in an element."""
        if not len(element):
            return element.text or ""
        parts = [element.text or ""]
        for child in element:
            parts += (self._whole(child) if self._name(child) else "", child.tail or "")
        return "".join(parts)

    def _name(self, child: _Element) -> str:
        """Return an element's local name; empty for a comment or a processing instruction."""
        tag: object = child.tag  # of what is no element, a function
        if isinstance(tag, str):
            return tag.rpartition("}")[2]
        from lxml import etree

        if isinstance(child, etree._Entity):
            self._fail(say("uses the entity {name}, which is not safe", name=f"&{child.name};"))
        return ""


class _Codes:
    """The inline codes of one segment on their way to placeholders."""

    def __init__(self) -> None:
        self._pairs: dict[str, str] = {}
        self._count = 0

    def placeholder(self, kind: str, code: _Element, native: str) -> str:
        """Return the placeholder or text that replaces a TMX code element.

        Args:
            kind: the element's name.
            code: the element.
            native: what it holds; one of our placeholders stays as it is.
        """
        self._count += 1
        given = code.get("x") or code.get("i") or ""
        number = given if re.fullmatch(r"[1-9]\d{0,4}", given) else str(self._count)
        pair = code.get("i", "")
        if kind == "bpt":
            self._pairs[pair] = f"g{number}"
            name = f"<g{number}>"
        elif kind == "ept" and pair in self._pairs:
            name = f"</{self._pairs.pop(pair)}>"
        else:
            name = f"<x{number}/>"
        return native if PLACEHOLDER.fullmatch(native) else name


def _language(tag: str) -> str:
    """Return a language without its region, for tools that write ``en_US``."""
    return tag.replace("_", "-").partition("-")[0]
