"""Define the termbase: a concept, how each language writes it, its mention in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow.model.sendable import sendable


class TermType(StrEnum):
    """What a glossary row names."""

    PERSON = "person"
    ORG = "org"
    ABBR = "abbr"
    PLACE = "place"
    TITLE = "title"
    PRODUCT = "product"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class TermForms:
    """How one language writes a concept: first mention, later mentions, what else is accepted.

    ``reading`` is how a foreign-script form is pronounced (it decides Korean particles);
    ``forbidden`` lists renderings that must never appear.
    """

    first: str = ""
    later: str = ""
    aliases: tuple[str, ...] = ()
    reading: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of the termbase: a glossary row.

    ``forms`` maps a language (``en``, ``ko``, ``zh-Hans``) to how it writes the concept; ``extra``
    holds the filled cells of columns the workflow does not know, by column name.
    """

    id: str
    type: TermType
    forms: Mapping[str, TermForms] = field(hash=False)
    match_case: bool = True
    approved: bool = True
    note: str = ""
    path: str = ""
    line: int = 0
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@sendable
@dataclass(frozen=True, slots=True)
class TermUse:
    """A mention of a term in a segment and the rendering it must get there.

    Attributes:
        term: id of the glossary row, or ids joined with ``+`` for a composite.
        type: the kind of thing it names.
        source: the text of the mention, without placeholders.
        start, end: its place in the segment's text; placeholders may stand inside.
        rendering: the rendering required here; empty when the mention is ambiguous (``rule`` says
            so): nothing is required then, but a person has to look.
        accepted: other renderings that are right as well (first or later form, aliases).
        forbidden: renderings that must not appear.
        reading: pronunciation of ``rendering`` where its script does not tell, else empty.
        rule: why this rendering: ``first``, ``later``, ``title+surname`` …
        approved: whether the row is approved or still under review.
        parts: for a composite, the uses of the rows it is made of, with their own places.
        candidates: for an ambiguous mention, what each of the rows it may mean would be here.
        rivals: full names of other rows that end with one of the renderings.
        surnames: what a person may be called alone here, for the document has named them before.
    """

    term: str
    type: TermType
    source: str
    start: int
    end: int
    rendering: str
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    reading: str = ""
    rule: str = "first"
    approved: bool = True
    parts: tuple[TermUse, ...] = ()
    candidates: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
