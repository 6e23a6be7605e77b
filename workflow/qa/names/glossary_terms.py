"""Check a translation against the glossary, and excuse what other checks say of its names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow import glossary
from workflow.glossary.occurrences import options
from workflow.model import Entry, Message, Problem, TermUse

#: Problems that the glossary can correct with certainty.
_FIXABLE = frozenset({"forbidden-form", "particle", "term-first"})
#: Problems that such a correction settles as well, if a forbidden form is the cause: 씽하이밍 대사.
_MISSING = "term-missing"


def terms(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find names and bodies that are not rendered as the glossary requires.

    Problems have codes of their own: ``term-missing``, ``term-first`` (the form for the first
    mention), ``forbidden-form``, ``source-left``, ``particle`` …

    Source: the project's glossary; mentions are counted as in :mod:`workflow.glossary.verify`.
    """
    problems = [*misrendered(entry, target, uses)]
    if not problems:
        return
    mended = glossary.repair(entry.text, uses, target, entry.source)
    replaced, _ = glossary.replace_leftovers(mended, uses, target, entry.source)
    fixes = dict.fromkeys(_FIXABLE, mended) | {"source-left": replaced}
    left = glossary.problems(entry.source, mended, uses, target)
    for problem in problems:
        settled = problem.code == _MISSING and problem not in left
        yield replace(problem, fix=mended if settled else fixes.get(problem.code))


def misrendered(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find what :func:`terms` finds without its fixes, which take longer."""
    yield from glossary.problems(entry.source, entry.text, uses, target)


def is_listed(message: Message, text: str, uses: Sequence[TermUse]) -> bool:
    """Tell whether what is said is of a name, or a part of one, that stands as the glossary has it.

    That two names have changed places is said of whole ones: not of 银行 in 新村银行.

    Args:
        message: of another check.
        text: the translation.
        uses: the terms of its source.
    """
    said = {name: str(word) for name, word in message.values.items() if word}
    words = {said.get(name, "\n") for name in ("lost", "new", "text", "form")}
    pieces = {said.get(name, "\n") for name in ("one", "other")}
    every = {form: use for use in uses for form in (*options(use), *use.surnames)}
    return any(
        any(word in use.source or word in form for word in words)
        or any(piece in form and piece not in every for piece in pieces)
        for form, use in every.items()
        if form in text
    )
