"""What the checks share: how they say what is wrong, and both sides of a sentence as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from workflow import markup
from workflow.languages.scripts import KEPT, without_links
from workflow.model import Entry, Finding, Message, Problem, Severity, TermUse


def error(code: str, message: Message, fix: str | None = None) -> Problem:
    """Return a problem that must not be published."""
    return Problem(code, message, Severity.ERROR, fix=fix)


def warning(code: str, message: Message, fix: str | None = None) -> Problem:
    """Return a problem that deserves a look."""
    return Problem(code, message, Severity.WARNING, fix=fix)


def placed(problem: Problem, entry: Entry, by: str = "") -> Finding:
    """Return a problem of a translation where it stands; a fix that changes nothing is none.

    Args:
        problem: of the translation.
        entry: which holds the translation.
        by: the name under which the check is registered that found it.
    """
    if problem.fix is not None and problem.fix in ("", entry.text):
        problem = replace(problem, fix=None)
    return problem.at(entry.path, entry.line, entry.source, by)


def sides(entry: Entry) -> tuple[str, str]:
    """Return source and translation as a reader sees them, a space in place of each address."""
    return _as_read(entry.source, entry.text)


@lru_cache(maxsize=KEPT)
def _as_read(source: str, text: str) -> tuple[str, str]:
    """Return both; kept, since one check after the other asks for the sentences of a document."""
    return _read(source), _read(text)


@lru_cache(maxsize=16384)
def _read(text: str) -> str:
    """Return a text as read; kept, since a source has several translations."""
    return without_links(markup.plain(text))


@lru_cache(maxsize=32)
def language(target: str) -> str:
    """Return the language of a tag without script and region: ``zh`` for ``zh-Hans``."""
    return target.partition("-")[0]


def without_forms(text: str, uses: Sequence[TermUse]) -> str:
    """Return a translation with a space in place of each rendering that the glossary allows."""
    if not uses:
        return text
    every = (*uses, *(part for use in uses for part in use.parts))
    forms = {form for use in every for form in (use.rendering, *use.accepted) if form}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, " ")
    return text
