"""The glossary: required renderings are there, forbidden ones are not, particles agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import glossary
from workflow.checks.finding import error, warning
from workflow.model import Entry, Finding, TermUse

#: What no change of the translation can settle, or what is a matter of style.
_DOUBTS = frozenset({"surname-ambiguous", "term-ambiguous", "particle-unknown", "term-first"})
#: What the glossary can put right with certainty.
_FIXABLE = frozenset({"forbidden-form", "source-left", "particle", "term-first"})


def terms(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """Every name and body of the source is rendered as the glossary says.

    Findings carry the name of the problem: ``term-missing``, ``term-first`` (the form for the
    first mention), ``forbidden-form``, ``source-left``, ``particle`` …

    Source: the project's glossary; mentions are counted as in :mod:`workflow.glossary.verify`.
    """
    if not terms:
        return
    for problem in glossary.problems(entry.source, entry.text, terms, target):
        name, _, message = problem.partition(": ")
        fix = glossary.repair(entry.text, terms, target) if name in _FIXABLE else None
        yield (warning if name in _DOUBTS else error)(name, entry, message, fix)
