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
_FRAMING, _BEFORE, _BEHIND = "framing", "framed_before", "framed_behind"
#: Letters before a word in which its frame begins; quotation marks, of which a quote has two.
_NEAR = 80
_QUOTES = '“”"'


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

    def framed(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word stands where translations often tell its nuance otherwise."""
        del self, text, start, end
        return False

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
        for name, match in _found(self._lost, text):
            if name not in self._framing or not self.framed(text, *match.span()):
                yield name, match[0]

    def framed(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word is in a relative clause, a concession, a question or a quotation.

        >>> known = TabledNuances("workflow.languages.en")
        >>> known.framed("Anyone who may have seen it called.", 11, 19)
        True
        >>> known.framed("The plant may close.", 10, 19)
        False
        """
        if not self._framing:
            return False
        if sum(map(text[:start].count, _QUOTES)) % 2:
            return True
        before = self._table.pattern(_BEFORE).search(text[max(0, start - _NEAR) : start])
        return bool(before or self._table.pattern(_BEHIND).match(text, end))

    def added(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield them; each is looked for only where its letters stand.

        >>> [*TabledNuances("workflow.languages.ko").added("만장일치로 정했다.")]
        [('unanimous', '만장일치')]
        """
        return ((name, match[0]) for name, match in _found(self._added, text))

    def may_tell(self, name: str, text: str) -> bool:
        """Tell whether any word of a text may tell it."""
        use = f"{_MAY}{name}"
        return use not in self._table.uses or self._table.pattern(use).search(text) is not None

    @cached_property
    def _framing(self) -> frozenset[str]:
        """The nuances that a frame excuses."""
        return frozenset(self._table.words(_FRAMING) if _FRAMING in self._table.uses else ())

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


def _found(finder: _Finder, text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for at in finder.cued.within(text):
        name, pattern = finder.known[at]
        if match := pattern.search(text):
            yield name, match
