"""The glossary: required renderings are there, forbidden ones are not, particles agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workflow import glossary
from workflow.model import Entry, Finding, TermUse
from workflow.qa.finding import error, warning

#: What no change of the translation can settle, or what is a matter of style.
_DOUBTS = frozenset({"surname-ambiguous", "term-ambiguous", "particle-unknown", "term-first"})
#: What the glossary can put right with certainty.
_FIXABLE = frozenset({"forbidden-form", "particle", "term-first"})


def terms(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """Every name and body of the source is rendered as the glossary says.

    Findings carry the name of the problem: ``term-missing``, ``term-first`` (the form for the
    first mention), ``forbidden-form``, ``source-left``, ``particle`` …

    Source: the project's glossary; mentions are counted as in :mod:`workflow.glossary.verify`.
    """
    if not terms:
        return
    problems = glossary.problems(entry.source, entry.text, terms, target)
    fixes = _fixes(entry, target, terms) if problems else {}
    for problem in problems:
        name, _, short = problem.partition(": ")
        fix = fixes.get(name)
        for message in _told(name, short, terms):
            yield (warning if name in _DOUBTS else error)(name, entry, message, fix)


def _fixes(entry: Entry, target: str, terms: Sequence[TermUse]) -> Mapping[str, str]:
    """The text with everything certain put right, and for names left as they were with these."""
    mended = glossary.repair(entry.text, terms, target, entry.source)
    replaced, _ = glossary.replace_leftovers(mended, terms, target, entry.source)
    return dict.fromkeys(_FIXABLE, mended) | {"source-left": replaced}


def _told(name: str, short: str, terms: Sequence[TermUse]) -> Iterator[str]:
    """A problem of the glossary's, which has its name before it, as a phrase of its own."""
    one, _, other = short.partition(" → ")
    if name == "term-missing":
        yield f"{one} is not rendered as {other}"
    elif name == "term-first":
        yield f"{one} stands here for the first time: write {other}"
    elif name == "forbidden-form":
        yield f"{one} is forbidden: write {other}"
    elif name == "particle":
        yield f"wrong particle: {short}"
    elif name == "particle-unknown":
        word = short.partition(" (")[0]
        yield f"the particle in {word} cannot be checked: its glossary row has no ko_reading"
    elif name == "source-left":
        right = _rendering(one, terms)
        yield f"{one} is left in the source language: write {right}"
    else:
        yield short


def _rendering(word: str, terms: Sequence[TermUse]) -> str:
    """What the glossary wants for a name, or for the name that a word is part of."""
    uses = [*terms, *(part for use in terms for part in use.parts)]
    whole = [use.target for use in uses if use.source == word]
    within = [use.target for use in uses if word in use.source.split()]
    return next(filter(None, (*whole, *within)), "")
