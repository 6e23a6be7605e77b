"""Writes translation memories as TMX, one unit at a time.

TMX 1.4b (LISA OSCAR recommendation of 2005-04-26), level 2: placeholders are marked as inline
codes, so that other tools protect them, and reading a segment's whole text gives them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from workflow import __version__, markup
from workflow.markup import Close, Open, Standalone, Text

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What no XML 1.0 document may hold (section 2.2, Char), and C1 control characters besides.
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?Z?)?")


@dataclass(frozen=True, slots=True)
class Variant:
    """A sentence in one language.

    Attributes:
        language: BCP 47 tag.
        text: with placeholders.
        date: when it was last changed, ISO 8601 in UTC (a day, or to the second); may be empty.
        author: who changed it last; may be empty.
        properties: what else is known, by property name; TMX wants names of one's own to begin
            with ``x-``.
    """

    language: str
    text: str
    date: str = ""
    author: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence in several languages, the source first.

    Attributes:
        variants: one a language.
        id: names the unit; may be empty.
        properties: what is known of all variants.
    """

    variants: tuple[Variant, ...]
    id: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


def write(
    file: IO[bytes],
    units: Iterable[Unit],
    *,
    source: str = "*all*",
    properties: Mapping[str, str] | None = None,
) -> int:
    """Writes a whole document to ``file`` and gives the number of units.

    Only one unit is held at a time. Characters that XML does not allow are left out.

    Args:
        file: open for writing.
        units: in any order.
        source: BCP 47 tag of the source language; ``*all*`` where any may be it.
        properties: what is known of the whole memory.
    """
    count = 0
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            out.write("\n", _header(source, properties or {}), "\n")
            with out.element("body"):
                for unit in units:
                    out.write("\n", _unit(unit))
                    count += 1
                out.write("\n")
            out.write("\n")
    return count


def _header(source: str, properties: Mapping[str, str]) -> etree._Element:
    attributes = {
        "creationtool": "workflow",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    header = etree.Element("header", attributes)
    _properties(header, properties)
    return header


def _unit(unit: Unit) -> etree._Element:
    element = etree.Element("tu", {"tuid": _legal(unit.id)} if unit.id else {})
    _properties(element, unit.properties)
    for variant in unit.variants:
        about = {
            _LANG: variant.language,
            "changedate": _instant(variant.date),
            "changeid": _legal(variant.author),
        }
        tuv = etree.SubElement(
            element, "tuv", {key: value for key, value in about.items() if value}
        )
        _properties(tuv, variant.properties)
        _segment(etree.SubElement(tuv, "seg"), _legal(variant.text))
    return element


def _properties(parent: etree._Element, properties: Mapping[str, str]) -> None:
    for name, value in properties.items():
        if value:
            etree.SubElement(parent, "prop", {"type": name}).text = _legal(value)


def _segment(seg: etree._Element, text: str) -> None:
    """Text and its inline codes: a pair as ``bpt`` and ``ept``, one half alone as ``it``."""
    if "<" not in text:
        seg.text = text
        return
    tokens = list(markup.tokens(text))
    pairs = _pairs(tokens)
    for place, token in enumerate(tokens):
        match token:
            case Text(run):
                if len(seg):
                    seg[-1].tail = run
                else:
                    seg.text = run
            case Standalone(tag):
                _code(seg, "ph", f"<{tag}/>", x=tag[1:])
            case Open(tag) if place in pairs:
                _code(seg, "bpt", f"<{tag}>", i=str(pairs[place]), x=tag[1:])
            case Close(tag) if place in pairs:
                _code(seg, "ept", f"</{tag}>", i=str(pairs[place]))
            case Open(tag):
                _code(seg, "it", f"<{tag}>", pos="begin", x=tag[1:])
            case Close(tag):
                _code(seg, "it", f"</{tag}>", pos="end", x=tag[1:])


def _pairs(tokens: list[markup.Token]) -> dict[int, int]:
    """For each token of a complete pair, by its place, the number of the pair."""
    waiting: dict[str, list[int]] = {}
    numbers: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if isinstance(token, Open):
            waiting.setdefault(token.tag, []).append(place)
        elif isinstance(token, Close) and waiting.get(token.tag):
            numbers[place] = numbers[waiting[token.tag].pop()] = len(numbers) // 2 + 1
    return numbers


def _code(seg: etree._Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(seg, name, attributes).text = text


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)


def _instant(iso: str) -> str:
    """``20261124T000000Z``, the form TMX wants; empty if ``iso`` is no date."""
    match = _DATE.match(iso)
    if not match:
        return ""
    year, month, day, *time = match.groups("00")
    return f"{year}{month}{day}T{''.join(time)}Z"
