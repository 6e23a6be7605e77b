"""Looks at translations and says what a person should look at.

A check is a function ``(entry, target, terms) -> findings`` (see
:class:`workflow.protocols.Check`), registered under the entry-point group ``workflow.checks`` by
the name its findings carry. One that has to see the whole document is a function
``(sentences, target) -> findings`` in the group ``workflow.document_checks``.

::

    terms, particles       the glossary; Korean particles
    numbers, dates         values, percent and currencies, months and days
    days                   days of the month for days of the week, in a whole document
    negation               what the source denies
    whole                  copies, length, repetition
    script                 letters of another script, invisible ones, damaged ones
    markup                 placeholders, HTML, addresses
    pairs, punctuation, spacing   quotation marks, brackets, marks and spaces of the language
    document               names and sentences that must agree, translations that stand twice
    machine                what the engine said itself

A translator comment ``# noqa: NAME`` in an entry silences the findings of that name there. Every
docstring has examples of a right and a wrong translation, which the tests run; ``found(check,
source, text)`` gives the messages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import plugins
from workflow.model import Entry, Finding, Sentence, TermUse
from workflow.protocols import Check, DocumentCheck
from workflow.qa.silence import UNUSED, silence

__all__ = [
    "UNUSED",
    "all_checks",
    "check_document",
    "check_entry",
    "document_checks",
    "silence",
]


def all_checks() -> tuple[Check, ...]:
    """Every registered check of single sentences, in alphabetical order of their names."""
    return tuple(plugins.load(plugins.CHECKS, name) for name in plugins.names(plugins.CHECKS))


def document_checks() -> tuple[DocumentCheck, ...]:
    """Every registered check of whole documents, in alphabetical order of their names."""
    group = plugins.DOCUMENT_CHECKS
    return tuple(plugins.load(group, name) for name in plugins.names(group))


def check_entry(
    entry: Entry, target: str, terms: Sequence[TermUse], checks: Sequence[Check]
) -> Iterator[Finding]:
    """What the checks find in one entry.

    Nothing in one that has no text yet, or is carried over from the source as it stands.
    """
    if _translated(entry):
        for check in checks:
            yield from check(entry, target, terms)


def check_document(
    sentences: Sequence[Sentence], target: str, checks: Sequence[DocumentCheck]
) -> Iterator[Finding]:
    """What the checks find in the translated sentences of one document, each of them once."""
    first = {sentence.entry.source: sentence for sentence in reversed(sentences)}
    translated = [
        sentence
        for sentence in sentences
        if _translated(sentence.entry) and first[sentence.entry.source] is sentence
    ]
    for check in checks:
        yield from check(translated, target)


def _translated(entry: Entry) -> bool:
    return bool(entry.text) and not (entry.origin == "source" and entry.text == entry.source)
