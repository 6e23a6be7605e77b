"""Share helpers of the checks: wording problems, and reading both sides of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from workflow import markup
from workflow.languages.scripts import KEPT, without_links
from workflow.model import Entry, Finding, Message, Problem, Severity, TermUse, say

_NOT_WORD = re.compile(r"[\W_]+")


def error(code: str, message: Message, fix: str | None = None) -> Problem:
    """Return a problem that must not be published."""
    return Problem(code, message, Severity.ERROR, fix=fix)


def warning(code: str, message: Message, fix: str | None = None) -> Problem:
    """Return a problem that deserves a look."""
    return Problem(code, message, Severity.WARNING, fix=fix)


def placed(problem: Problem, entry: Entry, by: str = "") -> Finding:
    """Return a problem with its span in the translation, dropping a fix that changes nothing.

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
    return as_read(entry.source, entry.text)


@lru_cache(maxsize=KEPT)
def as_read(source: str, text: str) -> tuple[str, str]:
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


@lru_cache(maxsize=16384)
def bare_letters(text: str) -> str:
    """Return the letters and digits of a text as read, in lower case; kept, for many ask."""
    return _NOT_WORD.sub("", markup.plain(text)).casefold()


def exchanged(one: str, other: str) -> Message:
    """Return that two names or numbers have changed places."""
    return say("“{one}” and “{other}” seem to have changed places", one=one, other=other)


def instead(lost: str, new: str) -> Message:
    """Return that a word of the source has another in the translation, or that one lacks either."""
    if lost and new:
        return say("“{lost}” in the source, “{new}” in the translation", lost=lost, new=new)
    if new:
        return say("“{text}” is not in the source", text=new)
    return say("“{text}” is not in the translation", text=lost)
