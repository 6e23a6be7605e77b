"""The glossary: required renderings are there, forbidden ones are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import glossary
from workflow.checks.finding import error
from workflow.model import Entry, Finding, TermUse


def terms(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """Every name and body of the source is rendered as the glossary says."""
    for problem in glossary.problems(entry.source, entry.text, terms, target):
        yield error("terms", entry, problem)
