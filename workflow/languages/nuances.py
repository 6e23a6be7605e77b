"""Nuances that a translation may lose or add: *may*, *only*, *although*, 만장일치.

A language tells in ``nuances.tsv`` by which words its texts say one for sure, so that a translation
must tell it (``lost_X``); which words no translation adds by itself (``added_X``); and, for each,
everything that may tell it (``may_X``): much, so that what is told in another way is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from workflow.languages.cues import Cued
from workflow.languages.tables import FactTable

_LOST, _ADDED, _MAY = "lost_", "added_", "may_"


class Nuances:
    """As it stands, of a language of which none are known."""

    def lost(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the nuances that a source says for sure, each with the word that does."""
        del self, text
        return iter(())

    def added(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the nuances of a translation that its source must have, each with the word."""
        del self, text
        return iter(())

    def may_tell(self, name: str, text: str) -> bool:
        """Tell whether a text may tell a nuance; of one that is not known it may."""
        del self, name, text
        return True


class TabledNuances(Nuances):
    """Of a language that has a ``nuances.tsv``.

    Args:
        package: where the table is.
    """

    def __init__(self, package: str) -> None:
        self._table = FactTable(package, "nuances.tsv")

    def lost(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield them; each is looked for only where its letters stand.

        >>> [*TabledNuances("workflow.languages.en").lost("The plant may close.")]
        [('may', 'may close')]
        """
        return _found(self._lost, text)

    def added(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield them; each is looked for only where its letters stand.

        >>> [*TabledNuances("workflow.languages.ko").added("만장일치로 정했다.")]
        [('unanimous', '만장일치')]
        """
        return _found(self._added, text)

    def may_tell(self, name: str, text: str) -> bool:
        """Tell whether any word of a text may tell it."""
        use = f"{_MAY}{name}"
        return use not in self._table.uses or self._table.pattern(use).search(text) is not None

    @cached_property
    def _lost(self) -> _Finder:
        return _Finder(self._of(_LOST))

    @cached_property
    def _added(self) -> _Finder:
        return _Finder(self._of(_ADDED))

    def _of(self, kind: str) -> Mapping[str, re.Pattern[str]]:
        uses = [use for use in self._table.uses if use.startswith(kind)]
        return {use.removeprefix(kind): self._table.pattern(use) for use in uses}


class _Finder:
    """Some patterns with names, looked for in one pass."""

    def __init__(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        self.known = [*patterns.items()]
        self.cued = Cued([*patterns.values()])


def _found(finder: _Finder, text: str) -> Iterator[tuple[str, str]]:
    for at in finder.cued.within(text):
        name, pattern = finder.known[at]
        if match := pattern.search(text):
            yield name, match[0]
