"""Closed classes of which a text says one member: *all*, *most* and *some*; *since* and *until*.

A language tells its own in ``scales.tsv``, one pattern a row, in small letters; the use of a row is
the class and the member, ``quantity_all``. Rows of *any* and *anyelse* find what may be any member,
or none. Each class is one pattern, so that what is found as one member is no other one too, and it
is looked for only where letters of a sure member stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from workflow.languages.cues import Cued, small
from workflow.languages.tables import FactTable

#: What may be any member of its class, or is none that can be compared.
ANY = "any"


class Scales:
    """The classes of a language.

    Args:
        package: where its ``scales.tsv`` is.
    """

    def __init__(self, package: str) -> None:
        self._table = FactTable(package, "scales.tsv")

    @cached_property
    def _uses(self) -> Mapping[str, Sequence[str]]:
        """The uses of each class, its members in the order of the table."""
        known: dict[str, list[str]] = {}
        for use in self._table.uses:
            scale, _, member = use.partition("_")
            if member:
                known.setdefault(scale, []).append(use)
        return known

    def _pattern(self, uses: Iterable[str]) -> re.Pattern[str]:
        told = self._table.text
        return re.compile("|".join(f"(?P<{use}>{told(use)})" for use in uses))

    @cached_property
    def _classes(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        """One pattern for each class, with its name."""
        return [(name, self._pattern(uses)) for name, uses in self._uses.items()]

    @cached_property
    def _cued(self) -> Cued:
        """The members of each class that are sure: without one of them the others tell nothing."""
        sure = ([use for use in uses if _member(use) != ANY] for uses in self._uses.values())
        return Cued([self._pattern(uses) for uses in sure])

    def found(
        self, text: str, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, str, str]]:
        """Yield the words of a text, each with its class and the member that it says.

        Args:
            text: any text.
            among: the classes to look for; all of them if none are given.

        >>> text = "All of the pupils left, some of them late."
        >>> [*Scales("workflow.languages.en").found(text, ["quantity"])]
        [('quantity', 'all', 'All of the'), ('quantity', 'some', 'some of')]
        """
        lower = small(text)
        for at in self._cued.within(text):
            name, pattern = self._classes[at]
            if among is None or name in among:
                for match in pattern.finditer(lower):
                    yield name, _member(str(match.lastgroup)), text[slice(*match.span())]


def _member(use: str) -> str:
    """Return which member of its class a use is."""
    member = use.partition("_")[2]
    return ANY if member.startswith(ANY) else member
