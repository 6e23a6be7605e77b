"""How a sentence tells a cause and its effect: which part is which.

A language tells its own ways in ``causes.tsv``, one a row: *X because Y*, 因Y，X, *X led to Y*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from workflow.languages.tables import read


@dataclass(frozen=True, slots=True)
class Because:
    """A cause and its effect, as a text tells them."""

    cause: str
    effect: str


@dataclass(frozen=True)
class Causes:
    """The ways of a language to tell them.

    Attributes:
        package: where its ``causes.tsv`` is; without one, none are known.
    """

    package: str = ""

    @cached_property
    def _ways(self) -> Sequence[tuple[str, re.Pattern[str]]]:
        rows = read(self.package, "causes.tsv") if self.package else ()
        return [(row["hint"], re.compile(row["pattern"])) for row in rows]

    @cached_property
    def _hints(self) -> AhoCorasick:
        return AhoCorasick([hint for hint, _ in self._ways], store_patterns=False)

    def told(self, text: str) -> Because | None:
        """Return the one cause that a text tells, with its effect; nothing where it tells more.

        >>> Causes("workflow.languages.en").told("It closed early because it rained hard.")
        Because(cause='it rained hard.', effect='It closed early')
        """
        hints, ways = self._hints, self._ways
        hinted = {at for at, _, _ in hints.find_matches_as_indexes(text.lower(), overlapping=True)}
        found = [match for at in sorted(hinted) if (match := ways[at][1].search(text))]
        return Because(found[0]["cause"], found[0]["effect"]) if len(found) == 1 else None
