"""Define a name that stands in a text and in no glossary."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.model import TermType


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``text[start : start + len(name)]``, and what it seems to be.

    ``sure`` where what stands beside it says so, and not its words alone.
    """

    name: str
    start: int
    type: TermType
    sure: bool = False
