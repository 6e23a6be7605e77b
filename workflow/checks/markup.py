"""Inline markup: every placeholder of the source, once, and properly nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import markup as inline
from workflow.checks.finding import error
from workflow.model import Entry, Finding, TermUse


def markup(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """``<g1>``, ``</g1>`` and ``<x2/>`` stand in the translation as in the source."""
    for problem in inline.problems(entry.source, entry.text):
        yield error("markup", entry, problem.removeprefix("markup: "))
