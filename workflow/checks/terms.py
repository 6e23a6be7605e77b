"""The glossary: required renderings are there, forbidden ones are not, particles agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import glossary
from workflow.checks.finding import error, warning
from workflow.model import Entry, Finding, TermUse

#: What no change of the translation can settle, or what is a matter of style.
_DOUBTS = frozenset({"surname-ambiguous", "term-ambiguous", "particle-unknown", "term-first"})


def terms(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """Every name and body of the source is rendered as the glossary says.

    Findings carry the name of the problem: ``term-missing``, ``forbidden-form``, ``particle`` …
    """
    for problem in glossary.problems(entry.source, entry.text, terms, target):
        name, _, message = problem.partition(": ")
        yield (warning if name in _DOUBTS else error)(name, entry, message)
