"""The words by which a language denies, counted when two sentences are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.languages.tables import either, read


@dataclass(frozen=True, slots=True)
class Negations:
    """What is looked for; nothing in a language that nobody described."""

    pattern: re.Pattern[str] | None = None

    def found(self, text: str) -> list[str]:
        """Return the negations of a sentence in their order, in lower case.

        Some stand in words that deny nothing (特别, 안전): compare what two sentences have.
        """
        return [match[0].lower() for match in self.pattern.finditer(text)] if self.pattern else []


def tabled(package: str) -> Negations:
    """Return what a language's ``negations.tsv`` tells."""
    pattern = either(read(package, "negations.tsv"))
    return Negations(re.compile(pattern.pattern, re.IGNORECASE))
