"""Writes TMX: placeholders are marked as inline codes, so that other tools protect them.

Reading a segment's whole text gives them back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import IO

from workflow import __version__, markup
from workflow.languages.characters import FORBIDDEN
from workflow.markup import Close, Open, Standalone, Text
from workflow.tmx.units import Unit, Variant

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?Z?)?")


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
    file.write(_opening(source, properties or {}).encode())
    for unit in units:
        file.write(_unit(unit).encode())
        count += 1
    file.write(b"</body>\n</tmx>\n")
    return count


def _opening(source: str, properties: Mapping[str, str]) -> str:
    attributes = {
        "creationtool": "workflow",
        "creationtoolversion": __version__,
        "segtype": "sentence",
        "o-tmf": "PO",
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }
    header = f"<header{_attributes(attributes)}>{_properties(properties)}</header>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n{header}\n<body>\n'


def _unit(unit: Unit) -> str:
    variants = "".join(map(_variant, unit.variants))
    name = _attributes({"tuid": unit.id, "srclang": unit.source})
    return f"<tu{name}>{_properties(unit.properties)}{variants}</tu>\n"


def _variant(variant: Variant) -> str:
    about = {
        "xml:lang": variant.language,
        "changedate": _instant(variant.date),
        "changeid": variant.author,
    }
    seg = _segment(FORBIDDEN.sub("", variant.text))
    return f"<tuv{_attributes(about)}>{_properties(variant.properties)}<seg>{seg}</seg></tuv>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_escape(value)}"' for name, value in values.items() if value)


def _properties(values: Mapping[str, str]) -> str:
    return "".join(
        f'<prop type="{_escape(name)}">{_escape(value)}</prop>'
        for name, value in values.items()
        if value
    )


def _segment(text: str) -> str:
    """Text and its inline codes: a pair as ``bpt`` and ``ept``, one half alone as ``it``."""
    if "<" not in text:
        return escape(text)
    tokens = list(markup.tokens(text))
    pairs = _pairs(tokens)
    return "".join(_token(token, pairs.get(place)) for place, token in enumerate(tokens))


def _token(token: markup.Token, pair: int | None) -> str:
    match token:
        case Text(run):
            return escape(run)
        case Standalone(tag):
            return f'<ph x="{tag[1:]}">&lt;{tag}/&gt;</ph>'
        case Open(tag) if pair:
            return f'<bpt i="{pair}" x="{tag[1:]}">&lt;{tag}&gt;</bpt>'
        case Close(tag) if pair:
            return f'<ept i="{pair}">&lt;/{tag}&gt;</ept>'
        case Open(tag):
            return f'<it pos="begin" x="{tag[1:]}">&lt;{tag}&gt;</it>'
        case Close(tag):
            return f'<it pos="end" x="{tag[1:]}">&lt;/{tag}&gt;</it>'


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


def _escape(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))


def _instant(iso: str) -> str:
    """``20261124T000000Z``, the form TMX wants; empty if ``iso`` is no date."""
    match = _DATE.match(iso)
    if not match:
        return ""
    year, month, day, *time = match.groups("00")
    return f"{year}{month}{day}T{''.join(time)}Z"
