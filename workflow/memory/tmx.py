"""Describe translation memories as TMX, write them, and convert between units and pairs.

TMX 1.4b (LISA OSCAR recommendation of 2005-04-26), level 2: placeholders are marked as inline
codes, so that other tools protect them. Reading a segment's whole text gives them back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import IO

from workflow import __version__, markup
from workflow.errors import ConfigError
from workflow.languages import language
from workflow.languages.characters import FORBIDDEN
from workflow.markup import Close, Open, Standalone, Text
from workflow.model import Pair, State

_STATE, _ORIGIN, _PLACE = "x-state", "x-origin", "x-document"
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?Z?)?")


@dataclass(frozen=True, slots=True)
class TmxVariant:
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
class TmxUnit:
    """A sentence in several languages, the source first.

    Attributes:
        variants: one a language.
        id: names the unit; may be empty.
        properties: what is known of all variants.
        source: BCP 47 tag of the language that was translated, where it is not the one of the
            whole file; ``*all*`` where any may be it.
    """

    variants: tuple[TmxVariant, ...]
    id: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


def write(
    file: IO[bytes],
    units: Iterable[TmxUnit],
    *,
    source: str = "*all*",
    properties: Mapping[str, str] | None = None,
) -> int:
    """Write a whole document to ``file`` and return the number of units.

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


def _unit(unit: TmxUnit) -> str:
    variants = "".join(map(_variant, unit.variants))
    name = _attributes({"tuid": unit.id, "srclang": unit.source})
    return f"<tu{name}>{_properties(unit.properties)}{variants}</tu>\n"


def _variant(variant: TmxVariant) -> str:
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
    """Return text with inline codes: a pair as ``bpt`` and ``ept``, one half alone as ``it``."""
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
    """Return the number of each complete pair, by the positions of its two tokens."""
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
    """Return ``20261124T000000Z``, the form TMX wants; empty if ``iso`` is no date."""
    match = _DATE.match(iso)
    if not match:
        return ""
    year, month, day, *time = match.groups("00")
    return f"{year}{month}{day}T{''.join(time)}Z"


def units_of(pairs: Iterable[Pair]) -> Iterator[TmxUnit]:
    """Convert each pair to a unit, with languages as other tools write them: ``zh-CN``."""
    for pair in pairs:
        about = {_STATE: pair.state.value, _ORIGIN: pair.origin}
        source = TmxVariant(_code(pair.language), pair.source)
        target = TmxVariant(_code(pair.target), pair.text, pair.date, pair.reviewer, about)
        place = {_PLACE: pair.path}
        yield TmxUnit((source, target), properties=place, source=_code(pair.language))


def common_source(languages: Collection[str]) -> str:
    """Return the source language for the header of a TMX file."""
    return _code(*languages) if len(languages) == 1 else "*all*"


def pairs_of(unit: TmxUnit, targets: Collection[str], path: str) -> Iterator[Pair]:
    """Yield the pairs of a unit from elsewhere; none of them counts as approved here.

    Args:
        unit: as read.
        targets: the project's languages. A unit whose source may be any of its languages gives a
            pair from each into each of these; any other gives one from its source into each of its
            languages.
        path: the file it is from.
    """
    spoken = [(tag, variant) for variant in unit.variants if (tag := _tag(variant.language))]
    free = unit.source == "*all*"
    sources = spoken if free else [each for each in spoken[:1] if each[1] is unit.variants[0]]
    for tag, source in sources:
        for target, variant in spoken:
            if target != tag and (not free or target in targets):
                yield _pair(tag, source, target, variant, path)


def _pair(tag: str, source: TmxVariant, target: str, variant: TmxVariant, path: str) -> Pair:
    origin = variant.properties.get(_ORIGIN, "")
    draft = variant.properties.get(_STATE) == State.DRAFT.value
    return Pair(
        source=source.text,
        text=" ".join(variant.text.split()),
        language=tag,
        target=target,
        machine=draft and "/" in origin,
        origin=origin,
        reviewer=variant.author,
        date=variant.date,
        path=path,
    )


@lru_cache(maxsize=256)
def _tag(code: str) -> str:
    try:
        return language(code).tag
    except ConfigError:
        return ""


def _code(tag: str) -> str:
    return language(tag).gettext.replace("_", "-")
