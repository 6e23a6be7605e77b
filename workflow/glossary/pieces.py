"""A sentence and the names in it that mentions are made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.glossary.grammar import Grammar
from workflow.model import Term, TermType

#: Letters of the longest name, and of what may stand between two that belong together.
_LONGEST_NAME, _LONGEST_GAP = 200, 60


@dataclass(frozen=True, slots=True)
class Part:
    """A name in the text and the rows it may mean; more than one row makes it ambiguous.

    Attributes:
        start, end: its place.
        terms: the rows.
        surname: whether only the family name stands there.
        sure: whether it counts where it stands alone.
        plural: whether it names several: ``Presidents``.
    """

    start: int
    end: int
    terms: tuple[Term, ...]
    surname: bool = False
    sure: bool = True
    plural: bool = False

    @property
    def type(self) -> TermType:
        """The kind of thing it names."""
        return self.terms[0].type


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts found in one text, by what they can be in a mention."""

    names: list[Part]
    persons: list[Part]
    titles: list[Part]
    bodies: list[Part]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the grammar of its language, and whether it is a headline.

    ``proven``: words, in lower case, that the document has as names and not as words.
    """

    text: str
    rules: Grammar
    headline: bool = False
    proven: frozenset[str] = frozenset()


def near(parts: Sequence[Part], start: int, end: int) -> Sequence[Part]:
    """Return the parts, given by place, that may stand beside what is at ``start`` to ``end``."""
    first = bisect_left(parts, start - _LONGEST_NAME, key=start_of)
    return parts[first : bisect_right(parts, end + _LONGEST_GAP, key=start_of)]


def start_of(part: Part) -> int:
    """Return where a part begins."""
    return part.start
