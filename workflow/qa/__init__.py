"""Check translations, and report what a person should look at.

A check is a function ``(entry, target, uses)`` that yields problems (see
:class:`workflow.protocols.Check`), registered under the entry-point group ``workflow.checks`` by
the code of its problems; ``terms`` has several codes. A check that needs the whole document is a
function ``(sentences, target)`` that yields findings, in the group ``workflow.document_checks``.
The part of a check that is cheap and certain enough to have drafts corrected is in the group
``workflow.gates`` under the same name.

Each check has a module of its name, grouped by what editors look for; two modules are called
``inline_markup`` and ``glossary_terms``. They also hold the check's part for documents, and its
gate::

    registry        the profiles of checks: gate, check, repair
    numbers         number, unit, date, bound
    names           terms, particle, inconsistent
    meaning         contrast, negation
    completeness    untranslated, script, length, repetition, doubled, remark
    typography      quotes, brackets, ending, punctuation, spaces, spacing, spelling, register
    technical       markup, link, invisible, encoding
    machine, engine_problems    problems that only an engine or a judging model can know
    problems, baseline          wording of problems; findings that are accepted
    quantities, contacts, clauses, both_sides    reading of a text, and of both sides

A translator comment ``# noqa: NAME`` in an entry silences the findings with that code, or of the
check of that name, in this entry. Every docstring has examples of a right and a wrong translation,
which the tests run; ``found(check, source, text)`` gives the messages.
"""

from workflow.qa.engine_problems import JUDGE, judged, remembered
from workflow.qa.registry import (
    UNUSED,
    WRECKS,
    all_checks,
    check_document,
    check_entries,
    check_entry,
    document_checks,
    gate,
    points,
    repaired,
    silence,
    wrecked,
)
from workflow.qa.typography.quoted_paragraphs import with_quotations
from workflow.qa.typography.quoted_speech import going_on, with_quotation

__all__ = [
    "JUDGE",
    "UNUSED",
    "WRECKS",
    "all_checks",
    "check_document",
    "check_entries",
    "check_entry",
    "document_checks",
    "gate",
    "going_on",
    "judged",
    "points",
    "remembered",
    "repaired",
    "silence",
    "with_quotation",
    "with_quotations",
    "wrecked",
]
