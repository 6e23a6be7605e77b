"""What a translation memory in TMX consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
        source: BCP 47 tag of the language that was translated, where it is not the one of the
            whole file; ``*all*`` where any may be it.
    """

    variants: tuple[Variant, ...]
    id: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
