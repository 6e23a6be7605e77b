"""Find the words that numbers are attached to, and what they count.

``number_roles.tsv`` of a language has a pattern a row, ``#`` standing for a number: of the dead,
the hurt, votes for and against, a part and the whole. A row of two numbers names both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from workflow.languages.cues import Cued
from workflow.languages.tables import FactTable, LazyPattern

#: Where something stands in a text.
Span = tuple[int, int]
#: Rows of two numbers, and what the first and the second one are.
_BOTH = {
    "for": ("for", "against"),
    "against": ("against", "for"),
    "part": ("part", "whole"),
    "whole_part": ("whole", "part"),
    "including": ("whole", "part"),
    "included": ("part", "whole"),
    "by_to": ("by", "is"),
    "to_by": ("is", "by"),
    "change": ("was", "is"),
    "changed": ("is", "was"),
}
#: Words that are never attached to the same number.
PAIRS = (
    ("dead", "hurt"),
    ("for", "against"),
    ("part", "whole"),
    ("was", "is"),
    ("by", "is"),
)
#: Rows of where something rises or falls to, and by how much.
LEVEL, STEP = "level", "step"
#: Rows of other kinds: what a number looks like, what it counts, small numbers in words.
_NUMBER, _BESIDE, _SMALL = "number", "beside", "small"
#: The text between a number and its word, after it or before it.
_LED, _LEADS = "led", "leads"


class NumberRoles:
    """Roles of numbers, as the table of a language tells.

    Args:
        package: the package of the language; without one, nothing is known.

    Attributes:
        small: small numbers in words, from one on.
    """

    def __init__(self, package: str = "") -> None:
        self._table = FactTable(package, "number_roles.tsv")
        self.small = self._table.words(_SMALL)

    @cached_property
    def _patterns(self) -> tuple[tuple[str, LazyPattern], ...]:
        number = f"({self._table.text(_NUMBER)})"
        return tuple(
            (use, LazyPattern(row["pattern"].replace("#", number), re.IGNORECASE))
            for use, rows in self._table.uses.items()
            if use not in (_NUMBER, _BESIDE, _SMALL, _LED, _LEADS, LEVEL, STEP)
            for row in rows
        )

    @cached_property
    def _changing(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        number = f"({self._table.text(_NUMBER)})"
        told = [(use, self._table.text(use)) for use in (LEVEL, STEP) if use in self._table.uses]
        return [(use, re.compile(row.replace("#", number), re.IGNORECASE)) for use, row in told]

    @cached_property
    def _change(self) -> Cued:
        return Cued([pattern for _, pattern in self._changing])

    def changes(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield what a text says to rise or fall *to* a number, or *by* it.

        With :data:`LEVEL` or :data:`STEP`, the number and the words.

        >>> [*NumberRoles("workflow.languages.zh").changes("失业率降至4.7%。")]
        [('level', '4.7', '降至4.7')]
        """
        for at in self._change.within(text):
            use, pattern = self._changing[at]
            for match in pattern.finditer(text):
                yield use, next(filter(None, match.groups())), match[0]

    @cached_property
    def _cued(self) -> Cued:
        return Cued([pattern for _, pattern in self._patterns])

    def attached(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the numbers of a text, each with the word before it that it is attached to."""
        for at in self._cued.within(text):
            use, pattern = self._patterns[at]
            for match in pattern.finditer(text):
                numbers = [number for number in match.groups() if number]  # of one alternative
                names = _BOTH.get(use, (use,)) if len(numbers) > 1 else (use,)
                yield from zip(names, numbers, strict=False)

    def may_be_of(self, text: str, number: Span) -> bool:
        """Tell whether the text after a number, or that after a word, may connect the two."""
        if _LEADS in self._table.uses:
            return True
        return self._table.optional(_LED).match(text, number[1]) is not None

    def is_of(self, text: str, number: Span, word: Span) -> bool:
        """Tell whether a number is attached to a word beside it.

        >>> NumberRoles("workflow.languages.en").is_of("85 jars of jam", (0, 2), (11, 14))
        True
        >>> NumberRoles("workflow.languages.ko").is_of("잼 12병", (2, 4), (0, 1))
        True
        """
        for use, before, behind in ((_LED, number, word), (_LEADS, word, number)):
            if use in self._table.uses and before[1] <= behind[0]:
                pattern = self._table.pattern(use)
                return pattern.fullmatch(text, before[1], behind[0]) is not None
        return False

    def beside(self, text: str) -> Iterator[tuple[str, Sequence[tuple[int, int]]]]:
        """Yield the numbers of a text in digits, and where words for what each counts may stand."""
        for match in self._table.optional(_BESIDE).finditer(text):
            names = match.groupdict().keys() - {_NUMBER}
            yield match[_NUMBER], [match.span(name) for name in names]
